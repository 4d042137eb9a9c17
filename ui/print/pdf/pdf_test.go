package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"image/color"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/print/pdf/pdftest"
	"tarikh.org/tarikh/ui/text/layout"
)

var ink = color.NRGBA{R: 0x1f, G: 0x23, B: 0x28, A: 0xff}

// embedded are the fonts of the program, read once for all tests.
var embedded = sync.OnceValues(func() (*layout.Fonts, error) { return layout.EmbeddedWithReading(assets.Files) })

func fonts(t testing.TB) *layout.Fonts {
	t.Helper()
	f, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// paper is a document of paragraphs, one below the other.
func paper(t testing.TB, family layout.Family, paragraphs ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	f := fonts(t)
	d := pdf.New(&out, f, pdf.Info{Title: "Paper", Lang: "en", Made: time.Unix(1_600_000_000, 0)})
	s := layout.NewShaper(f)
	p := d.Page(595, 842)
	y := 40.0
	for _, text := range paragraphs {
		set := s.Paragraph(text, layout.Style{Size: 12, LineHeight: 20, Family: family}, 500)
		e := d.Root().Add("P", pdf.About{})
		p.Begin(e)
		p.Text(set, 0, len(set.Lines), 45, y, 1, ink)
		p.End()
		e.Close()
		y += float64(set.Height) + 8
	}
	p.Close()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestEverythingOnPages uses all that a document can have, on more pages than one node of
// the page tree holds, and reads it again.
func TestEverythingOnPages(t *testing.T) {
	write := func() []byte {
		var out bytes.Buffer
		f := fonts(t)
		d := pdf.New(&out, f, pdf.Info{Title: "الوثيقة <1>", Author: "A (B)", Lang: "ar", RTL: true, Made: time.Unix(1_600_000_000, 0)})
		s := layout.NewShaper(f)
		words := s.Paragraph("قمة في 2022 (Getty)", layout.Style{Size: 12}, 0)
		ball := d.Form(10, 10, func(p *pdf.Page) { p.Draw(pdf.Shape{X: 1, Y: 1, W: 8, H: 8, Radius: 4, Fill: ink}) })
		first := d.Reserve(1)
		heading := d.Root().Add("H1", pdf.About{})
		var feet []*pdf.Page
		long := d.Root().Add("P", pdf.About{Lang: "en"})
		for n := range 130 {
			p := d.Page(300, 400)
			if n == 0 {
				p.Begin(heading)
				p.Text(words, 0, 1, 20, 20, 1, ink)
				p.End()
				heading.Close()
			}
			section := d.Root().Add("Sect", pdf.About{})
			line := section.Add("P", pdf.About{})
			link := line.Add("Link", pdf.About{})
			p.Begin(link)
			p.Text(words, 0, 1, 20, 60, 1, ink)
			p.End()
			p.LinkName(link, 20, 60, 100, 20, "target 7", "to page 7")
			p.LinkURI(link, 20, 60, 100, 20, "https://example.org/(a)?b=é", "to example.org")
			link.Close()
			line.Close()
			section.Close()
			p.Begin(long) // one paragraph over all pages
			p.Text(words, 0, 1, 20, 90, 1, ink)
			p.End()
			p.Artifact()
			p.Save()
			p.Clip(0, 0, 200, 300)
			p.Move(20, 100, 0.5)
			p.Draw(pdf.Shape{X: 10, Y: 10, W: 90, H: 20, Radius: 5, Fill: color.NRGBA{R: 200, A: 128}, FadeLeft: 20, FadeRight: 30, Stroke: ink, StrokeWidth: 1})
			p.Rule(0, 50, 100, 50, 0.5, 3, ink)
			p.Show(ball, 0, 0, 30)
			p.Restore()
			p.End()
			d.Bookmark(n%3, fmt.Sprintf("Page %d", n), p, 20)
			d.Name(fmt.Sprintf("target %d", n), p, 60)
			foot := p.Layer()
			feet = append(feet, foot)
			p.Close()
		}
		for _, foot := range feet {
			foot.Pagination("Footer")
			foot.Text(words, 0, 1, 20, 380, 1, ink)
			foot.End()
			foot.Close()
		}
		long.Close()
		note := d.Root().Add("Note", pdf.About{ID: "note (1)"})
		p := d.PageAt(first, 300, 400)
		p.Begin(note)
		p.Text(words, 0, 1, 20, 20, 1, ink)
		p.End()
		p.Close()
		note.Close()
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	raw := write()
	f := pdftest.Read(t, raw)
	if n := len(f.Pages()); n != 131 {
		t.Errorf("%d pages", n)
	}
	if got := f.Bookmarks()[:4]; !slices.Equal(got, []string{"Page 0", "\tPage 1", "\t\tPage 2", "Page 3"}) {
		t.Errorf("bookmarks %q", got)
	}
	if place := f.Place("target 7"); place == nil || place[0] != f.Pages()[8] || place[3] != 340.0 {
		t.Errorf("target 7 is at %v", place)
	}
	if info := f.Dict(f.Trailer["Info"]); pdftest.Text(info["Title"]) != "الوثيقة <1>" || pdftest.Text(info["Author"]) != "A (B)" || pdftest.Text(info["CreationDate"]) != "D:20200913122640Z" {
		t.Errorf("info %v", info)
	}
	if !bytes.Equal(raw, write()) {
		t.Error("the same document has other bytes the second time")
	}
	checkedBy(t, raw, "qpdf", "--check")
}

// checkedBy lets a program look at a file, where it is there.
func checkedBy(t *testing.T, raw []byte, program string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Logf("there is no %s here", program)
		return ""
	}
	file := filepath.Join(t.TempDir(), "file.pdf")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(path, append(args, file)...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

// shown is the text of the first page in logical order, if each line has one direction.
func shown(t *testing.T, raw []byte) string {
	t.Helper()
	f := pdftest.Read(t, raw)
	return f.Shown(f.Pages()[0])
}

// TestCodesSayTheirText sets words with what goes wrong easily, each for itself: what the
// codes say, turned around where it is right-to-left, is what was written.
func TestCodesSayTheirText(t *testing.T) {
	all := []string{
		"plain", "fi", "cafe\u0301", "naïve", "لا", "الإعلان", "سلامٌ", "مُحَمَّدٌ", "لِلإِسْلَامِ", "جزءٌ", "نقلًا", "وثيقة", "أوكرانيا", "(", "«", "ب\u200cب", "۱۲", "ـب",
	}
	for _, family := range []layout.Family{layout.FamilyInterface, layout.FamilyReading} {
		lines := strings.Split(strings.TrimSpace(shown(t, paper(t, family, all...))), "\n")
		if len(lines) != len(all) {
			t.Fatalf("%d lines for %d words: %q", len(lines), len(all), lines)
		}
		for i, word := range all {
			got := lines[i]
			if rtl := strings.IndexFunc(word, func(r rune) bool { return unicode.Is(unicode.Arabic, r) && !unicode.IsDigit(r) }) >= 0; rtl {
				runes := []rune(got)
				slices.Reverse(runes)
				got = string(runes)
			}
			if got != word {
				t.Errorf("%s %q is said as %q", family, word, got)
			}
		}
	}
}

// TestABracketSaysItself shows that one glyph has another text in the other direction.
func TestABracketSaysItself(t *testing.T) {
	raw := paper(t, layout.FamilyInterface, "a (b)", "ا (ب)")
	if got := shown(t, raw); got != "a (b)\n)ب( ا\n" {
		t.Errorf("got %q", got)
	}
}

// TestWhatIsInvisibleSaysNothing leaves out controls, which readers of text would meet.
func TestWhatIsInvisibleSaysNothing(t *testing.T) {
	raw := paper(t, layout.FamilyInterface, "a\u200e\u2066b\u2069\u00ad\x01c\td\ufeff")
	if got := strings.ReplaceAll(shown(t, raw), "\n", ""); got != "abc d" {
		t.Errorf("got %q", got)
	}
}

// TestCharactersWithoutAGlyph are empty boxes that say what they stand for; there may be
// more of them than a drawn font has codes.
func TestCharactersWithoutAGlyph(t *testing.T) {
	var text strings.Builder
	for r := rune(0x4e00); r < 0x4e00+300; r++ {
		text.WriteRune(r)
	}
	raw := paper(t, layout.FamilyInterface, text.String())
	if got := strings.ReplaceAll(shown(t, raw), "\n", ""); got != text.String() {
		t.Errorf("got %q", got)
	}
}

// TestAnyText sets texts of all kinds: each character that can be seen is said once.
func TestAnyText(t *testing.T) {
	alphabet := rapid.SampledFrom([]rune("ab fi(«)12٣، \u0627\u0644\u0644\u0623\u0628\u0647\u064b\u0651\u0670\u200c\u200d\u0301\u0308é漢\t"))
	rapid.Check(t, func(r *rapid.T) {
		text := string(rapid.SliceOfN(alphabet, 0, 60).Draw(r, "text"))
		family := rapid.SampledFrom([]layout.Family{layout.FamilyInterface, layout.FamilyReading}).Draw(r, "family")
		raw := paper(t, family, text)
		f, err := pdftest.Parse(raw)
		if err != nil {
			r.Fatal(err)
		}
		got, want := sorted(f.Shown(f.Pages()[0])), sorted(text)
		if got != want {
			r.Errorf("%q is said as %q", text, f.Shown(f.Pages()[0]))
		}
	})
}

// sorted are the characters of a text but for white space, in their order in Unicode.
func sorted(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), ""))
	slices.Sort(runes)
	return string(runes)
}

// FuzzText sets any text: there is no panic, and the file can be read.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"", "a", "قال: (Getty) 2022", "\u202e\u0301\u064b", strings.Repeat("ه\u0651\u064e\u0670", 40), "\xff\xfe", "👩‍👩‍👧", "a\nb\rc\u2028d"} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, reading bool) {
		family := layout.FamilyInterface
		if reading {
			family = layout.FamilyReading
		}
		if len(text) > 1000 {
			return
		}
		pdftest.Read(t, paper(t, family, text))
	})
}

