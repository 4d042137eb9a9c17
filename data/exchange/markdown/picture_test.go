package markdown

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/text/anchor"
)

// Pictures and other files are beside the notes as they were received, under names that lead
// nowhere else.
func TestPictures(t *testing.T) {
	day, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	track := data.Track{ID: data.ID{1}, Name: "Pictures", Colour: "red"}
	from := form.Taken{Tracks: []data.Track{track}, Articles: []data.Article{{ID: data.ID{2}}}, Events: []form.TakenEvent{{Event: data.Event{ID: data.ID{3}, Title: "E", Date: day, Track: track.ID, Description: "Words"}}}}
	from.Events[0].Excerpts = []data.Excerpt{{ID: data.ID{5}, Article: data.ID{2}, Event: data.ID{3}, Anchor: anchor.Selector{Exact: "words"}}}
	wide, file := formtest.Illustrate(t, &from)
	again := from.Pictures[0]
	again.ID = data.ID{4}
	from.Pictures = append(from.Pictures, again)
	into := written{}
	lost, err := write(t.Context(), into, from)
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Sorted(maps.Keys(into))
	if want := []string{"Pictures/2022-02-04 E.md", "pictures/1.jpg", "pictures/2.pdf", "pictures/3.jpg", "pictures/4.jpg"}; !slices.Equal(names, want) {
		t.Fatalf("the files are %q", names)
	}
	if into["pictures/1.jpg"] != string(wide) || into["pictures/2.pdf"] != string(file) || len(lost) != 0 {
		t.Errorf("the files are others, or lost: %v", lost)
	}
	note := into[names[0]]
	for _, want := range []string{"![A red \\<field\\>](<../pictures/1.jpg>)\n*حقل أحمر in two lines*\n— Amal \\& Co, CC BY 4.0, <https://example.org/wide?a=1&b=2>\n", "\n[../paper.pdf](<../pictures/2.pdf>)", "> words\n>\n> — …\n\n![lead.jpg](<../pictures/4.jpg>)\n*Of the article*\n"} {
		if !strings.Contains(note, want) {
			t.Errorf("there is no %q in\n%s", want, note)
		}
	}
	if doc := readFolder(t, into); len(doc.Events) != 1 || doc.Events[0].Description != "Words" {
		t.Errorf("it comes back as %+v", doc.Events)
	}
}
