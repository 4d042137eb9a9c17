package exchange

import (
	"bytes"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// marks are lines by which formats are recognised, as descriptions may have them.
const marks = "TY  - JOUR\nTY - JOUR\nER  - \n@misc{x, title=1}\n@string{x = 1}\nEVENT:2020;2021;x;\nCATEGORY:x;1,2,3;\n" +
	"From a@example.org Mon Feb  3 10:00:00 2020\nBEGIN:VCALENDAR\n{\"events\": [{\"start_date\": 1}]}\nstoryjs_jsonp_data = {}\nWARC/1.0\n<feed>\n2020: x\n---\n# x\n"

// What is written is recognised as what it is, whatever its texts say.
func TestWhatIsWrittenIsRecognised(t *testing.T) {
	date, err := dates.Parse("2020-02-03")
	if err != nil {
		t.Fatal(err)
	}
	track := data.Track{ID: data.NewID(), Name: "Track", Colour: "red"}
	article := data.Article{ID: data.NewID(), Title: marks, Publisher: marks, Byline: marks, Published: date, URL: "https://example.org/"}
	taken := form.Taken{Library: data.Library{Title: marks}, Lang: "en", Tracks: []data.Track{track}, Articles: []data.Article{article}}
	for _, title := range strings.Split(strings.TrimSpace(marks), "\n") {
		e := form.TakenEvent{Event: data.Event{
			ID: data.NewID(), Title: title, Date: date, Track: track.ID, Importance: data.DefaultImportance, Place: title, Description: marks, Source: title, Tags: []string{title},
		}}
		e.Excerpts = []data.Excerpt{{ID: data.NewID(), Event: e.ID, Article: article.ID}}
		e.Excerpts[0].Anchor.Exact = marks
		taken.Events = append(taken.Events, e)
	}
	for _, f := range Formats() {
		if f.Write == nil || f.Read == nil || f.Whole {
			continue
		}
		var out bytes.Buffer
		if _, err := f.Write(t.Context(), &out, taken); err != nil {
			t.Fatal(err)
		}
		got, err := Recognise(form.File{Name: "x" + f.Endings[0], Size: int64(out.Len()), ReaderAt: bytes.NewReader(out.Bytes())})
		if err != nil || got.Name != f.Name {
			t.Errorf("%s is recognised as %q, %v", f.Name, got.Name, err)
		}
	}
}
