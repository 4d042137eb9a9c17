package merge

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
)

// compareTracks finds the tracks of the document in the library, by their IDs in a
// library's own file and by name in any other.
func (c *comparison) compareTracks(ctx context.Context) error {
	here, err := c.store.Tracks(ctx)
	if err != nil {
		return err
	}
	c.trackless(here)
	byName, byID := map[string]data.Track{}, map[data.ID]data.Track{}
	for _, t := range here {
		byName[form.Line(t.Name)] = t
		byID[t.ID] = t
	}
	for _, t := range append(here[:len(here):len(here)], c.doc.Tracks...) {
		c.names[t.ID] = form.Line(t.Name)
	}
	all := here
	for _, t := range c.doc.Tracks {
		if was, ok := byID[t.ID]; ok && c.doc.Own {
			c.own(data.KindTrack, &was, &t)
			continue
		}
		if was, ok := byName[form.Line(t.Name)]; ok {
			c.ids[t.ID] = was.ID
			continue
		}
		made := data.NextTrack(t.Name, all)
		made.ID = t.ID
		if c.doc.Own || !usual(t.Colour, c.doc.Tracks) {
			made.Colour = t.Colour
		}
		all = append(all, made)
		c.tracks = append(c.tracks, made)
	}
	return nil
}

// usedTracks leaves out new tracks on which nothing is put: an event of theirs stays where
// it was moved to here.
func (c *comparison) usedTracks() {
	if c.doc.Own {
		return
	}
	used := map[data.ID]bool{}
	for _, r := range c.rows {
		if e, ok := r.there.(*data.Event); ok && (r.here == nil || slices.ContainsFunc(r.take, func(f data.Field) bool { return f.Name == "track" })) {
			used[e.Track] = true
		}
	}
	for _, k := range c.Conflicts {
		if e, ok := c.rows[k.row].there.(*data.Event); ok && k.Field == "track" {
			used[e.Track] = true
		}
	}
	c.tracks = slices.DeleteFunc(c.tracks, func(t data.Track) bool { return !used[t.ID] })
}

// usual reports whether a colour is only the next one of the palette, which the tracks of
// the library decide better.
func usual(colour string, tracks []data.Track) bool {
	for i, t := range tracks {
		if t.Colour == colour {
			return colour == data.Colours()[i%len(data.Colours())]
		}
	}
	return false
}

// trackless puts the events without a track on the one that is chosen for them: of the
// library or new.
func (c *comparison) trackless(here []data.Track) {
	var track data.ID
	for i := range c.doc.Events {
		e := &c.doc.Events[i]
		if e.Track != (data.ID{}) {
			continue
		}
		if track == (data.ID{}) {
			track = c.doc.TrackNamed(c.trackName(here), "")
		}
		e.Track = track
	}
}

func (c *comparison) trackName(here []data.Track) string {
	for _, name := range []string{c.options.Track, c.doc.Title} {
		if name := form.Shorten(form.Line(name), 80); name != "" {
			return name
		}
	}
	if len(here) == 1 {
		return here[0].Name
	}
	_, file, _ := strings.Cut(c.options.Source, ":")
	return strings.TrimSuffix(file, path.Ext(file))
}

// found is a row of the library that a row of the document is.
type found struct {
	origin *data.Origin
	here   data.Row
	source bool              // it was found by the source that both are of
	said   map[string]string // see change
}

func (c *comparison) compareEvents(ctx context.Context) error {
	known := c.matchEvents()
	for from := 0; from < len(c.doc.Events); from += batch {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("import: %w", err)
		}
		c.progress(from, len(c.doc.Events), 0, 0.8)
		part := c.doc.Events[from:min(from+batch, len(c.doc.Events))]
		ids := make([]data.ID, len(part))
		for i := range part {
			ids[i] = part[i].ID
			if o := known[from+i]; o != nil {
				ids[i] = o.Row
			}
		}
		var rows []data.Event
		if c.doc.Own || len(c.origins) > 0 {
			var err error
			if rows, err = c.store.EventRows(ctx, ids); err != nil {
				return err
			}
		}
		for i := range part {
			e := &part[i]
			e.Track = c.id(e.Track)
			f := found{origin: known[from+i]}
			if rows != nil && rows[i].ID != (data.ID{}) {
				f.here = &rows[i]
			}
			if c.row(data.KindEvent, &e.Event, e.Source, c.keys[from+i], f) {
				c.Report.Events++
			}
		}
	}
	return nil
}

