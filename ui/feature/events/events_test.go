package events

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/library"
)

// desk is the card over a library with two events.
type desk struct {
	*featuretest.Window
	*featuretest.Reported
	t       *testing.T
	f       *Feature
	reading *reading.Feature
	path    string
	copied  string // of an article
}

func (d *desk) Passage(words string, of data.Article) { d.copied = words + " of " + of.Title }

func (d *desk) Cite(of data.Article, _ fyne.Position) []control.Item {
	return []control.Item{{Text: "Cite", Run: func() { d.copied = "citation of " + of.Title }}}
}

func newDesk(t *testing.T, change func(*featuretest.Reported)) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t), Reported: featuretest.NewReported(t), t: t, path: filepath.Join(t.TempDir(), "a.tarikh")}
	if change != nil {
		change(d.Reported)
	}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), d.path, "A library")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), d.Edit()); err != nil {
		t.Fatal(err)
	}
	d.reading = reading.New(d.Host, d.Window)
	d.f = New(d.Host, d.reading, retext.New(d.Host, d.reading), d, d)
	d.Put(d.reading.View())
	d.Show(store)
	return d
}

// reopen opens the library again after it was closed.
func (d *desk) reopen() {
	d.t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Open(d.t.Context(), d.path)
	if err != nil {
		d.t.Fatal(err)
	}
	d.Show(store)
}

// read opens an article, sel selects one of the events.
func (d *desk) read(article data.ID) {
	d.t.Helper()
	d.Host.Library.Read(article)
	d.Until("the article is open", func() bool { a := d.Host.Library.Article(); return a != nil && a.ID == article })
}

func (d *desk) sel(event int) {
	d.t.Helper()
	d.Host.Library.Select(d.Events[event].ID)
	d.Until("the event is shown", func() bool { return d.Host.Library.Selected() == d.Events[event].ID })
}

// says reports whether words are shown in an object.
func (d *desk) says(o fyne.CanvasObject, words string) bool {
	return slices.ContainsFunc(featuretest.Texts(o), func(have string) bool { return strings.Contains(have, words) })
}