// words are the Arabic words of a text.
func words(text string) []string {
	return regexp.MustCompile(`[\x{0621}-\x{065f}\x{0670}-\x{06d3}\x{200c}]+`).FindAllString(text, -1)
}

// TestProgramsTakeOutTheWords lets pdftotext take Arabic texts out, with digits, brackets,
// Latin names and vowel signs: it finds the words as they were written.
func TestProgramsTakeOutTheWords(t *testing.T) {
	text := []string{
		"في 4 شباط/فبراير 2022 وصل الوفد (نقلًا عن Reuters) إلى العاصمة، ولم يُعلن جزءٌ من البيان إلا لاحقًا.",
		"قَالَ المُعَلِّمُ: «لِلإِنْسَانِ ذاكِرَةٌ، ولِلأُمَّةِ تاريخٌ» ثم كتب كِتابًا آخَرَ.",
		"ازداد عدد الزائرين بنسبة 12% في العام 2021، وشمل ذلك القرى والأودية ومؤسّسات الدولة كلّها.",
		"وأثنى الوزير على «نموذج لعلاقات لائقة» يقوم فيها كل طرف بمساعدة الآخر؛ فريق، ذريعة، العسكرية، أوكرانيا، يؤكد.",
	}
	for _, family := range []layout.Family{layout.FamilyInterface, layout.FamilyReading} {
		out := checkedBy(t, paper(t, family, text...), "sh", "-c", `command -v pdftotext >/dev/null || exit 0; exec pdftotext "$0" -`)
		if out == "" {
			t.Skip("there is no pdftotext here")
		}
		left := words(out)
		for _, w := range words(strings.Join(text, " ")) {
			if i := slices.Index(left, w); i >= 0 {
				left = slices.Delete(left, i, i+1)
			} else {
				t.Errorf("%s: %s is not taken out as it was written", family, w)
			}
		}
		if t.Failed() {
			t.Logf("%s", out)
		}
	}
}

