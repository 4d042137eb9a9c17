package uax9

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
	"pgregory.net/rapid"
)

// digits writes levels one digit a character.
func digits(levels []Level) string {
	var b strings.Builder
	for _, l := range levels {
		b.WriteByte('0' + l)
	}
	return b.String()
}

func TestParagraph(t *testing.T) {
	for _, c := range []struct {
		name, text string
		base       Direction
		want       string // levels after L1
	}{
		{"latin", "Games 2022", Auto, "0000000000"},
		{"arabic", "قمة بكين", Auto, "11111111"},
		{"year in Arabic", "بكين 2022.", Auto, "1111122221"},
		{"hyphenated number", "كوفيد-19", Auto, "11111122"},
		{"hyphenated number in Latin", "a كوفيد-19 b", Auto, "001111112200"},
		{"Latin in parentheses at the end of an RTL line", "صورة (Getty)", Auto, "111111222221"},
		{"the same with a full stop", "صورة (Getty).", Auto, "1111112222211"},
		{"Latin and number in parentheses", "(COVID-19) وباء", RTL, "122222222111111"},
		{"quoted Arabic in Latin", `He said "عهد جديد" there`, Auto, "000000000111111110000000"},
		{"guillemets in Arabic", "بيان «عهد» جديد", Auto, "111111111111111"},
		{"guillemets around Latin in Arabic", "في «Le Monde» أمس", Auto, "11112222222211111"},
		{"full stop after Arabic in Latin base", "عهد.", LTR, "1110"},
		{"full stop after Latin in RTL base", "abc.", RTL, "2221"},
		{"Arabic-Indic digits", "عام ٢٠٢٢ م", Auto, "1111222211"},
		{"thousands with Arabic separators", "٣٬٦٩١", RTL, "22222"},
		{"percent and currency", "نحو 5% و$7", Auto, "1111211112"},
		{"percent after Latin digits in Latin", "up 5%", Auto, "00000"},
		{"range of years", "(2020-2022) عام", Auto, "122222222211111"},
		{"times", "عند 20:00 مساء", Auto, "11112222211111"},
		{"date with slashes", "في 4/2/2022", Auto, "11122222222"},
		{"double month name", "كانون الثاني/يناير", Auto, "111111111111111111"},
		{"nested brackets, Latin inside", "بكين [صورة (AFP)] أمس", Auto, "111111111111222111111"},
		{"nested brackets, Arabic inside", "x [y (قمة) z] w", Auto, "000000111000000"},
		{"angle brackets, canonical equivalents", "ا〈a\u232a", RTL, "1121"},
		{"crossing brackets", "ا (a [b) c]", RTL, "11122221121"},
		{"brackets take the context before (N0 c1)", "a (ا) b", RTL, "2111112"},
		{"mark after a bracket", "a(ا)\u0300", LTR, "00100"},
		{"isolate keeps a number apart", "a \u2067قمة 1\u2069 2", LTR, "00011112000"},
		{"first-strong isolate", "a \u2068قمة b\u2069 c", LTR, "00011112000"},
		{"embedding", "a \u202bقمة\u202c b", LTR, "000111100"},
		{"override", "\u202eabc\u202c", LTR, "01110"},
		{"unmatched end of isolate", "ا\u2069a", Auto, "112"},
		{"white space at the end", "بكين b  ", Auto, "11111211"},
		{"tab", "بكين\tb c", LTR, "11110000"},
		{"harakat", "وُقّع", Auto, "11111"},
		{"separator ends embeddings", "\u202bا\u2029b", LTR, "0100"},
		{"empty", "", RTL, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := paragraph([]rune(c.text), c.base)
			if got := digits(l.L1(nil, 0, len(l.Levels))); got != c.want {
				t.Errorf("%q: got %s, want %s", c.text, got, c.want)
			}
		})
	}
}

// paragraph resolves the levels of one paragraph by themselves.
func paragraph(text []rune, base Direction) *Levels { return new(Resolver).Paragraph(text, base) }

func reorder(levels []Level) []int { return AppendReorder(make([]int, 0, len(levels)), levels) }

func TestReorder(t *testing.T) {
	for _, c := range []struct {
		levels string
		want   []int
	}{
		{"", []int{}},
		{"000", []int{0, 1, 2}},
		{"111", []int{2, 1, 0}},
		{"11122", []int{3, 4, 2, 1, 0}},
		{"0111220", []int{0, 4, 5, 3, 2, 1, 6}},
		{"202", []int{0, 1, 2}},
		{"1232321", []int{6, 1, 2, 3, 4, 5, 0}},
	} {
		levels := []byte(c.levels)
		for i := range levels {
			levels[i] -= '0'
		}
		if got := reorder(levels); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.levels, got, c.want)
		}
	}
}

func TestFirstStrong(t *testing.T) {
	for _, c := range []struct {
		text string
		want Direction
	}{
		{"", Auto},
		{"2022 (", Auto},
		{"2022 Games", LTR},
		{"«2022» بكين", RTL},
		{"\u2067قمة\u2069 a", LTR},
		{"\u2067قمة a", Auto},
		{"\u2069a", LTR},
		{"1\nا", Auto},
		{"\u200fa", RTL},
		{"\xff ا", RTL}, // U+FFFD, for what is no UTF-8, is neutral
	} {
		if got := FirstStrong(c.text); got != c.want {
			t.Errorf("%q: got %d, want %d", c.text, got, c.want)
		}
	}
}

