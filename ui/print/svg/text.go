package svg

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
	"tarikh.org/tarikh/ui/timeline/scene"
)

const (
	ellipsis = "…"
	joiner   = "\u200d" // zero width joiner
)

// text draws a text of the list, line by line.
func (d *drawing) text(t *scene.Text) {
	if t.Colour.A == 0 {
		return
	}
	for i := range t.P.Lines {
		l := &t.P.Lines[i]
		if len(l.Runs) > 0 {
			d.textLine(t, l)
		}
	}
}

func (d *drawing) textLine(t *scene.Text, l *layout.Line) {
	drawn := d.outlines || !d.embed(l)
	if drawn {
		drawn = d.glyphs.drawable(l)
	}
	if drawn {
		d.outlined(t, l)
		if d.outlines {
			return
		}
	}
	shown := visible(t.P, l)
	if strings.TrimSpace(shown) == "" {
		return
	}
	st := t.P.Style
	d.body.WriteString("<text")
	x := t.X + l.X
	if t.P.RTL {
		x += l.Width
		d.attribute("direction", "rtl")
	}
	d.measure("x", x)
	d.measure("y", t.Y+l.Baseline)
	d.measure("font-size", st.Size)
	if st.Bold {
		d.attribute("font-weight", "bold")
	}
	if drawn {
		d.attribute("fill-opacity", "0")
	} else {
		d.colour("fill", t.Colour)
		d.use(t.P, shown)
	}
	d.measure("textLength", l.Width)
	d.attribute("lengthAdjust", "spacingAndGlyphs") // more space between would tear Arabic words
	d.body.WriteByte('>')
	if l.Cut < l.End {
		d.body.WriteString("<title>" + escaped(t.P.Text[l.Start:]) + "</title>")
	}
	d.body.WriteString(escaped(shown))
	d.body.WriteString("</text>")
}

// visible is what is seen of a line, without white space that hangs. The letter that it
// was cut after keeps the form in which it joins the next one.
func visible(p *layout.Paragraph, l *layout.Line) string {
	if l.Cut == l.End {
		return strings.TrimRightFunc(p.Text[l.Start:l.End], unicode.IsSpace)
	}
	shown := p.Text[l.Start:l.Cut]
	before, _ := utf8.DecodeLastRuneInString(shown)
	after, _ := utf8.DecodeRuneInString(p.Text[l.Cut:])
	if unicode.Is(unicode.Arabic, before) && unicode.Is(unicode.Arabic, after) {
		shown += joiner
	}
	return shown + ellipsis
}

// embed reports whether all of a line is in faces whose files go along.
func (d *drawing) embed(l *layout.Line) bool {
	for i := range l.Runs {
		if !d.embedded.has(l.Runs[i].Face) {
			return false
		}
	}
	return true
}

// use keeps the glyphs that the viewer sets a line in: those of the line as it is written,
// which may be cut.
func (d *drawing) use(p *layout.Paragraph, shown string) {
	st := p.Style
	st.MaxLines, st.Base = 0, uax9.LTR
	if p.RTL {
		st.Base = uax9.RTL
	}
	set := d.shaper.Paragraph(shown, st, 0)
	for i := range set.Lines {
		for _, r := range set.Lines[i].Runs {
			for _, g := range r.Glyphs {
				if err := d.embedded.use(r.Face, g.ID); err != nil && d.err == nil {
					d.err = err
				}
			}
		}
	}
}
