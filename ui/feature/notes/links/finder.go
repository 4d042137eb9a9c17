package links

import (
	"context"
	"errors"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/data/text/markup"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/library"
)

// Target is something that a note can lead to.
type Target struct {
	data.Link            // with the words that are written in the note
	Kind      data.Kind  // an event, an article, an excerpt or a note
	Source    string     // of an excerpt or a note: what it is from or about
	Date      dates.Date // of the event or article, or a note's span of time
}

// mostTargets is how many targets are offered.
const mostTargets = 8

// Finder looks for what links lead to, one thing at a time.
type Finder struct {
	library *library.Library
	show    func(data.Annotation)
	looking library.Slot
}

// NewFinder looks in the open library; show goes to a note.
func NewFinder(l *library.Library, show func(data.Annotation)) *Finder {
	return &Finder{library: l, show: show}
}

// Targets looks for events, articles, excerpts and notes that some words may mean, best
// first, and calls done unless others are asked for meanwhile. No words: what is
// open and selected.
func (f *Finder) Targets(words string, done func([]Target)) {
	terms := wordTerms(words)
	if len(terms) == 0 {
		f.looking.Drop()
		done(f.openTargets())
		return
	}
	library.Load(f.library, &f.looking, func(ctx context.Context, store data.Store) ([]Target, error) {
		var found []Target
		for _, kind := range []data.Kind{data.KindEvent, data.KindArticle, data.KindExcerpt, data.KindAnnotation} {
			r, err := store.Search(ctx, query.Query{Terms: terms}, mostTargets, kind)
			if err != nil {
				return nil, err
			}
			for _, h := range r.Hits {
				found = append(found, targetOf(h))
			}
		}
		return found, nil
	}, func(found []Target) { done(ranked(f.named(found), words)) })
}

// named gives notes their own first words; those that are gone meanwhile are left out.
func (f *Finder) named(found []Target) []Target {
	named := found[:0]
	for _, t := range found {
		if t.Kind == data.KindAnnotation {
			n := f.note(t.Note)
			if n == nil {
				continue
			}
			t.Text = FirstWords(*n)
		}
		named = append(named, t)
	}
	return named
}

// note is a note as it is now; nil for one that is gone.
func (f *Finder) note(id data.ID) *data.Annotation {
	s := f.library.Snapshot()
	if s == nil {
		return nil
	}
	if i := slices.IndexFunc(s.Notes, func(n data.Annotation) bool { return n.ID == id }); i >= 0 {
		return &s.Notes[i]
	}
	return nil
}

// FirstWords are those by which a note is called: of its text, or else of its passage.
func FirstWords(n data.Annotation) string {
	const longest = 50
	words, _ := markup.Read(n.Text)
	if strings.TrimSpace(words) == "" {
		words = n.Anchor.Exact
	}
	return short(words, longest)
}

// wordTerms is the query for words of which the last is still being typed.
func wordTerms(words string) []query.Term {
	var terms []query.Term
	for _, w := range strings.Fields(words) {
		terms = append(terms, query.Term{Field: query.Words, Values: []string{w}})
	}
	if len(terms) > 0 && !strings.HasSuffix(words, " ") {
		terms[len(terms)-1].Prefix = true
	}
	return terms
}

func targetOf(h data.Hit) Target {
	t := Target{Kind: h.Kind, Date: h.Date}
	switch h.Kind {
	case data.KindArticle:
		t.Link = data.Link{Text: linkText(h.Title), Article: h.ID}
	case data.KindExcerpt:
		t.Link, t.Source = data.Link{Text: linkText(strings.Trim(h.Snippet, "… ")), Excerpt: h.ID}, h.Title
	case data.KindAnnotation:
		t.Link, t.Source = data.Link{Note: h.ID}, h.Title
	default:
		t.Link = data.Link{Text: linkText(h.Title), Event: h.ID}
	}
	return t
}

// linkText is a title as it can be written in [[...]].
func linkText(title string) string {
	const longest = 80
	return short(title, longest)
}

