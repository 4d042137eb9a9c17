package page

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/telling"
)

// tale is a story of the page.
type tale struct {
	Title string `json:"title"`
	Lang  string `json:"lang,omitempty"`
	Steps []told `json:"steps"`
}

// told is a step of a story: of an event, or of what a filter leaves.
type told struct {
	Event   int       `json:"event"` // its place, -1 for none
	Title   string    `json:"title,omitempty"`
	Text    string    `json:"text,omitempty"`
	Picture int       `json:"picture"`      // its own, as a place in contents.Pictures; -1 for that of the event
	Lo      *[2]int64 `json:"lo,omitempty"` // of a view: days and seconds of the day
	Hi      *[2]int64 `json:"hi,omitempty"`
	Found   []int     `json:"found,omitempty"` // the events that are named, by their places
	All     int       `json:"all,omitempty"`   // that the filter leaves
}

// tell takes the stories; the pictures are taken before.
func (c *contents) tell(ctx context.Context, from form.Taken) error {
	events := make(map[data.ID]int, len(from.Events))
	for i, e := range from.Events {
		events[e.ID] = i
	}
	for _, s := range from.Stories {
		all := telling.Told{Story: s}
		for _, st := range from.Steps {
			if st.Story == s.ID {
				all.Steps = append(all.Steps, telling.Step{StoryStep: st, Lo: st.Lo, Hi: st.Hi})
			}
		}
		if all.HasViews() {
			cols, err := from.Columns(ctx)
			if err != nil {
				return err
			}
			tracks, err := from.Store.Tracks(ctx)
			if err != nil {
				return err
			}
			if err := all.Find(ctx, from.Store, telling.Views{
				Columns: cols, Tracks: tracks, Today: from.Library.Axis().Day(from.Edited), Only: func(id data.ID) bool { _, taken := events[id]; return taken },
			}); err != nil {
				return err
			}
		}
		t := tale{Title: s.Headline(), Lang: s.Lang}
		for _, st := range all.Steps {
			t.Steps = append(t.Steps, c.step(st, events))
		}
		c.Stories = append(c.Stories, t)
	}
	return nil
}

func (c *contents) step(s telling.Step, events map[data.ID]int) told {
	out := told{Event: -1, Picture: -1, Title: s.Title, Text: s.Text, All: s.All}
	if i, taken := events[s.Event]; taken {
		out.Event = i
	}
	if n, taken := c.places[s.StoryStep.Picture]; taken {
		out.Picture = n
	}
	if s.Timed() {
		var lo, hi [2]int64
		lo[0], lo[1] = parted(s.Lo)
		hi[0], hi[1] = parted(s.Hi)
		out.Lo, out.Hi = &lo, &hi
	}
	for _, f := range s.Found {
		out.Found = append(out.Found, events[f.ID])
	}
	return out
}
