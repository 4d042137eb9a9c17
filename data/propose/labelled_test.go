package propose

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/fold"
)

// labelled is a sentence with the titles that a person would keep.
type labelled struct {
	lang, published, style, text string
	wanted                       []wanted
}

// wanted is what a person would keep for one date of a sentence: titles as words, all
// that are as good; none where the sentence itself is to be edited.
type wanted struct {
	start, end int
	titles     []string
}

// hopeless is a label that says that there is no title.
const hopeless = "-"

func readLabelled(t testing.TB, name string) []labelled {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) != 5 {
			t.Fatalf("%d columns: %s", len(columns), line)
		}
		l := labelled{lang: columns[0], published: columns[1], style: columns[2], text: columns[3]}
		for label := range strings.SplitSeq(columns[4], "|") {
			quote, titles, _ := strings.Cut(label, "=")
			at := strings.Index(l.text, quote)
			if at < 0 || titles == "" {
				t.Fatalf("label %q of %q", label, l.text)
			}
			w := wanted{start: at, end: at + len(quote)}
			for title := range strings.SplitSeq(titles, "~") {
				w.titles = append(w.titles, variants(t, strings.TrimSpace(title))...)
			}
			l.wanted = append(l.wanted, w)
		}
		all = append(all, l)
	}
	return all
}

// variants are the titles that a pattern with parts in braces, which may be left out,
// stands for, as plainWords writes them.
func variants(t testing.TB, pattern string) []string {
	open := strings.IndexByte(pattern, '{')
	if open < 0 {
		if pattern == hopeless {
			return []string{hopeless}
		}
		return []string{plainWords(pattern)}
	}
	depth, end := 0, -1
	for i := open; i < len(pattern) && end < 0; i++ {
		switch pattern[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				end = i
			}
		}
	}
	if end < 0 {
		t.Fatalf("a brace of %q is not closed", pattern)
	}
	with := variants(t, pattern[:open]+pattern[open+1:end]+pattern[end+1:])
	return append(with, variants(t, pattern[:open]+pattern[end+1:])...)
}

// plainWords is a text folded, without punctuation.
func plainWords(text string) string {
	return strings.Join(strings.FieldsFunc(fold.String(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// tally counts what became of the labels of a set.
type tally struct {
	usable, unusable int // titles that are offered as they are
	marked, missed   int // sentences to be edited, or nothing: rightly, and where there is a title
	unread           int // dates that are not found
	taken, mistaken  int // accepted with all likely ones: with a usable title, with another
}

func (n tally) all() int { return n.usable + n.unusable + n.marked + n.missed }

// offered is the share of usable titles among those that are offered as they are; titled
// their share among the events that have one.
func (n tally) offered() float64 { return float64(n.usable) / float64(max(n.usable+n.unusable, 1)) }

func (n tally) titled() float64 {
	return float64(n.usable) / float64(max(n.usable+n.unusable+n.missed, 1))
}

// right is the share of labels that are met, by a title or by none.
func (n tally) right() float64 { return float64(n.usable+n.marked) / float64(max(n.all(), 1)) }

// count proposes the events of a set and counts, by language.
func count(t testing.TB, set []labelled, lang string) (n tally) {
	t.Helper()
	for _, l := range set {
		if l.lang != lang {
			continue
		}
		finds := find.Dates(l.text, find.Options{Lang: lang, Published: day(t, l.published)})
		candidates := Events(l.text, nil, finds, Options{Lang: lang})
		wants := slices.Clone(l.wanted)
		for _, w := range l.wanted {
			if !slices.ContainsFunc(finds, func(f find.Find) bool { return f.Start < w.end && w.start < f.End }) && !slices.Contains(w.titles, hopeless) {
				n.unread++
				t.Logf("unread: %s\n\t%s", l.text[w.start:w.end], l.text)
			}
		}
		for _, f := range finds {
			if !slices.ContainsFunc(wants, func(w wanted) bool { return f.Start < w.end && w.start < f.End }) {
				wants = append(wants, wanted{f.Start, f.End, []string{hopeless}})
			}
		}
		for _, w := range wants {
			at := slices.IndexFunc(candidates, func(c Candidate) bool {
				return slices.ContainsFunc(c.Passages(), func(p Passage) bool { return p.Find.Start < w.end && w.start < p.Find.End })
			})
			none := slices.Contains(w.titles, hopeless)
			var title string
			likely := false
			if at >= 0 {
				title = candidates[at].Title
				likely = candidates[at].Acceptable()
			}
			usable := slices.Contains(w.titles, plainWords(title))
			if likely && usable {
				n.taken++
			} else if likely {
				n.mistaken++
				t.Logf("mistaken %.2f: %s\n\t%s", candidates[at].Confidence, title, l.text)
			}
			switch {
			case at < 0 || candidates[at].Edit:
				if none {
					n.marked++
				} else {
					n.missed++
					t.Logf("missed: %s in\n\t%s\n\t%s", l.text[w.start:w.end], l.text, w.titles[0])
				}
			case usable:
				n.usable++
			default:
				n.unusable++
				t.Logf("unusable: %s\n\t%s\n\t%s", title, l.text, w.titles[0])
			}
		}
	}
	return n
}

// TestLabelledTitles holds what was measured: of the titles that are offered as they are,
// the share that a person would keep, and of the events that have such a title, the
// share that gets one. Before the sentences were divided into clauses both were 0.36 to
// 0.38 in English and 0.31 to 0.42 in Arabic; the set that was kept aside had 0.89 and
// 0.93 of usable titles when it was first counted.
func TestLabelledTitles(t *testing.T) {
	for _, c := range []struct {
		set, lang       string
		offered, titled float64
	}{
		{"labelled.tsv", "en", 0.98, 0.98},
		{"labelled.tsv", "ar", 0.98, 0.95},
		{"heldout.tsv", "en", 0.98, 0.95},
		{"heldout.tsv", "ar", 0.95, 0.95},
		{"kept.tsv", "en", 0.98, 0.98},
		{"kept.tsv", "ar", 0.98, 0.98},
	} {
		t.Run(c.set+" "+c.lang, func(t *testing.T) {
			n := count(t, readLabelled(t, c.set), c.lang)
			t.Logf("%+v: offered %.3f, titled %.3f, right %.3f", n, n.offered(), n.titled(), n.right())
			if n.offered() < c.offered || n.titled() < c.titled {
				t.Errorf("offered %.3f (at least %.2f), titled %.3f (at least %.2f)", n.offered(), c.offered, n.titled(), c.titled)
			}
		})
	}
}
