package data

import (
	"slices"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Shapes returns the shapes of all kinds, those that others refer to first: the one
// list of what rows are made of. A new field is a line here and a migration of the
// stores, a new kind a list here and of the changes in Edit.
func Shapes() []*Shape { return shapes }

var shapes = []*Shape{
	shape(KindLibrary, 1, func(e *Edit) *[]Change[Library] { return &e.Library },
		func(l *Library) *ID { return &l.ID }, func(l *Library) *int64 { return &l.Rev }, func(l *Library) string { return l.Title },
		line("title", func(l *Library) *string { return &l.Title }).needed(),
		seconds("created", func(l *Library) *int64 { return &l.Created }),
		field("colour_names", func(l *Library) *map[string]string { return &l.ColourNames }).since(3),
	),
	shape(KindTrack, 1, func(e *Edit) *[]Change[Track] { return &e.Tracks },
		func(t *Track) *ID { return &t.ID }, func(t *Track) *int64 { return &t.Rev }, func(t *Track) string { return t.Name },
		line("name", func(t *Track) *string { return &t.Name }).needed(),
		line("colour", func(t *Track) *string { return &t.Colour }).coloured(),
		field("order", func(t *Track) *int { return &t.Order }),
	),
	shape(KindEvent, 1, func(e *Edit) *[]Change[Event] { return &e.Events },
		func(e *Event) *ID { return &e.ID }, func(e *Event) *int64 { return &e.Rev }, func(e *Event) string { return e.Title },
		line("title", func(e *Event) *string { return &e.Title }).needed(),
		field("date", func(e *Event) *dates.Date { return &e.Date }).needed(),
		field("track", func(e *Event) *ID { return &e.Track }).refers(KindTrack).needed(),
		line("place", func(e *Event) *string { return &e.Place }),
		text("description", MaxText, func(e *Event) *string { return &e.Description }),
		line("source", func(e *Event) *string { return &e.Source }),
		field("importance", func(e *Event) *int { return &e.Importance }).between(MinImportance, MaxImportance),
		field("tags", func(e *Event) *[]string { return &e.Tags }).since(3),
	).searched("title", "place", "description", "source", "tags"),
	shape(KindArticle, 1, func(e *Edit) *[]Change[Article] { return &e.Articles },
		func(a *Article) *ID { return &a.ID }, func(a *Article) *int64 { return &a.Rev }, func(a *Article) string { return a.Title },
		line("title", func(a *Article) *string { return &a.Title }).needed(),
		line("byline", func(a *Article) *string { return &a.Byline }),
		line("publisher", func(a *Article) *string { return &a.Publisher }),
		line("url", func(a *Article) *string { return &a.URL }),
		line("lang", func(a *Article) *string { return &a.Lang }),
		field("published", func(a *Article) *dates.Date { return &a.Published }).needed().called("date"),
		field("changed", func(a *Article) *dates.Date { return &a.Changed }).since(3).called("date of change"),
		seconds("added", func(a *Article) *int64 { return &a.Added }).since(3),
		field("blocks", func(a *Article) *[]Block { return &a.Blocks }).since(3),
		field("hash", func(a *Article) *hashOf { return &a.Hash }).as(Hash),
		field("page", func(a *Article) *hashOf { return &a.Page }).as(PageRef).since(3),
		field("length", func(a *Article) *int { return &a.Length }).as(Derived),
		text("text", MaxArticle, func(a *Article) *string { return &a.Text }).as(Body).needed(),
	).searched("title", "byline", "publisher", "text"),
	shape(KindExcerpt, 1, func(e *Edit) *[]Change[Excerpt] { return &e.Excerpts },
		func(x *Excerpt) *ID { return &x.ID }, func(x *Excerpt) *int64 { return &x.Rev }, func(x *Excerpt) string { return x.Anchor.Exact },
		field("event", func(x *Excerpt) *ID { return &x.Event }).refers(KindEvent).needed(),
		field("article", func(x *Excerpt) *ID { return &x.Article }).refers(KindArticle).needed(),
		field("anchor", func(x *Excerpt) *anchor.Selector { return &x.Anchor }).needed(),
		field("doubt", func(x *Excerpt) *Doubt { return &x.Doubt }).since(3),
	).searched("anchor"),
	shape(KindAnnotation, 1, func(e *Edit) *[]Change[Annotation] { return &e.Annotations },
		func(n *Annotation) *ID { return &n.ID }, func(n *Annotation) *int64 { return &n.Rev }, func(n *Annotation) string { return n.Text },
		field("parent", func(n *Annotation) *ID { return &n.Parent }).refers(KindAnnotation).since(3),
		field("event", func(n *Annotation) *ID { return &n.Event }).refers(KindEvent),
		field("article", func(n *Annotation) *ID { return &n.Article }).refers(KindArticle),
		field("anchor", func(n *Annotation) *anchor.Selector { return &n.Anchor }),
		field("doubt", func(n *Annotation) *Doubt { return &n.Doubt }).since(3),
		field("span", func(n *Annotation) *dates.Date { return &n.Span }),
		text("text", MaxText, func(n *Annotation) *string { return &n.Text }),
		line("dir", func(n *Annotation) *string { return &n.Dir }).among("is neither ltr nor rtl", "", "ltr", "rtl").called("direction"),
		line("colour", func(n *Annotation) *string { return &n.Colour }).coloured(),
		field("tags", func(n *Annotation) *[]string { return &n.Tags }),
		field("links", func(n *Annotation) *[]Link { return &n.Links }).since(3),
		line("author", func(n *Annotation) *string { return &n.Author }),
		seconds("created", func(n *Annotation) *int64 { return &n.Created }),
		seconds("changed", func(n *Annotation) *int64 { return &n.Changed }),
	).searched("text", "anchor", "tags"),
	shape(KindEdition, 3, func(e *Edit) *[]Change[Edition] { return &e.Editions },
		func(v *Edition) *ID { return &v.ID }, func(v *Edition) *int64 { return &v.Rev }, func(v *Edition) string { return v.ID.String() },
		field("article", func(v *Edition) *ID { return &v.Article }).refers(KindArticle).needed(),
		seconds("replaced", func(v *Edition) *int64 { return &v.Replaced }),
		field("length", func(v *Edition) *int { return &v.Length }),
		field("blocks", func(v *Edition) *[]Block { return &v.Blocks }),
		field("hash", func(v *Edition) *hashOf { return &v.Hash }).as(Hash),
		field("page", func(v *Edition) *hashOf { return &v.Page }).as(PageRef),
		text("text", MaxArticle, func(v *Edition) *string { return &v.Text }).as(Body).needed(),
	),
	shape(KindDismissal, 3, func(e *Edit) *[]Change[Dismissal] { return &e.Dismissals },
		func(d *Dismissal) *ID { return &d.ID }, func(d *Dismissal) *int64 { return &d.Rev }, func(d *Dismissal) string { return d.Anchor.Exact },
		field("article", func(d *Dismissal) *ID { return &d.Article }).refers(KindArticle).needed(),
		field("anchor", func(d *Dismissal) *anchor.Selector { return &d.Anchor }).needed(),
		line("edtf", func(d *Dismissal) *string { return &d.EDTF }).called("date"),
	),
	shape(KindView, 3, func(e *Edit) *[]Change[View] { return &e.Views },
		func(v *View) *ID { return &v.ID }, func(v *View) *int64 { return &v.Rev }, func(v *View) string { return v.Name },
		line("name", func(v *View) *string { return &v.Name }).needed(),
		text("query", MaxText, func(v *View) *string { return &v.Query }),
		field("lo", func(v *View) *int64 { return &v.Lo }),
		field("hi", func(v *View) *int64 { return &v.Hi }),
		field("order", func(v *View) *int { return &v.Order }),
	),
}

// shapeOf are the shapes by Kind.
var shapeOf = func() map[Kind]*Shape {
	by := map[Kind]*Shape{}
	for _, s := range shapes {
		by[s.Kind] = s
	}
	return by
}()

// shape makes a Shape. Fields are since the version of their kind, unless they say
// another.
func shape[T any](kind Kind, since int, list func(*Edit) *[]Change[T], id func(*T) *ID, rev func(*T) *int64, title func(*T) string, fields ...Field) *Shape {
	s := &Shape{
		Kind: kind, Since: since, edits: editsOf(list),
		Fields: append([]Field{field("id", id).needed(), field("rev", rev)}, fields...),
		Title:  func(row Row) string { return title(row.(any).(*T)) },
	}
	for i := range s.Fields {
		s.Fields[i].Since = max(s.Fields[i].Since, since)
	}
	return s
}

func (s *Shape) searched(names ...string) *Shape {
	for _, name := range names {
		s.Searched = append(s.Searched, s.Fields[slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == name })])
	}
	return s
}

func field[T, V any](name string, at func(*T) *V) Field {
	return Field{Name: name, says: name, at: func(row Row) any { return at(row.(any).(*T)) }}
}

func text[T any](name string, most int, at func(*T) *string) Field {
	f := field(name, at)
	f.Max = most
	return f
}

func line[T any](name string, at func(*T) *string) Field { return text(name, MaxTitle, at) }

func seconds[T any](name string, at func(*T) *int64) Field { return field(name, at).as(Time) }

func (f Field) since(version int) Field { f.Since = version; return f }
func (f Field) as(use Use) Field        { f.Use = use; return f }
func (f Field) needed() Field           { f.Needed = true; return f }
func (f Field) coloured() Field         { return f.among("is not one of the palette", Colours()...) }

func (f Field) among(other string, values ...string) Field {
	f.Among, f.other = values, other
	return f
}

func (f Field) between(least, most int) Field { f.Least, f.Most = least, most; return f }
func (f Field) refers(to Kind) Field          { f.Refers, f.To = true, to; return f }
func (f Field) called(says string) Field      { f.says = says; return f }
