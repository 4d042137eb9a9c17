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
	labelStyle wordStyle = iota
	strongStyle
	nameStyle
	tickStyle
	parentStyle
	countStyle
)

// maxLabel is the widest label; longer titles end in an ellipsis.
const maxLabel = 260

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

	locale                         Locale
	labelSize, tickSize, countSize float32
}

type numberKey struct {
	n    int
	more bool // "+12"
}

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
	switch v {
	case strongStyle:
		st.Bold = true
	case tickStyle:
		st.Size = c.tickSize
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

// count returns the number n, or "+n".
func (c *wordCache) count(n int, more bool) *layout.Paragraph {
	key := numberKey{n, more}
	if p, ok := c.numbers.get(key); ok {
		return p
	}
	text := c.locale.Count(n)
	if more {
		text = "+" + text
	}
	p := c.set(text, countStyle, 0)
	c.numbers.put(key, p)
	return p
}

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
