package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/names"
	"tarikh.org/tarikh/data/text/anchor"
)

// NamePassage is where a text of the library names somebody: bytes of an article's text,
// half-open, or somewhere in the title or description of an event.
type NamePassage struct {
	Article    data.ID
	Event      data.ID // whose words they are; zero: those of the article
	Start, End int
	Quote      string // the words around it
}

// Naming is a person or an organisation that texts of the library name.
type Naming struct {
	names.Proposal
	Entity   data.ID // that the library has already; zero for none
	Passages []NamePassage
	Links    []NameLink // with events that are not linked with it yet, each once
}

// NameLink is an event that somebody has to do with, as one of its passages says.
type NameLink struct {
	Event   data.ID
	Excerpt data.ID // zero: its title or description says so
}

// Namings finds who is named in the texts of articles (nil: of all, and what all events say
// of themselves): those that the library does not have yet, and those that events name with
// which it has not linked them. What the reader has refused is left out. place reports whether a name is
// that of a well-known place; progress is told how much is done, 0 to 1; it may be nil.
func (l *Library) Namings(ctx context.Context, articles []data.ID, place func(string) bool, progress func(done float64)) ([]Naming, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	r := namesRead{Library: l, ctx: ctx, said: map[data.ID]map[data.ID]bool{}, refused: map[string]bool{}, excerpts: map[data.ID][]data.Excerpt{}}
	found, err := r.find(articles, place, progress)
	if err != nil {
		return nil, fmt.Errorf("find names: %w", err)
	}
	return found, nil
}

// namesRead is what is read to find names.
type namesRead struct {
	*Library
	ctx      context.Context
	known    []data.Entity                // persons and organisations
	said     map[data.ID]map[data.ID]bool // whom events have to do with already
	refused  map[string]bool              // keys of names
	excerpts map[data.ID][]data.Excerpt   // by article
	sources  []nameSource                 // of the texts, by their numbers
}

// nameSource is a text that was read.
type nameSource struct {
	article, event data.ID
	text           string
}

func (r *namesRead) find(articles []data.ID, place func(string) bool, progress func(float64)) ([]Naming, error) {
	if err := r.read(); err != nil {
		return nil, err
	}
	known := make([]names.Known, len(r.known))
	for i, e := range r.known {
		known[i] = names.Known{Kind: names.Kind(e.Type), Called: e.Called()}
	}
	finder := names.New(known, place)
	if err := r.texts(finder, articles, progress); err != nil {
		return nil, err
	}
	var out []Naming
	for _, p := range finder.Proposals() {
		n := r.naming(p)
		switch {
		case p.Known >= 0 && len(n.Links) == 0:
		case p.Known < 0 && slices.ContainsFunc(p.Spelt, func(key string) bool { return r.refused[key] }):
		default:
			out = append(out, n)
		}
	}
	return out, r.ctx.Err()
}

// read reads what the library knows of names.
func (r *namesRead) read() error {
	all, err := r.Entities(r.ctx)
	if err != nil {
		return err
	}
	r.known = slices.DeleteFunc(all, func(e data.Entity) bool { return e.Type == data.Place })
	for row, err := range r.Rows(r.ctx, data.KindMention) {
		if err != nil {
			return err
		}
		m := row.(*data.Mention)
		if m.Role != data.RoleActor {
			continue
		}
		if r.said[m.Event] == nil {
			r.said[m.Event] = map[data.ID]bool{}
		}
		r.said[m.Event][m.Entity] = true
	}
	for row, err := range r.Rows(r.ctx, data.KindDismissal) {
		if err != nil {
			return err
		}
		if d := row.(*data.Dismissal); d.EDTF == "" && d.Event == (data.ID{}) {
			r.refused[names.Key(d.Anchor.Exact)] = true
		}
	}
	for row, err := range r.Rows(r.ctx, data.KindExcerpt) {
		if err != nil {
			return err
		}
		if x := row.(*data.Excerpt); x.Anchor.Part == "" {
			r.excerpts[x.Article] = append(r.excerpts[x.Article], *x)
		}
	}
	return nil
}

// texts adds the texts of articles to a finder, and for all articles what events say.
func (r *namesRead) texts(finder *names.Finder, articles []data.ID, progress func(float64)) error {
	all := articles == nil
	if all {
		rows, err := r.Articles(r.ctx)
		if err != nil {
			return err
		}
		for _, a := range rows {
			if !a.IsReference() {
				articles = append(articles, a.ID)
			}
		}
	}
	for i, id := range articles {
		progress(float64(i) / float64(len(articles)+1))
		a, err := r.Article(r.ctx, id)
		if err != nil {
			return err
		}
		finder.Add(a.Text)
		r.sources = append(r.sources, nameSource{article: id, text: a.Text})
	}
	if !all {
		return nil
	}
	for e, err := range r.Events(r.ctx) {
		if err != nil {
			return err
		}
		text := e.Title + ".\n" + e.Description
		finder.Add(text)
		r.sources = append(r.sources, nameSource{event: e.ID, text: text})
	}
	return nil
}

