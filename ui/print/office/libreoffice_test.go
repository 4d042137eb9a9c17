package office

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/print/content"
)

// sentences are what LibreOffice is to lay out: both languages, mixed, with marks and signs.
var sentences = []string{
	"وصل الوفد إلى العاصمة في 4 شباط/فبراير 2022 (نقلًا عن Reuters)، ولم يُعلن جزءٌ من البيان إلا لاحقًا.",
	"قَالَ المُعَلِّمُ: لِلإِنْسَانِ ذاكِرَةٌ، ولِلأُمَّةِ تاريخٌ، ثم كتب كِتابًا آخَرَ.",
	"The delegation arrived on 4 February; بيان بكين was not published until 19:30 (UTC+8), at 3.5% more.",
	"Plain words & <signs>, 100 % of them: a/b, c-d, “quoted”.",
}

// TestInLibreOffice opens documents in the LibreOffice that TARIKH_TEST_OFFICE names, turns
// them into PDF, and compares their words and footnotes with what was written. ./dev
// test-office runs it.
func TestInLibreOffice(t *testing.T) {
	office := os.Getenv("TARIKH_TEST_OFFICE")
	if office == "" {
		t.Skip("run it by ./dev test-office")
	}
	folder := t.TempDir()
	for _, lang := range []string{"en", "ar"} {
		from := sample(t, lang)
		from.Library.Title = sentences[2]
		for i := range 40 {
			e := form.TakenEvent{Event: data.Event{
				ID: id(2000 + i), Title: sentences[i%4], Description: sentences[(i+1)%4] + "\n" + sentences[(i+2)%4], Date: date(t, fmt.Sprintf("%d-02-04", 1990+i/2)), Track: id(201), Place: "بكين (Beijing)",
			}}
			e.Excerpts = []data.Excerpt{{ID: id(3000 + i), Article: id(101 + i%2), Anchor: anchor.Selector{Exact: sentences[(i+3)%4]}}}
			from.Events = append(from.Events, e)
		}
		c, err := content.New(from)
		if err != nil {
			t.Fatal(err)
		}
		want, cited := said(c)
		for _, f := range Formats() {
			raw, _ := written(t, f, from)
			path := filepath.Join(folder, lang+f.Endings[0])
			if err := os.WriteFile(path, raw, 0o600); err != nil {
				t.Fatal(err)
			}
			out := filepath.Join(folder, f.Name)
			convert := func(to string) {
				program(t, office, "-env:UserInstallation=file://"+filepath.ToSlash(folder)+"/profile", "--headless", "--convert-to", to, "--outdir", out, path)
			}
			convert("txt:Text (encoded):UTF8")
			convert("pdf")
			text, err := os.ReadFile(filepath.Join(out, lang+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			printed := program(t, "pdftotext", filepath.Join(out, lang+".pdf"), "-")
			all, lost := missing(ofText, strings.Join(want, " "), string(text))
			drawn, undrawn := missing(ofPDF, strings.Join(append(want, cited...), " "), printed)
			notes := len(numbers.FindAllString(printed, -1))
			t.Logf("%s %s: %d words in the text, lost: %v; %d in the PDF, lost: %v; %d footnotes", lang, f.Name, all, lost, drawn, undrawn, notes)
			if len(lost)+len(undrawn) > 0 || notes != len(cited) {
				t.Errorf("%s %s: words are lost, or there are not %d footnotes", lang, f.Name, len(cited))
			}
		}
	}
}

// numbers are those of sources, with which footnotes end.
var numbers = regexp.MustCompile(`[\[\]]\d+[\[\]]`)

// said is all that a chronology says, and its footnotes.
func said(c *content.Content) (all, cited []string) {
	all = append(all, c.Title, c.Told(), c.Made())
	for i := range c.Events {
		e := c.Entry(i)
		all = append(all, e.Title, e.Days, e.Rest, e.Weekday, e.Place, e.Track.Name)
		all = append(all, e.Text...)
		for _, p := range e.Passages {
			all = append(all, p.Lines...)
			note := ""
			for _, part := range c.Citation(p.Number) {
				note += part.Text
			}
			cited = append(cited, note)
		}
		for _, p := range e.Particulars {
			all = append(all, p.Says)
		}
	}
	for i := range c.From.Articles {
		all = append(all, c.Source(i).Title, c.Source(i).About)
	}
	return all, cited
}

// ofText are the words of a text; between signs, since lines may end there.
func ofText(text string) []string { return inText.FindAllString(words(text), -1) }

// ofPDF are those of a PDF as poppler finds them, of one script each and with their letters
// in the order of their codes: it loses spaces between directions, turns ligatures around, and
// divides words at their marks, so that words with marks are none here.
func ofPDF(text string) (all []string) {
	for _, w := range inText.FindAllString(words(norm.NFKC.String(text)), -1) {
		for _, part := range ofScript.FindAllString(w, -1) {
			letters := []rune(part)
			slices.Sort(letters)
			if !marks.MatchString(norm.NFKD.String(part)) {
				all = append(all, string(letters))
			}
		}
	}
	return all
}

var (
	inText   = regexp.MustCompile(`[\pL\pM\pN]+`)
	ofScript = regexp.MustCompile(`[\p{Arabic}\pM]+|\p{Latin}+|\pN+`)
	marks    = regexp.MustCompile(`\pM`)
)

// missing are the words that a text has less often than it should, and how many all are.
func missing(divide func(string) []string, want, got string) (all int, lost []string) {
	kept := map[string]int{}
	for _, w := range divide(got) {
		kept[w]++
	}
	for _, w := range divide(want) {
		all++
		if kept[w]--; kept[w] == -1 {
			lost = append(lost, w)
		}
	}
	return all, lost
}

// program runs a program and returns what it says.
func program(t *testing.T, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, out)
	}
	return string(out)
}
