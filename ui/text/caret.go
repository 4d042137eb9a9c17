package text

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Measures of a caret, in units.
const (
	caretWidth = 2
	caretInset = 3 // from the top and the bottom of the line
	flagWidth  = 4 // of the flag on the caret, beside it
	flagHeight = 3
)

const (
	blinkTime  = 1100 * time.Millisecond // the caret is shown, fades, and comes back
	blinkTimes = 9                       // then it stays, until it moves
)

// caret is the mark of the insertion point, with a flag to the side of typing.
type caret struct {
	widget themedWidget
	mark   *canvas.Rectangle
	flag   *canvas.Rectangle
	blink  *fyne.Animation
}

func newCaret(w themedWidget) *caret {
	c := &caret{widget: w, mark: canvas.NewRectangle(nil), flag: canvas.NewRectangle(nil)}
	c.hide()
	return c
}

// hide hides the caret.
func (c *caret) hide() {
	c.mark.Hide()
	c.flag.Hide()
}

// place shows the caret in a line of some height, with a flag at its left or right
// if that is asked for.
func (c *caret) place(at fyne.Position, line float32, flagged, left bool) {
	at.Y += caretInset
	c.mark.Move(at)
	c.mark.Resize(fyne.NewSize(caretWidth, line-2*caretInset))
	c.mark.Show()
	if !flagged {
		c.flag.Hide()
		return
	}
	if at.X += caretWidth; left {
		at.X -= caretWidth + flagWidth
	}
	c.flag.Move(at)
	c.flag.Resize(fyne.NewSize(flagWidth, flagHeight))
	c.flag.Show()
}

// start shows the caret fully and lets it fade in and out while it is on, unless the
// desktop asks for no animations.
func (c *caret) start(on bool) {
	c.stop()
	c.fade(1)
	if !on || !fyne.CurrentApp().Settings().ShowAnimations() {
		return
	}
	c.blink = fyne.NewAnimation(blinkTime, func(f float32) { c.fade(shown(f)) })
	c.blink.Curve = fyne.AnimationLinear
	c.blink.RepeatCount = blinkTimes
	c.blink.Start()
}

// stop ends the blinking.
func (c *caret) stop() {
	if c.blink != nil {
		c.blink.Stop()
		c.blink = nil
	}
}

// shown is how much of the caret is seen at a part of the blink's time.
func shown(f float32) float32 {
	const fade = 0.09
	switch {
	case f < 0.5:
		return 1
	case f < 0.5+fade:
		return (0.5 + fade - f) / fade
	case f < 1-fade:
		return 0
	}
	return (f - 1 + fade) / fade
}

// fade gives the caret a part of its colour.
func (c *caret) fade(part float32) {
	colour := themed(c.widget.Theme(), theme.ColorNamePrimary)
	if colour.A = uint8(float32(colour.A)*part + 0.5); colour == c.mark.FillColor {
		return
	}
	c.mark.FillColor, c.flag.FillColor = colour, colour
	canvas.Refresh(c.mark)
	canvas.Refresh(c.flag)
}
