package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/fold"
)

// realArticle is a newspaper's article, which is not ours to keep in the
// project: the test on it is skipped where it is absent, and names passages by
// their offsets alone.
const realArticle = "../../../shared/articles/beijing-summit-2022-02-04.ar.txt"

// change is one way of editing an article, with the words it does it by.
type change struct {
	name   string
	text   string
	origin func(offset int) (int, bool) // where in text a byte of the original is, if it still is
	found  int                          // at least so many of 20 passages
	orphan int                          // at most so many
}

// spliced is a text made of pieces of the original and new ones.
type spliced struct {
	text  string
	parts [][3]int // start and end in the original, start in the text
}

func (s *spliced) keep(original string, start, end int) {
	s.parts = append(s.parts, [3]int{start, end, len(s.text)})
	s.text += original[start:end]
}

func (s *spliced) origin(offset int) (int, bool) {
	for _, p := range s.parts {
		if p[0] <= offset && offset < p[1] {
			return offset - p[0] + p[2], true
		}
	}
	return 0, false
}

// rewrite makes a text of the words of the original, each as given by with;
// what with does not keep has no origin but its word's.
func rewrite(original string, with func(n int, word string) string) *spliced {
	s := &spliced{}
	n, start := 0, 0
	flush := func(end int) {
		if start == end {
			return
		}
		word := original[start:end]
		if changed := with(n, word); changed == word {
			s.keep(original, start, end)
		} else {
			for at := start; at < end; at++ {
				s.parts = append(s.parts, [3]int{at, at + 1, len(s.text) + min(at-start, max(0, len(changed)-1))})
			}
			s.text += changed
		}
		n++
		start = end
	}
	for i, r := range original {
		if r == ' ' || r == '\n' {
			flush(i)
			s.keep(original, i, i+1)
			start = i + 1
		}
	}
	flush(len(original))
	return s
}

// realChanges returns an article and ten ways of editing it.
func realChanges(t *testing.T) (text string, made []change) {
	t.Helper()
	file, err := os.ReadFile(realArticle)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the article is not here")
	} else if err != nil {
		t.Fatal(err)
	}
	text = string(file)
	paragraphs := strings.SplitAfter(strings.TrimRight(text, "\n"), "\n\n")
	offsets := []int{0}
	for _, p := range paragraphs {
		offsets = append(offsets, offsets[len(offsets)-1]+len(p))
	}
	inParagraphs := func(order []int, between string) *spliced {
		s := &spliced{}
		for _, i := range order {
			s.text += between
			s.keep(text, offsets[i], offsets[i+1])
			if !strings.HasSuffix(s.text, "\n\n") {
				s.text += "\n\n"
			}
		}
		return s
	}
	all := make([]int, len(paragraphs))
	for i := range all {
		all[i] = i
	}
	backwards := slices.Clone(all)
	slices.Reverse(backwards)
	half := &spliced{}
	half.keep(text, 0, runeBoundary(text, len(text)/2))
	words := func(with func(n int, word string) string) *spliced { return rewrite(text, with) }
	marks := strings.NewReplacer("ل", "لَ", "م", "مُ", "ر", "رِّ")
	spelling := strings.NewReplacer("أ", "ا", "إ", "ا", "ى", "ي", "ة", "ه")
	signs := strings.NewReplacer("،", ",", ".", "!", "\"", "»", ":", " -", "(", "[", ")", "]")
	add := func(name string, s *spliced, found, orphan int) {
		made = append(made, change{name: name, text: s.text, origin: s.origin, found: found, orphan: orphan})
	}
	add("a paragraph added at the top", func() *spliced {
		s := &spliced{text: strings.Repeat("فقرة جديدة كتبها المحرر بعد النشر. ", 9) + "\n"}
		s.keep(text, 0, len(text))
		return s
	}(), 20, 0)
	add("a line added before each paragraph", inParagraphs(all, "عنوان فرعي جديد.\n\n"), 20, 0)
	add("every tenth word corrected", words(func(n int, word string) string {
		if n%10 == 5 {
			return "تصحيح"
		}
		return word
	}), 19, 1)
	add("one letter of every fourth word", words(func(n int, word string) string {
		_, size := utf8.DecodeRuneInString(word)
		if n%4 == 2 && len(word) > 8 {
			return "ط" + word[size:]
		}
		return word
	}), 19, 1)
	add("punctuation changed", words(func(_ int, word string) string { return signs.Replace(word) }), 20, 0)
	add("vowel signs added", words(func(_ int, word string) string { return marks.Replace(word) }), 20, 0)
	add("spelling of alef, yeh, teh marbuta", words(func(_ int, word string) string { return spelling.Replace(word) }), 20, 0)
	add("paragraphs in reverse order", inParagraphs(backwards, ""), 19, 1)
	add("the second half cut off", half, 8, 12)
	add("every other paragraph deleted", inParagraphs(func() []int {
		var out []int
		for i := range all {
			if i%2 == 0 {
				out = append(out, i)
			}
		}
		return out
	}(), ""), 4, 16)

	return text, made
}

