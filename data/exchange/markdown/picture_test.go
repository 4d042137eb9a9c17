package markdown

import (
	"image/color"
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
	doc := readFolder(t, into)
	if len(doc.Events) != 1 || doc.Events[0].Description != "Words" {
		t.Errorf("it comes back as %+v", doc.Events)
	}
	// Its pictures are offered, with what is said of them; the damaged one is named.
	if len(doc.Offered) < 1 || len(doc.Skipped) != 1 || doc.Skipped[0].Why != form.PictureDamaged {
		t.Fatalf("%d offered, %v", len(doc.Offered), form.SkippedRows(doc.Skipped))
	}
	p := doc.Offered[0]
	if p.Event != doc.Events[0].ID || p.Alt != "A red <field>" || p.Caption != "حقل أحمر in two lines" || !strings.HasPrefix(p.Credit, "Amal & Co, CC BY 4.0") || p.Name != "1.jpg" || string(p.Page.Body) != string(wide) {
		t.Errorf("%+v", p.Picture)
	}
}

// Pictures in notes of others are offered wherever they are in the folder, and none from
// outside of it.
func TestPicturesOfNotes(t *testing.T) {
	jpeg := string(formtest.JPEG(t, 100, 80, color.Black))
	doc := readFolder(t, map[string]string{
		"n/War.md":         "---\ndate: 1805-10-21\naat-event-picture: map.jpg\n---\nText ![the map|200](../assets/a%20map.jpg) and ![[ship.jpg|300]], ![x](../../etc/passwd.jpg), ![y](https://example.org/y.jpg) ![z](plan.svg).\n",
		"Only.md":          "A text without a date. ![[ship.jpg]]\n",
		"assets/a map.jpg": jpeg, "assets/ship.jpg": jpeg, "n/map.jpg": jpeg, "n/plan.svg": "<svg/>", "left.jpg": jpeg,
	})
	var names []string
	for _, o := range doc.Offered {
		names = append(names, o.Name)
		if (o.Event == data.ID{}) == (o.Article == data.ID{}) {
			t.Errorf("%q belongs to %v and %v", o.Name, o.Event, o.Article)
		}
	}
	var why []form.Why
	for _, s := range doc.Skipped {
		why = append(why, s.Why)
	}
	if want := []string{"ship.jpg", "map.jpg", "a map.jpg", "ship.jpg"}; !slices.Equal(slices.Sorted(slices.Values(names)), slices.Sorted(slices.Values(want))) {
		t.Errorf("offered %q", names)
	}
	if !slices.Contains(why, form.PictureMissing) || !slices.Contains(why, form.PictureDrawing) || len(why) != 2 || doc.Dropped["file .jpg"] != 1 {
		t.Errorf("%v, dropped %v", form.SkippedRows(doc.Skipped), doc.Dropped)
	}
}
