package webannotation

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
)

// target is one of what an annotation is on: a page with or without a passage of it, an
// event, or a span of time.
type target struct {
	annotations.Page
	annotations.Quote
	class string // of a style
	event data.ID
	span  dates.Date
}

// Names of Dublin Core that the context of annotations knows.
const (
	dcTitle    = "dcterms:title"
	dcDate     = "dcterms:date"
	dcTemporal = "dcterms:temporal"
)

// maxTargets is how many targets of an annotation are read.
const maxTargets = 1000

// targets adds what a target is: one, or all of a set.
func (r *reader) targets(all []target, v any, place form.Place) []target {
	if len(all) == maxTargets {
		r.Drop("target")
		return all
	}
	if address, ok := v.(string); ok && strings.TrimSpace(address) != "" {
		return append(all, target{Page: annotations.Page{URL: address}})
	}
	o := objectOf(v)
	if items := itemsOf(o); items != nil {
		for _, item := range items {
			all = r.targets(all, item, place)
		}
		return all
	}
	t := target{class: annotations.TextOf(o["styleClass"])}
	resource := v
	if source := o["source"]; source != nil {
		resource = source
	}
	var ok bool
	if t.event, ok = r.eventOf(objectOf(resource), place); ok {
		return append(all, t)
	}
	var err error
	if t.span, err = dates.Parse(annotations.TextOf(objectOf(resource)[dcTemporal])); err == nil {
		return append(all, t)
	}
	t.span = dates.Date{}
	t.Page = page(resource)
	if t.Page.IsZero() {
		return all
	}
	for _, name := range []string{"state", "scope", "renderedVia"} {
		if o[name] != nil {
			r.Drop("target." + name)
		}
	}
	s := selectors{}
	for _, v := range annotations.ListOf(o["selector"]) {
		s.read(v)
	}
	if t.Quote = s.quote; t.Exact == "" {
		t.Quote = annotations.Quote{}
		for _, of := range s.others {
			r.Drop(of)
		}
	}
	return append(all, t)
}

// page is a resource: its address, or an object with that and what else it says.
func page(v any) annotations.Page {
	o := objectOf(v)
	p := annotations.Page{URL: annotations.TextOf(v), Author: annotations.TextOf(o["dcterms:creator"])}
	for _, name := range []string{dcTitle, "dc:title", "title", "name", "label"} {
		p.Title = cmp.Or(p.Title, annotations.TextOf(o[name]))
	}
	return p
}

// selectors are what the selectors of a resource come to.
type selectors struct {
	quote  annotations.Quote
	others []string // types of those that find no words
}

// read reads a selector and those that refine it. The first quotation counts; one that
// refines another is the passage.
func (s *selectors) read(v any) {
	o := objectOf(v)
	if items := itemsOf(o); items != nil {
		for _, item := range items {
			s.read(item)
		}
		return
	}
	of := cmp.Or(slices.Concat(wordsOf(annotations.ListOf(o["type"])), []string{"selector"})[0], "selector")
	switch {
	case of == "TextQuoteSelector" && annotations.TextOf(o["exact"]) != "":
		if s.quote.Exact == "" {
			s.quote.Exact, s.quote.Prefix, s.quote.Suffix = annotations.TextOf(o["exact"]), annotations.TextOf(o["prefix"]), annotations.TextOf(o["suffix"])
			s.refine(o["refinedBy"])
		}
		return
	case of == "TextPositionSelector":
		s.quote.Position = annotations.CountOf(o["start"])
	}
	s.others = append(s.others, of)
	for _, inner := range annotations.ListOf(o["refinedBy"]) {
		s.read(inner)
	}
}

// refine narrows a quotation to a part of it, where the part is one.
func (s *selectors) refine(by any) {
	for _, v := range annotations.ListOf(by) {
		o := objectOf(v)
		whole := []rune(s.quote.Exact)
		start, end := 0, 0
		switch {
		case o.is("TextPositionSelector"):
			start, end = annotations.CountOf(o["start"]), annotations.CountOf(o["end"])
		case o.is("TextQuoteSelector"):
			part := annotations.TextOf(o["exact"])
			around := annotations.TextOf(o["prefix"]) + part + annotations.TextOf(o["suffix"])
			at := strings.Index(s.quote.Exact, around)
			if at < 0 || part == "" {
				continue
			}
			start = len([]rune(s.quote.Exact[:at] + annotations.TextOf(o["prefix"])))
			end = start + len([]rune(part))
		}
		if start < end && end <= len(whole) {
			s.quote.Prefix += string(whole[:start])
			s.quote.Suffix = string(whole[end:]) + s.quote.Suffix
			s.quote.Exact = string(whole[start:end])
			s.refine(o["refinedBy"])
			return
		}
	}
}

// eventOf is a resource that is an event: what has a title and a date. It is made where it
// is the first of its id.
func (r *reader) eventOf(o object, place form.Place) (data.ID, bool) {
	id := annotations.TextOf(o["id"])
	title := form.Line(cmp.Or(annotations.TextOf(o[dcTitle]), annotations.TextOf(o["value"])))
	date, err := dates.Parse(annotations.TextOf(o[dcDate]))
	if err != nil || title == "" || o["source"] != nil {
		return data.ID{}, false
	}
	if known, ok := r.events[id]; ok && id != "" {
		return known, true
	}
	e := form.Event{
		Event:  data.Event{ID: data.NewID(), Title: r.Fit(place, "title", title, data.MaxTitle), Date: date, Importance: data.DefaultImportance},
		Source: form.Source{Key: form.Shorten(form.Line(id), data.MaxForeign), Place: place},
	}
	r.Events = append(r.Events, e)
	r.events[id] = e.ID
	return e.ID, true
}

// ruleOf finds a rule of a stylesheet and a colour in it.
var (
	ruleOf   = regexp.MustCompile(`\.([\w-]+)[^{}]*\{([^{}]*)\}`)
	colourIn = regexp.MustCompile(`(?i)(?:background|background-color|color)\s*:\s*([^;]+)`)
)

// colourOf is the colour of a class of styles: one of ours by its name, what the embedded
// stylesheet says, or the colour of that name; "" for none.
func colourOf(class string, style any) string {
	if class == "" || slices.Contains(data.Colours(), class) {
		return class
	}
	sheet, _ := objectOf(style)["value"].(string)
	for _, rule := range ruleOf.FindAllStringSubmatch(form.Shorten(sheet, 1<<16), -1) {
		if rule[1] != class {
			continue
		}
		if said := colourIn.FindStringSubmatch(rule[2]); said != nil {
			return form.Colour(said[1])
		}
	}
	return form.Colour(class)
}
