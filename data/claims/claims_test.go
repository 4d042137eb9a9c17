package claims_test

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/claims"
)

// short writes a value as the labelled passages do.
func short(v claims.Value) string {
	number := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
	s := number(v.Lo)
	switch {
	case v.Vague > 0:
		s = "vague" + number(v.Vague)
	case v.Lo != v.Hi:
		s += ".." + number(v.Hi)
	}
	if v.Approx {
		s = "~" + s
	}
	if v.AtLeast {
		s = ">=" + s
	}
	if v.AtMost {
		s = "<=" + s
	}
	return strings.TrimSpace(s + " " + v.Unit)
}

// labelled is a passage with the claims in figures that it makes.
type labelled struct {
	passage claims.Passage
	want    []string
}

func read(t *testing.T, name string) (all []labelled) {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		switch lang, text, ok := strings.Cut(line, ": "); {
		case line == "" || line[0] == '#':
		case ok && len(lang) == 2:
			all = append(all, labelled{passage: claims.Passage{Text: text, Lang: lang}})
		default:
			last := &all[len(all)-1]
			last.want = append(last.want, line)
		}
	}
	return all
}

// claimed are the claims in figures of a passage, sorted.
func claimed(p claims.Passage) (out []string) {
	for _, topic := range claims.Of([]claims.Passage{p}) {
		if topic.Subject == claims.Day {
			continue
		}
		for _, c := range topic.Claims {
			out = append(out, string(topic.Subject)+" "+short(c.Value))
		}
	}
	slices.Sort(out)
	return out
}

// measure counts the claims that are found, of those that are wanted and of all found.
func measure(t *testing.T, name string) (right, wanted, found int) {
	for _, l := range read(t, name) {
		got := claimed(l.passage)
		var bad []string
		for _, g := range got {
			if slices.Contains(l.want, g) {
				right++
			} else {
				bad = append(bad, "+"+g)
			}
		}
		for _, w := range l.want {
			if !slices.Contains(got, w) {
				bad = append(bad, "-"+w)
			}
		}
		wanted, found = wanted+len(l.want), found+len(got)
		if len(bad) > 0 {
			t.Logf("%s\n\t%s", l.passage.Text, fmt.Sprint(bad))
		}
	}
	return right, wanted, found
}

func TestLabelled(t *testing.T) {
	right, wanted, found := measure(t, "testdata/work.txt")
	t.Logf("%d right, %d wanted, %d found", right, wanted, found)
	if right < wanted || found > right {
		t.Fail()
	}
}

// Passages that were written before the reader was first run: at the first try 25 of their
// 39 claims were found, and 6 others that they don't make. By now the words that they taught
// are known.
func TestKept(t *testing.T) {
	right, wanted, found := measure(t, "testdata/kept.txt")
	t.Logf("%d right, %d wanted, %d found", right, wanted, found)
	if right < wanted || found > right {
		t.Fail()
	}
}

// Passages that were written later, before the reader was run on them: at the first try 24 of
// their 39 claims were found, and 3 that they don't make. What is still missed (voters, crowds
// and dead that only a rare or ambiguous verb tells) is not to become more.
func TestBlind(t *testing.T) {
	const still = 8
	right, wanted, found := measure(t, "testdata/blind.txt")
	t.Logf("%d right, %d wanted, %d found", right, wanted, found)
	if right < wanted-still || found > right {
		t.Fail()
	}
}
