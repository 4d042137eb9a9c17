package ris

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/works"
)

// write writes a record for each article. Its dates have all that is known of them.
func write(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	out := &writer{works.NewWriter(w, from)}
	err := out.Each(ctx, func(_ int, e works.Entry) error {
		out.entry(e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	delete(out.Lost, form.LosesCertainty)
	return out.Finish()
}

type writer struct{ *works.Writer }

// tag writes a tag, unless it is empty; further lines of a text continue it.
func (w *writer) tag(name, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	for i, line := range strings.Split(text, "\n") {
		switch line = strings.TrimSpace(line); {
		case i == 0:
			fmt.Fprintf(w, "%s  - %s\r\n", name, line)
		case line == "":
			w.WriteString("\r\n")
		default:
			fmt.Fprintf(w, "      %s\r\n", line)
		}
	}
}

func (w *writer) people(name string, people []data.Name) {
	for _, n := range people {
		w.tag(name, works.InvertedText(n))
	}
}

func (w *writer) entry(e works.Entry) {
	c := e.Citation
	of := cite.Type(e.Article)
	name, known := written[of]
	if !known {
		name = "GEN"
		w.Lost.Lose(form.LosesFields, 1)
	}
	if was := c.Extra["ris:TY"]; of == "document" && tagName.MatchString("ris:"+was) {
		name = was
	}
	w.tag("TY", name)
	w.tag(tagID, e.Key)
	w.people(tagAuthor, e.Authors)
	w.people(tagEditor, c.Editors)
	w.people(tagSeriesEditor, works.NamesIn(c.Extra["collection-editor"]))
	w.people(tagTranslator, c.Translators)
	w.tag(tagTitle, form.Line(e.Title))
	container, publisher := cite.In(e.Article)
	if of == "book" && container != "" {
		w.tag("BT", container)
	} else {
		w.tag(tagIn, container)
	}
	w.date(e.Published, form.Line(c.Extra[works.ExtraIssued]))
	if seen, err := dates.Parse(c.Accessed); err == nil {
		w.tag(tagSeen, slashes(seen, ""))
	}
	w.pages(c.Pages)
	for _, line := range [][2]string{
		{"VL", c.Volume},
		{"IS", c.Issue},
		{"PB", publisher},
		{"CY", c.PublisherPlace},
		{"ET", c.Edition},
		{"DO", c.DOI},
		{tagNumber, c.ISBN},
		{tagNumber, c.ISSN},
		{"LA", firstOf(e.Lang, c.Extra[works.ExtraLang])},
		{tagAddress, e.URL},
		{"N2", form.Clean(c.Abstract)},
	} {
		w.tag(line[0], line[1])
	}
	for _, k := range c.Keywords {
		w.tag(tagKeyword, strings.ReplaceAll(form.Line(k), ";", ","))
	}
	for _, n := range e.Notes {
		w.tag(tagNote, form.Clean(n))
	}
	w.extra(c.Extra)
	w.WriteString("ER  - \r\n\r\n")
}

func (w *writer) pages(pages string) {
	from, to, ok := strings.Cut(pages, "-")
	if ok && from != "" && to != "" && !strings.ContainsAny(pages, ", ") {
		w.tag(tagFirst, from)
		w.tag(tagLast, to)
		return
	}
	w.tag(tagFirst, pages)
}

// date writes the year, which all programs read, and the whole date.
func (w *writer) date(d dates.Date, words string) {
	if d.IsZero() {
		w.tag(tagDate, words)
		return
	}
	if p := works.DatedOf(d); p.From.Year > 0 && p.From.Year <= 9999 {
		w.tag(tagYear, fmt.Sprintf("%04d", p.From.Year))
	}
	w.tag(tagDate, slashes(d, words))
}

// slashes is a date in its four parts; what three of them cannot say stands in the fourth.
func slashes(d dates.Date, words string) string {
	p := works.DatedOf(d)
	plain := p.Exact && !p.Circa && p.Season == 0 && p.From == p.To && d.Kind() == dates.KindPoint && p.From.Year > 0 && p.From.Year <= 9999
	if !plain || !other(words) {
		if words = d.EDTF; plain {
			words = ""
		}
	}
	if p.From.Year <= 0 || p.From.Year > 9999 {
		return "///" + words
	}
	part := func(n int) string {
		if n == 0 {
			return ""
		}
		return fmt.Sprintf("%02d", n)
	}
	return fmt.Sprintf("%04d/%s/%s/%s", p.From.Year, part(p.From.Month), part(p.From.Day), words)
}

// extra writes the fields that have a tag; others are counted.
func (w *writer) extra(all map[string]string) {
	tags := map[string]string{}
	for tag, name := range extras {
		tags[name] = tag
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text := all[name]
		own, isOwn := strings.CutPrefix(name, "ris:")
		switch {
		case name == works.ExtraKey, name == works.ExtraIssued, name == works.ExtraLang, name == "collection-editor", name == "ris:TY":
		case name == works.ExtraURLs:
			for _, address := range strings.Fields(text) {
				w.tag(tagAddress, address)
			}
		case tags[name] != "":
			w.tag(tags[name], form.Line(text))
		case isOwn && tagName.MatchString(name):
			w.tag(own, text)
		default:
			w.Lost.Lose(form.LosesFields, 1)
		}
	}
}
