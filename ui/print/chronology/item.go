package chronology

import (
	"strconv"

	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/text/layout"
)

// Distances of marks, in points.
const (
	barWidth  = 1.5
	barIndent = 10
	citeGap   = 1.2
	citeRise  = 3.2 // above the baseline of its line
)

// lines is how many lines an item takes.
func (t *item) lines() int {
	if t.image != nil {
		return 1
	}
	n := len(t.set.Lines)
	if t.below {
		n++
	}
	return n
}

// lineHeight is the height of a line.
func (t *item) lineHeight() float64 {
	if t.image != nil {
		return t.h
	}
	return float64(t.set.Style.LineHeight)
}

// height is the height of a line, with the space above the first.
func (t *item) height(line int) float64 {
	h := t.lineHeight()
	if line == 0 {
		h += t.before
	}
	return h
}

// whole is the height of all lines.
func (t *item) whole() float64 {
	return t.before + float64(t.lines())*t.lineHeight()
}

// wide is the width of the numbers after an item's end.
func (t *item) wide() float64 {
	w := citeGap
	for _, c := range t.cites {
		w += c.before + float64(c.set.Width)
	}
	return w
}

// cite writes the numbers of sources after an item, if any.
func (d *document) cite(t *item, numbers []int) {
	if len(numbers) == 0 {
		return
	}
	comma := float64(d.text.own(",\u00a0", citeStyle, 0).Width)
	for i := 0; i < len(numbers); {
		n := i + 1
		for n < len(numbers) && numbers[n] == numbers[n-1]+1 {
			n++
		}
		if n-i < 3 {
			n = i + 1
		}
		says := strconv.Itoa(numbers[i])
		if n-i > 1 {
			says += "\u2013" + strconv.Itoa(numbers[n-1])
		}
		c := cite{first: numbers[i], set: d.text.own(says, citeStyle, 0)}
		if i > 0 {
			c.before = comma
		}
		t.cites = append(t.cites, c)
		i = n
	}
	if lines := t.set.Lines; len(lines) > 0 {
		t.below = float64(lines[len(lines)-1].Width)+t.wide() > float64(t.set.Box)
	}
}

// numbersOf are the sources of some lines of items, for the foot of the page.
func (t *item) numbersOf(line int) (first []int) {
	if line == t.lines()-1 {
		for _, c := range t.cites {
			first = append(first, c.first)
		}
	}
	return first
}

// draw draws a line of an item in a column that begins left points from the margin, its
// upper edge at y without the space above it.
func (d *document) draw(s *sheet, t *item, line int, column, y float64, in *pdf.Element) {
	if t.image != nil {
		d.drawImage(s, t, column, y, in)
		return
	}
	if t.element == nil {
		t.element = in.Add(t.role, t.about)
	}
	left := d.page.left(column+t.x, float64(t.set.Box))
	if t.bar.A > 0 {
		s.page.Artifact()
		x := left - barIndent
		if t.barRight {
			x = left + float64(t.set.Box) + barIndent - barWidth
		}
		s.page.Draw(pdf.Shape{X: x, Y: y + 1, W: barWidth, H: float64(t.set.Style.LineHeight), Fill: t.bar})
		s.page.End()
	}
	if t.sign != nil && line == 0 {
		s.page.Artifact()
		t.sign(s.page, left, y+float64(t.set.Style.LineHeight)/2)
		s.page.End()
	}
	if line < len(t.set.Lines) {
		l := &t.set.Lines[line]
		e := t.element
		if t.leads != "" {
			e = t.element.Add("Link", pdf.About{})
		}
		s.page.Begin(e)
		s.page.Text(t.set, line, line+1, left, y-float64(l.Y), 1, t.ink)
		s.page.End()
		if t.leads != "" {
			s.page.LinkURI(e, left+float64(l.X), y, float64(l.Width), float64(t.set.Style.LineHeight), t.leads, t.says)
			e.Close()
		}
	}
	if line == t.lines()-1 {
		d.drawCites(s, t, line, left, y)
		t.element.Close()
	}
}

// drawCites draws the numbers after the end of an item, whose last line is at y.
func (d *document) drawCites(s *sheet, t *item, line int, left, y float64) {
	if len(t.cites) == 0 {
		return
	}
	// From the end of the last line on, or from the beginning of the one below.
	at, back := left, t.set.RTL
	if back {
		at += float64(t.set.Box)
	}
	baseline := y + float64(t.set.Style.LineHeight)*0.68
	if line < len(t.set.Lines) {
		l := &t.set.Lines[line]
		at = left + float64(l.X)
		if !back {
			at += float64(l.Width)
		}
		baseline = y + float64(l.Baseline-l.Y)
	}
	step := func(w float64) float64 { // the left edge of what is w wide
		if back {
			at -= w
			return at
		}
		at += w
		return at - w
	}
	step(citeGap)
	for _, c := range t.cites {
		top := baseline - citeRise - float64(c.set.Lines[0].Baseline)
		if c.before > 0 {
			comma := d.text.own(",", citeStyle, 0)
			s.page.Begin(t.element)
			s.page.Text(comma, 0, 1, step(c.before), top, 1, t.ink)
			s.page.End()
		}
		reference := t.element.Add("Reference", pdf.About{})
		link := reference.Add("Link", pdf.About{})
		w := float64(c.set.Width)
		x := step(w)
		s.page.Begin(link)
		s.page.Text(c.set, 0, 1, x, top, 1, t.ink)
		s.page.End()
		s.page.LinkName(link, x-1, top, w+2, float64(citeStyle.LineHeight), sourcePlace(c.first), d.Locale.T("print.to.source", "n", c.first))
		link.Close()
		reference.Close()
	}
}

// tongue says in which language an item is, where that is not the document's: as its
// source says, or else by its letters.
func (d *document) tongue(t *item, lang string) {
	if lang == "" && t.set.RTL != d.Locale.RTL() {
		if lang = "en"; t.set.RTL {
			lang = "ar"
		}
	}
	if lang != d.Locale.Lang() {
		t.about.Lang = lang
	}
}

// plain is a paragraph of a text.
func (d *document) plain(text string, st layout.Style, width float64, lang string) *item {
	t := &item{set: d.text.set(text, st, width), role: "P", ink: d.ink.text}
	d.tongue(t, lang)
	return t
}

// barred is a paragraph with a bar beside it, where it begins to read.
func (d *document) barred(text string, st layout.Style, width float64, lang string) *item {
	t := d.plain(text, st, width-barIndent, lang)
	t.barRight = t.set.RTL
	if t.set.RTL == d.page.rtl {
		t.x = barIndent
	}
	return t
}
