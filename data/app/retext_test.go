package app

import (
	"errors"
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

func articleOf(t testing.TB, text string) data.Article {
	return data.Article{ID: data.NewID(), Title: "Summit", Published: day(t, "2022-02-04")}.WithText(text)
}

// retexted is retext of an article with some passages.
func retexted(before, after data.Article, excerpts []data.Excerpt, notes []data.Annotation, dismissals []data.Dismissal, now int64) (data.Edit, RetextReport) {
	return retext(before, after, attached{excerpts: excerpts, notes: notes, dismissals: dismissals}, now)
}

// marked is an article with a passage in it as excerpt and note.
func marked(t testing.TB, text, quote string) (data.Article, data.Excerpt, data.Annotation) {
	t.Helper()
	a := articleOf(t, text)
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
		fates      PassageCounts
		exact      string
	}{
		{"a line at the end", firstText + "More.\n", data.Sure, PassageCounts{Stayed: 1}, quote},
		{"a line at the top", "Update.\n" + firstText, data.Sure, PassageCounts{Moved: 1}, quote},
		{
			"a word changed", strings.Replace(firstText, "praised", "welcomed", 1), data.CheckMe,
			PassageCounts{Check: 1},
			"Both leaders welcomed the agreement on trade.",
		},
		{"said twice", "Update.\n" + firstText + firstText, data.CheckMe, PassageCounts{Check: 1}, quote},
		{"gone", "Nothing of this is left, the page was taken down.\n", data.Orphan, PassageCounts{Orphan: 1}, quote},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, x, n := marked(t, firstText, quote)
			after := a.WithText(c.text)
			after.Title = "Corrected"
			edit, report := retexted(a, after, []data.Excerpt{x}, []data.Annotation{n, {ID: data.NewID(), Parent: n.ID, Text: "R"}}, nil, 99)
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
	edit, report := retexted(a, after, []data.Excerpt{x}, []data.Annotation{n}, nil, 1)
	if len(edit.Editions)+len(edit.Excerpts)+len(edit.Annotations) > 0 || len(edit.Articles) != 1 || report.All() != (PassageCounts{}) || len(report.Passages) > 0 {
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
	edit, report := retexted(changed, changed.WithText("New.\n"+changed.Text), []data.Excerpt{now}, nil, nil, 1)
	got := edit.Excerpts[0].After
	if want := (data.Doubt{State: data.CheckMe, Was: quote, Score: 0.4, Method: "approximate"}); got.Doubt != want || report.Excerpts.Check != 1 {
		t.Errorf("got %+v, want %+v", got.Doubt, want)
	}
	// The first text does.
	edit, _ = retexted(changed, a, []data.Excerpt{now}, nil, nil, 1)
	if got := edit.Excerpts[0].After; got.Doubt != (data.Doubt{}) || got.Anchor.Exact != quote {
		t.Errorf("got %+v", got)
	}
	// An orphan comes back with its words; one that the reader detached does not.
	gone := a.WithText("All of it was taken down yesterday.\n")
	_, x, _ = marked(t, firstText, quote)
	x.Article = a.ID
	edit, _ = retexted(a, gone, []data.Excerpt{x}, nil, nil, 1)
	orphan := *edit.Excerpts[0].After
	detached := *DetachAnchor(x).Excerpts[0].After
	detached.ID = data.NewID()
	edit, report = retexted(gone, a, []data.Excerpt{orphan, detached}, nil, nil, 1)
	if len(edit.Excerpts) != 1 || edit.Excerpts[0].After.Doubt != (data.Doubt{}) || edit.Excerpts[0].After.Anchor != x.Anchor {
		t.Errorf("got %+v", edit.Excerpts)
	}
	if report.Excerpts != (PassageCounts{Stayed: 1, Orphan: 1}) {
		t.Errorf("report %+v", report)
	}
}

func TestRetextOfDismissals(t *testing.T) {
	a, x, _ := marked(t, firstText, "Friday")
	d := data.Dismissal{ID: data.NewID(), Article: a.ID, Anchor: x.Anchor, EDTF: "2022-02-04"}
	edit, _ := retexted(a, a.WithText("New. "+firstText), nil, nil, []data.Dismissal{d}, 1)
	if got := edit.Dismissals[0].After; got == nil || got.Anchor.Start != d.Anchor.Start+5 || got.EDTF != d.EDTF {
		t.Errorf("moved: %+v", edit.Dismissals)
	}
	edit, _ = retexted(a, a.WithText("Nothing of it.\n"), nil, nil, []data.Dismissal{d}, 1)
	if len(edit.Dismissals) != 1 || edit.Dismissals[0].After != nil {
		t.Errorf("gone: %+v", edit.Dismissals)
	}
}

func TestDecidingOnAnchors(t *testing.T) {
	a, x, n := marked(t, firstText, "Beijing")
	doubt := data.Doubt{State: data.CheckMe, Was: "Peking", Score: 0.5, Method: "context"}
	x.Doubt, n.Doubt = doubt, doubt
	if e := AcceptAnchor(x); e.Validate() != nil || e.Excerpts[0].After.Doubt != (data.Doubt{}) || e.Excerpts[0].After.Anchor != x.Anchor {
		t.Errorf("accepted: %+v", e)
	}
	if e := AcceptAnchor(n); e.Validate() != nil || e.Annotations[0].After.Doubt != (data.Doubt{}) {
		t.Errorf("accepted: %+v", e)
	}
	to, err := anchor.Make(a.Text, 0, 3)
	if err != nil {
		t.Fatal(err)
	}
	if e := MoveAnchor(n, to); e.Validate() != nil || e.Annotations[0].After.Anchor.Exact != "The" || e.Annotations[0].After.Doubt != (data.Doubt{}) {
		t.Errorf("moved: %+v", e)
	}
	e := DetachAnchor(x)
	orphan := *e.Excerpts[0].After
	if e.Validate() != nil || orphan.Doubt.State != data.Orphan || orphan.Doubt.Was != "Peking" || orphan.Anchor != x.Anchor {
		t.Errorf("detached: %+v", e)
	}
	if e := AcceptAnchor(orphan); !e.Empty() {
		t.Errorf("an orphan accepted: %+v", e)
	}
	if e := DetachAnchor(orphan); len(e.Excerpts) > 0 && e.Excerpts[0].After.Doubt.State != data.Orphan {
		t.Errorf("detached twice: %+v", e)
	}
}

// titlePassage is a passage of a title.
func titlePassage(t testing.TB, title, quote string) anchor.Selector {
	t.Helper()
	start := strings.Index(title, quote)
	s, err := anchor.Make(title, start, start+len(quote))
	if err != nil {
		t.Fatal(err)
	}
	s.Part = data.OfTitle
	return s
}

// A passage of the title is found again in another title, as those of the text are in
// another text; what is in the one that stays the same is not touched.
func TestRetextOfTitles(t *testing.T) {
	const title, quote = "Leaders praise the agreement", "praise the agreement"
	for _, c := range []struct {
		name, title string
		state       data.DoubtState
		counts      PassageCounts
		exact       string
	}{
		{"the same", title, data.Sure, PassageCounts{}, quote},
		{"words before", "Update: " + title, data.Sure, PassageCounts{Moved: 1}, quote},
		{"other letters", "Leaders Praise the Agreement", data.Sure, PassageCounts{Folded: 1}, "Praise the Agreement"},
		{"a word changed", "Leaders praise the new agreement", data.CheckMe, PassageCounts{Check: 1}, "praise the new agreement"},
		{"a negation", "Leaders do not praise the agreement", data.CheckMe, PassageCounts{Check: 1}, quote},
		{"gone", "Rain in June", data.Orphan, PassageCounts{Orphan: 1}, quote},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, x, n := marked(t, firstText, "Both leaders")
			a.Title = title
			onTitle, reports := n, x
			onTitle.ID, onTitle.Anchor = data.NewID(), titlePassage(t, title, quote)
			reports.ID, reports.Anchor = data.NewID(), onTitle.Anchor
			after := a
			after.Title = c.title
			edit, report := retexted(a, after, []data.Excerpt{x, reports}, []data.Annotation{n, onTitle}, nil, 7)
			if err := edit.Validate(); err != nil || len(edit.Editions) != 0 || report.Notes != c.counts || report.Excerpts != c.counts {
				t.Fatalf("%v, %d editions, %+v", err, len(edit.Editions), report)
			}
			if c.title == title {
				if len(edit.Annotations)+len(edit.Excerpts) > 0 {
					t.Errorf("moved: %+v", edit)
				}
				return
			}
			if len(edit.Annotations) != 1 || len(edit.Excerpts) != 1 {
				t.Fatalf("%+v", edit)
			}
			got := *edit.Annotations[0].After
			if got.ID != onTitle.ID || got.Doubt.State != c.state || got.Anchor.Exact != c.exact || got.Anchor.Part != data.OfTitle || edit.Excerpts[0].After.Anchor != got.Anchor {
				t.Errorf("%+v", got)
			}
			if c.state != data.Orphan && after.Title[got.Anchor.Start:got.Anchor.End] != c.exact {
				t.Errorf("it is not at %d", got.Anchor.Start)
			}
			if c.state != data.Sure && got.Doubt.Was != quote {
				t.Errorf("it was %q", got.Doubt.Was)
			}
		})
	}
	a, _, n := marked(t, firstText, "Both leaders")
	n.Anchor = titlePassage(t, a.Title, "Summit")
	if edit, report := retexted(a, a.WithText("Another text.\n"), nil, []data.Annotation{n}, nil, 7); len(edit.Annotations) > 0 || report.Notes.All() != 0 {
		t.Errorf("another text moved a passage of the title: %+v", report)
	}
}