// full is a writer that fails after some bytes.
type full struct{ left int }

var errFull = errors.New("the disk is full")

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.left {
		return 0, errFull
	}
	f.left -= len(p)
	return len(p), nil
}

// TestAWriterThatFails is told at the end, and before where one asks.
func TestAWriterThatFails(t *testing.T) {
	f := fonts(t)
	for _, room := range []int{0, 5000} {
		d := pdf.New(&full{room}, f, pdf.Info{Title: "T", Lang: "en"})
		for range 40 {
			p := d.Page(100, 100)
			p.Artifact()
			for i := range 900 {
				p.Rule(0, float64(i), 50, float64(i*i%971), 1, 0, ink)
			}
			p.End()
			p.Close()
		}
		if room == 0 && !errors.Is(d.Err(), errFull) {
			t.Errorf("error %v while it is written", d.Err())
		}
		if err := d.Close(); !errors.Is(err, errFull) {
			t.Errorf("error %v", err)
		}
	}
}

var (
	arrays  = regexp.MustCompile(`1 0 0 1 (\S+) \S+ Tm \[(.*)\] TJ`)
	entries = regexp.MustCompile(`<[0-9A-F]+>|-?\d+`)
)

// pens are where the codes of a page begin, and where the last of each array ends, in
// points; it fails where codes are so far apart that a space would be seen between them.
func pens(t *testing.T, raw []byte, size float64) (at []float64) {
	t.Helper()
	f := pdftest.Read(t, raw)
	page := f.Pages()[0]
	widths := map[string]pdftest.Array{}
	for name, r := range f.Dict(f.Dict(f.Dict(page)["Resources"])["Font"]) {
		w := f.Array(f.Dict(f.Array(f.Dict(r)["DescendantFonts"])[0])["W"])
		widths[string(name)] = w[1].(pdftest.Array)
	}
	font := ""
	for line := range strings.Lines(string(f.Content(page))) {
		if name, rest, ok := strings.Cut(strings.TrimPrefix(line, "/"), " "); ok && strings.HasSuffix(rest, "Tf\n") {
			font = name
		}
		m := arrays.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		x, _ := strconv.ParseFloat(m[1], 64)
		for _, e := range entries.FindAllString(m[2], -1) {
			if e[0] != '<' {
				back, _ := strconv.ParseFloat(e, 64)
				if x -= back * size / 1000; back < -50 {
					t.Errorf("codes are %g thousandths apart in %s", -back, m[2])
				}
				continue
			}
			for i := 1; i+4 < len(e); i += 4 {
				at = append(at, x)
				code, _ := strconv.ParseUint(e[i:i+4], 16, 16)
				x += widths[font][code-1].(float64) * size / 1000
			}
		}
		at = append(at, x)
	}
	return at
}

