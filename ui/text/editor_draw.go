package text

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/text/edit"
)

const (
	blinkTime  = 1100 * time.Millisecond // the caret is shown, fades, and comes back
	blinkTimes = 9                       // then it stays, until it moves
)

// drawer draws a strip: the selection, and the words over it.
func (e *Editor) drawer(s *strip) func(w, h int) image.Image {
	return func(w, h int) image.Image {
		img := e.ts.picture(w, h)
		if s.key.set == nil || s.i >= e.doc.Paragraphs() || e.doc.Setting(s.i) != s.key.set {
			return img // on its way out
		}
		scale := float32(w) / s.raster.Size().Width
		line := e.options.LineHeight
		left, from := areaReach+s.slide, s.key.from
		if s.selected[1] > 0 {
			c := themed(e.Theme(), theme.ColorNameSelection)
			if s.faint {
				c.A /= 2
			}
			for _, r := range e.doc.Selection(s.i, from, s.to, nil) {
				x, y := (left+r.X)*scale, (r.Y-float32(from)*line)*scale
				fillRound(img, x, y, x+r.W*scale, y+r.H*scale, 0, c)
			}
		}
		ink := themed(e.Theme(), theme.ColorNameForeground)
		if e.Disabled() {
			ink = themed(e.Theme(), theme.ColorNameDisabled)
		}
		// The lines beside the strip may reach into it.
		s.key.set.Each(from-1, s.to+1, func(p *edit.Piece) {
			a, b := max(from-1-p.Line, 0), min(s.to+1-p.Line, p.Lines)
			e.ts.Glyphs.DrawLines(img, p.P, a, b, left*scale, float32(p.Line-from)*line*scale, scale, ink)
		})
		return img
	}
}

// startBlinking shows the caret and lets it fade in and out, but not where the
// desktop wants things still.
func (e *Editor) startBlinking() {
	e.stopBlinking()
	e.fade(1)
	if !e.focused || e.Disabled() || !fyne.CurrentApp().Settings().ShowAnimations() {
		return
	}
	e.blink = fyne.NewAnimation(blinkTime, func(f float32) { e.fade(shown(f)) })
	e.blink.Curve = fyne.AnimationLinear
	e.blink.RepeatCount = blinkTimes
	e.blink.Start()
}

func (e *Editor) stopBlinking() {
	if e.blink != nil {
		e.blink.Stop()
		e.blink = nil
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

// fade shows some of the caret.
func (e *Editor) fade(part float32) {
	c := themed(e.Theme(), theme.ColorNamePrimary)
	if c.A = uint8(float32(c.A)*part + 0.5); c == e.caret.FillColor {
		return
	}
	e.caret.FillColor, e.flag.FillColor = c, c
	canvas.Refresh(e.caret)
	canvas.Refresh(e.flag)
}
