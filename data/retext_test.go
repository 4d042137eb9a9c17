package data_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

const firstText = "The summit opened in Beijing on Friday.\n" +
	"Both leaders praised the agreement on trade.\n" +
	"It was signed by the ministers late in the evening.\n"

// marked is an article with a passage in it as excerpt and note.
func marked(t testing.TB, text, quote string) (data.Article, data.Excerpt, data.Annotation) {
	t.Helper()
	a := with(soundArticle(t), func(a *data.Article) { *a = a.WithText(text) })
	start := strings.Index(text, quote)
	s, err := anchor.Make(text, start, start+len(quote))
	if err != nil {
		t.Fatal(err)
	}
	return a, data.Excerpt{ID: data.NewID(), Event: data.NewID(), Article: a.ID, Anchor: s},
		data.Annotation{ID: data.NewID(), Article: a.ID, Anchor: s, Colour: "red", Text: "N"}
}

func TestRetext(t *testing.T) {
	const quote = "Both leaders praised the agreement on trade."
	for _, c := range []struct {
		name, text string
		state      data.DoubtState
		fates      data.Fates
		exact      string
	}{
		{"a line at the end", firstText + "More.\n", data.Sure, data.Fates{Stayed: 1}, quote},
		{"a line at the top", "Update.\n" + firstText, data.Sure, data.Fates{Moved: 1}, quote},
		{
			"a word changed", strings.Replace(firstText, "praised", "welcomed", 1), data.Sure,
			data.Fates{Moved: 1},
			"Both leaders welcomed the agreement on trade.",
		},
		{"said twice", "Update.\n" + firstText + firstText, data.CheckMe, data.Fates{Check: 1}, quote},
		{"gone", "Nothing of this is left, the page was taken down.\n", data.Orphan, data.Fates{Orphan: 1}, quote},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, x, n := marked(t, firstText, quote)
			after := a.WithText(c.text)
			after.Title = "Corrected"
			edit, report := data.Retext(a, after, []data.Excerpt{x}, []data.Annotation{n, {ID: data.NewID(), Parent: n.ID, Text: "R"}}, nil, 99)
			if err := edit.Validate(); err != nil {
				t.Fatal(err)
			}
			if report.Excerpts != c.fates || report.Notes != c.fates {
				t.Errorf("report %+v, want %+v", report, c.fates)
			}
			v := edit.Editions[0].After
			if v.Text != firstText || v.Replaced != 99 || v.Article != a.ID || v.Validate() != nil || edit.Articles[0].After.Title != "Corrected" {
				t.Errorf("edition %+v", v)
			}
			if c.fates.Stayed == 1 {
				if len(edit.Excerpts)+len(edit.Annotations) > 0 {
					t.Errorf("what stays is changed: %+v", edit)
				}
				return
			}
			got := edit.Excerpts[0].After
			if got.Doubt.State != c.state || got.Anchor.Exact != c.exact || edit.Annotations[0].After.Anchor != got.Anchor || edit.Annotations[0].After.Doubt != got.Doubt {
				t.Errorf("got %+v and %+v", got, edit.Annotations[0].After)
			}
			if c.state != data.Sure && got.Doubt.Was != quote {
				t.Errorf("a doubt of %+v", got.Doubt)
			}
			if c.state == data.Orphan && got.Anchor != x.Anchor {
				t.Errorf("an orphan at %+v", got.Anchor)
			}
		})
	}
}

func TestRetextOfTheSameText(t *testing.T) {
	a, x, n := marked(t, firstText, "Beijing")
	after := a
	after.Title = "Renamed"
	edit, report := data.Retext(a, after, []data.Excerpt{x}, []data.Annotation{n}, nil, 1)
	if len(edit.Editions)+len(edit.Excerpts)+len(edit.Annotations) > 0 || len(edit.Articles) != 1 || report != (data.RetextReport{}) {
		t.Errorf("got %+v, %+v", edit, report)
	}
}

