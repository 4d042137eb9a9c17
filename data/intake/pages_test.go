package intake_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"
	"golang.org/x/text/encoding/charmap"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake"
)

// made is one of our own pages. Beside NAME.html lies NAME.txt, its main text as
// a reader would mark it: headings begin with "# " and "## ", quotations with
// "> ", items with "* ", captions with "^ ".
type made struct {
	name, title, byline, publisher, lang, url string
	published, changed                        string
	encode                                    func(string) (string, error) // from UTF-8; nil: it is in that
	charset                                   string
	mislabeled                                bool
}

func madePages() []made {
	return []made{
		{
			name: "telescope.en", title: "James Webb telescope lifts off on a Christmas Day mission",
			byline: "Imogen Ashdown, Tom Okafor", publisher: "The Harbour Post", lang: "en-GB",
			url: "https://harbourpost.example/science/2021/webb-lifts-off", published: "2021-12-25", changed: "2021-12-26",
		},
		{
			name: "expo.ar", title: "إكسبو 2020 دبي يفتح أبوابه بعد عام من التأجيل", byline: "سلمى الهاشمي", publisher: "مرفأ الأخبار",
			lang: "ar", url: "https://marfaa.example/economy/expo-2020-opens", published: "2021-10-01",
		},
		{
			name: "tambora.en", title: "The summer that never came", byline: "Nora Whitfield", publisher: "Ash and Ink", lang: "en-US",
			url: "https://ashandink.example/2016/04/10/the-summer-that-never-came/", published: "2016-04-10", changed: "2016-04-12",
		},
		{
			name: "library.ar", title: "مكتبة تولد مرتين", byline: "كريم سالم", publisher: "أوراق على الشاطئ", lang: "ar", published: "2019-10-16",
		},
		{
			name: "juba.ar", title: "جنوب السودان يعلن استقلاله في جوبا", publisher: "وكالة أنباء الضفاف", lang: "ar", published: "2011-07-09",
			encode: charmap.Windows1256.NewEncoder().String, charset: "windows-1256",
		},
		{
			name: "wall.en", title: "Ten years on, Berlin remembers the night the Wall opened", byline: "Konrad Ellis, Continental Wire",
			publisher: "Continental Wire", lang: "en", published: "1999-11-09",
			encode: charmap.Windows1252.NewEncoder().String, charset: "windows-1252",
		},
		{
			name: "canal.en", title: "Suez: the ship is free", byline: "Owen Prys", publisher: "The Lock Keeper", lang: "en", published: "2021-03-29",
		},
		{
			name: "worldcup.ar", title: "افتتاح كأس العالم في استاد البيت", publisher: "المكتب الإعلامي", lang: "ar", published: "2022-11-20",
			encode: charmap.ISO8859_6.NewEncoder().String, charset: "ISO-8859-6",
		},
		{
			name: "rosetta.en", title: "Three scripts and one decree: how the Rosetta Stone was read", byline: "Dahlia Farouk",
			publisher: "Long Quarterly", lang: "en", published: "2022-09-27", changed: "2022-10-03",
		},
		{
			name: "gagarin.ar", title: "ستون عامًا على رحلة غاغارين: 108 دقائق غيّرت السماء", byline: "نادر الشامي", publisher: "منصة مدار",
			lang: "ar", url: "https://madar.example/a/9f31c", published: "2021-04-12",
			encode: charmap.Windows1256.NewEncoder().String, charset: "windows-1256", mislabeled: true,
		},
		{
			name: "notredame.en", title: "Notre-Dame opens its doors again", byline: "Celia Brandt", publisher: "The Quay Chronicle", lang: "en-GB",
			url: "https://quaychronicle.example/world/2024/12/07/notre-dame-opens", published: "2024-12-07", changed: "2024-12-09",
		},
		{name: "elizabeth.en", title: "London's new railway", publisher: "Platform Notes", lang: "en", published: "2022-05-24"},
		{name: "iceland.en", title: "Eruption in Iceland: as it happened", publisher: "North Wire", lang: "en", published: "2021-03-19", changed: "2021-03-20"},
		{
			name: "chandrayaan.en", title: "India lands near the Moon's south pole", byline: "Ravi Menon", publisher: "Monsoon Post", lang: "en-IN",
			url: "https://monsoonpost.example/science/moon-landing", published: "2023-08-23",
		},
		{name: "bags.en", title: "Kenya's ban on plastic bags begins", byline: "Grace Atieno", publisher: "Lakeshore Daily", lang: "en", published: "2017-08-28"},
		{name: "amal.ar", title: "مسبار الأمل يدخل مدار المريخ", byline: "هند الزعابي", publisher: "ضوء الصباح", lang: "ar", published: "2021-02-09", changed: "2021-02-10"},
		{name: "mummies.ar", title: "اثنتان وعشرون مومياء تعبر القاهرة", byline: "منى عاشور", publisher: "دفتر النيل", lang: "ar", published: "2021-04-04"},
		{name: "haouz.ar", title: "زلزال الحوز: تغطية مباشرة", publisher: "سفح الأطلس", lang: "ar", published: "2023-09-09"},
		{name: "khatt.ar", title: "الخط العربي في قائمة اليونسكو", lang: "ar", published: "2021-12-14", changed: "2022-01-02"},
		{name: "metro.ar", title: "مترو الرياض يبدأ رحلاته", byline: "فهد العنزي", publisher: "بريد الواحة", lang: "ar", published: "2024-12-01"},
	}
}