// compareNotes compares annotations, those that others answer first.
func (c *comparison) compareNotes(ctx context.Context) error {
	c.progress(0, 1, 0.85, 1)
	for _, replies := range []bool{false, true} {
		seen := map[string]int{}
		for i := range c.doc.Notes {
			n := &c.doc.Notes[i]
			if (n.Parent != data.ID{}) != replies {
				continue
			}
			if err := c.note(ctx, n, seen); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *comparison) note(ctx context.Context, n *form.Note, seen map[string]int) error {
	if c.gone[n.Parent] || c.gone[n.Article] {
		c.skip(n.Source, form.DeletedHere, n.Text)
		return nil
	}
	if c.gone[n.Event] {
		n.Event = data.ID{}
		if n.Article == (data.ID{}) && n.Span.IsZero() {
			c.skip(n.Source, form.DeletedHere, n.Text)
			return nil
		}
	}
	waits := c.waiting[n.Article] && n.Anchor.Exact != "" && n.Anchor.Part == ""
	said := n.Anchor
	n.Anchor, n.Doubt = c.placed(n.Article, n.Anchor, n.Doubt)
	n.Event, n.Article, n.Parent = c.id(n.Event), c.id(n.Article), c.id(n.Parent)
	n.Links = slices.Clone(n.Links)
	for i, l := range n.Links {
		n.Links[i].Event, n.Links[i].Article, n.Links[i].Note = c.id(l.Event), c.id(l.Article), c.id(l.Note)
	}
	key := n.Key
	if key == "" {
		key = "#" + sum(strings.Join([]string{n.Text, said.Exact, n.Span.EDTF, n.Event.String(), n.Article.String(), n.Parent.String()}, "\x00"))
	}
	key = numbered(key, seen)
	f := found{origin: c.origin(data.KindAnnotation, key)}
	if said != n.Anchor {
		f.said = map[string]string{"anchor": c.fieldSum(anchorField, &data.Annotation{Anchor: said})}
	}
	id := n.ID
	if f.origin != nil {
		id = f.origin.Row
	}
	if f.origin != nil || c.doc.Own {
		rows, err := c.store.AnnotationRows(ctx, []data.ID{id})
		if err != nil {
			return err
		}
		if rows[0].ID != (data.ID{}) {
			f.here = &rows[0]
		}
	}
	if c.row(data.KindAnnotation, &n.Annotation, n.Source, key, f) {
		if n.Era {
			c.Report.Eras++
		} else {
			c.Report.Notes++
		}
		c.countPlace(waits, n.Doubt.State)
	}
	return nil
}

// countPlace counts a note by whether its words were found.
func (c *comparison) countPlace(waits bool, state data.DoubtState) {
	switch {
	case waits:
		c.Report.Waiting++
	case state == data.CheckMe:
		c.Report.ToCheck++
	case state == data.Orphan:
		c.Report.Orphans++
	}
}

// compareExcerpts leaves out the passages that the library has already.
func (c *comparison) compareExcerpts(ctx context.Context) error {
	known := map[data.ID][]data.Excerpt{} // by article
	for _, x := range c.doc.Excerpts {
		if c.gone[x.Event] || c.gone[x.Article] {
			continue
		}
		x.Anchor, x.Doubt = c.placed(x.Article, x.Anchor, x.Doubt)
		waits := c.waiting[x.Article] || c.filling[x.Article]
		x.Event, x.Article = c.id(x.Event), c.id(x.Article)
		here, ok := known[x.Article]
		if !ok {
			var err error
			if here, err = c.store.ArticleExcerpts(ctx, x.Article); err != nil && !errors.Is(err, data.ErrNotFound) {
				return err
			}
			known[x.Article] = here
		}
		if !has(here, x, waits) {
			c.plain.Excerpts = append(c.plain.Excerpts, data.Insert(x))
		}
	}
	return nil
}

// anchorField is that of notes.
var anchorField = func() data.Field {
	fields := data.KindAnnotation.Shape().Fields
	return fields[slices.IndexFunc(fields, func(f data.Field) bool { return f.Name == "anchor" })]
}()

// placed returns a passage of an article of the document as it is in the library: where
// that has a text of a reference, the passage is found in it by its words.
func (c *comparison) placed(article data.ID, s anchor.Selector, d data.Doubt) (anchor.Selector, data.Doubt) {
	if find, ok := c.texts[article]; ok && s.Exact != "" && s.Part == "" && d == (data.Doubt{}) {
		return find(s)
	}
	return c.titled(article, s, d)
}

// titled returns a passage of an article of the document as it is in the library: where
// the same text has another title there, a passage of the title is found again in that.
func (c *comparison) titled(article data.ID, s anchor.Selector, d data.Doubt) (anchor.Selector, data.Doubt) {
	title, other := c.titles[article]
	if !other || s.Part != data.OfTitle || d.State == data.Orphan {
		return s, d
	}
	m, ok := anchor.Resolve(title, s)
	at, err := anchor.Make(title, m.Start, m.End)
	if !ok || err != nil {
		return s, data.Doubt{State: data.Orphan, Was: s.Exact}
	}
	at.Part = s.Part
	if at.Exact != s.Exact || m.Doubtful() {
		d = data.Doubt{State: data.CheckMe, Was: s.Exact, Score: m.Score, Method: string(m.Method)}
	}
	return at, d
}

// has reports whether an excerpt is among others. Where they wait for the text of their
// article, their places are those of files.
func has(here []data.Excerpt, x data.Excerpt, waits bool) bool {
	for _, h := range here {
		same := h.Event == x.Event && h.Anchor.Exact == x.Anchor.Exact && h.Anchor.Part == x.Anchor.Part
		if h.ID == x.ID || same && (waits || h.Anchor.Start == x.Anchor.Start) {
			return true
		}
	}
	return false
}