// What was in doubt stays so until the reader decides, or the first words are back.
func TestRetextOfDoubts(t *testing.T) {
	const quote = "praised the agreement"
	a, x, _ := marked(t, firstText, quote)
	changed := a.WithText(strings.Replace(firstText, quote, "mentioned an arrangement", 1))
	x.Doubt = data.Doubt{State: data.CheckMe, Was: quote, Score: 0.4, Method: "approximate"}
	now := x
	start := strings.Index(changed.Text, "mentioned an arrangement")
	now.Anchor, _ = anchor.Make(changed.Text, start, start+len("mentioned an arrangement"))

	// A change elsewhere does not make it sure.
	edit, report := data.Retext(changed, changed.WithText("New.\n"+changed.Text), []data.Excerpt{now}, nil, nil, 1)
	got := edit.Excerpts[0].After
	if want := (data.Doubt{State: data.CheckMe, Was: quote, Score: 0.4, Method: "approximate"}); got.Doubt != want || report.Excerpts.Check != 1 {
		t.Errorf("got %+v, want %+v", got.Doubt, want)
	}
	// The first text does.
	edit, _ = data.Retext(changed, a, []data.Excerpt{now}, nil, nil, 1)
	if got := edit.Excerpts[0].After; got.Doubt != (data.Doubt{}) || got.Anchor.Exact != quote {
		t.Errorf("got %+v", got)
	}
	// An orphan comes back with its words; one that the reader detached does not.
	gone := a.WithText("All of it was taken down yesterday.\n")
	_, x, _ = marked(t, firstText, quote)
	x.Article = a.ID
	edit, _ = data.Retext(a, gone, []data.Excerpt{x}, nil, nil, 1)
	orphan := *edit.Excerpts[0].After
	detached := *data.DetachAnchor(x).Excerpts[0].After
	detached.ID = data.NewID()
	edit, report = data.Retext(gone, a, []data.Excerpt{orphan, detached}, nil, nil, 1)
	if len(edit.Excerpts) != 1 || edit.Excerpts[0].After.Doubt != (data.Doubt{}) || edit.Excerpts[0].After.Anchor != x.Anchor {
		t.Errorf("got %+v", edit.Excerpts)
	}
	if report.Excerpts != (data.Fates{Stayed: 1, Orphan: 1}) {
		t.Errorf("report %+v", report)
	}
}

func TestRetextOfDismissals(t *testing.T) {
	a, x, _ := marked(t, firstText, "Friday")
	d := data.Dismissal{ID: data.NewID(), Article: a.ID, Anchor: x.Anchor, EDTF: "2022-02-04"}
	edit, _ := data.Retext(a, a.WithText("New. "+firstText), nil, nil, []data.Dismissal{d}, 1)
	if got := edit.Dismissals[0].After; got == nil || got.Anchor.Start != d.Anchor.Start+5 || got.EDTF != d.EDTF {
		t.Errorf("moved: %+v", edit.Dismissals)
	}
	edit, _ = data.Retext(a, a.WithText("Nothing of it.\n"), nil, nil, []data.Dismissal{d}, 1)
	if len(edit.Dismissals) != 1 || edit.Dismissals[0].After != nil {
		t.Errorf("gone: %+v", edit.Dismissals)
	}
}

func TestDecidingOnAnchors(t *testing.T) {
	a, x, n := marked(t, firstText, "Beijing")
	doubt := data.Doubt{State: data.CheckMe, Was: "Peking", Score: 0.5, Method: "context"}
	x.Doubt, n.Doubt = doubt, doubt
	if e := data.AcceptAnchor(x); e.Validate() != nil || e.Excerpts[0].After.Doubt != (data.Doubt{}) || e.Excerpts[0].After.Anchor != x.Anchor {
		t.Errorf("accepted: %+v", e)
	}
	if e := data.AcceptAnchor(n); e.Validate() != nil || e.Annotations[0].After.Doubt != (data.Doubt{}) {
		t.Errorf("accepted: %+v", e)
	}
	e, err := data.MoveAnchor(n, a, 0, 3)
	if err != nil || e.Validate() != nil || e.Annotations[0].After.Anchor.Exact != "The" || e.Annotations[0].After.Doubt != (data.Doubt{}) {
		t.Errorf("moved: %+v, %v", e, err)
	}
	for _, span := range [][2]int{{3, 3}, {-1, 4}, {0, len(a.Text) + 1}} {
		if _, err := data.MoveAnchor(x, a, span[0], span[1]); err == nil {
			t.Errorf("moved to %v", span)
		}
	}
	e = data.DetachAnchor(x)
	orphan := *e.Excerpts[0].After
	if e.Validate() != nil || orphan.Doubt.State != data.Orphan || orphan.Doubt.Was != "Peking" || orphan.Anchor != x.Anchor {
		t.Errorf("detached: %+v", e)
	}
	if e := data.AcceptAnchor(orphan); !e.Empty() {
		t.Errorf("an orphan accepted: %+v", e)
	}
	if e := data.DetachAnchor(orphan); len(e.Excerpts) > 0 && e.Excerpts[0].After.Doubt.State != data.Orphan {
		t.Errorf("detached twice: %+v", e)
	}
}