// Whatever the texts are, each passage is where its quote stands, or an orphan,
// and the edit can be stored.
func TestRetextIsSound(t *testing.T) {
	words := []string{"في ", "بكين ", "بِكين ", "the ", "summit ", "\n", "!", "\u0301", "قمة "}
	text := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(words), 2, 60), func(w []string) string { return "." + strings.Join(w, "") })
	rapid.Check(t, func(r *rapid.T) {
		a := articleOf(t, text.Draw(r, "text"))
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
			edit, report := retexted(a, next, excerpts, nil, nil, 1)
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
	a := articleOf(b, text)
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
			var report RetextReport
			for b.Loop() {
				_, report = retexted(a, after, excerpts, nil, nil, 1)
			}
			b.ReportMetric(float64(report.Excerpts.Check), "check")
			b.ReportMetric(float64(report.Excerpts.Orphan), "orphans")
		})
	}
}

// What is typed keeps the page that the article was made from; what is read from a
// source comes with its own page and its parts, as long as it is as it was read.
func TestRetextTidies(t *testing.T) {
	ctx := t.Context()
	page := data.NewPage([]byte("<p>New."), "text/html", "", 1)
	first := data.NewPage([]byte("<p>First."), "text/html", "", 1)
	blocks := []data.Block{{Start: 0, End: 4, Kind: data.Heading}}
	for _, c := range []struct {
		name string
		text NewText
		want string // "" where nothing is changed
		page data.Page
	}{
		{"the same", NewText{Text: firstText}, "", first},
		{"the same but for line ends", NewText{Text: "\ufeff" + strings.ReplaceAll(firstText, "\n", "\r\n") + " \n\n"}, "", first},
		{"typed", NewText{Text: "New.\nText"}, "New.\nText\n", first},
		{"read", NewText{Text: "New.\nText\n", Read: true, Blocks: blocks, Page: page}, "New.\nText\n", page},
		{"read from plain text", NewText{Text: "New.\nText", Read: true}, "New.\nText\n", data.Page{}},
		{"read, with other line ends", NewText{Text: "New.\r\nText", Read: true, Blocks: blocks, Page: page}, "New.\nText\n", first},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, _ := emptyLibrary(t)
			a := articleOf(t, firstText)
			a.Page = first.Hash
			if _, err := l.Write(ctx, data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Insert(a)}, Pages: []data.Page{first}}); err != nil {
				t.Fatal(err)
			}
			made, err := l.Retext(ctx, a.ID, c.text)
			if err != nil || made.Edit.Empty() != (c.want == "") {
				t.Fatalf("%+v, %v", made.Edit, err)
			}
			if _, err := l.Write(ctx, made.Edit); err != nil {
				t.Fatal(err)
			}
			now, err := l.Article(ctx, a.ID)
			if err != nil || c.want != "" && now.Text != c.want || now.Page != c.page.Hash || (len(now.Blocks) == 1) != (c.page.Hash == page.Hash) {
				t.Errorf("got %+v, %v", now, err)
			}
		})
	}
	l, _ := emptyLibrary(t)
	if _, err := l.Retext(ctx, data.NewID(), NewText{Text: "x"}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("of no article: %v", err)
	}
}