// passages returns 20 passages of 20 to 160 characters.
func passages(t *testing.T, text string) (selectors []anchor.Selector) {
	t.Helper()
	for i := range 20 {
		start := runeBoundary(text, len(text)/21*(i+1))
		end := runeBoundary(text, start+40+12*i)
		s, err := anchor.Make(text, start, end)
		if err != nil {
			t.Fatal(err)
		}
		selectors = append(selectors, s)
	}
	return selectors
}

// right reports whether a passage at start to end of a changed text is where the
// passage s of the original has gone. What the article says twice in the same
// context is at both.
func (c change) right(s anchor.Selector, from, to int) bool {
	if strings.HasSuffix(c.text[:from], s.Prefix) && strings.HasPrefix(c.text[from:], s.Exact+s.Suffix) {
		return true
	}
	start, kept := c.origin(s.Start)
	end, keptEnd := c.origin(s.End - 1)
	return kept && from <= start+16 && start < to || keptEnd && from <= end && end < to+16
}

// TestTheRealArticle edits an article in ten ways and says what became of 20
// passages. Nothing may be found, without a doubt, where it is not.
func TestTheRealArticle(t *testing.T) {
	text, made := realChanges(t)
	selectors := passages(t, text)
	var table strings.Builder
	fmt.Fprintf(&table, "%-36s %5s %5s %9s %6s\n", "change", "exact", "approx", "check me", "orphan")
	for _, c := range made {
		article := anchor.NewText(c.text)
		exact, approximate, doubtful, orphans := 0, 0, 0, 0
		for i, s := range selectors {
			m, ok := article.Resolve(s)
			switch {
			case !ok:
				orphans++
			case m.Doubtful():
				doubtful++
			case !c.right(s, m.Start, m.End):
				t.Errorf("%s: passage %d is taken to be at %d to %d (score %.2f), %q", c.name, i, m.Start, m.End, m.Score, fold.String(c.text[m.Start:m.End])[:2])
			case m.Method == anchor.MethodApproximate:
				approximate++
			default:
				exact++
			}
		}
		fmt.Fprintf(&table, "%-36s %5d %5d %9d %6d\n", c.name, exact, approximate, doubtful, orphans)
		if orphans > c.orphan || 20-orphans < c.found {
			t.Errorf("%s: %d found, %d orphans; want at least %d and at most %d", c.name, 20-orphans, orphans, c.found, c.orphan)
		}
	}
	t.Log("\n" + table.String())
}

