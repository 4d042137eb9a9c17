package poster

import (
	"fmt"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
)

// defaultWidth is the width of a page for which none is asked, in units; narrowest is the
// least.
const defaultWidth, narrowest = 1920, 100

// Knows are the parts of a look that a page follows.
func Knows() []form.LookPart {
	return []form.LookPart{form.LookTitle, form.LookByline, form.LookTheme, form.LookSize}
}

// Speaks are the languages of a scale.
func Speaks() []string { return []string{i18n.English, i18n.Arabic} }

// Loses names what no poster says, and may not have room for.
func Loses() []string {
	return []string{form.LosesExcerpts, form.LosesArticles, form.LosesNotes, form.LosesPictures, form.LosesUnnamed, form.LosesFar}
}

// PageOf is the page that is asked for: one with a width alone is as high as it takes that
// each event has room for its label, one without both as high as the rows of the window.
func PageOf(taken form.Taken) (Page, error) {
	look := taken.Look
	page := Page{
		Width: float32(look.Size.Width), Height: float32(look.Size.Height), Spread: look.Size.Width > 0 && look.Size.Height == 0,
		Title: look.Title, Byline: look.Byline, Lang: taken.Lang, Dark: look.Theme == "dark",
	}
	if page.Width == 0 {
		page.Width = defaultWidth
	}
	if page.Lang != i18n.Arabic {
		page.Lang = i18n.English
	}
	if page.Width < narrowest || page.Height < 0 {
		return page, fmt.Errorf("a timeline of %g × %g units is too small: it is at least %d wide", page.Width, page.Height, narrowest)
	}
	return page, nil
}

// LayTaken lays out all that is taken, on the page that is asked for.
func LayTaken(taken form.Taken, fonts Fonts) (Set, error) {
	page, err := PageOf(taken)
	if err != nil {
		return Set{}, err
	}
	p := Of(taken)
	if needs := p.Needs(page); page.Height > 0 && page.Height < needs {
		return Set{}, fmt.Errorf("a timeline of %d tracks does not fit on %g × %g units: it is at least %g high", len(p.Tracks), page.Width, page.Height, needs)
	}
	return p.Lay(fonts, page)
}

// Lost counts what the poster does not say of what is taken.
func (s Set) Lost(taken form.Taken) form.Dropped {
	var lost form.Dropped
	for _, e := range taken.Events {
		lost.Lose(form.LosesExcerpts, len(e.Excerpts))
	}
	for _, a := range taken.Articles {
		if a.Text != "" {
			lost.Lose(form.LosesArticles, 1)
		}
	}
	lost.Lose(form.LosesNotes, len(taken.Notes))
	unplaced := len(taken.Pictures) - len(s.pixels)
	for why, n := range s.unread {
		lost.Lose(why, n)
		unplaced -= n
	}
	lost.Lose(form.LosesPictures, unplaced)
	unnamed := 0
	for _, c := range s.Chips {
		if !c.Beyond {
			unnamed += c.Count
		}
	}
	for _, h := range s.Hits { // of several events that are one bar
		if h.Count > 1 {
			unnamed += h.Count
		}
	}
	lost.Lose(form.LosesUnnamed, unnamed)
	lost.Lose(form.LosesFar, s.Unseen)
	return lost
}
