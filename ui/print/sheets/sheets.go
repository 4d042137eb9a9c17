// Package sheets writes the timeline as PDF: as a poster on one page of any size, and on
// several pages that are put together.
//
// The one idea behind it: paper does not grow, so the timeline is set as large as it can be
// with every event named on it. It is laid out in units by package poster, wider and wider,
// until its rows have room on the paper; then units become points.
package sheets

import (
	"cmp"
	"fmt"
	"image/color"
	"io"
	"slices"
	"sync"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
	"tarikh.org/tarikh/ui/theme/palette"
)

// sheet is a timeline on its way to paper.
type sheet struct {
	w       io.Writer
	from    form.Taken
	drawn   poster.Poster
	fonts   poster.Fonts
	faces   poster.Faces
	shaper  *layout.Shaper
	locale  *i18n.Locale
	colours palette.Palette
	paper   form.Size // points
	named   string    // as the paper is called
}

// defaultPaper is that of a poster for which none is asked; a page has defaultPage.
const defaultPaper, defaultPage = "A3", "A4"

const pointsPerMillimetre = 72 / 25.4

// side is what is free beside a poster, in units; mostUnits how wide a timeline is at most,
// for it to be built.
const side, mostUnits = 40, 16_000

func newSheet(w io.Writer, from form.Taken, fonts poster.Fonts) (*sheet, error) {
	lang := from.Lang
	if !slices.Contains(i18n.Languages(), lang) {
		lang = i18n.English
	}
	locale, err := i18n.New(assets.Files, lang)
	if err != nil {
		return nil, err
	}
	fonts = sync.OnceValues(fonts)
	faces, err := fonts()
	if err != nil {
		return nil, fmt.Errorf("read the fonts: %w", err)
	}
	s := &sheet{w: w, from: from, drawn: poster.Of(from), fonts: fonts, faces: faces, shaper: layout.NewShaper(faces.Fonts), locale: locale, colours: palette.Light()}
	if from.Look.Theme == "dark" {
		s.colours = palette.Dark()
	}
	return s, nil
}

// on sets the paper, which lies on its side where it has a name.
func (s *sheet) on(otherwise string) error {
	s.named = cmp.Or(s.from.Look.Paper, otherwise)
	size, err := form.PaperSize(s.named)
	if err != nil {
		return err
	}
	if named := s.named[len(s.named)-1] != 'm'; named {
		size = form.Size{Width: max(size.Width, size.Height), Height: min(size.Width, size.Height)}
	}
	s.paper = form.Size{Width: size.Width * pointsPerMillimetre, Height: size.Height * pointsPerMillimetre}
	return nil
}

// lay lays the timeline out, so many units wide and, if that is not 0, high. Spread: in as
// many rows as give each event's label room.
func (s *sheet) lay(width, height float64, spread bool) (poster.Set, error) {
	return s.drawn.Lay(s.fonts, poster.Page{
		Width: float32(width), Height: float32(height), Spread: spread, Lang: s.locale.Lang(), Dark: s.colours.Dark,
	})
}

// document begins the document.
func (s *sheet) document() *pdf.Document {
	return pdf.New(s.w, s.faces.Fonts, pdf.Info{Title: s.title(), Author: form.Line(s.from.Look.Byline), Lang: s.locale.Lang(), RTL: s.locale.RTL(), Made: s.from.Edited})
}

func (s *sheet) title() string {
	return cmp.Or(form.Line(s.from.Titled()), s.locale.T("page.strip"))
}

// set lays out words of the sheet's own; foreign ones are isolated in them.
func (s *sheet) set(text string, st layout.Style, width float64) *layout.Paragraph {
	st.Base = uax9.LTR
	if s.locale.RTL() {
		st.Base = uax9.RTL
	}
	for n := 0; ; n++ {
		p := s.shaper.Paragraph(text, st, float32(width))
		if !p.Waiting || s.faces.System == nil || n == mostLoads || s.faces.System.Wait() != nil {
			return p
		}
	}
}

// mostLoads bounds how often a text is laid out again since faces of the system came in.
const mostLoads = 4

// foreign is a line that people wrote as a part of words of the sheet's own.
func foreign(text string) string { return "\u2068" + layout.Defuse(form.Line(text)) + "\u2069" }

// told says what is on the sheet, or how much, and of which time.
func (s *sheet) told() string {
	if about := form.Line(s.from.Look.About); about != "" {
		return foreign(about)
	}
	says := s.locale.TN("page.events", len(s.from.Events))
	if n := len(s.from.Articles); n > 0 {
		says += " \u00b7 " + s.locale.TN("page.sources", n)
	}
	if lo, hi, ok := s.drawn.Index.Main(); ok {
		from, to := s.locale.Year(dates.CivilFromUnix(lo).Year), s.locale.Year(dates.CivilFromUnix(hi-1).Year)
		if from != to {
			from = s.locale.T("print.years", "from", from, "to", to)
		}
		says += " \u00b7 " + from
	}
	return says
}

// made is who made the sheet, and when the library was edited last.
func (s *sheet) made() string {
	day := ""
	if d, err := dates.Parse(s.from.Edited.UTC().Format("2006-01-02")); err == nil {
		day = s.locale.Date(d)
	}
	if by := form.Line(s.from.Look.Byline); by != "" {
		return s.locale.T("page.byline", "name", layout.Defuse(by)) + " \u00b7 " + day
	}
	return day
}

// at draws a line of words whose box begins x units from the side where the language
// begins to read, or ends there.
func (s *sheet) at(p *pdf.Page, e *pdf.Element, set *layout.Paragraph, x, y, w float64, ends bool, c colour) {
	left := x
	if s.locale.RTL() != ends {
		left = w - x - float64(set.Box)
	}
	p.Begin(e)
	p.Text(set, 0, len(set.Lines), left, y, 1, c)
	p.End()
}

type colour = color.NRGBA
