package retext

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
)

// desk is the feature over a library whose article is open.
type desk struct {
	*featuretest.Window
	*featuretest.Reported
	t       *testing.T
	f       *Feature
	reading *reading.Feature
}

func newDesk(t *testing.T, change func(*featuretest.Reported)) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t), Reported: featuretest.NewReported(t), t: t}
	if change != nil {
		change(d.Reported)
	}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), d.Edit()); err != nil {
		t.Fatal(err)
	}
	d.reading = reading.New(d.Host, d.Window)
	d.f = New(d.Host, d.reading)
	d.Put(d.reading.View())
	d.Show(store)
	d.Host.Library.Read(d.Article.ID)
	d.Until("the article is open", func() bool { return d.Host.Library.Article() != nil })
	return d
}

// replace gives the article another text by the dialog, up to where it asks.
func (d *desk) replace(text string) *replacing {
	d.t.Helper()
	r := replaceText(d.Host, d.Host.Library.Article().Article)
	r.text.SetText(text)
	r.preview()
	d.Until("the reader is asked", func() bool { return r.confirm != nil })
	return r
}

// keep agrees to it.
func (d *desk) keep(r *replacing, text string) {
	d.t.Helper()
	r.confirm.Submit()
	d.Until("the article has the text", func() bool {
		return d.Host.Library.Article().Text == text && d.Host.Kit().Dialogs.Top() == nil
	})
}

func (d *desk) says(o fyne.CanvasObject, words string) bool {
	return slices.ContainsFunc(featuretest.Texts(o), func(have string) bool { return strings.Contains(have, words) })
}

func (d *desk) counted(key string, n int) string { return d.Host.Kit().Locale.TN(key, n) }

const (
	bridge  = "The bridge was opened in June.\n"
	changed = "The old mill burned down in June.\nNobody was hurt.\n" // without it
)

// Before a text is replaced the reader sees what becomes of the passages; then the head
// of the article says how many are in doubt, and the earlier text is kept.
func TestAnotherText(t *testing.T) {
	d := newDesk(t, nil)
	r := d.replace(changed)
	for _, want := range []string{d.counted("retext.all", 3), d.counted("retext.orphan", 1)} {
		if !d.says(d.Dialog(), want) {
			t.Errorf("the report does not say %q: %q", want, featuretest.Texts(d.Dialog()))
		}
	}
	if d.Host.Library.Article().Text != featuretest.ReportedText {
		t.Fatal("the text was replaced before the reader agreed")
	}
	d.keep(r, changed)
	in := doubtsOf(d.Host.Library.Article())
	if len(in.orphans) == 0 || !d.says(d.reading.View(), d.counted("doubts.count", in.count())) {
		t.Errorf("%d passages are in doubt; the head says %q", in.count(), featuretest.Texts(d.reading.View()))
	}
	editions, err := d.Host.Library.Store().Editions(t.Context(), d.Article.ID)
	if err != nil || len(editions) != 1 {
		t.Fatalf("%d earlier texts are kept, %v", len(editions), err)
	}
	v := newEditions(d.Host, changed, editions)
	d.Until("the difference is shown", func() bool { return d.says(v.diff, "burned down in ") })
	if !d.says(v.diff, strings.TrimSpace(bridge)) {
		t.Errorf("the difference is %q", featuretest.Texts(v.diff))
	}
	d.Host.Kit().Dialogs.Top().Close()
	d.Host.Library.Undo()
	d.Until("the text is back", func() bool { return d.Host.Library.Article().Text == featuretest.ReportedText })
	if doubtsOf(d.Host.Library.Article()).count() != 0 || d.says(d.reading.View(), d.counted("doubts.count", in.count())) {
		t.Error("passages are in doubt in the text of before")
	}
}