// added waits for an event with a title, and returns it with its excerpts.
func (d *desk) added(title string) (data.Event, []data.Excerpt) {
	d.t.Helper()
	var got data.Event
	d.Until(title+" is selected", func() bool {
		if v := d.Host.Library.Event(); v != nil && v.Title == title {
			got = v.Event
		}
		return got.Title != ""
	})
	excerpts, err := d.Host.Library.Store().EventExcerpts(d.t.Context(), got.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return got, excerpts
}

// What is typed becomes an event, on a new track where the track is new; what is wrong
// is said in the form, which stays.
func TestAnEventIsTyped(t *testing.T) {
	d := newDesk(t, nil)
	written := 0
	f := showForm(d.Host, Form{Title: "command.event.new", Event: data.Event{ID: data.NewID(), Importance: 3}, Write: func(e data.Event, track string, done func(error)) {
		written++
		d.f.write(func(ctx context.Context, l *app.Library) (data.Edit, error) { return l.AddEvent(ctx, e, track, nil) }, done)
	}})
	open := func() bool { return d.Host.Kit().Dialogs.Top() == f.dialog }
	if f.track.Text() != "Events" {
		t.Errorf("the track that is offered is %q", f.track.Text())
	}
	if f.dialog.Submit(); written != 0 || !open() {
		t.Fatal("an event without a date was written")
	}
	f.date.Entry.SetText("2021-06-09")
	f.date.Set(parsed(t, "2021-06-09"))
	f.dialog.Submit()
	d.Until("an event without a title is refused", func() bool { return d.says(d.Dialog(), "title") })
	if !open() {
		t.Fatal("an event without a title was written")
	}
	f.title.SetText("  The election ")
	f.track.SetText("Politics")
	f.place.Entry.SetText("Bern")
	f.tags.Entry.SetText("vote")
	f.dialog.Submit()
	e, _ := d.added("The election")
	d.Until("the form is closed", func() bool { return !open() })
	d.Until("the new track is loaded", func() bool { return len(d.Host.Library.Snapshot().Tracks) == 2 })
	tracks := d.Host.Library.Snapshot().Tracks
	i := slices.IndexFunc(tracks, func(t data.Track) bool { return t.ID == e.Track })
	if written != 2 || e.Date.EDTF != "2021-06-09" || e.Place != "Bern" || !slices.Equal(e.Tags, []string{"vote"}) || i < 0 || tracks[i].Name != "Politics" {
		t.Errorf("written is %+v, on %+v", e, tracks)
	}
}

func parsed(t *testing.T, edtf string) dates.Date {
	t.Helper()
	day, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// A form that was typed in asks before it is closed; one that was not does not.
func TestTypedFormsAskBeforeTheyClose(t *testing.T) {
	d := newDesk(t, nil)
	f := showForm(d.Host, Form{Title: "command.event.edit", Event: d.Events[0]})
	leave := func() (closed bool) {
		f.dialog.Leave(func() { closed = true })
		return closed
	}
	if !leave() {
		t.Error("nothing was typed, and it asks")
	}
	f.about.SetText("It burned all night.")
	if leave() || d.Host.Kit().Dialogs.Top() == f.dialog {
		t.Error("what was typed is lost without a question")
	}
}

// Selected words become an event with the passage that reports it, dated as their
// article, and are no longer selected when it is written.
func TestAnEventOfSelectedWords(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	if d.f.AddFromWords() || d.Run(d.f, "selection.event") || d.Run(d.f, "selection.link") {
		t.Fatal("no words are selected")
	}
	d.Run(d.reading, "selection.all")
	if !d.Run(d.f, "selection.event") {
		t.Fatal("the words cannot become an event")
	}
	d.Host.Kit().Dialogs.Top().Submit()
	e, excerpts := d.added("The old mill burned down in May. The bridge was opened in Ju…")
	if e.Date.EDTF != "2021-05-03" || len(excerpts) != 1 || excerpts[0].Anchor.Exact != strings.TrimSpace(featuretest.ReportedText) {
		t.Errorf("%+v is reported by %+v", e, excerpts)
	}
	if _, ok := d.reading.Selection(); ok {
		t.Error("the words are still selected")
	}
}

// The zone of a date is written behind it in the form, is kept with the event and is
// on its card.
func TestAnEventInAZone(t *testing.T) {
	d := newDesk(t, nil)
	d.sel(0)
	write := func(date string) data.Event {
		t.Helper()
		var saved data.Event
		e := d.Host.Library.Event().Event
		f := showForm(d.Host, Form{Title: "command.event.edit", Event: e, Write: func(e data.Event, _ string, _ func(error)) { saved = e }})
		if date != "" {
			f.date.Entry.SetText(date)
			f.date.Entry.OnChanged(date)
		}
		f.dialog.Submit()
		f.dialog.Close()
		saved.Track = e.Track
		return saved
	}
	e := write("4 Feb 2022, 20:00 Asia/Shanghai")
	if e.Date.EDTF != "2022-02-04T20:00+08:00" || e.Zone != "Asia/Shanghai" {
		t.Fatalf("written is %s in %q", e.Date, e.Zone)
	}
	d.Host.Library.Do(data.Edit{Label: "edit.event.edit", Events: []data.Change[data.Event]{data.Update(d.Host.Library.Event().Event, e)}}, nil)
	says := func(words ...string) bool {
		return slices.ContainsFunc(featuretest.Texts(d.f.View()), func(have string) bool {
			return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(have, w) })
		})
	}
	d.Until("the card shows the zone", func() bool { return says("20:00 (UTC+8)", "Beijing time") })
	if d.says(d.f.View(), "On the timeline") {
		t.Errorf("another clock is shown: %q", featuretest.Texts(d.f.View()))
	}
	d.Host.Library.Do(data.SetZone(d.Host.Library.Snapshot().Library, "America/New_York"), nil)
	d.Until("the card shows both clocks", func() bool {
		return says("On the timeline", "Friday 4 February 2022, 07:00", "New York time") && says("20:00 (UTC+8)", "Beijing time")
	})
	d.Host.Library.Undo()
	d.Until("one clock is enough", func() bool { return !d.says(d.f.View(), "On the timeline") })
	if again := write(""); again.Date != e.Date || again.Zone != e.Zone {
		t.Errorf("after the form was opened and saved it is %s in %q", again.Date, again.Zone)
	}
	if gone := write("4 Feb 2022"); gone.Zone != "" {
		t.Errorf("without a zone it has %q", gone.Zone)
	}
}

