package webannotation

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
)

// held are the members of an annotation that are read; others are counted.
var held = []string{
	"context", "id", "type", "body", "bodyValue", "target", "motivation", "motivatedBy", "creator", "annotatedBy", "created", "annotatedAt", "modified",
	"stylesheet", "label",
}

// annotation reads an annotation: a note on each of its targets.
func (r *reader) annotation(o object, place form.Place) {
	motives := wordsOf(append(annotations.ListOf(o["motivation"]), annotations.ListOf(o["motivatedBy"])...))
	n := note{replying: slices.Contains(motives, "replying")}
	n.Source = form.Source{Key: annotations.TextOf(o["id"]), Place: place}
	n.Note.Author = authorOf(append(annotations.ListOf(o["creator"]), annotations.ListOf(o["annotatedBy"])...))
	n.Note.Created = r.Time(annotations.TextOf(append(annotations.ListOf(o["created"]), annotations.ListOf(o["annotatedAt"])...)))
	n.Note.Changed = r.Time(annotations.TextOf(o["modified"]))
	for name := range o {
		if !slices.Contains(held, name) {
			r.Drop(name)
		}
	}
	b := &body{reader: r, place: place, motives: motives, texts: []string{annotations.TextOf(o["label"])}}
	for _, v := range append(annotations.ListOf(o["body"]), annotations.ListOf(o["bodyValue"])...) {
		b.read(v)
	}
	n.Note.Text, n.Note.Tags, n.Note.Dir = annotations.Lines(b.texts...), b.tags, b.dir
	var targets []target
	for _, v := range annotations.ListOf(o["target"]) {
		targets = r.targets(targets, v, place)
	}
	if r.made += len(targets); r.made > annotations.MaxAnnotations {
		r.Skip(place, form.Unsupported, "more targets than are read of a file")
		return
	}
	if len(targets) == 0 {
		r.Skip(place, form.Unreadable, "it has no target")
		return
	}
	if b.event != (data.ID{}) {
		r.excerpts(b.event, targets, place)
		return
	}
	r.spread(n, targets, o["stylesheet"])
}

// spread makes a note for each page that is annotated; an event and a span of time go with
// the first.
func (r *reader) spread(n note, targets []target, style any) {
	var pages []target
	for _, t := range targets {
		switch {
		case t.event != (data.ID{}):
			n.Note.Event = t.event
		case !t.span.IsZero():
			n.Note.Span = t.span
		default:
			pages = append(pages, t)
		}
	}
	if len(pages) == 0 {
		n.Note.Colour = colourOf(targets[0].class, style)
		r.notes = append(r.notes, n)
	}
	for i, p := range pages {
		each := n
		each.On, each.Quote = p.Page, p.Quote
		each.Note.Colour = colourOf(p.class, style)
		if i > 0 {
			each.Note.Event, each.Note.Span = data.ID{}, dates.Date{}
			if n.Key != "" {
				each.Key = n.Key + " " + p.URL
			}
		}
		r.notes = append(r.notes, each)
	}
}

// excerpts are the passages of targets as what reports an event.
func (r *reader) excerpts(event data.ID, targets []target, place form.Place) {
	for _, t := range targets {
		s := anchor.Selector{}
		if !t.Page.IsZero() {
			s = r.Passage(t.Quote, place)
		}
		if s.Exact == "" {
			r.Skip(place, form.NoQuotation, t.URL)
			continue
		}
		r.Excerpts = append(r.Excerpts, data.Excerpt{ID: data.NewID(), Event: event, Article: r.Page(t.Page, place), Anchor: s})
	}
}

// body is what the bodies of an annotation say.
type body struct {
	*reader
	place   form.Place
	motives []string
	texts   []string
	tags    []string
	dir     string
	event   data.ID // that the annotation describes
}

func (b *body) read(v any) {
	o := objectOf(v)
	if o == nil {
		if s, ok := v.(string); ok {
			b.say(s, b.motives)
		} else {
			b.Drop("body")
		}
		return
	}
	if items := itemsOf(o); items != nil {
		if o.is("Choice") {
			items = b.chosen(items)
		}
		for _, item := range items {
			b.read(item)
		}
		return
	}
	if event, ok := b.eventOf(o, b.place); ok {
		b.event = event
		return
	}
	purposes := wordsOf(annotations.ListOf(o["purpose"]))
	if len(purposes) == 0 {
		purposes = b.motives
	}
	if d := annotations.TextOf(o["textDirection"]); d == "ltr" || d == "rtl" {
		b.dir = d
	}
	for _, name := range []string{"value", "chars", "source", "id"} {
		said := false
		for _, part := range annotations.ListOf(o[name]) {
			text := annotations.TextOf(part)
			if strings.HasPrefix(annotations.TextOf(o["format"]), "text/html") && name != "source" && name != "id" {
				text = annotations.HTML(text)
			}
			b.say(text, purposes)
			said = said || text != ""
		}
		if said {
			break
		}
	}
	if o["selector"] != nil {
		b.Drop("body.selector")
	}
}

// say adds a text of a body: a tag where that is its purpose.
func (b *body) say(text string, purposes []string) {
	if slices.Contains(purposes, "tagging") {
		b.tags = append(b.tags, text)
		return
	}
	b.texts = append(b.texts, text)
}

// chosen is the one of alternatives that is in the reader's language, else the first.
func (b *body) chosen(items []any) []any {
	if len(items) == 0 {
		return nil
	}
	b.Drop("Choice")
	for i, item := range items {
		if slices.Contains(wordsOf(annotations.ListOf(objectOf(item)["language"])), b.o.Lang) {
			return items[i : i+1]
		}
	}
	return items[:1]
}

// authorOf are the names of those who made an annotation.
func authorOf(list []any) string {
	var names []string
	for _, v := range list {
		name := annotations.TextOf(v)
		o := objectOf(v)
		for _, field := range []string{"nickname", "name"} {
			if said := annotations.TextOf(o[field]); said != "" {
				name = said
			}
		}
		if name = annotations.Name(name); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