// Whatever the texts are, each passage is where its quote stands, or an orphan,
// and the edit can be stored.
func TestRetextIsSound(t *testing.T) {
	words := []string{"في ", "بكين ", "بِكين ", "the ", "summit ", "\n", "!", "\u0301", "قمة "}
	text := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(words), 2, 60), func(w []string) string { return "." + strings.Join(w, "") })
	rapid.Check(t, func(r *rapid.T) {
		a := with(soundArticle(t), func(a *data.Article) { *a = a.WithText(text.Draw(r, "text")) })
		var excerpts []data.Excerpt
		for range rapid.IntRange(1, 5).Draw(r, "passages") {
			start := rapid.IntRange(0, len(a.Text)-1).Draw(r, "start")
			s, err := anchor.Make(a.Text, start, rapid.IntRange(start+1, len(a.Text)).Draw(r, "end"))
			if err != nil {
				continue
			}
			excerpts = append(excerpts, data.Excerpt{ID: data.NewID(), Event: data.NewID(), Article: a.ID, Anchor: s})
		}
		for range 3 {
			next := a.WithText(text.Draw(r, "another text"))
			edit, report := data.Retext(a, next, excerpts, nil, nil, 1)
			if err := edit.Validate(); err != nil {
				r.Fatal(err)
			}
			for _, c := range edit.Excerpts {
				i := slices.IndexFunc(excerpts, func(x data.Excerpt) bool { return x.ID == c.After.ID })
				excerpts[i] = *c.After
			}
			if a.Hash != next.Hash && report.Excerpts.All() != len(excerpts) {
				r.Fatalf("%+v of %d", report, len(excerpts))
			}
			for _, x := range excerpts {
				s := x.Anchor
				if x.Doubt.State != data.Orphan && (s.End > len(next.Text) || next.Text[s.Start:s.End] != s.Exact) {
					r.Fatalf("%+v is not in %q", x, next.Text)
				}
			}
			a = next
		}
	})
}

func TestTags(t *testing.T) {
	event := func(tags ...string) data.Event {
		return with(soundEvent(t), func(e *data.Event) { e.ID, e.Tags = data.NewID(), tags })
	}
	note := func(tags ...string) data.Annotation {
		return with(soundAnnotation(), func(n *data.Annotation) { n.ID, n.Tags = data.NewID(), tags })
	}
	events := []data.Event{event("a", "b"), event("c"), event("b", "a")}
	notes := []data.Annotation{note("a"), note()}
	for name, c := range map[string]struct {
		edit   data.Edit
		events [][]string
		notes  [][]string
	}{
		"rename":        {data.RenameTag("a", "x", events, notes), [][]string{{"x", "b"}, {"b", "x"}}, [][]string{{"x"}}},
		"rename to one": {data.RenameTag("a", "b", events, notes), [][]string{{"b"}, {"b"}}, [][]string{{"b"}}},
		"merge":         {data.MergeTags([]string{"a", "c"}, "b", events, append(notes, notes[0])), [][]string{{"b"}, {"b"}, {"b"}}, [][]string{{"b"}}},
		"remove":        {data.RemoveTag("a", events, notes), [][]string{{"b"}, {"b"}}, [][]string{nil}},
		"of nobody":     {data.RemoveTag("z", events, notes), nil, nil},
	} {
		if err := c.edit.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var gotEvents, gotNotes [][]string
		for _, e := range c.edit.Events {
			gotEvents = append(gotEvents, e.After.Tags)
		}
		for _, n := range c.edit.Annotations {
			gotNotes = append(gotNotes, n.After.Tags)
		}
		if fmt.Sprint(gotEvents, gotNotes) != fmt.Sprint(c.events, c.notes) {
			t.Errorf("%s: got %q and %q", name, gotEvents, gotNotes)
		}
	}
	if events[0].Tags[0] != "a" || notes[0].Tags[0] != "a" {
		t.Error("the rows that were given are changed")
	}
}

