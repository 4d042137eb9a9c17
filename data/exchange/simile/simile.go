// Package simile reads the events of SIMILE Timeline, as XML and as JSON or the script that
// holds it.
//
//	<data wiki-url=… wiki-section=…>
//	  <event start=… latestStart=… earliestEnd=… end=… isDuration="true" title=… link=…
//	         image=… color=… eventID=…> HTML </event>
//	</data>
//
//	{"dateTimeFormat": "iso8601", "wikiURL", "wikiSection",
//	 "events": [{"start", "end", "title", "description", … or "s", "e", "t", "d", …}]}
//
// The one idea behind it: both are read as members by their names. An event with an end that
// is not said to last is one point of time somewhere between both, as the format's
// documentation says; latestStart and earliestEnd are bounds of such doubts. An end that is
// an instant is not part of the event, one that is a year or a month is meant as a whole.
package simile

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "simile", Title: "SIMILE Timeline", Endings: []string{".xml", ".json", ".js"},
		Likeness: likeness, Read: read,
	}
}

const maxBytes = 256 << 20

func likeness(p *form.Probe) int {
	head := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return bytes.Contains(p.Head, []byte(w)) })
	}
	event := slices.Contains(p.Children, "event")
	switch {
	case p.Root == "data" && event && head("start=", "isDuration="):
		return 85
	case p.Has("dateTimeFormat", "events"), p.Has("wikiURL", "events"):
		return 85
	case p.Root == "" && head("dateTimeFormat") && head("events"):
		return 75 // a script
	case p.Has("events") && head("durationEvent", "isDuration", "latestStart", "earliestEnd"):
		return 70
	case p.Has("events") && !p.Array && head(`"start"`) && head(`"title"`) && !head("start_date"):
		return 40
	}
	return 0
}

// reader reads one file.
type reader struct {
	*form.Drafts
	doc  form.Document
	file form.File
	wiki string // the address of a wiki whose pages are called like the events
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil {
		return form.Document{}, err
	}
	r := &reader{file: file}
	r.Drafts = form.NewDrafts(file, &r.doc)
	if text, _ := form.UTF8(raw[:min(len(raw), 1000)]); bytes.HasPrefix(bytes.TrimSpace(text), []byte("<")) {
		err = r.xml(ctx, raw, o)
	} else {
		err = r.json(ctx, raw, o)
	}
	if err != nil {
		return form.Document{}, err
	}
	return r.doc, nil
}

// xml reads the form that is XML.
func (r *reader) xml(ctx context.Context, raw []byte, o form.Options) error {
	x := form.NewXML(ctx, r.file, raw, &r.doc, o)
	n := 0
	return x.Root(func(path string, start xml.StartElement) error {
		n++
		e, err := x.Element(fmt.Sprintf("%s[%d]", path, n), start)
		if err != nil {
			return err
		}
		if e.Name != "event" {
			r.Drop(e.Name)
			return nil
		}
		members := map[string]string{fieldDescription: e.Text}
		for _, a := range e.Attr {
			members[a.Name.Local] = a.Value
		}
		for _, c := range e.Children { // HTML that is not written as text
			members[fieldDescription] += " " + c.Text
			r.Drop("markup in " + path)
		}
		return r.event(e.Place, members)
	}, "data", "events")
}

// json reads the form that is JSON.
func (r *reader) json(ctx context.Context, raw []byte, o form.Options) error {
	text, wrong := form.UTF8(raw)
	for range wrong {
		r.Drop(form.NotUTF8)
	}
	j := form.NewJSON(r.file, form.ScriptJSON(text), &r.doc)
	found := false
	err := j.Object("", func(name string) error {
		place := j.Place(name)
		if name != "events" {
			v, err := j.Any()
			if err != nil {
				return err
			}
			return r.member(place, name, v)
		}
		is, err := j.List(name, func(i int, place form.Place) error {
			if i%1024 == 0 {
				if o.Progress != nil {
					o.Progress(j.Part())
				}
				if ctx.Err() != nil {
					return ctx.Err()
				}
			}
			v, err := j.Any()
			if err != nil {
				return err
			}
			members, ok := v.(map[string]any)
			if !ok {
				r.Skip(place, form.Unreadable, "it is not an object")
				return nil
			}
			return r.event(place, words(members))
		})
		found = found || is
		return err
	})
	if err == nil && !found {
		err = r.file.Fail(form.Place{}, `it has no list of "events"`)
	}
	return err
}

// words are the members of an object that are words, by their long names.
func words(members map[string]any) map[string]string {
	out := make(map[string]string, len(members))
	for _, name := range slices.Sorted(maps.Keys(members)) {
		long := name
		if l, short := shorts[name]; short {
			long = l
		}
		if out[long] != "" {
			continue
		}
		switch v := members[name].(type) {
		case string:
			out[long] = v
		case json.Number:
			out[long] = v.String()
		case bool:
			out[long] = fmt.Sprint(v)
		case nil:
		default:
			out[long] = "…"
		}
	}
	return out
}

// member reads what the file says of the whole.
func (r *reader) member(place form.Place, name string, v any) error {
	said, _ := v.(string)
	switch name {
	case "dateTimeFormat":
		switch format := strings.ToLower(said); format {
		case "", "iso8601", "gregorian":
		default:
			return r.file.Fail(place, "its dates are in the form %q, which is not read", said)
		}
	case "wikiURL":
		r.wiki = said
	default:
		r.Drop(name)
	}
	return nil
}