// short are words as they can be written in [[...]]: in one line, without brackets that
// would end it, and not endlessly long.
func short(title string, longest int) string {
	title = strings.NewReplacer("[", "(", "]", ")").Replace(strings.Join(strings.Fields(title), " "))
	if r := []rune(title); len(r) > longest {
		title = strings.TrimSpace(string(r[:longest-1])) + "…"
	}
	return title
}

// ranked puts titles that begin with the words first, and leaves as many as are
// offered; the search's own order decides among the rest.
func ranked(found []Target, words string) []Target {
	start := fold.String(strings.TrimSpace(words))
	var first, rest []Target
	for _, t := range found {
		if strings.HasPrefix(fold.String(t.Text), start) {
			first = append(first, t)
		} else {
			rest = append(rest, t)
		}
	}
	all := append(first, rest...)
	return all[:min(len(all), mostTargets)]
}

// openTargets are the selected event, the open article and the passages.
func (f *Finder) openTargets() []Target {
	var found []Target
	if e := f.library.Event(); e != nil {
		found = append(found, Target{Link: data.Link{Text: linkText(e.Title), Event: e.ID}, Kind: data.KindEvent, Date: e.Date})
	}
	if a := f.library.Article(); a != nil {
		found = append(found, Target{Link: data.Link{Text: linkText(a.Title), Article: a.ID}, Kind: data.KindArticle, Date: a.Published})
	}
	if e := f.library.Event(); e != nil {
		for _, x := range e.Excerpts {
			found = append(found, Target{Link: data.Link{Text: linkText(x.Anchor.Exact), Excerpt: x.ID}, Kind: data.KindExcerpt, Source: x.Source.Title})
		}
	}
	return found[:min(len(found), mostTargets)]
}

// Follow goes where a link of a note leads; where the note does not say, to what is
// called exactly so. nowhere is told if there is nothing.
func (f *Finder) Follow(l data.Link, nowhere func()) {
	switch {
	case l.Event != (data.ID{}):
		f.followEvent(l.Event, nowhere)
	case l.Article != (data.ID{}):
		f.followArticle(l.Article, nowhere)
	case l.Excerpt != (data.ID{}):
		f.followExcerpt(l.Excerpt, nowhere)
	case l.Note != (data.ID{}):
		if n := f.note(l.Note); n != nil {
			f.show(*n)
		} else {
			nowhere()
		}
	default:
		f.followTitle(l.Text, nowhere)
	}
}

// followEvent and the others look first, so that what is shown stays where there is
// nothing to go to.
func (f *Finder) followEvent(id data.ID, nowhere func()) {
	library.Load(f.library, &f.looking, func(ctx context.Context, store data.Store) (bool, error) {
		_, err := store.Event(ctx, id)
		if errors.Is(err, data.ErrNotFound) {
			return false, nil
		}
		return err == nil, err
	}, func(there bool) {
		if there {
			f.library.SelectAndRead(id)
		} else {
			nowhere()
		}
	})
}

func (f *Finder) followArticle(id data.ID, nowhere func()) {
	if n := f.library.Snapshot(); n == nil || !slices.ContainsFunc(n.Articles, func(a data.Article) bool { return a.ID == id }) {
		nowhere()
		return
	}
	f.library.Read(id)
}

func (f *Finder) followExcerpt(id data.ID, nowhere func()) {
	library.Load(f.library, &f.looking, func(ctx context.Context, store data.Store) (data.Excerpt, error) {
		x, err := store.Excerpt(ctx, id)
		if errors.Is(err, data.ErrNotFound) {
			return data.Excerpt{}, nil
		}
		return x, err
	}, func(x data.Excerpt) {
		if x.ID != id {
			nowhere()
			return
		}
		f.library.Select(x.Event)
		f.library.ReadExcerpt(x)
	})
}

// followTitle looks for an event, or else an article, that is called so.
func (f *Finder) followTitle(title string, nowhere func()) {
	f.Targets(title, func(found []Target) {
		want := fold.String(title)
		for _, t := range found {
			if (t.Kind == data.KindEvent || t.Kind == data.KindArticle) && fold.String(t.Text) == want {
				f.Follow(t.Link, nowhere)
				return
			}
		}
		nowhere()
	})
}
