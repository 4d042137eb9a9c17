// Package pane holds the panes of the window: the event's card, the reader, the
// notes, and the forms that write.
//
// The one idea behind it: a pane shows the session and changes nothing by
// itself. It builds its parts anew when its topic is told, and whatever the
// reader does becomes a call of the session or a command of the one table.
package pane

import (
	"net/url"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/backups"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// Env is what every pane is made with.
type Env struct {
	Backups *backups.Feature // of the library
	Host    *feature.Host    // what the features of the window share; what panes share moves there
	Kit     *control.Kit
	Session *session.Session
	Canvas  fyne.Canvas
	Run     func(command string) bool   // runs a command by ID
	Key     func(command string) string // the name of its first key
	// ShowSpan shows a span of time on the timeline.
	ShowSpan func(d dates.Date)
	// Highlight marks the selected words in a colour.
	Highlight func(colour string)
	// ReadAt shows on the timeline where the text that is read is in time; zero:
	// nowhere that is known.
	ReadAt func(d dates.Date)
	Intake *Intake                           // of articles
	Item   func(command string) control.Item // of a menu
	Later  func(run func())                  // runs what takes the keyboard, after the press that asks for it
	// ShowTab brings a tab of the panes into view.
	ShowTab func(key string)
	Now     func() time.Time
	Author  string                 // of new notes
	Reading text.Reading           // how articles are set
	Fail    func(error)            // shows an error in plain words
	Say     func(err error) string // the plain words
	OpenURL func(*url.URL) error

	Finding
	Noting
}

// WebLink returns the link of an article if it may be opened in a browser:
// http or https, with a host.
func WebLink(words string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(words))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil
	}
	return u
}

// dated joins what is known of an article into a line: publisher, byline, date.
func (e *Env) dated(a data.Article) string {
	return e.Kit.Join(e.Kit.Given(a.Publisher), e.Kit.Given(a.Byline), e.date(a.Published))
}

func (e *Env) date(d dates.Date) string {
	if d.IsZero() {
		return ""
	}
	return e.Kit.Locale.Date(d)
}

// quote is a passage for showing: line ends as spaces, and cut with an ellipsis.
func quote(words string, limit int) string {
	words = strings.Join(strings.Fields(words), " ")
	runes := []rune(words)
	if len(runes) <= limit {
		return words
	}
	return strings.TrimSpace(string(runes[:limit])) + "…"
}

// headings are those among the blocks of an article.
func headings(blocks []data.Block) []text.Heading {
	var all []text.Heading
	for _, b := range blocks {
		if b.Kind == data.Heading || b.Kind == data.Subheading {
			all = append(all, text.Heading{Start: b.Start, End: b.End, Lesser: b.Kind == data.Subheading})
		}
	}
	return all
}
