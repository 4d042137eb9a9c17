package scene

import (
	"strings"
	"unicode"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// wordStyle is a way to set a short text.
type wordStyle uint8

const (
	labelStyle    wordStyle = iota
	landmarkStyle           // labels of importance 5
	minorStyle              // of 3
	leastStyle              // of 1 and 2
	labelBold
	minorBold
	leastBold
	nameStyle   // of tracks; those up to here are of what people wrote
	tickStyle   // of the scale
	parentStyle // of the scale, where a longer time begins
	sideStyle   // below a track's name
	countStyle  // signs and numbers
)

// styleFor is that of the label of an event of an importance, 1 to 5.
func styleFor(importance uint8) wordStyle {
	switch {
	case importance >= 5:
		return landmarkStyle
	case importance == 4:
		return labelStyle
	case importance == 3:
		return minorStyle
	}
	return leastStyle
}

// strong is the style of a label that is selected.
func (v wordStyle) strong() wordStyle {
	switch v {
	case labelStyle:
		return labelBold
	case minorStyle:
		return minorBold
	case leastStyle:
		return leastBold
	}
	return v
}

// maxLabel is the width that labels are cut to; where there is room for all of a
// longer title, up to wholeLabel, it is shown.
const maxLabel, wholeLabel = 260, 560

// maxShaped is how much of a text that is to be cut is shaped, in bytes: many
// times what fits, whatever a library from elsewhere holds.
const maxShaped = 4096

// cachedWords bounds each generation of each cache of shaped texts.
const cachedWords = 4096

type wordKey struct {
	text      string
	wordStyle wordStyle
	width     uint16 // units, where cut
}

// wordCache keeps shaped texts. Nothing is shaped twice while it stays in use.
type wordCache struct {
	shaper  *layout.Shaper
	words   recent[wordKey, *layout.Paragraph]
	numbers recent[numberKey, *layout.Paragraph]
	ticks   recent[tickKey, *layout.Paragraph]
	slots   map[slot]*layout.Paragraph // see changing
	budget  int

	locale                         Locale
	labelSize, tickSize, countSize float32
}

type numberKey struct {
	n    int
	form numberForm
	all  int // see formInView
}

// numberForm is what is written beside a number.
type numberForm uint8

const (
	formPlain    numberForm = iota
	formMore                // "+12"
	formLess                // "−12"
	formLeft                // "‹ 12"
	formRight               // "12 ›"
	formInView              // "4 of 16 in view"
	formFound               // "6 found"
	formYearLeft            // "‹ 2001", a year
	formYearRight
	formMonthLeft // "‹ Feb", a month
	formMonthRight
)

type tickKey struct {
	unit   int16 // index into units
	parent bool
	long   bool
	at     int64
}

// use drops what was set in other words or sizes.
func (c *wordCache) use(l Locale, th *Theme) {
	if c.labelSize != th.LabelSize || c.tickSize != th.TickSize || c.countSize != th.CountSize {
		c.labelSize, c.tickSize, c.countSize = th.LabelSize, th.TickSize, th.CountSize
		c.words.clear()
		c.locale = nil
	}
	if c.locale != l {
		c.locale = l
		c.numbers.clear()
		clear(c.slots)
		c.ticks.clear()
	}
}

// word returns a text of one line, cut to width units if that is not 0.
func (c *wordCache) word(text string, v wordStyle, width uint16) *layout.Paragraph {
	if width != 0 && len(text) > maxShaped {
		text = text[:maxShaped] // a letter that this cuts in two lies behind the ellipsis
	}
	key := wordKey{text, v, width}
	if p, ok := c.words.get(key); ok {
		return p
	}
	p := c.set(text, v, width)
	c.words.put(key, p)
	return p
}

func (c *wordCache) set(text string, v wordStyle, width uint16) *layout.Paragraph {
	st := layout.Style{Size: c.labelSize, Align: layout.AlignLeft}
	if v <= nameStyle { // what people wrote
		st.ShowControls = true
	}
	switch v {
	case landmarkStyle, nameStyle:
		st.Size, st.Bold = c.labelSize+0.5, true
	case labelBold:
		st.Bold = true
	case minorStyle, minorBold:
		st.Size, st.Bold = c.labelSize-0.5, v == minorBold
	case leastStyle, leastBold:
		st.Size, st.Bold = c.labelSize-1, v == leastBold
	case tickStyle:
		st.Size = c.tickSize
	case parentStyle:
		st.Size, st.Bold = c.tickSize, true
	case sideStyle:
		st.Size = c.countSize
	case countStyle:
		st.Size = c.countSize
		// A sign is before its number in every language.
		st.Base = uax9.LTR
	}
	if width > 0 {
		st.MaxLines = 1
	}
	return c.shaper.Paragraph(oneLine(text), st, float32(width))
}

// count returns the number n.
func (c *wordCache) count(n int) *layout.Paragraph { return c.number(numberKey{n: n}) }

// freshNumbers is how many numbers that change while one zooms are set for a picture at
// most.
const freshNumbers = 6

// slot is a place where a number that changes is written: of a track, the chips at both
// ends and the line below its name.
type slot struct{ track, place int }

// changing returns a number that is written at a place, or the one that was there last,
// where too many others have changed: setting one takes longer than drawing a row.
func (c *wordCache) changing(key numberKey, at slot) *layout.Paragraph {
	p, ok := c.numbers.get(key)
	if !ok {
		last, known := c.slots[at]
		if c.budget--; known && c.budget < 0 {
			return last
		}
		p = c.number(key)
	}
	if c.slots == nil {
		c.slots = map[slot]*layout.Paragraph{}
	}
	c.slots[at] = p
	return p
}

// number returns a number with what is written beside it.
func (c *wordCache) number(key numberKey) *layout.Paragraph {
	if p, ok := c.numbers.get(key); ok {
		return p
	}
	style := countStyle
	var text string
	switch key.form {
	case formMore:
		text = "+" + c.locale.Count(key.n)
	case formLess:
		text = "−" + c.locale.Count(key.n)
	case formLeft:
		text = "‹ " + c.locale.Count(key.n)
	case formRight:
		text = c.locale.Count(key.n) + " ›"
	case formYearLeft:
		text = "‹ " + c.locale.Year(int64(key.n))
	case formMonthLeft:
		text = "‹ " + c.locale.MonthShort(key.n)
	case formMonthRight:
		text = c.locale.MonthShort(key.n) + " ›"
	case formYearRight:
		text = c.locale.Year(int64(key.n)) + " ›"
	case formFound:
		text, style = c.locale.Found(key.n), sideStyle
	case formInView:
		text, style = c.locale.InView(key.n, key.all), sideStyle
	default:
		text = c.locale.Count(key.n)
	}
	p := c.set(text, style, 0)
	c.numbers.put(key, p)
	return p
}

// strongTick returns the label of a tick where a longer time begins.
func (c *wordCache) strongTick(text string) *layout.Paragraph { return c.word(text, parentStyle, 0) }

// oneLine makes a title safe for one line: every control character is a space.
func oneLine(s string) string {
	if strings.IndexFunc(s, unicode.IsControl) < 0 {
		return s
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s))
}

// recent is a bounded map that forgets what has not been asked for lately: the
// older of two generations is dropped when the newer one is full.
type recent[K comparable, V any] struct {
	young, old map[K]V
}

func (r *recent[K, V]) get(k K) (V, bool) {
	if v, ok := r.young[k]; ok {
		return v, true
	}
	v, ok := r.old[k]
	if ok {
		r.put(k, v)
	}
	return v, ok
}

func (r *recent[K, V]) put(k K, v V) {
	if r.young == nil {
		r.young, r.old = map[K]V{}, map[K]V{}
	}
	if len(r.young) >= cachedWords {
		r.young, r.old = r.old, r.young
		clear(r.young)
	}
	r.young[k] = v
}

func (r *recent[K, V]) clear() {
	clear(r.young)
	clear(r.old)
}