// No text, and the same one, are refused with the reason; a file is read, and one that
// cannot be says why.
func TestTextsThatAreNone(t *testing.T) {
	d := newDesk(t, nil)
	r := replaceText(d.Host, d.Host.Library.Article().Article)
	r.text.SetText(" \n ")
	if r.preview(); !d.says(d.Dialog(), d.Host.Kit().T("error.field.text")) {
		t.Error("an empty text is not refused")
	}
	r.text.SetText(featuretest.ReportedText + "\n\n")
	r.preview()
	d.Until("the same text is refused", func() bool { return d.says(d.Dialog(), d.Host.Kit().T("retext.same")) })
	path := filepath.Join(t.TempDir(), "a.txt")
	r.readFile(path)
	d.Until("a file that is not there is told", func() bool { return len(d.Failed) == 1 })
	if err := afero.WriteFile(d.Host.Files, path, []byte("Read from a file.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.readFile(path)
	d.Until("the file is read", func() bool { return strings.HasPrefix(r.text.Text(), "Read from a file.") })
	if r.confirm != nil {
		t.Error("the reader was asked about no other text")
	}
}

// The review goes through the passages in doubt; what is decided is written, and one
// that is to be moved is asked for in the text.
func TestDoubtsAreReviewed(t *testing.T) {
	doubt := func(state data.DoubtState) data.Doubt {
		return data.Doubt{State: state, Method: "approximate", Score: 0.8, Was: "The old mill burned"}
	}
	d := newDesk(t, func(r *featuretest.Reported) {
		r.Excerpts[0].Doubt, r.Excerpts[1].Doubt, r.Note.Doubt = doubt(data.CheckMe), doubt(data.Orphan), doubt(data.CheckMe)
	})
	r := reviewDoubts(d.f.judge)
	if len(r.pages) != 3 || r.pages[2][0].doubt().State != data.Orphan {
		t.Fatalf("reviewed are %+v", r.pages)
	}
	if a := d.Host.Library.Active(); a.Start != 0 || a.End != 32 {
		t.Errorf("the reader shows %+v", a)
	}
	press := func(key string) {
		t.Helper()
		words := d.Host.Kit().T(key)
		for _, o := range r.row.Objects {
			if d.says(o, words) {
				o.(fyne.Tappable).Tapped(&fyne.PointEvent{})
				return
			}
		}
		t.Fatalf("no button %q", words)
	}
	press("doubt.accept")
	d.Until("the passage is sure", func() bool { return d.Host.Library.Article().Excerpts[0].Doubt.State == data.Sure })
	press("doubt.move")
	if d.Host.Kit().Dialogs.Top() != nil || !d.reading.Withdraw() {
		t.Fatal("the review covers the text in which words are to be selected")
	}
	r = reviewDoubts(d.f.judge)
	press("doubt.detach")
	d.Until("the note is detached", func() bool { return d.Host.Library.Article().Notes[0].Doubt.State == data.Orphan })
	press("doubt.attach")
	if d.Host.Kit().Dialogs.Top() != nil || !d.reading.Asking() {
		t.Fatal("the words are not asked for")
	}
	d.Run(d.reading, "selection.all")
	d.Run(d.reading, "passage.attach")
	d.Until("the passage is where the reader put it", func() bool {
		x := d.Host.Library.Article().Excerpts[1]
		return x.Doubt.State == data.Sure && x.Anchor.Exact == strings.TrimSpace(featuretest.ReportedText)
	})
	if d.reading.Asking() {
		t.Error("the words are asked for again")
	}
}

// A card says what is in doubt, and what can be decided where the library can be
// written; where nothing is in doubt the review says so.
func TestCardsOfDoubts(t *testing.T) {
	d := newDesk(t, nil)
	x := d.Excerpts[0]
	x.Doubt = data.Doubt{State: data.CheckMe, Was: "The old mill burned up"}
	k := d.Host.Kit()
	card := d.f.Card(OfExcerpt(x))
	for _, want := range []string{k.T("doubt.check"), "The old mill burned up", "The old mill burned down in May.", k.T("doubt.accept")} {
		if !d.says(card, want) {
			t.Errorf("%q is not in %q", want, featuretest.Texts(card))
		}
	}
	x.Doubt.State = data.Orphan
	if card = d.f.Card(OfExcerpt(x)); d.says(card, "burned down in May") || !d.says(card, k.T("doubt.attach")) {
		t.Errorf("that of one that was not found says %q", featuretest.Texts(card))
	}
	if reviewDoubts(d.f.judge); !d.says(d.Dialog(), k.T("doubts.none")) {
		t.Error("nothing is in doubt, and it is not said")
	}
	if Word(k, data.Doubt{}, "a", nil) != "" {
		t.Error("a word for what is sure")
	}
}

// The passages in which a figure, date, name or negation has changed come first, one by
// one, and say so; the others are accepted together, which is one step to undo.
func TestWeightyChangesAreReviewedFirst(t *testing.T) {
	d := newDesk(t, nil)
	k := d.Host.Kit()
	review := func(text string) *review {
		t.Helper()
		d.keep(d.replace(text), text)
		return reviewDoubts(d.f.judge)
	}
	r := review("The old windmill burned down in May.\nThe bridge was opened in July.\nNobody was harmed.\nSo it is said.\n")
	if len(r.pages) != 2 || len(r.pages[1]) != 2 || !d.says(d.Dialog(), k.T("doubt.check.why", "why", k.T("why.date.changed"))) {
		t.Fatalf("pages %+v, the first says %q", r.pages, featuretest.Texts(d.Dialog()))
	}
	if !d.says(d.reading.View(), d.counted("doubts.count", 3)) {
		t.Errorf("the head says %q", featuretest.Texts(d.reading.View()))
	}
	r.next()
	for _, want := range []string{d.counted("doubts.others", 2), "windmill", "harmed", k.T("why.words.changed")} {
		if !d.says(d.Dialog(), want) {
			t.Errorf("%q is not in %q", want, featuretest.Texts(d.Dialog()))
		}
	}
	r.row.Objects[0].(fyne.Tappable).Tapped(&fyne.PointEvent{})
	d.Until("the others are accepted", func() bool { return doubtsOf(d.Host.Library.Article()).count() == 1 })
	if d.Host.Kit().Dialogs.Top() != nil {
		t.Error("the review is open after the last page")
	}
	d.Host.Library.Undo()
	d.Until("the acceptance is undone", func() bool { return doubtsOf(d.Host.Library.Article()).count() == 3 })
	r = reviewDoubts(d.f.judge)
	r.next()
	r.divide()
	if len(r.pages) != 3 || len(r.pages[1]) != 1 || !d.says(r.page, k.T("doubt.accept")) {
		t.Errorf("one by one: %+v", r.pages)
	}
	d.Host.Kit().Dialogs.Top().Close()
}

// The report before a text is replaced lists what is in doubt, with the reason, and what
// moves silently with other letters.
func TestTheReportListsPassages(t *testing.T) {
	d := newDesk(t, nil)
	k := d.Host.Kit()
	text := "The old mill burned down in May.\nThe bridge — was Opened, in June!\nNobody was not hurt.\n"
	d.replace(text)
	for _, want := range []string{
		d.counted("retext.stay", 1), d.counted("retext.folded", 1), d.counted("retext.check", 1),
		k.T("retext.listed.folded"), "The bridge — was Opened, in June!", k.T("retext.listed.check"), k.T("why.negation.added"),
	} {
		if !d.says(d.Dialog(), want) {
			t.Errorf("%q is not in %q", want, featuretest.Texts(d.Dialog()))
		}
	}
	d.Host.Kit().Dialogs.Top().Close()
	d.f.Report(app.RetextReport{Excerpts: app.PassageCounts{Stayed: 1}})
	if d.says(d.Dialog(), k.T("retext.report")) {
		t.Error("a report where there is nothing to tell")
	}
}

// A negation beside a passage is shown with it, as added.
func TestANegationBesideAPassageIsShown(t *testing.T) {
	d := newDesk(t, func(r *featuretest.Reported) {
		s, err := anchor.Make(featuretest.ReportedText, 4, 32)
		if err != nil {
			t.Fatal(err)
		}
		r.Excerpts[0].Anchor = s
	})
	k := d.Host.Kit()
	text := strings.Replace(featuretest.ReportedText, "The old", "Not the old", 1)
	text = strings.Replace(text, "the old", "old", 1)
	d.keep(d.replace(text), text)
	r := reviewDoubts(d.f.judge)
	for _, want := range []string{"Not old mill burned down in May.", k.T("why.negation.added"), k.T("doubt.method.negated")} {
		if !d.says(d.Dialog(), want) {
			t.Errorf("%q is not in %q", want, featuretest.Texts(d.Dialog()))
		}
	}
	if len(r.pages) != 1 {
		t.Errorf("pages %+v", r.pages)
	}
}

// Of long words the part is shown in which they differ.
func TestLongWordsAreShownWhereTheyDiffer(t *testing.T) {
	long := strings.Repeat("and so on ", 100)
	was, now := windows(long+"12 people "+long, long+"21 people "+long)
	if !strings.Contains(was, "12 people") || !strings.Contains(now, "21 people") || len(was) > 450 || len(now) > 450 {
		t.Errorf("shown are %q and %q", was, now)
	}
	if was, now = windows("a  b", "a c"); was != "a b" || now != "a c" {
		t.Errorf("shown are %q and %q", was, now)
	}
}
