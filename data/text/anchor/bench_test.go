package anchor_test

import (
	"math/rand/v2"
	"testing"

	"tarikh.org/tarikh/data/text/anchor"
)

// megabyte returns a text of about 1 MB and selectors of 200 passages of 80
// characters, spread over it.
func megabyte(t testing.TB, letters string) (string, []anchor.Selector) {
	t.Helper()
	text := prose(rand.New(rand.NewPCG(1, 2)), letters, 1<<20)
	runes := []rune(text)
	var out []anchor.Selector
	at, offset := 0, 0
	for i := range 200 {
		start := len(runes) / 201 * (i + 1)
		offset += len(string(runes[at:start]))
		at = start
		s, err := anchor.Make(text, offset, offset+len(string(runes[start:start+80])))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return text, out
}

// changedQuote makes 10 edits in the passage of a selector.
func changedQuote(random *rand.Rand, text string, s anchor.Selector) string {
	return edit(random, text, s.Start, s.End, 10)
}

func BenchmarkResolve(b *testing.B) {
	for name, letters := range map[string]string{"Arabic": arabicLetters, "Latin": latinLetters} {
		text, selectors := megabyte(b, letters)
		random := rand.New(rand.NewPCG(3, 4))
		s := selectors[100]
		run := func(name, changed string, all []anchor.Selector) {
			b.Run(name, func(b *testing.B) {
				t := anchor.NewText(changed)
				for b.Loop() {
					for _, s := range all {
						if _, ok := t.Resolve(s); !ok {
							b.Fatal("not found")
						}
					}
				}
			})
		}
		run(name+"/exact in place", text, selectors[100:101])
		run(name+"/exact moved", "new\n"+text, selectors[100:101])
		run(name+"/10 errors in 80", changedQuote(random, text, s), selectors[100:101])
		all := text
		for i := len(selectors) - 1; i >= 0; i-- {
			all = changedQuote(random, all, selectors[i])
		}
		b.Run(name+"/200 with 10 errors, folding included", func(b *testing.B) {
			for b.Loop() {
				t := anchor.NewText("new\n" + all)
				for _, s := range selectors {
					t.Resolve(s)
				}
			}
		})
		b.Run(name+"/200 orphans", func(b *testing.B) {
			other := anchor.NewText(prose(random, letters, 1<<20))
			for b.Loop() {
				for _, s := range selectors {
					other.Resolve(s)
				}
			}
		})
	}
}

// All 200 passages of a changed article are found.
func TestManyPassagesOfALongText(t *testing.T) {
	text, selectors := megabyte(t, arabicLetters)
	random := rand.New(rand.NewPCG(5, 6))
	for i := len(selectors) - 1; i >= 0; i-- {
		if i%2 == 0 {
			text = changedQuote(random, text, selectors[i])
		}
	}
	all := anchor.NewText("مقدمة.\n" + text)
	for i, s := range selectors {
		m, ok := all.Resolve(s)
		if !ok || m.Doubtful() || m.Start < s.Start-20*i || m.Start > s.Start+20*i+40 {
			t.Errorf("passage %d at %d: got %+v, %v", i, s.Start, m, ok)
		}
	}
}