// TestTheRealArticleIsBroughtInAgain does the same as a reader does it: notes and
// excerpts on the passages, the article brought in with the changed text, and
// then with the first one again.
func TestTheRealArticleIsBroughtInAgain(t *testing.T) {
	text, made := realChanges(t)
	original := data.Article{ID: data.NewID(), Title: "Summit"}.WithText(text)
	var on attached
	for i, s := range passages(t, text) {
		if i%2 == 0 {
			on.notes = append(on.notes, data.Annotation{ID: data.NewID(), Article: original.ID, Anchor: s, Colour: "red"})
		} else {
			on.excerpts = append(on.excerpts, data.Excerpt{ID: data.NewID(), Article: original.ID, Event: data.NewID(), Anchor: s})
		}
	}
	var table strings.Builder
	fmt.Fprintf(&table, "%-36s %6s %5s %8s %6s  %s\n", "change", "stayed", "moved", "check me", "orphan", "and back: stayed, moved, check me, orphan")
	for _, c := range made {
		changed := original.WithText(c.text)
		edit, report := retext(original, changed, on, 1)
		if len(edit.Editions) != 1 || edit.Editions[0].After.Text != text || edit.Articles[0].After.Text != c.text {
			t.Fatalf("%s: the edit keeps %+v", c.name, edit.Editions)
		}
		now := on.after(edit)
		fates := c.fates(t, on.places(), now.places())
		if sum := report.All(); sum != fates || sum.All() != 20 {
			t.Errorf("%s: the report says %+v, it is %+v", c.name, report, fates)
		}
		back, again := retext(changed, original, now, 2)
		c.home(t, on.places(), now.after(back).places())
		sum := again.All()
		fmt.Fprintf(&table, "%-36s %6d %5d %8d %6d  %d, %d, %d, %d\n", c.name, fates.Stayed, fates.Moved, fates.Check, fates.Orphan,
			sum.Stayed, sum.Moved, sum.Check, sum.Orphan)
	}
	t.Log("\n" + table.String())
}

// after is what an edit makes of it.
func (on attached) after(edit data.Edit) attached {
	return attached{
		excerpts: after(on.excerpts, edit.Excerpts, func(x data.Excerpt) data.ID { return x.ID }),
		notes:    after(on.notes, edit.Annotations, func(n data.Annotation) data.ID { return n.ID }),
	}
}

// fates counts what has become of passages in the changed text. Nothing may be taken
// to be where it is not, and not more may be lost than the change allows.
func (c change) fates(t *testing.T, was, now []place) (fates PassageCounts) {
	t.Helper()
	report := RetextReport{}
	for i, p := range now {
		report.add(&fates, was[i].Selector, p.Selector, p.doubt, nil)
		switch d := p.doubt; {
		case d.State == data.Orphan:
			if p.Selector != was[i].Selector || d.Was != was[i].Exact {
				t.Errorf("%s: an orphan is at %+v with %+v", c.name, p.Selector, d)
			}
		case c.text[p.Start:p.End] != p.Exact:
			t.Errorf("%s: %d to %d is not the quote", c.name, p.Start, p.End)
		case d.State == data.CheckMe:
			if d.Was != was[i].Exact || d.Score <= 0 || d.Score >= anchor.Sure && p.Exact == d.Was || d.Method == "" {
				t.Errorf("%s: a doubt of %+v", c.name, d)
			}
		case !c.right(was[i].Selector, p.Start, p.End):
			t.Errorf("%s: a passage is taken to be at %d to %d without a doubt", c.name, p.Start, p.End)
		}
	}
	if fates.Orphan > c.orphan {
		t.Errorf("%s: %d orphans, at most %d", c.name, fates.Orphan, c.orphan)
	}
	return fates
}

// home checks that with the first text, what was moved without a doubt is back where
// it was, and so is what was lost.
func (c change) home(t *testing.T, was, now []place) {
	t.Helper()
	for i, p := range now {
		switch w := was[i]; {
		case p.doubt.State == data.Orphan:
			t.Errorf("%s: the first text again: a passage is lost", c.name)
		case p.doubt.State == data.Sure && !(p.Start < w.End && w.Start < p.End) && p.Exact != w.Exact:
			t.Errorf("%s: the first text again: %d to %d, was %d to %d", c.name, p.Start, p.End, w.Start, w.End)
		}
	}
}

// after returns rows with changes made.
func after[T any](rows []T, changes []data.Change[T], id func(T) data.ID) []T {
	out := slices.Clone(rows)
	for _, c := range changes {
		i := slices.IndexFunc(out, func(row T) bool { return id(row) == id(*c.After) })
		out[i] = *c.After
	}
	return out
}

// runeBoundary returns the first offset from at on that splits no character.
func runeBoundary(text string, at int) int {
	at = min(at, len(text))
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return at
}
