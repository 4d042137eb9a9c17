package window

import (
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/feature/notelist"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/session"
)

// tabNotes is the key of the tabs of notes, in the columns of the lists and of the
// notes.
const tabNotes = "notes"

// noting is what the features of notes ask of the window.
type noting struct{ w *Window }

var (
	_ notes.Window    = noting{}
	_ notelist.Window = noting{}
)

func (n noting) ShowNotes()            { n.w.columns.end.Select(tabNotes) }
func (n noting) ShowNoteList()         { n.w.ShowList(tabNotes) }
func (n noting) ShowSpan(d dates.Date) { n.w.strip.ShowSpan(d) }

// watchNotes says on the tabs of notes how many there are: in all, and of what is
// read.
func (w *Window) watchNotes(c *columns) {
	text := func(n int) string {
		if n == 0 {
			return ""
		}
		return w.host.Kit().Locale.Count(n)
	}
	count := func() {
		all := 0
		if n := w.session.Library(); n != nil {
			all = n.Counts.Annotations
		}
		c.middle.SetCount(tabNotes, text(all))
		c.end.SetCount(tabNotes, text(w.notes.Count()))
	}
	count()
	w.session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicLibrary, session.TopicEvent, session.TopicArticle:
			count()
		default:
		}
	})
}
