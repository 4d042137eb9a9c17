package container

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"iter"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/picture"
	"tarikh.org/tarikh/data/text/anchor"
)

// reading is a document being made of some entries.
type reading struct {
	*File
	file    form.File
	options form.Options
	chosen  []int
	doc     form.Document
	pages   []kept
	texts   int           // bytes
	one     sync.Mutex    // the file is read by one at a time
	ahead   chan struct{} // has one for each entry that is opened and not taken yet
}

// mostAhead is how many entries are opened before the first of them is taken: one that takes
// long would have all others in memory.
const mostAhead = 32

// opened is an entry on its way through the reader of articles.
type opened struct {
	at    int // place in chosen
	item  Item
	draft intake.Draft
	err   error
}

// atOnce is how many entries are read at a time.
func atOnce() int { return min(runtime.GOMAXPROCS(0), 4) }

// all opens the chosen entries one after the other, reads some at a time, and takes them
// into the document in their order.
func (r *reading) all(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer work.Wait()
	defer cancel()
	todo, done := make(chan opened), make(chan opened)
	work.Go(func() {
		defer close(todo)
		r.open(ctx, todo)
	})
	var readers sync.WaitGroup
	turn := intake.NewTurn()
	for range atOnce() {
		readers.Go(func() {
			for o := range todo {
				o.read(ctx, turn, r.options.Now)
				select {
				case done <- o:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	work.Go(func() {
		readers.Wait()
		close(done)
	})
	early := map[int]opened{} // read before others that come before them
	next := 0
	for o := range done {
		early[o.at] = o
		for {
			o, ok := early[next]
			if !ok {
				break
			}
			delete(early, next)
			if err := r.take(o); err != nil {
				return err
			}
			<-r.ahead
			if next++; r.options.Progress != nil {
				r.options.Progress(float64(next) / float64(len(r.chosen)))
			}
		}
	}
	return ctx.Err()
}

// open opens the chosen entries.
func (r *reading) open(ctx context.Context, todo chan<- opened) {
	for at, i := range r.chosen {
		select {
		case r.ahead <- struct{}{}:
		case <-ctx.Done():
			return
		}
		o := opened{at: at}
		if o.err = ctx.Err(); o.err == nil {
			r.one.Lock()
			o.item, o.err = r.Open(ctx, i)
			r.one.Unlock()
			r.embed(&o.item)
		}
		select {
		case todo <- o:
		case <-ctx.Done():
			return
		}
	}
}

// embed lets what an entry refers to be read by one at a time.
func (r *reading) embed(item *Item) {
	inner := item.Source.Embedded
	if inner == nil {
		return
	}
	item.Source.Embedded = func(address string) ([]byte, bool) {
		r.one.Lock()
		defer r.one.Unlock()
		return inner(address)
	}
}

// read makes a draft of an entry.
func (o *opened) read(ctx context.Context, turn intake.Turn, now time.Time) {
	if o.err != nil || o.item.Source.Data == nil {
		return
	}
	reader := intake.Reader{Turn: turn, Now: func() time.Time {
		if o.item.Saved != 0 {
			return time.Unix(o.item.Saved, 0)
		}
		return now
	}}
	if o.draft, o.err = reader.Read(ctx, o.item.Source, nil); o.err != nil {
		return
	}
	known := o.item.Known
	known.Lang = ""
	if o.item.Sure {
		o.draft.Retitle(known.Title)
		o.draft.Correct(known)
		o.draft.TakeLang(o.item.Known.Lang)
	} else {
		o.draft.Complete(o.item.Known)
	}
	o.draft.Page.Body = nil // read again when it is written
	for i, p := range o.draft.Pictures {
		if o.item.Source.Embedded != nil || strings.HasPrefix(p.From, "data:") {
			o.draft.Pictures[i].Page.Body = nil
		}
	}
	o.item.Source.Data = nil
}

// take takes an entry into the document.
func (r *reading) take(o opened) error {
	entry := r.Entries[r.chosen[o.at]]
	if o.err != nil {
		return r.failed(entry, o.err)
	}
	article := o.item.Known.WithText("")
	if o.draft.Text != "" {
		article = o.draft.Article(data.NewID())
		article.Citation = o.item.Known.Citation.Fill(article.Citation)
		if o.draft.Page.URL == "" {
			o.draft.Page.URL = article.URL
		}
		if o.draft.Page.Hash != (data.Page{}).Hash {
			r.pages = append(r.pages, kept{o.draft.Page, r.chosen[o.at], ""})
		}
	}
	article.ID, article.Added = data.NewID(), r.options.Now.Unix()
	if r.texts += len(article.Text); r.texts > maxTexts {
		return r.file.Fail(entry.Place, "the texts have more than %d MB; choose fewer of them", maxTexts>>20)
	}
	r.fit(entry, &article)
	for _, p := range o.draft.Pictures {
		p.Article = article.ID
		r.doc.Rest.Pictures = append(r.doc.Rest.Pictures, data.Insert(p.Picture))
		r.pages = append(r.pages, kept{p.Page, r.chosen[o.at], p.From})
		r.texts += len(p.Page.Body)
	}
	r.doc.Articles = append(r.doc.Articles, form.Article{Article: article, Source: form.Source{Key: entry.Key, Place: entry.Place}})
	for _, m := range o.item.Marks {
		r.mark(article, m)
	}
	return nil
}

// failed skips an entry that cannot be read.
func (r *reading) failed(entry form.Entry, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if _, whole := errors.AsType[*form.Error](err); whole {
		return err
	}
	why, reason := form.Unreadable, err.Error()
	if refused, ok := errors.AsType[*intake.Error](err); ok {
		reason = refused.Reason
		if refused.Kind == intake.Empty {
			why, reason = form.NoText, ""
		}
	}
	r.doc.Skip(entry.Place, why, strings.TrimPrefix(form.Paragraphs(entry.Title)+": "+reason, ": "))
	return nil
}

// fit brings the fields of an article within their limits.
func (r *reading) fit(entry form.Entry, a *data.Article) {
	for _, f := range []struct {
		name string
		of   *string
	}{{"title", &a.Title}, {"byline", &a.Byline}, {"publisher", &a.Publisher}} {
		*f.of = r.doc.Fit(entry.Place, f.name, form.Line(*f.of), data.MaxTitle)
	}
	if !langTag.MatchString(a.Lang) {
		a.Lang = ""
	}
	if a.URL = form.WebAddress(a.URL); len(a.URL) > data.MaxTitle {
		r.doc.Skip(entry.Place, form.TooLong, "address")
		a.URL = ""
	}
	first, _, _ := strings.Cut(strings.TrimSpace(a.Text), "\n")
	a.Title = cmp.Or(a.Title, entry.Title, form.Shorten(form.Line(first), 200), a.URL, "—")
}

// langTag is about what BCP 47 allows.
var langTag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// mark makes a note of a mark, at its words; where these are not in the text, the note is
// kept with its words as an orphan, and one of a reference waits for the text.
func (r *reading) mark(a data.Article, m Mark) {
	n := data.Annotation{
		ID: data.NewID(), Article: a.ID, Created: m.Created, Changed: m.Created, Colour: cmp.Or(m.Colour, usualColour),
		Text:   r.doc.Fit(m.Place, "note", form.Clean(m.Note), data.MaxText),
		Author: r.doc.Fit(m.Place, "author", form.Line(m.Author), data.MaxTitle),
		Tags:   r.doc.FitTags(m.Place, m.Tags),
	}
	quote := r.doc.Fit(m.Place, "quotation", form.Clean(m.Quote), data.MaxText)
	if quote == "" && n.Text == "" {
		return
	}
	if quote != "" {
		n.Anchor, n.Doubt = anchored(a.Text, anchor.Selector{End: len(quote), Exact: quote, Prefix: m.Prefix, Suffix: m.Suffix})
	}
	r.doc.Notes = append(r.doc.Notes, form.Note{Annotation: n, Source: form.Source{Key: m.Key, Place: m.Place}})
}

// usualColour is that of marks of which a file does not say it.
const usualColour = "amber"

// anchored finds a quotation in a text.
func anchored(text string, quote anchor.Selector) (anchor.Selector, data.Doubt) {
	if text == "" {
		return quote, data.Doubt{}
	}
	m, ok := anchor.Resolve(text, quote)
	at, err := anchor.Make(text, m.Start, m.End)
	switch {
	case !ok, err != nil:
		return quote, data.Doubt{State: data.Orphan, Was: quote.Exact}
	case m.Doubtful():
		return at, data.Doubt{State: data.CheckMe, Was: quote.Exact, Score: m.Score, Method: string(m.Method)}
	}
	return at, data.Doubt{}
}

// originals yields what the articles were made of, read again.
func (r *reading) originals(ctx context.Context) iter.Seq2[data.Page, error] {
	return func(yield func(data.Page, error) bool) {
		for _, k := range r.pages {
			page, err := r.original(ctx, k)
			if !yield(page, err) || err != nil {
				return
			}
		}
	}
}

// original is a page or a picture, read again.
func (r *reading) original(ctx context.Context, k kept) (data.Page, error) {
	page := k.Page
	if page.Body != nil {
		return page, nil
	}
	item, err := r.Open(ctx, k.entry)
	if err != nil {
		return page, err
	}
	page.Body = item.Source.Data
	if k.picture != "" {
		page.Body, _ = item.Source.Again(k.picture)
		if sha256.Sum256(page.Body) != k.Hash {
			page.Body = picture.WithoutPosition(page.Body)
		}
	}
	if sha256.Sum256(page.Body) != k.Hash {
		return page, r.file.Fail(r.Entries[k.entry].Place, "another program changed it while it was imported")
	}
	return page, nil
}
