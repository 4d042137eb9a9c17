package pane

import (
	"testing"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/text"
)

// asUsual sets texts as usual.
type asUsual struct{}

func (asUsual) Reading() text.Reading { return text.Reading{} }

// readWith opens the article of some rows in a reader.
func readWith(t testing.TB, r *featuretest.Reported) (*Env, posted) {
	t.Helper()
	e, q := openedWith(t, r.Edit())
	e.Reading = reading.New(e.Host, asUsual{})
	e.Canvas.SetContent(e.Reading.View())
	e.Reading.View().Resize(e.Canvas.Size())
	e.Session.Read(r.Article.ID)
	q.until(t, "the article is open", func() bool { return e.Session.Article() != nil })
	return e, q
}

// The timeline is told where the text is in time, also one that is built again.
func TestTheTimelineIsToldOfTheText(t *testing.T) {
	e, q := readWith(t, featuretest.NewReported(t))
	var told dates.Date
	e.ReadAt = func(d dates.Date) { told = d }
	e.ShowDates()
	e.Session.Again()
	q.until(t, "the timeline is told", func() bool { return !told.IsZero() })
	for _, end := range e.Ending {
		end()
	}
	e.Session.Reset()
	before := told
	told = dates.Date{}
	e.ShowDates()
	if e.Session.Again(); told != before {
		t.Errorf("a timeline that was built again is told of %v, want %v", told, before)
	}
	if e.Session.CloseArticle(); !told.IsZero() {
		t.Errorf("without a text it is told of %v", told)
	}
}