// Selected words are linked to the selected event, and unlinked by an undo.
func TestWordsAreLinkedToAnEvent(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	d.sel(1)
	d.Run(d.reading, "selection.all")
	if !d.Run(d.f, "selection.link") {
		t.Fatal("the words cannot be linked")
	}
	d.Until("the event has two passages", func() bool { return len(d.Host.Library.Event().Excerpts) == 2 })
	if _, ok := d.reading.Selection(); ok || !d.says(d.f.View(), "Excerpt 1 of 2") {
		t.Errorf("the card says %q", featuretest.Texts(d.f.View()))
	}
}

// The menu of a passage in the card copies it with its source.
func TestPassageOfTheCardIsCopied(t *testing.T) {
	d := newDesk(t, nil)
	d.sel(1)
	d.Put(d.f.View())
	area, ok := featuretest.Find[interface {
		fyne.CanvasObject
		fyne.SecondaryTappable
	}](d.f.View())
	if !ok {
		t.Fatal("nothing has a menu")
	}
	area.TappedSecondary(&fyne.PointEvent{})
	featuretest.Press(t, d.Dialog(), "Copy with source")
	if want := d.Excerpts[1].Anchor.Exact + " of The mill"; d.copied != want {
		t.Errorf("copied is %q, want %q", d.copied, want)
	}
	area.TappedSecondary(&fyne.PointEvent{})
	featuretest.Press(t, d.Dialog(), "Cite")
	if want := "citation of The mill"; d.copied != want {
		t.Errorf("copied is %q, want %q", d.copied, want)
	}
}

// Steps go through the passages of the selected event and begin again after the last;
// the reader follows.
func TestSteppingThroughExcerpts(t *testing.T) {
	d := newDesk(t, func(r *featuretest.Reported) { r.Excerpts[1].Event = r.Events[0].ID })
	d.sel(1)
	if d.Run(d.f, "excerpt.next") {
		t.Error("an event without passages has a next one")
	}
	d.sel(0)
	active := func() data.ID { return d.Host.Library.Active().Excerpt }
	d.Run(d.f, "excerpt.next")
	first := active()
	d.Until("the article is open", func() bool { return d.Host.Library.Article() != nil })
	d.Run(d.f, "excerpt.next")
	second := active()
	d.Run(d.f, "excerpt.previous")
	if first == (data.ID{}) || second == first || active() != first {
		t.Errorf("from %v to %v and back to %v", first, second, active())
	}
	d.Run(d.f, "excerpt.previous")
	if active() != second || !d.says(d.f.View(), "Excerpt") {
		t.Errorf("before the first passage is %v, want %v", active(), second)
	}
}

// Excerpts are marked in the reader, those alone that were found; a press on one leads
// to its event.
func TestExcerptsInTheReader(t *testing.T) {
	d := newDesk(t, func(r *featuretest.Reported) { r.Excerpts[0].Doubt = data.Doubt{State: data.Orphan} })
	d.read(d.Article.ID)
	got := marks(d.reading, d.Host.Library)
	if len(got) != 1 || got[0].ID != d.Excerpts[1].ID || got[0].Start != 33 || got[0].Title != "The opening" || got[0].Emphasis {
		t.Fatalf("marked are %+v", got)
	}
	goTo(d.Host.Library, d.Excerpts[1].ID)
	d.Until("the event is shown", func() bool { return d.Host.Library.Selected() == d.Events[1].ID })
	if a := d.Host.Library.Active(); a.Excerpt != d.Excerpts[1].ID || a.Start != 33 {
		t.Errorf("the reader shows %+v", a)
	}
	if got = marks(d.reading, d.Host.Library); !got[0].Emphasis {
		t.Error("the passage that is shown is marked like the others")
	}
	d.Host.Library.ReadExcerpt(d.Excerpts[0])
	if a := d.Host.Library.Active(); a.End != 0 || a.Excerpt != d.Excerpts[0].ID {
		t.Errorf("the reader goes to %+v for a passage that was not found", a)
	}
}