func testPage(t testing.TB, p made) (raw []byte, want string) {
	t.Helper()
	read := func(ending string) string {
		text, err := os.ReadFile(filepath.Join("testdata", "pages", p.name+ending))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	page := read(".html")
	if p.encode != nil {
		encoded, err := p.encode(page)
		if err != nil {
			t.Fatal(err)
		}
		page = encoded
	}
	return []byte(page), read(".txt")
}

// marked writes a draft as the .txt files are written.
func marked(d intake.Draft) string {
	marks := map[data.BlockKind]string{data.Heading: "# ", data.Subheading: "## ", data.Quotation: "> ", data.ListItem: "* ", data.PictureCaption: "^ "}
	var b strings.Builder
	at := 0
	for _, block := range d.Blocks {
		b.WriteString(d.Text[at:block.Start])
		b.WriteString(marks[block.Kind])
		at = block.Start
	}
	b.WriteString(d.Text[at:])
	return b.String()
}

// overlap counts the words of want that are in got and of got that are in want,
// each as often as it stands there.
func overlap(want, got string) (recall, precision float64) {
	words := map[string]int{}
	for w := range strings.FieldsSeq(want) {
		words[w]++
	}
	same, all := 0, 0
	for w := range strings.FieldsSeq(got) {
		all++
		if words[w] > 0 {
			words[w]--
			same++
		}
	}
	return float64(same) / float64(len(strings.Fields(want))), float64(same) / float64(max(all, 1))
}

// Pages of different make give their text, and what they say of themselves.
func TestMadePages(t *testing.T) {
	files := afero.NewMemMapFs()
	for _, p := range madePages() {
		t.Run(p.name, func(t *testing.T) {
			raw, want := testPage(t, p)
			if err := afero.WriteFile(files, p.name+".html", raw, 0o600); err != nil {
				t.Fatal(err)
			}
			d, err := intake.Reader{Files: files}.Read(t.Context(), intake.File(p.name+".html"), nil)
			if err != nil {
				t.Fatal(err)
			}
			recall, precision := overlap(want, marked(d))
			t.Logf("recall %.3f, precision %.3f", recall, precision)
			if recall < 0.98 || precision < 0.92 {
				t.Errorf("recall %.3f, precision %.3f; want 0.98 and 0.92:\n%s", recall, precision, marked(d))
			}
			for _, f := range []struct{ name, got, want string }{
				{"title", d.Title.Value, p.title},
				{"byline", d.Byline.Value, p.byline},
				{"publisher", d.Publisher.Value, p.publisher},
				{"language", d.Lang.Value, p.lang},
				{"address", d.URL.Value, p.url},
				{"published", d.Published.Value.EDTF, p.published},
				{"changed", d.Changed.Value.EDTF, p.changed},
			} {
				if f.got != f.want {
					t.Errorf("%s: got %q, want %q", f.name, f.got, f.want)
				}
			}
			for _, f := range []intake.Field{d.Title, d.Byline, d.Publisher, d.Lang, d.URL} {
				if (f.Value == "") != (f.From == "") {
					t.Errorf("a field and its origin differ: %+v", f)
				}
			}
			checkCharset(t, d, p)
			checkDraft(t, d)
			if string(d.Page.Body) != string(raw) {
				t.Error("the page is not kept as it was received")
			}
		})
	}
}

func checkCharset(t *testing.T, d intake.Draft, p made) {
	t.Helper()
	want := []intake.Warning{}
	switch {
	case p.mislabeled:
		want = append(want, intake.Warning{Kind: intake.Mislabeled, Detail: "UTF-8"})
	case p.charset != "":
		want = append(want, intake.Warning{Kind: intake.Converted, Detail: p.charset})
	}
	got := []intake.Warning{}
	for _, w := range d.Warnings {
		switch w.Kind {
		case intake.Converted, intake.Mislabeled, intake.Damaged:
			got = append(got, w)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("of the charset it says %v, want %v", got, want)
	}
}

// checkDraft is what holds of every draft: a store takes it.
func checkDraft(t testing.TB, d intake.Draft) {
	t.Helper()
	edit := d.Add(data.NewID(), 1)
	if d.Published.Value.IsZero() {
		edit.Articles[0].After.Published = day(t, "2022-02-04")
	}
	if d.Title.Value == "" {
		edit.Articles[0].After.Title = "x"
	}
	if err := edit.Validate(); err != nil {
		t.Errorf("it cannot be stored: %v", err)
	}
}

func day(t testing.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
