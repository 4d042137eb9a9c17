package office

import (
	"fmt"
	"image/color"
	"math"
	"regexp"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/theme/palette"
)

// defaultPaper is that of a document for which none is asked.
const defaultPaper = "A4"

// page is the size of pages, in twentieths of a point.
type page struct{ width, height, margin int }

// The most that Word takes as a side of a page: 22 inches.
const mostSide = 22 * 1440

func pageOf(paper form.Size) page {
	side := func(mm float64) int { return min(int(math.Round(mm/25.4*1440)), mostSide) }
	p := page{width: side(paper.Width), height: side(paper.Height)}
	p.margin = min(1304, min(p.width, p.height)/8)
	return p
}

// hex is a colour of data.Colours as documents name it.
func hex(colour string) string { return rgb(palette.Light().Mark(colour)) }

func rgb(c color.NRGBA) string { return fmt.Sprintf("%02X%02X%02X", c.R, c.G, c.B) }

var tonguePattern = regexp.MustCompile(`^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$`)

// tongue is a language as a source says it, "" for what is none (BCP 47).
func tongue(lang string) string {
	if lang = strings.TrimSpace(lang); tonguePattern.MatchString(lang) {
		return lang
	}
	return ""
}

// pageNumber is the line at the foot of a page, around the number of the page and that of
// all pages.
func pageNumber(l *i18n.Locale) (before, between, after string) {
	const page, all = "\ufdd0", "\ufdd1" // no characters
	said := strings.NewReplacer("\u2068", "", "\u2069", "").Replace(l.T("print.page", "n", page, "all", all))
	before, rest, _ := strings.Cut(said, page)
	between, after, _ = strings.Cut(rest, all)
	return before, between, after
}

// depthStep is how far a reply is moved in, in twentieths of a point.
const depthStep = 360

// tableCount is the width of the column of numbers.
const tableCount = 1200

// Languages of texts whose source does not say it, by their letters.
const (
	latinTongue  = "en-GB"
	arabicTongue = "ar-SA"
)
