package page

import (
	"bytes"
	"image/color"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/take"
)

// TestStories tells the stories of a page: steps name their events and pictures by their
// places, what a filter leaves is found, and no event is named that is not taken.
func TestStories(t *testing.T) {
	day := func(n byte, title, edtf string) data.Event {
		return data.Event{ID: data.ID{15: n}, Title: title, Date: date(t, edtf), Track: data.ID{15: 9}, Importance: 3}
	}
	first, second := day(1, "Games", "2022-02-04"), day(2, "Summit", "2022-02-10")
	story := data.Story{ID: data.ID{15: 20}, Name: "Winters", Title: "شتاءان", Lang: "ar"}
	raw := formtest.JPEG(t, 40, 20, color.Black)
	body := data.NewPage(raw, "image/jpeg", "", 0)
	own := data.Picture{ID: data.ID{15: 30}, Story: story.ID, Position: data.Lead, Hash: body.Hash, Type: "image/jpeg", Width: 40, Height: 20, Size: int64(len(raw)), Caption: "Of the story"}
	unused := own
	unused.ID = data.ID{15: 31}
	step := func(n byte, s data.StoryStep) data.Change[data.StoryStep] {
		s.ID, s.Story, s.Order = data.ID{15: 40 + n}, story.ID, int(n)
		return data.Insert(s)
	}
	store := newStore(t, data.Edit{
		Label: "x", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.ID{15: 9}, Name: "Sport", Colour: "red"})},
		Events: []data.Change[data.Event]{data.Insert(first), data.Insert(second)}, Stories: []data.Change[data.Story]{data.Insert(story)},
		Pictures: []data.Change[data.Picture]{data.Insert(own), data.Insert(unused)}, Pages: []data.Page{body},
		Steps: []data.Change[data.StoryStep]{
			step(0, data.StoryStep{Event: second.ID}),
			step(1, data.StoryStep{Event: first.ID, Title: "They open", Text: "Words", Picture: own.ID}),
			step(2, data.StoryStep{Query: "track:Sport", Lo: first.Date.Lo, Hi: first.Date.Hi, Title: "All"}),
		},
	})
	of := func(s take.Selection) (*contents, form.Dropped) {
		page, lost := written(t, store, s)
		c := unpacked(t, page)
		return &c, lost
	}
	c, lost := of(take.Selection{})
	if len(c.Stories) != 1 || c.Stories[0].Title != "شتاءان" || c.Stories[0].Lang != "ar" || len(c.Stories[0].Steps) != 3 {
		t.Fatalf("%+v", c.Stories)
	}
	a, b, view := c.Stories[0].Steps[0], c.Stories[0].Steps[1], c.Stories[0].Steps[2]
	if a.Event != 1 || a.Picture != -1 || a.Lo != nil || b.Event != 0 || b.Title != "They open" || b.Text != "Words" {
		t.Errorf("steps of events: %+v, %+v", a, b)
	}
	if b.Picture < 0 || c.Pictures[b.Picture].Caption != "Of the story" || len(c.Pictures) != 1 || lost[form.LosesPictures] != 1 {
		t.Errorf("its picture is %d of %d, %v lost", b.Picture, len(c.Pictures), lost)
	}
	if view.Event != -1 || view.All != 1 || len(view.Found) != 1 || view.Found[0] != 0 || view.Lo == nil || view.Lo[0]*secondsPerDay != first.Date.Lo {
		t.Errorf("a view: %+v", view)
	}
	c, _ = of(take.Selection{Only: []data.ID{second.ID}})
	if steps := c.Stories[0].Steps; len(steps) != 2 || steps[0].Event != 0 || steps[1].All != 0 {
		t.Errorf("of one event: %+v", steps)
	}
	var out bytes.Buffer
	taken, err := take.From(t.Context(), store, take.Selection{Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Write(t.Context(), &out, taken); err != nil || !strings.Contains(out.String(), "class Telling") {
		t.Errorf("the page has no program that tells them: %v", err)
	}
}