// An event is deleted with its passages after the reader was asked, who is told what
// goes with it; an undo brings all of it back.
func TestAnEventIsDeleted(t *testing.T) {
	d := newDesk(t, nil)
	if d.Run(d.f, "event.delete") {
		t.Fatal("no event is selected")
	}
	d.sel(0)
	before := d.Host.Library.Snapshot().Counts
	d.Host.State.Locked = true
	if d.Run(d.f, "event.delete") || d.Run(d.f, "event.edit") {
		t.Error("the timeline is locked")
	}
	d.Host.State.Locked = false
	d.Run(d.f, "event.delete")
	d.Until("the reader is asked", func() bool { return d.Host.Kit().Dialogs.Top() != nil })
	if !d.says(d.Dialog(), d.Host.Kit().Locale.TN("count.excerpts", 1)) {
		t.Errorf("asked is %q", featuretest.Texts(d.Dialog()))
	}
	d.Host.Kit().Dialogs.Top().Submit()
	d.Until("the event is gone", func() bool { return d.Host.Library.Event() == nil })
	if n := d.Host.Library.Snapshot().Counts; n.Events != before.Events-1 || n.Excerpts != before.Excerpts-1 {
		t.Errorf("left are %+v of %+v", n, before)
	}
	d.Host.Library.Undo()
	d.Until("all of it is back", func() bool { return d.Host.Library.Snapshot().Counts == before })
}

// The card follows the selection and edits, says what to do where nothing is selected,
// and is the same in another language.
func TestTheCardFollows(t *testing.T) {
	d := newDesk(t, nil)
	k := d.Host.Kit()
	if !d.says(d.f.View(), k.T("event.none.title")) {
		t.Errorf("without an event it says %q", featuretest.Texts(d.f.View()))
	}
	d.sel(0)
	changed := d.Host.Library.Event().Event
	changed.Title, changed.Tags = "The great fire", []string{"damage"}
	d.f.edit(d.Host.Library.Event().Event)
	d.Host.Kit().Dialogs.Top().Close()
	d.Do(data.Edit{Label: "edit.event.change", Events: []data.Change[data.Event]{data.Update(d.Host.Library.Event().Event, changed)}})
	d.Until("the card has the other title", func() bool { return d.says(d.f.View(), "The great fire") })
	if !d.says(d.f.View(), "The old mill burned down") {
		t.Error("the card has no passage")
	}
	d.Relocale("ar", d.f)
	if !d.says(d.f.View(), "The great fire") || !d.says(d.f.View(), d.Host.Kit().T("command.event.edit")) {
		t.Errorf("in Arabic it says %q", featuretest.Texts(d.f.View()))
	}
	d.f.card.filter("damage")
	d.Until("one event is left", func() bool { return !d.Host.Library.Filtering() && d.Host.Library.Shown().Len() == 1 })
}

// A click on an event of the sample reads its first passage in the language of the
// interface, though another article may be older; the passages stay in order of time.
func TestPassagesInTheLanguageOfTheInterfaceAreReadFirst(t *testing.T) {
	w := featuretest.New(t)
	w.ShowSample(sqlite.NewOpener(afero.NewOsFs(), "test"))
	l := w.Host.Library
	older := 0
	for _, title := range []string{"Wuhan lockdown", "Beijing summit, joint statement", "Winter Games open"} {
		for _, lang := range []string{"ar", "en"} {
			l.Prefer(lang)
			l.CloseArticle()
			l.SelectAndRead(w.EventTitled(title))
			w.Until("its article is read", func() bool { return l.Article() != nil })
			e := l.Event()
			if l.Article().Lang != lang || l.Active().Excerpt != e.Excerpts[e.Best].ID {
				t.Errorf("%s: reads %q in %s", title, l.Article().Title, l.Article().Lang)
			}
			if e.Best > 0 {
				older++
			}
			if !slices.IsSortedFunc(e.Excerpts, func(a, b library.ExcerptView) int { return cmp.Compare(a.Source.Published.Lo, b.Source.Published.Lo) }) {
				t.Errorf("%s: the passages are not in order of time", title)
			}
			l.Prefer(map[string]string{"en": "ar", "ar": "en"}[lang])
			if e := l.Event(); e.Excerpts[e.Best].Source.Lang == lang {
				t.Errorf("%s: the passages in %s stay those that are read first", title, lang)
			}
		}
	}
	if older == 0 {
		t.Error("no event has an older passage in another language")
	}
}