// around is how many bytes of a text are shown on each side of a name.
const around = 60

// naming is a proposal as the library has it.
func (r *namesRead) naming(p names.Proposal) Naming {
	n := Naming{Proposal: p}
	if p.Known >= 0 {
		n.Entity = r.known[p.Known].ID
	}
	add := func(at NameLink) {
		if (n.Entity == (data.ID{}) || !r.said[at.Event][n.Entity]) && !slices.Contains(n.Links, at) {
			n.Links = append(n.Links, at)
		}
	}
	for _, at := range p.Passages {
		s := r.sources[at.Text]
		n.Passages = append(n.Passages, NamePassage{Article: s.article, Event: s.event, Start: at.Start, End: at.End, Quote: quoted(s.text, at.Start, at.End)})
		if s.event != (data.ID{}) {
			add(NameLink{Event: s.event})
			continue
		}
		for _, x := range r.excerpts[s.article] {
			if x.Anchor.Start <= at.Start && at.End <= x.Anchor.End {
				add(NameLink{Event: x.Event, Excerpt: x.ID})
			}
		}
	}
	// An event that a passage links is not linked as a whole, too.
	n.Links = slices.DeleteFunc(n.Links, func(at NameLink) bool {
		return at.Excerpt == data.ID{} && slices.ContainsFunc(n.Links, func(o NameLink) bool { return o.Event == at.Event && o.Excerpt != data.ID{} })
	})
	return n
}

// quoted are the words around a span of a text, in one line.
func quoted(text string, start, end int) string {
	from, to := max(start-around, 0), min(end+around, len(text))
	if i := strings.LastIndexByte(text[from:start], '\n'); i >= 0 {
		from += i + 1
	} else if i := strings.IndexByte(text[from:start], ' '); from > 0 && i >= 0 {
		from += i + 1
	} else if from > 0 {
		from = start
	}
	if i := strings.IndexByte(text[end:to], '\n'); i >= 0 {
		to = end + i
	} else if i := strings.LastIndexByte(text[end:to], ' '); to < len(text) && i >= 0 {
		to = end + i
	} else if to < len(text) {
		to = end
	}
	return strings.Join(strings.Fields(text[from:to]), " ")
}

// Taking is somebody that is taken: as one of the library, or as a new one, with what else
// is meant by it.
type Taking struct {
	Naming
	As   data.ID  // one of the library; zero: Naming.Entity, or a new one
	Also []Naming // other names of the same
}

// TakeNames makes persons and organisations of what was proposed, with their events, as one
// edit. One that is in the library by now, by any of its names, is that one.
func (l *Library) TakeNames(ctx context.Context, all ...Taking) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.actor.take"}
	a, err := l.actorsNow(ctx)
	if err != nil {
		return edit, err
	}
	for _, t := range all {
		e := a.entity(t)
		for _, n := range append([]Naming{t.Naming}, t.Also...) {
			for _, at := range n.Links {
				m := data.Mention{ID: data.NewID(), Entity: e, Event: at.Event, Excerpt: at.Excerpt, Role: data.RoleActor}
				if err := a.mention(ctx, l.Store, m, &edit); err != nil {
					return edit, err
				}
			}
		}
	}
	edit.Entities = a.changes()
	return l.Write(ctx, edit)
}

// RefuseNames stops names from being proposed again, as one edit. It returns those that
// cannot be remembered, as no article has them.
func (l *Library) RefuseNames(ctx context.Context, all ...Naming) (data.Edit, []Naming, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit, left := data.Edit{Label: "edit.actor.refuse"}, []Naming(nil)
	for _, n := range all {
		said := false
		for _, p := range n.Passages {
			if p.Event != (data.ID{}) {
				continue
			}
			a, err := l.Article(ctx, p.Article)
			if err != nil {
				return edit, nil, err
			}
			if p.End > len(a.Text) || !slices.Contains(n.Spelt, names.Key(a.Text[p.Start:p.End])) {
				continue // it has another text by now, or a part of the name
			}
			s, err := anchor.Make(a.Text, p.Start, p.End)
			if err != nil {
				return edit, nil, err
			}
			edit.Dismissals = append(edit.Dismissals, data.Insert(data.Dismissal{ID: data.NewID(), Article: a.ID, Anchor: s}))
			said = true
			break
		}
		if !said {
			left = append(left, n)
		}
	}
	edit, err := l.Write(ctx, edit)
	return edit, left, err
}

// language is that of a name by its letters, "" where they do not tell.
func language(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
		return "ar"
	}
	return ""
}
