package timelineproject

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// What is written is read as the same, but for what is counted; it is as strict as the
// program wants it.
func TestTimelinesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := formtest.Taken(t)
		var out bytes.Buffer
		lost, err := write(context.Background(), &out, taken)
		if err != nil {
			t.Fatal(err)
		}
		strictly(t, out.String())
		doc, err := read(context.Background(), formtest.File("x.timeline", out.String()), form.Options{Now: taken.Edited})
		for _, own := range []string{"view", "progress_color", "done_color", "font_color"} { // the program wants them
			delete(doc.Dropped, own)
		}
		var want []form.TakenEvent
		for _, e := range taken.Events {
			if p := form.PlainOf(e.Date); p.From.Year >= -4712 && p.To.Year <= 9988 {
				want = append(want, e)
			}
		}
		if err != nil || len(doc.Events) != len(want) || len(doc.Skipped) > 0 || len(doc.Dropped) > 0 || len(doc.Events)+len(doc.Notes)+lost[form.LosesRange] != len(taken.Events)+len(taken.Notes) {
			t.Fatalf("%d events, want %d; lost %v, skipped %v, dropped %v, %v\n%s", len(doc.Events), len(want), lost, doc.Skipped, doc.Dropped, err, out.String())
		}
		names := taken.DistinctNames()
		for i, e := range want {
			got := doc.Events[i]
			track := ""
			for _, tr := range doc.Tracks {
				if tr.ID == got.Track {
					track = tr.Name
				}
			}
			if got.Title != e.Title || track != names[e.Track] || !strings.HasPrefix(got.Description, form.Clean(e.Description)) {
				t.Fatalf("%+v\nis read as\n%+v\n%s", e, got, out.String())
			}
			p := form.PlainOf(e.Date)
			lo, hi := p.Bounds()
			if p.OpenEnd {
				hi = got.Date.Hi
			}
			if p.From.Clock.Said || p.To.Clock.Said { // midnight is a day, and a time has seconds
				lo, hi = min(max(lo, got.Date.Lo), lo+59), got.Date.Hi
			}
			if got.Date.Lo != lo || got.Date.Hi != hi {
				t.Fatalf("%s is read as %s\n%s", e.Date, got.Date, out.String())
			}
		}
	})
}

// The tags of the format in the order in which the program reads them, and those that
// must be there.
var (
	orders = map[string][]string{
		"timeline":         {"version", "timetype", "eras", "categories", "events", "view"},
		"era":              {"name", "start", "end", "color", "ends_today"},
		"category":         {"name", "color", "progress_color", "done_color", "font_color", "parent"},
		"event":            {"start", "end", "text", "progress", "fuzzy", "fuzzy_start", "fuzzy_end", "locked", "ends_today", "category", "categories", "description", "labels", "alert", "hyperlink", "icon", "default_color", "milestone"},
		"view":             {"displayed_period", "hidden_categories"},
		"displayed_period": {"start", "end"},
	}
	repeated = map[string]string{"eras": "era", "categories": "category", "events": "event", "hidden_categories": "name"}
	needed   = map[string][]string{"timeline": {"version", "timetype", "categories", "events", "view"}, "event": {"start", "end", "text"}, "category": {"name", "color"}}
)

// strictly reads a file as the program does: it refuses attributes, unknown tags, tags in
// another order, and categories that are not there.
func strictly(t *rapid.T, text string) {
	d := xml.NewDecoder(strings.NewReader(text))
	type frame struct {
		name     string
		at       int
		children []string
		text     string
	}
	stack := []*frame{{name: ""}}
	categories := map[string]bool{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		top := stack[len(stack)-1]
		switch e := token.(type) {
		case xml.CharData:
			top.text += string(e)
		case xml.StartElement:
			name := e.Name.Local
			if len(e.Attr) > 0 {
				t.Fatalf("<%s> has attributes", name)
			}
			switch order := orders[top.name]; {
			case order != nil:
				at := slices.Index(order, name)
				if at < top.at {
					t.Fatalf("<%s> is in the wrong place of <%s>", name, top.name)
				}
				top.at = at + 1
			case top.name != "" && repeated[top.name] != name:
				t.Fatalf("<%s> is in <%s>", name, top.name)
			}
			top.children = append(top.children, name)
			stack = append(stack, &frame{name: name})
		case xml.EndElement:
			for _, must := range needed[top.name] {
				if named := top.name == tagCategory && stack[len(stack)-2].name == tagEvent; !named && !slices.Contains(top.children, must) {
					t.Fatalf("<%s> has no <%s>", top.name, must)
				}
			}
			stack = stack[:len(stack)-1]
			switch parent := stack[len(stack)-1].name; {
			case top.name == "name" && parent == "category":
				categories[top.text] = true
			case top.name == "category" && parent == "event" && !categories[top.text]:
				t.Fatalf("there is no category %q", top.text)
			}
		}
	}
}