// TestCodesAreWhereTheyWereLaidOut sets words that are kerned and pointed: the codes begin
// where the clusters do, and the last one ends where the line does.
func TestCodesAreWhereTheyWereLaidOut(t *testing.T) {
	const size, left = 12, 45
	for _, text := range []string{"AVATAR To, Wave.", "فريق العسكرية أوكرانيا نموذج", "قَالَ المُعَلِّمُ لِلإِنْسَانِ", "cafe\u0301 naïve"} {
		for _, family := range []layout.Family{layout.FamilyInterface, layout.FamilyReading} {
			set := layout.NewShaper(fonts(t)).Paragraph(text, layout.Style{Size: size, LineHeight: 20, Family: family}, 500)
			got := pens(t, paper(t, family, text), size*float64(fonts(t).Scale(set.Lines[0].Runs[0].Face)))
			for _, r := range set.Lines[0].Runs {
				x, before := left+float64(set.Lines[0].X+r.X), -1
				for _, g := range r.Glyphs {
					near := func(at float64) bool { return math.Abs(at-x) < 0.03 }
					if g.Start != before && !slices.ContainsFunc(got, near) {
						t.Errorf("%s %q: no code begins at %.2f: %.2f", family, text, x, got)
					}
					x, before = x+float64(g.Advance), g.Start
				}
				if end := got[len(got)-1]; len(set.Lines[0].Runs) == 1 && math.Abs(end-x) > 0.03 {
					t.Errorf("%s %q: the codes end at %.2f, not %.2f", family, text, end, x)
				}
			}
		}
	}
}

// TestUnits writes a page in units of two points: its size, links and places are in points,
// and what is drawn over it later begins as the page did.
func TestUnits(t *testing.T) {
	var out bytes.Buffer
	d := pdf.New(&out, fonts(t), pdf.Info{Title: "T", Lang: "en", Unit: 2, Made: time.Unix(0, 0)})
	p := d.Page(100, 200)
	link := d.Root().Add("Link", pdf.About{})
	p.Begin(link)
	p.Draw(pdf.Shape{X: 10, Y: 20, W: 30, H: 40, Fill: color.NRGBA{R: 255, A: 128}})
	p.End()
	p.LinkName(link, 10, 20, 30, 40, "here", "here")
	link.Close()
	d.Name("here", p, 50)
	over := p.Layer()
	over.Artifact()
	over.Draw(pdf.Shape{X: 10, Y: 20, W: 30, H: 40, Fill: color.NRGBA{A: 255}})
	over.End()
	over.Close()
	p.Close()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	f := pdftest.Read(t, out.Bytes())
	page := f.Pages()[0]
	rect := f.Dict(f.Array(f.Dict(page)["Annots"])[0])["Rect"]
	if got, want := fmt.Sprint(f.Dict(page)["MediaBox"], rect, f.Place("here")[3]), "[0 0 200 400] [20 280 80 360] 300"; got != want {
		t.Errorf("size, link and place are %s, want %s", got, want)
	}
	content := strings.Fields(string(f.Content(page)))
	if got, want := strings.Join(content, " "), "q 2 0 0 2 0 0 cm /Link << /MCID 0 >> BDC /A128 gs 1 0 0 rg 10 140 30 40 re f EMC Q q 2 0 0 2 0 0 cm /Artifact BMC 10 140 30 40 re f EMC Q"; got != want {
		t.Errorf("drawn\n%s, want\n%s", got, want)
	}
}
