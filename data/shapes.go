package data

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Shapes returns the shapes of all kinds, those that others refer to first: the one
// list of the fields of rows. A new field is a line here and a migration of the stores,
// a new kind a list here and of the changes in Edit.
func Shapes() []*Shape { return shapes }

var shapes = []*Shape{
	shape(KindLibrary, 1, func(e *Edit) *[]Change[Library] { return &e.Library },
		func(l *Library) *ID { return &l.ID }, func(l *Library) *int64 { return &l.Rev }, func(l *Library) string { return l.Title },
		lineOf("title", func(l *Library) *string { return &l.Title }).needed(),
		timeOf("created", func(l *Library) *int64 { return &l.Created }),
		fieldOf("colour_names", func(l *Library) *map[string]string { return &l.ColourNames }).since(3),
		lineOf("zone", func(l *Library) *string { return &l.Zone }).since(7).zone(),
	),
	shape(KindTrack, 1, func(e *Edit) *[]Change[Track] { return &e.Tracks },
		func(t *Track) *ID { return &t.ID }, func(t *Track) *int64 { return &t.Rev }, func(t *Track) string { return t.Name },
		proseOf("name", MaxTitle, func(t *Track) *string { return &t.Name }).needed(),
		lineOf("colour", func(t *Track) *string { return &t.Colour }).coloured(),
		fieldOf("order", func(t *Track) *int { return &t.Order }),
	),
	shape(KindEvent, 1, func(e *Edit) *[]Change[Event] { return &e.Events },
		func(e *Event) *ID { return &e.ID }, func(e *Event) *int64 { return &e.Rev }, func(e *Event) string { return e.Title },
		proseOf("title", MaxTitle, func(e *Event) *string { return &e.Title }).needed(),
		fieldOf("date", func(e *Event) *dates.Date { return &e.Date }).needed(),
		lineOf("zone", func(e *Event) *string { return &e.Zone }).since(6).zone(),
		fieldOf("track", func(e *Event) *ID { return &e.Track }).refers(KindTrack).needed(),
		proseOf("place", MaxTitle, func(e *Event) *string { return &e.Place }),
		proseOf("description", MaxText, func(e *Event) *string { return &e.Description }),
		proseOf("source", MaxTitle, func(e *Event) *string { return &e.Source }),
		fieldOf("importance", func(e *Event) *int { return &e.Importance }).between(MinImportance, MaxImportance),
		fieldOf("tags", func(e *Event) *[]string { return &e.Tags }).since(3),
		fieldOf("links", func(e *Event) *[]Reference { return &e.Links }).since(10),
		fieldOf("verdict", func(e *Event) *Verdict { return &e.Verdict }).since(14),
		fieldOf("claims", func(e *Event) *Claims { return &e.Claims }).since(14),
	).searched("title", "place", "description", "source", "tags"),
	shape(KindArticle, 1, func(e *Edit) *[]Change[Article] { return &e.Articles },
		func(a *Article) *ID { return &a.ID }, func(a *Article) *int64 { return &a.Rev }, func(a *Article) string { return a.Title },
		proseOf("title", MaxTitle, func(a *Article) *string { return &a.Title }).needed(),
		proseOf("byline", MaxTitle, func(a *Article) *string { return &a.Byline }),
		proseOf("publisher", MaxTitle, func(a *Article) *string { return &a.Publisher }),
		lineOf("url", func(a *Article) *string { return &a.URL }),
		lineOf("lang", func(a *Article) *string { return &a.Lang }),
		fieldOf("published", func(a *Article) *dates.Date { return &a.Published }).called("date"),
		fieldOf("changed", func(a *Article) *dates.Date { return &a.Changed }).since(3).called("date of change"),
		timeOf("added", func(a *Article) *int64 { return &a.Added }).since(3),
		fieldOf("blocks", func(a *Article) *[]Block { return &a.Blocks }).since(3),
		fieldOf("citation", func(a *Article) *Citation { return &a.Citation }).since(13),
		fieldOf("hash", func(a *Article) *hashOf { return &a.Hash }).as(UseHash),
		fieldOf("page", func(a *Article) *hashOf { return &a.Page }).as(UsePageRef).since(3),
		fieldOf("length", func(a *Article) *int { return &a.Length }).as(UseDerived),
		textOf("text", MaxArticle, func(a *Article) *string { return &a.Text }).as(UseBody),
	).searched("title", "byline", "publisher", "citation", "text"),
	shape(KindExcerpt, 1, func(e *Edit) *[]Change[Excerpt] { return &e.Excerpts },
		func(x *Excerpt) *ID { return &x.ID }, func(x *Excerpt) *int64 { return &x.Rev }, func(x *Excerpt) string { return x.Anchor.Exact },
		fieldOf("event", func(x *Excerpt) *ID { return &x.Event }).refers(KindEvent).needed(),
		fieldOf("article", func(x *Excerpt) *ID { return &x.Article }).refers(KindArticle).needed(),
		fieldOf("anchor", func(x *Excerpt) *anchor.Selector { return &x.Anchor }).needed(),
		partOf(func(x *Excerpt) *string { return &x.Anchor.Part }),
		fieldOf("doubt", func(x *Excerpt) *Doubt { return &x.Doubt }).since(3),
		fieldOf("date", func(x *Excerpt) *dates.Date { return &x.Date }).since(14),
		fieldOf("verdict", func(x *Excerpt) *Verdict { return &x.Verdict }).since(14),
	).searched("anchor"),
	shape(KindAnnotation, 1, func(e *Edit) *[]Change[Annotation] { return &e.Annotations },
		func(n *Annotation) *ID { return &n.ID }, func(n *Annotation) *int64 { return &n.Rev }, func(n *Annotation) string { return n.Text },
		fieldOf("parent", func(n *Annotation) *ID { return &n.Parent }).refers(KindAnnotation).since(3),
		fieldOf("event", func(n *Annotation) *ID { return &n.Event }).refers(KindEvent),
		fieldOf("article", func(n *Annotation) *ID { return &n.Article }).refers(KindArticle),
		fieldOf("anchor", func(n *Annotation) *anchor.Selector { return &n.Anchor }),
		partOf(func(n *Annotation) *string { return &n.Anchor.Part }),
		fieldOf("doubt", func(n *Annotation) *Doubt { return &n.Doubt }).since(3),
		fieldOf("span", func(n *Annotation) *dates.Date { return &n.Span }),
		proseOf("text", MaxText, func(n *Annotation) *string { return &n.Text }),
		lineOf("dir", func(n *Annotation) *string { return &n.Dir }).among("is neither ltr nor rtl", "", "ltr", "rtl").called("direction"),
		lineOf("colour", func(n *Annotation) *string { return &n.Colour }).coloured(),
		fieldOf("tags", func(n *Annotation) *[]string { return &n.Tags }),
		fieldOf("links", func(n *Annotation) *[]Link { return &n.Links }).since(3),
		proseOf("author", MaxTitle, func(n *Annotation) *string { return &n.Author }),
		timeOf("created", func(n *Annotation) *int64 { return &n.Created }),
		timeOf("changed", func(n *Annotation) *int64 { return &n.Changed }),
		fieldOf("private", func(n *Annotation) *bool { return &n.Private }).since(11),
	).searched("text", "anchor", "tags"),
	shape(KindEdition, 3, func(e *Edit) *[]Change[Edition] { return &e.Editions },
		func(v *Edition) *ID { return &v.ID }, func(v *Edition) *int64 { return &v.Rev }, func(v *Edition) string { return v.ID.String() },
		fieldOf("article", func(v *Edition) *ID { return &v.Article }).refers(KindArticle).needed(),
		timeOf("replaced", func(v *Edition) *int64 { return &v.Replaced }),
		fieldOf("length", func(v *Edition) *int { return &v.Length }),
		fieldOf("blocks", func(v *Edition) *[]Block { return &v.Blocks }),
		fieldOf("hash", func(v *Edition) *hashOf { return &v.Hash }).as(UseHash),
		fieldOf("page", func(v *Edition) *hashOf { return &v.Page }).as(UsePageRef),
		textOf("text", MaxArticle, func(v *Edition) *string { return &v.Text }).as(UseBody).needed(),
	),
	shape(KindDismissal, 3, func(e *Edit) *[]Change[Dismissal] { return &e.Dismissals },
		func(d *Dismissal) *ID { return &d.ID }, func(d *Dismissal) *int64 { return &d.Rev }, func(d *Dismissal) string { return d.Anchor.Exact },
		fieldOf("article", func(d *Dismissal) *ID { return &d.Article }).refers(KindArticle).needed(),
		fieldOf("anchor", func(d *Dismissal) *anchor.Selector { return &d.Anchor }).needed(),
		partOf(func(d *Dismissal) *string { return &d.Anchor.Part }).since(18),
		lineOf("edtf", func(d *Dismissal) *string { return &d.EDTF }).called("date"),
		fieldOf("event", func(d *Dismissal) *ID { return &d.Event }).since(18),
	),
	shape(KindView, 3, func(e *Edit) *[]Change[View] { return &e.Views },
		func(v *View) *ID { return &v.ID }, func(v *View) *int64 { return &v.Rev }, func(v *View) string { return v.Name },
		lineOf("name", func(v *View) *string { return &v.Name }).needed(),
		textOf("query", MaxText, func(v *View) *string { return &v.Query }),
		fieldOf("lo", func(v *View) *int64 { return &v.Lo }),
		fieldOf("hi", func(v *View) *int64 { return &v.Hi }),
		fieldOf("order", func(v *View) *int { return &v.Order }),
	),
	shape(KindOrigin, 10, func(e *Edit) *[]Change[Origin] { return &e.Origins },
		func(o *Origin) *ID { return &o.ID }, func(o *Origin) *int64 { return &o.Rev }, func(o *Origin) string { return o.Foreign },
		lineOf("source", func(o *Origin) *string { return &o.Source }).needed(),
		textOf("foreign", MaxForeign, func(o *Origin) *string { return &o.Foreign }).needed(),
		fieldOf("row", func(o *Origin) *ID { return &o.Row }).needed(),
		lineOf("of", func(o *Origin) *string { return &o.Of }).needed().among("is not a kind that is imported", originKinds()...),
		fieldOf("base", func(o *Origin) *map[string]string { return &o.Base }),
		timeOf("seen", func(o *Origin) *int64 { return &o.Seen }),
	),
	shape(KindEntity, 14, func(e *Edit) *[]Change[Entity] { return &e.Entities },
		func(x *Entity) *ID { return &x.ID }, func(x *Entity) *int64 { return &x.Rev }, func(x *Entity) string { return x.Name },
		lineOf("type", func(x *Entity) *string { return &x.Type }).among("is neither a person, an organisation nor a place", Person, Organisation, Place),
		proseOf("name", MaxTitle, func(x *Entity) *string { return &x.Name }).needed(),
		fieldOf("names", func(x *Entity) *EntityNames { return &x.Names }),
		fieldOf("aliases", func(x *Entity) *[]string { return &x.Aliases }),
		proseOf("note", MaxText, func(x *Entity) *string { return &x.Note }),
		fieldOf("position", func(x *Entity) *Position { return &x.Position }),
		lineOf("basis", func(x *Entity) *string { return &x.Basis }).
			among("is not how a position can be known", "", BasisGazetteer, BasisCoordinates, BasisMap, BasisText),
		lineOf("ref", func(x *Entity) *string { return &x.Ref }),
	).searched("name", "names", "aliases", "note"),
	shape(KindMention, 14, func(e *Edit) *[]Change[Mention] { return &e.Mentions },
		func(m *Mention) *ID { return &m.ID }, func(m *Mention) *int64 { return &m.Rev }, func(m *Mention) string { return m.ID.String() },
		fieldOf("entity", func(m *Mention) *ID { return &m.Entity }).refers(KindEntity).needed(),
		fieldOf("event", func(m *Mention) *ID { return &m.Event }).refers(KindEvent).needed(),
		fieldOf("excerpt", func(m *Mention) *ID { return &m.Excerpt }),
		lineOf("role", func(m *Mention) *string { return &m.Role }).among("is neither actor nor place", RoleActor, RolePlace),
	),
	shape(KindRelation, 14, func(e *Edit) *[]Change[Relation] { return &e.Relations },
		func(r *Relation) *ID { return &r.ID }, func(r *Relation) *int64 { return &r.Rev }, func(r *Relation) string { return r.Type },
		fieldOf("from_event", func(r *Relation) *ID { return &r.From }).refers(KindEvent).needed().called("event"),
		fieldOf("to_event", func(r *Relation) *ID { return &r.To }).refers(KindEvent).needed().called("other event"),
		lineOf("type", func(r *Relation) *string { return &r.Type }).among("is not what an event can have to do with another one", RelationTypes()...),
		proseOf("note", MaxText, func(r *Relation) *string { return &r.Note }),
	),
	shape(KindPicture, 15, func(e *Edit) *[]Change[Picture] { return &e.Pictures },
		func(p *Picture) *ID { return &p.ID }, func(p *Picture) *int64 { return &p.Rev }, func(p *Picture) string { return cmp.Or(p.Caption, p.Name) },
		fieldOf("event", func(p *Picture) *ID { return &p.Event }).refers(KindEvent),
		fieldOf("article", func(p *Picture) *ID { return &p.Article }).refers(KindArticle),
		fieldOf("story", func(p *Picture) *ID { return &p.Story }).refers(KindStory),
		fieldOf("position", func(p *Picture) *int { return &p.Position }).between(Lead, MaxArticle),
		fieldOf("order", func(p *Picture) *int { return &p.Order }),
		fieldOf("page", func(p *Picture) *hashOf { return &p.Hash }).as(UsePageRef).needed(),
		lineOf("type", func(p *Picture) *string { return &p.Type }).needed(),
		fieldOf("width", func(p *Picture) *int { return &p.Width }).between(0, maxSide),
		fieldOf("height", func(p *Picture) *int { return &p.Height }).between(0, maxSide),
		fieldOf("size", func(p *Picture) *int64 { return &p.Size }),
		lineOf("name", func(p *Picture) *string { return &p.Name }),
		proseOf("caption", MaxText, func(p *Picture) *string { return &p.Caption }),
		proseOf("credit", MaxTitle, func(p *Picture) *string { return &p.Credit }),
		lineOf("source", func(p *Picture) *string { return &p.Source }),
		lineOf("licence", func(p *Picture) *string { return &p.Licence }),
		proseOf("alt", MaxText, func(p *Picture) *string { return &p.Alt }),
		fieldOf("taken", func(p *Picture) *dates.Date { return &p.Taken }),
	).searched("caption", "alt", "credit", "name"),
	shape(KindStory, 15, func(e *Edit) *[]Change[Story] { return &e.Stories },
		func(s *Story) *ID { return &s.ID }, func(s *Story) *int64 { return &s.Rev }, func(s *Story) string { return s.Name },
		proseOf("name", MaxTitle, func(s *Story) *string { return &s.Name }).needed(),
		proseOf("title", MaxTitle, func(s *Story) *string { return &s.Title }),
		lineOf("lang", func(s *Story) *string { return &s.Lang }),
		fieldOf("order", func(s *Story) *int { return &s.Order }),
	).searched("title", "name"),
	shape(KindStep, 15, func(e *Edit) *[]Change[StoryStep] { return &e.Steps },
		func(s *StoryStep) *ID { return &s.ID }, func(s *StoryStep) *int64 { return &s.Rev }, func(s *StoryStep) string { return cmp.Or(s.Title, s.ID.String()) },
		fieldOf("story", func(s *StoryStep) *ID { return &s.Story }).refers(KindStory).needed(),
		fieldOf("order", func(s *StoryStep) *int { return &s.Order }),
		fieldOf("event", func(s *StoryStep) *ID { return &s.Event }).refers(KindEvent),
		textOf("query", MaxText, func(s *StoryStep) *string { return &s.Query }),
		fieldOf("lo", func(s *StoryStep) *int64 { return &s.Lo }),
		fieldOf("hi", func(s *StoryStep) *int64 { return &s.Hi }),
		proseOf("title", MaxTitle, func(s *StoryStep) *string { return &s.Title }),
		proseOf("text", MaxText, func(s *StoryStep) *string { return &s.Text }),
		fieldOf("picture", func(s *StoryStep) *ID { return &s.Picture }),
	).searched("title", "text"),
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
		Fields: append([]Field{fieldOf("id", id).needed(), fieldOf("rev", rev)}, fields...),
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

func fieldOf[T, V any](name string, at func(*T) *V) Field {
	return Field{Name: name, says: name, at: func(row Row) any { return at(row.(any).(*T)) }}
}

func textOf[T any](name string, most int, at func(*T) *string) Field {
	f := fieldOf(name, at)
	f.Max = most
	return f
}

func lineOf[T any](name string, at func(*T) *string) Field { return textOf(name, MaxTitle, at) }

func proseOf[T any](name string, most int, at func(*T) *string) Field {
	return textOf(name, most, at).as(UseProse)
}

// partOf is the part of its article that a passage is of.
func partOf[T any](at func(*T) *string) Field {
	return lineOf("part", at).among("is neither the text nor the title", "", OfTitle).since(12)
}

func timeOf[T any](name string, at func(*T) *int64) Field { return fieldOf(name, at).as(UseTime) }

func (f Field) since(version int) Field { f.Since = version; return f }
func (f Field) as(use Use) Field        { f.Use = use; return f }
func (f Field) zone() Field             { f.Zone = true; return f }
func (f Field) needed() Field           { f.Needed = true; return f }
func (f Field) coloured() Field         { return f.among("is not one of the palette", Colours()...) }

func (f Field) among(other string, values ...string) Field {
	f.Among, f.other = values, other
	return f
}

func (f Field) between(least, most int) Field { f.Least, f.Most = least, most; return f }
func (f Field) refers(to Kind) Field          { f.Refers, f.To = true, to; return f }
func (f Field) called(says string) Field      { f.says = says; return f }

// Shape returns the shape of a kind.
func (k Kind) Shape() *Shape { return shapeOf[k] }
