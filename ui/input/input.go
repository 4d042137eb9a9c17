// Package input is what widgets of ours do alike with mouse and keyboard: they count
// clicks, move the thumb of a scrollbar, and pass on keys that mean nothing to them.
// The one idea: a rule of the hand is written once, whichever widget is under it.
package input

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

const (
	// clickTime is the longest time between the presses of a double click. Fyne's own
	// double tap would hold every single click back for as long.
	clickTime = 400 * time.Millisecond
	// clickReach is how far apart they may be, in units.
	clickReach = 5
	// Wheel is how many units a view scrolls for each that Fyne reports: a notch of the
	// wheel is about two lines of text.
	Wheel = 2.5
)

// Clicks counts presses that follow each other at one place.
type Clicks struct {
	count int
	at    fyne.Position
	when  time.Time
}

// Press notes a press and returns its number: 1 for a click, 2 for the second one of
// a double click and so on up to most, after which it is 1 again.
func (c *Clicks) Press(at fyne.Position, now time.Time, most int) int {
	near := math.Abs(float64(at.X-c.at.X)) <= clickReach && math.Abs(float64(at.Y-c.at.Y)) <= clickReach
	if !near || c.count >= most || now.Sub(c.when) > clickTime {
		c.count = 0
	}
	c.count++
	c.at, c.when = at, now
	return c.count
}

// Count is the number of the last press.
func (c *Clicks) Count() int { return c.count }

// Reset makes the next press a first one.
func (c *Clicks) Reset() { c.count = 0 }

// Held are the modifier keys that are held now.
func Held() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// Canvas is the canvas that an object is on, nil where it is on none.
func Canvas(o fyne.CanvasObject) fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(o) }

// Focus gives a widget the keyboard.
func Focus(w fyne.Focusable) {
	if o, ok := w.(fyne.CanvasObject); ok {
		if c := Canvas(o); c != nil {
			c.Focus(w)
		}
	}
}

// PassKey gives a key that means nothing to a widget with the keyboard to its canvas,
// as if the widget did not have it. PassRune and PassShortcut do so with characters
// and shortcuts.
func PassKey(o fyne.CanvasObject, ev *fyne.KeyEvent) {
	if c := Canvas(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// PassRune is PassKey for a character.
func PassRune(o fyne.CanvasObject, r rune) {
	if c := Canvas(o); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// PassShortcut is PassKey for a shortcut.
func PassShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := Canvas(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
