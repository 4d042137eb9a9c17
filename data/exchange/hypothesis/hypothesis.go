// Package hypothesis reads the annotations of Hypothesis: what its client exports, as JSON
// and as a table, and what its service answers.
//
//	{"export_date", "export_userid", "client_version", "annotations": [{…}]}
//	{"total", "rows": [{…}]}
//	{"id", "created", "updated", "user": "acct:name@authority", "uri", "text", "tags", "group",
//	 "permissions": {"read": […]}, "references": [ids], "document": {"title": […]},
//	 "target": [{"source", "selector": [{"type": "TextQuoteSelector", "exact", "prefix", "suffix"}, …]}]}
//
// The one idea behind it: an annotation with references is a reply to the last of them, one
// without a quotation a note on its page, and one that only its author may read is private
// here, too. Its positions count the characters of the whole page as a browser has it, menus
// and all: a hint, no more.
package hypothesis

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
)

// Formats are the lines of the table of formats.
func Formats() []form.Format {
	return []form.Format{
		{Name: "hypothesis", Title: "Hypothesis", Endings: []string{".json"}, Likeness: likeness, Read: read},
		{Name: "hypothesis-csv", Title: "Hypothesis, CSV", Endings: []string{".csv", ".tsv"}, Likeness: likeTable, Read: readTable},
	}
}

// maxBytes is the most that is read.
const maxBytes = 256 << 20

func likeness(p *form.Probe) int {
	accounts := bytes.Contains(p.Head, []byte(`"acct:`))
	switch {
	case p.Has("annotations", "client_version"), p.Has("annotations", "export_userid"):
		return 95
	case p.Has("rows", "total") && accounts, p.Array && p.Has("uri", "target", "user") && accounts:
		return 90
	}
	return 0
}

// reader reads one file.
type reader struct {
	*annotations.Reader
	*form.JSON
	file  form.File
	found bool
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil {
		return form.Document{}, err
	}
	r := &reader{Reader: annotations.NewReader(ctx, o), file: file}
	text, wrong := form.UTF8(raw)
	for range wrong {
		r.Drop(form.NotUTF8)
	}
	r.JSON = form.NewJSON(file, text, &r.Document)
	if r.Peek() == '[' {
		err = r.list("")
	} else {
		err = r.Object("", r.member)
	}
	if err == nil && !r.found {
		err = file.Fail(form.Place{}, `it has no list of "annotations" or "rows"`)
	}
	if err != nil {
		return form.Document{}, err
	}
	return r.Done(), nil
}

func (r *reader) member(name string) error {
	switch name {
	case "annotations", "rows", "replies": // the service lists replies apart where it is asked to
		return r.list(name)
	}
	_, err := r.Any() // when and by whom it was exported
	return err
}

func (r *reader) list(path string) error {
	is, err := r.List(path, func(i int, place form.Place) error {
		if err := r.Step(r.file, i, r.Part()); err != nil {
			return err
		}
		v, err := r.Any()
		if err != nil {
			return err
		}
		o := annotations.ObjectOf(v)
		if o == nil {
			r.Skip(place, form.Unreadable, "it is not an object")
			return nil
		}
		r.annotation(o, place)
		return nil
	})
	r.found = r.found || is
	return err
}

// known are the members of an annotation that are read, or say nothing of what it says:
// who may do what with it in that service, and where it shows it.
var known = []string{
	"id", "created", "updated", "user", "uri", "text", "tags", "group", "permissions", "references", "document", "target", "hidden",
	"links", "flagged", "user_info", "actions", "moderation", "moderation_status", "mentions", "metadata",
}

const everyone = "__world__"

// annotation reads an annotation, a reply or a note on a page.
func (r *reader) annotation(o map[string]any, place form.Place) {
	a := annotations.Annotation{Source: form.Source{Key: annotations.TextOf(o["id"]), Place: place}}
	a.Note = data.Annotation{
		Author:  annotations.Name(annotations.TextOf(o["user"])),
		Created: r.Time(annotations.TextOf(o["created"])), Changed: r.Time(annotations.TextOf(o["updated"])),
		Private: o["hidden"] == true || onlyMe(annotations.ObjectOf(o["permissions"])),
	}
	for _, tag := range annotations.ListOf(o["tags"]) {
		a.Note.Tags = append(a.Note.Tags, annotations.TextOf(tag))
	}
	for _, id := range annotations.ListOf(o["references"]) {
		a.Thread = append(a.Thread, annotations.TextOf(id))
	}
	if group := annotations.TextOf(o["group"]); group != "" && group != everyone {
		r.Drop("group")
	}
	for name := range o {
		if !slices.Contains(known, name) && !strings.HasPrefix(name, "$") {
			r.Drop(name)
		}
	}
	a.On = annotations.Page{URL: annotations.TextOf(o["uri"]), Title: annotations.TextOf(annotations.ObjectOf(o["document"])["title"])}
	texts := []string{annotations.TextOf(o["text"])}
	for i, v := range annotations.ListOf(o["target"]) {
		if i > 0 {
			r.Drop("target")
			continue
		}
		target := annotations.ObjectOf(v)
		if a.On.URL == "" {
			a.On.URL = annotations.TextOf(target["source"])
		}
		var lines []string
		a.Quote, lines = r.selectors(annotations.ListOf(target["selector"]))
		texts = append(texts, strings.Join(append(lines, form.Said("Description", form.Line(annotations.TextOf(target["description"])))), "\n"))
	}
	a.Note.Text = annotations.Lines(texts...)
	r.Add(a)
}

// selectors are the quotation of a target, and lines for what else says where it is.
func (r *reader) selectors(list []any) (q annotations.Quote, lines []string) {
	var others []string
	for _, v := range list {
		s := annotations.ObjectOf(v)
		switch of := annotations.TextOf(s["type"]); of {
		case "TextQuoteSelector":
			if q.Exact == "" {
				q.Exact, q.Prefix, q.Suffix = annotations.TextOf(s["exact"]), annotations.TextOf(s["prefix"]), annotations.TextOf(s["suffix"])
			}
		case "TextPositionSelector":
			q.Position = annotations.CountOf(s["start"])
		case "PageSelector":
			lines = append(lines, form.Said("Page", form.Line(annotations.TextOf(s["label"]))))
		case "EPUBContentSelector":
			lines = append(lines, form.Said("Chapter", form.Line(annotations.TextOf(s["title"]))))
		case "ShapeSelector":
			others = append(others, of)
			lines = append(lines, form.Said("Text", form.Line(annotations.TextOf(s["text"]))))
		default:
			others = append(others, of)
		}
	}
	if q.Exact == "" {
		for _, of := range others {
			r.Drop(of)
		}
		return annotations.Quote{}, lines
	}
	return q, lines
}

// onlyMe reports whether nobody but accounts that are named may read an annotation.
func onlyMe(permissions map[string]any) bool {
	readers := annotations.ListOf(permissions["read"])
	return len(readers) > 0 && !slices.ContainsFunc(readers, func(v any) bool { return !strings.HasPrefix(annotations.TextOf(v), "acct:") })
}
