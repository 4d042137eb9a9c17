package propose

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates/find"
)

// maxPassage is the length in bytes beyond which a sentence is cut around its
// find: a text without full stops is no passage.
const maxPassage = 1200

// sentence is bytes of a text, half-open, without white space around it.
type sentence struct {
	whole      string // the text
	start, end int
	opens      bool // a paragraph
	heading    bool // it is one, a caption, or the first line of the text, short as a title
}

func (s sentence) text() string { return s.whole[s.start:s.end] }

// sentenceFinder finds the sentences of finds, given in the order of the text.
// Sentences are those of UAX #29, but for abbreviations, which end none, and
// dates, which none ends in.
type sentenceFinder struct {
	text       string
	blocks     []data.Block
	start, end int // of the line that is split
	stops      []int
}

// sentence returns the sentence that a find is in.
func (l *sentenceFinder) sentence(f find.Find) sentence {
	if l.stops == nil || f.Start >= l.end {
		l.split(f.Start, f.End)
	}
	// Sentences before the find are done with; the ends after are kept.
	from := l.start
	for len(l.stops) > 0 && l.stops[0] <= f.Start {
		from, l.stops = l.stops[0], l.stops[1:]
	}
	l.start = from
	to := l.end
	for _, stop := range l.stops {
		if stop >= f.End {
			to = stop
			break
		}
	}
	s := sentence{whole: l.text, start: from, end: to, heading: l.heading(f.Start)}
	s.opens = from == 0 || l.text[from-1] == '\n'
	return s.trimmed(f)
}

// trimmed leaves out white space, and what is far from the find in a sentence
// that is too long for one.
func (s sentence) trimmed(f find.Find) sentence {
	if s.end-s.start > maxPassage {
		if at := f.Start - maxPassage/2; at > s.start {
			s.start, s.opens = afterWord(s.whole, at, f.Start), false
		}
		if at := f.End + maxPassage/2; at < s.end {
			s.end = beforeWord(s.whole, at, f.End)
		}
	}
	text := s.whole[s.start:s.end]
	s.start += len(text) - len(strings.TrimLeftFunc(text, invisible))
	s.end -= len(text) - len(strings.TrimRightFunc(text, invisible))
	s.start, s.end = min(s.start, f.Start), max(s.end, f.End)
	return s
}

// invisible reports white space and invisible marks.
func invisible(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

// afterWord returns the first place from at on behind white space, at most limit.
func afterWord(text string, at, limit int) int {
	if i := strings.IndexFunc(text[at:limit], unicode.IsSpace); i >= 0 {
		return at + i
	}
	for at < limit && !utf8.RuneStart(text[at]) {
		at++
	}
	return at
}

// beforeWord returns the last place up to at before white space, at least limit.
func beforeWord(text string, at, limit int) int {
	if i := strings.LastIndexFunc(text[limit:at], unicode.IsSpace); i >= 0 {
		return limit + i
	}
	for at > limit && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// split finds where the sentences of the line end that holds a find.
func (l *sentenceFinder) split(start, end int) {
	l.start = strings.LastIndexByte(l.text[:start], '\n') + 1
	l.end = len(l.text)
	if i := strings.IndexByte(l.text[end:], '\n'); i >= 0 {
		l.end = end + i
	}
	l.stops = l.stops[:0]
	line := l.text[l.start:l.end]
	for it := sentences.FromString(line); it.Next(); {
		if at := it.End(); at < len(line) && !abbreviated(line, at) {
			l.stops = append(l.stops, l.start+at)
		}
	}
	l.stops = append(l.stops, l.end)
}

// abbreviated reports whether a sentence that is said to end at an offset of a
// line ends in an abbreviation: a single letter, or a short word that often has
// a point, or one that the next word touches («ق.م»).
func abbreviated(line string, at int) bool {
	body := strings.TrimRightFunc(line[:at], unicode.IsSpace)
	if len(body) == at {
		r, _ := utf8.DecodeRuneInString(line[at:])
		return unicode.IsLetter(r) && strings.HasSuffix(body, ".") && len(lastWord(body)) <= len("ق.م.")
	}
	if !strings.HasSuffix(body, ".") {
		return false
	}
	word := strings.TrimFunc(lastWord(body), func(r rune) bool { return !unicode.IsLetter(r) })
	if utf8.RuneCountInString(word) == 1 {
		return word != "I"
	}
	if strings.Contains(word, ".") { // U.S., e.g.; but it may end a sentence as well
		next, _ := utf8.DecodeRuneInString(line[at:])
		return !unicode.IsUpper(next) || len(word) < len("U.S.")
	}
	return shortened()[strings.ToLower(word)]
}

func lastWord(text string) string {
	return text[strings.LastIndexFunc(text, unicode.IsSpace)+1:]
}

// shortened are words that are written with a point in the middle of a sentence.
var shortened = sync.OnceValue(func() map[string]bool {
	return set(`mr mrs ms dr prof gen gov sen rep lt col sgt capt st mt no nos vol pp fig vs etc inc ltd co corp
	jan feb mar apr jun jul aug sep sept oct nov dec hon rev pres jr sr approx ca
	mme mlle art av env sra srta ud gral núm pág dra им ул гг стр см доц проф
	أ.د أ.م ص.ب`)
})

// headingLength is the most bytes of a first line that is taken for a title.
const headingLength = 240

// heading reports whether an offset lies in a heading or a caption, or in a first line that
// is short and ends in no full stop.
func (l *sentenceFinder) heading(at int) bool {
	for _, b := range l.blocks {
		if b.Start > at {
			break
		}
		if at < b.End {
			return b.Kind == data.Heading || b.Kind == data.Subheading || b.Kind == data.PictureCaption
		}
	}
	first := strings.TrimLeftFunc(l.text, unicode.IsSpace)
	from := len(l.text) - len(first)
	line, _, more := strings.Cut(first[:min(len(first), headingLength+1)], "\n")
	return more && at >= from && at < from+len(line) && !strings.ContainsAny(line, ".؟!?")
}