func TestNameColour(t *testing.T) {
	l := data.Library{ID: data.NewID(), Title: "L", ColourNames: map[string]string{"red": "to check", "plaid": "x"}}
	named := *data.NameColour(l, "blue", "agreed").Library[0].After
	if named.ColourNames["blue"] != "agreed" || named.ColourNames["red"] != "to check" || len(l.ColourNames) != 2 || named.Validate() != nil {
		t.Errorf("got %+v of %+v", named, l)
	}
	if got := data.NameColour(named, "red", " ").Library[0].After; len(got.ColourNames) != 1 || got.Validate() != nil {
		t.Errorf("got %+v", got)
	}
}

func TestHanging(t *testing.T) {
	event := soundEvent(t)
	a, x, onPassage := marked(t, firstText, "Beijing")
	onPassage.Event = event.ID
	onEvent := with(soundAnnotation(), func(n *data.Annotation) { n.Event = event.ID })
	reply := func(to data.Annotation) data.Annotation {
		return data.Annotation{ID: data.NewID(), Parent: to.ID, Text: "R"}
	}
	notes := []data.Annotation{onPassage, onEvent, reply(onPassage), reply(onEvent), reply(onEvent)}
	if got, want := data.OnEvent([]data.Excerpt{x}, notes), (data.Hanging{Passages: 1, Notes: 1, Replies: 2}); got != want {
		t.Errorf("on the event: %+v, want %+v", got, want)
	}
	e := data.DeleteEvent(event, []data.Excerpt{x}, notes)
	deleted := 0
	for _, c := range e.Annotations {
		if c.After == nil {
			deleted++
		}
	}
	if len(e.Annotations) != 4 || deleted != 3 {
		t.Errorf("%d notes are deleted of %+v", deleted, e.Annotations)
	}
	onArticle := []data.Annotation{onPassage, reply(onPassage)}
	editions := []data.Edition{{ID: data.NewID(), Article: a.ID}}
	if got, want := data.OnArticle([]data.Excerpt{x}, onArticle, editions), (data.Hanging{Passages: 1, Notes: 1, Replies: 1, Editions: 1}); got != want {
		t.Errorf("on the article: %+v, want %+v", got, want)
	}
	if e := data.DeleteAnnotation(onEvent, notes); len(e.Annotations) != 3 {
		t.Errorf("a note with its replies: %+v", e.Annotations)
	}
}

// An article of 1 MB with 200 passages, a tenth of its words corrected.
func BenchmarkRetext(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var words []string
	for size := 0; size < 1<<20; {
		w := fmt.Sprintf("كلمة%d ", int(r.ExpFloat64()*3000))
		if r.IntN(100) == 0 {
			w += "\n"
		}
		words = append(words, w)
		size += len(w)
	}
	text := strings.Join(words, "")
	a := with(soundArticle(b), func(a *data.Article) { *a = a.WithText(text) })
	var excerpts []data.Excerpt
	for i := range 200 {
		start := strings.Index(text[len(text)/201*i:], " ") + len(text)/201*i + 1
		end := start + 60 + 2*i
		for text[end] != ' ' {
			end++
		}
		s, err := anchor.Make(text, start, end)
		if err != nil {
			b.Fatal(err)
		}
		excerpts = append(excerpts, data.Excerpt{ID: data.NewID(), Event: data.NewID(), Article: a.ID, Anchor: s})
	}
	for i := 3; i < len(words); i += 10 {
		words[i] = "تصحيح "
	}
	corrected := a.WithText(strings.Join(words, ""))
	shifted := a.WithText("فقرة جديدة.\n" + text)
	half := a.WithText(text[:strings.LastIndex(text[:len(text)/2], " ")])
	for name, after := range map[string]data.Article{"a paragraph added": shifted, "every tenth word": corrected, "the second half cut off": half} {
		b.Run(name, func(b *testing.B) {
			var report data.RetextReport
			for b.Loop() {
				_, report = data.Retext(a, after, excerpts, nil, nil, 1)
			}
			b.ReportMetric(float64(report.Excerpts.Check), "check")
			b.ReportMetric(float64(report.Excerpts.Orphan), "orphans")
		})
	}
}