// A paragraph and a string agree on their first strong character.
func TestFirstStrongIsBase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []rune(rapid.StringOf(rapid.SampledFrom(alphabet)).Draw(t, "text"))
		got, want := paragraph(text, Auto).Base, Level(0)
		if FirstStrong(string(text)) == RTL {
			want = 1
		}
		if got != want {
			t.Fatalf("base %d, first strong %d", got, want)
		}
	})
}

// alphabet has all classes and a few brackets.
var alphabet = []rune("aאا1+%٢,\u0300\u00ad\n\t !()[]{}〈\u232a\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

// What x/text says of brackets and of classes that did not change since is the
// same here.
func TestClassesAgreeWithText(t *testing.T) {
	pairs := 3
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		p, _ := bidi.LookupRune(r)
		newer := slices.ContainsFunc(newerClasses[:], func(n newerRange) bool { return n.first <= r && r <= n.last })
		if got := ClassOf(r); !newer && got != Class(p.Class()) {
			t.Errorf("U+%04X: class %d, want %d", r, got, p.Class())
		}
		kind, pair := bracketOf(r)
		if (kind != noBracket) != p.IsBracket() {
			t.Errorf("U+%04X: bracket %v, want %v", r, kind, p.IsBracket())
		}
		if kind == noBracket {
			continue
		}
		if (kind == opening) != p.IsOpeningBracket() {
			t.Errorf("U+%04X: wrong side", r)
		}
		if kind == closing && r != 0x232a {
			if partner := []rune(bidi.ReverseString(string(r)))[0]; partner != pair {
				t.Errorf("U+%04X: pair U+%04X, want U+%04X", r, pair, partner)
			}
		}
		if r >= 0x80 && kind == opening {
			pairs++
		}
	}
	if pairs != 64 {
		t.Errorf("%d pairs, want 64", pairs)
	}
}

func FuzzParagraph(f *testing.F) {
	for _, seed := range []string{
		"", "a", "صورة (Getty).", "كوفيد-19", "a \u2067قمة [1\u2069] 2", "\u202e\u202b(\u202c\u2068ا\n\u2069)a",
		strings.Repeat("\u202b\u2066", 70) + "ا1", strings.Repeat("(", 70) + "ا" + strings.Repeat(")", 70),
		"\xff\u0300٢%5+1,\u00ad\u2029\t", string(alphabet),
	} {
		f.Add(seed, uint8(0))
		f.Add(seed, uint8(2))
	}
	var reused Resolver
	f.Fuzz(func(t *testing.T, s string, base uint8) {
		text, direction := []rune(s), Direction(base%3)
		l := paragraph(text, direction)
		if len(l.Levels) != len(text) || l.Base > 1 {
			t.Fatalf("%d levels for %d characters, base %d", len(l.Levels), len(text), l.Base)
		}
		if again := reused.Paragraph(text, direction); again.Base != l.Base || !slices.Equal(again.Levels, l.Levels) {
			t.Fatalf("reused buffers: got %v, want %v", again.Levels, l.Levels)
		}
		for i, level := range l.Levels {
			if level < l.Base || level > MaxLevel {
				t.Fatalf("level %d at %d", level, i)
			}
		}
		for _, line := range [][2]int{{0, len(text)}, {len(text) / 3, len(text)/3*2 + len(text)%2}} {
			levels := l.L1(nil, line[0], min(line[1], len(text)))
			order := reorder(levels)
			seen := make([]bool, len(levels))
			for _, i := range order {
				if seen[i] {
					t.Fatalf("%v is no permutation", order)
				}
				seen[i] = true
			}
		}
	})
}

// A paragraph twice as long costs about twice the time, whatever it nests.
func BenchmarkParagraph(b *testing.B) {
	for _, c := range []struct{ name, unit string }{
		{"latin", "The Games opened in Beijing on 4 February 2022. "},
		{"arabic", "افتُتحت دورة «بكين 2022» (Beijing) مساء 4 شباط/فبراير. "},
		{"brackets", "(a[ا]b"},
		{"isolates", "\u2068ا\u2066"},
		{"embeddings", "\u202bا\u202aa"},
	} {
		for _, size := range []struct {
			name  string
			runes int
		}{{"1k", 1 << 10}, {"64k", 1 << 16}} {
			b.Run(c.name+"/"+size.name, func(b *testing.B) {
				unit := []rune(c.unit)
				var text []rune
				for len(text) < size.runes {
					text = append(text, unit...)
				}
				var r Resolver
				b.ReportAllocs()
				b.ResetTimer()
				for b.Loop() {
					r.Paragraph(text, Auto)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(text)), "ns/char")
			})
		}
	}
}

func TestNoAllocation(t *testing.T) {
	text := []rune("افتُتحت دورة «بكين 2022» (Beijing [China]) مساء \u2068a\u2069 4 شباط/فبراير.")
	var r Resolver
	order := make([]int, 0, len(text))
	levels := make([]Level, 0, len(text))
	if n := testing.AllocsPerRun(100, func() {
		l := r.Paragraph(text, Auto)
		AppendReorder(order[:0], l.L1(levels[:0], 0, len(text)))
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