// The sources of an event are in order of time by one clock, undated ones last; which may be
// the first is said, and of very many the rest is shown when asked for.
func TestSourcesOfTheCard(t *testing.T) {
	d := newDesk(t, nil)
	edit := data.Edit{Label: "test"}
	published := []string{"", "2021-05-04T09:00+09:00", "2021-05-04T01:00+00:00"}
	for len(published) < fewPassages+5 {
		published = append(published, "2021-05-05")
	}
	for i, text := range published {
		var given dates.Date
		if i == 1 {
			given, _ = dates.Parse("2021-05-02")
		}
		a := data.Article{ID: data.NewID(), Title: fmt.Sprintf("Source %02d", i)}.WithText(featuretest.ReportedText)
		if text != "" {
			date, err := dates.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			a.Published = date
		}
		edit.Articles = append(edit.Articles, data.Insert(a))
		edit.Excerpts = append(edit.Excerpts, data.Insert(data.Excerpt{ID: data.NewID(), Event: d.Events[1].ID, Article: a.ID, Anchor: d.Excerpts[1].Anchor, Date: given}))
	}
	d.Do(edit)
	d.Host.Library.Select(d.Events[1].ID)
	listed := func() (titles []string) {
		for _, words := range featuretest.Texts(d.f.View()) {
			if strings.HasPrefix(words, "Source ") || words == "The mill" {
				titles = append(titles, words)
			}
		}
		return titles
	}
	d.Until("it is shown", func() bool { return d.Host.Library.Event() != nil && len(listed()) > 0 })
	if got := listed(); len(got) != fewPassages || !slices.Equal(got[:4], []string{"The mill", "Source 01", "Source 02", "Source 03"}) {
		t.Errorf("shown are %q", got)
	}
	if !d.says(d.f.View(), "the first") || d.says(d.f.View(), "may be the first") {
		t.Errorf("the first is not said: %q", featuretest.Texts(d.f.View()))
	}
	if !d.says(d.f.View(), "Gives the date 2 May 2021") {
		t.Error("the date that a source gives is not shown")
	}
	last := d.Host.Library.Event().Excerpts[len(published)]
	if last.Source.Title != "Source 00" {
		t.Errorf("the last is %q", last.Source.Title)
	}
	d.Host.Library.ReadExcerpt(last.Excerpt)
	d.Until("what is read is shown", func() bool { return slices.Contains(listed(), "Source 00") })
	if got := listed(); len(got) != fewPassages+1 {
		t.Errorf("shown are %q", got)
	}
	featuretest.Press(t, d.f.View(), fmt.Sprintf("Show %d more sources", len(published)-fewPassages))
	if got := listed(); len(got) != len(published)+1 {
		t.Errorf("all are %q", got)
	}
}

// An excerpt of an article without a text is shown by its words, and said to wait; with
// the text it is an excerpt as any other.
func TestAnExcerptThatWaits(t *testing.T) {
	d := newDesk(t, func(r *featuretest.Reported) { r.Article = r.Article.WithText("") })
	d.Host.Library.Select(d.Events[0].ID)
	d.Until("the event is shown", func() bool { return d.Host.Library.Event() != nil })
	shows := func() string { return strings.Join(featuretest.Texts(d.f.View()), "|") }
	if got := shows(); !strings.Contains(got, d.Excerpts[0].Anchor.Exact) || !strings.Contains(got, "Waits for the text of its source") {
		t.Errorf("the card shows %s", got)
	}
	d.Host.Library.ReadExcerpt(d.Excerpts[0])
	d.Until("the reference is open", func() bool { a := d.Host.Library.Article(); return a != nil && a.IsReference() })
	before := d.Host.Library.Article().Article
	d.Do(data.Edit{Label: "fill", Articles: []data.Change[data.Article]{data.Update(before, before.WithText(featuretest.ReportedText))}})
	d.Until("it waits no longer", func() bool { return !strings.Contains(shows(), "Waits") })
}
