package worldmap

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/map/view"
)

// gestures handles what happens on the map.
type gestures struct{ *Feature }

var _ view.Host = gestures{}

// Chosen and the others are those of view.Host.
func (g gestures) Chosen(event data.ID) { g.host.Library.SelectAndRead(event) }

// mostMet is how many events a menu lists, mostTold a tip.
const mostMet, mostTold = 12, 5

func (g gestures) Met(events []data.ID, at fyne.Position) {
	k := g.host.Kit()
	listed := events[:min(len(events), mostMet)]
	g.host.Later(func() {
		g.host.Library.LoadCaptions(listed, func() {
			items := []control.Item{{Text: k.Locale.TN("count.events", len(events))}}
			for _, id := range listed {
				c, _ := g.host.Library.Caption(id)
				items = append(items, control.Item{Text: c.Title, Run: func() { g.host.Library.SelectAndRead(id) }})
			}
			if more := len(events) - mostMet; more > 0 {
				items = append(items, control.Item{Text: k.Locale.TN("events.met.more", more)})
			}
			k.ShowMenu(g.host.Canvas, at, items)
		})
	})
}

func (g gestures) Lines(events []data.ID) (lines []string, ok bool) {
	k, l := g.host.Kit(), g.host.Library
	listed := events[:min(len(events), mostTold)]
	for _, id := range listed {
		c, loaded := l.Caption(id)
		if !loaded {
			l.LoadCaptions(listed, func() {}) // CaptionsLoaded follows
			return nil, false
		}
		lines = append(lines, k.Given(c.Title)+" · "+k.Locale.DateDays(c.Date))
	}
	if more := len(events) - mostTold; more > 0 {
		lines = append(lines, k.Locale.TN("events.met.more", more))
	}
	return lines, true
}

func (g gestures) Boxed(south, west, north, east float64) { g.narrow(south, west, north, east) }

func (g gestures) Pointed(lat, lon, metres float64) {
	g.put(lat, lon, metres)
	g.pane.list()
}

func (g gestures) Left() { g.pane.list() }

func (g gestures) KeyTyped(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape && g.endPlay() {
		return
	}
	g.parts.Keyboard.KeyTyped(ev)
}

func (g gestures) RuneTyped(r rune) {
	switch {
	case r == ' ':
		g.host.Run("map.play")
	case r == '.' && g.play != nil:
		g.stepPlay(1)
	case r == ',' && g.play != nil:
		g.stepPlay(-1)
	default:
		g.parts.Keyboard.RuneTyped(r)
	}
}
