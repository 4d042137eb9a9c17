package slides

import (
	"bytes"
	"errors"
	"image/png"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/print/pdf/pdftest"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
)

func fonts() (poster.Faces, error) {
	f, err := layout.Embedded(assets.Files)
	return poster.Faces{Fonts: f}, err
}

func id(n byte) data.ID { return data.ID{15: n} }

// sample is two stories over two events: one in English, of an event with a picture and one
// with words of its own, and one in Arabic. A third event is in neither.
func sample(t testing.TB) form.Taken {
	t.Helper()
	event := func(n byte, title, edtf string) form.TakenEvent {
		d, err := dates.Parse(edtf)
		if err != nil {
			t.Fatal(err)
		}
		place := map[byte]string{1: "Beijing"}[n]
		return form.TakenEvent{Event: data.Event{ID: id(n), Title: title, Date: d, Track: id(20), Importance: 3, Place: place}}
	}
	from := form.Taken{
		Library: data.Library{Title: "Winters"}, Lang: "en", Edited: time.Unix(1_700_000_000, 0), Tracks: []data.Track{{ID: id(20), Name: "Sport", Colour: "green"}},
		Events: []form.TakenEvent{event(1, "Winter Games open", "2022-02-04"), event(2, "قمة في بكين", "2022-02-10"), event(3, "Left out", "2022-03-01")},
		Stories: []data.Story{
			{ID: id(30), Name: "Two winters", Title: "A tale of two winters", Lang: "en"}, {ID: id(31), Name: "شتاءان", Lang: "ar"},
		},
		Steps: []data.StoryStep{
			{ID: id(40), Story: id(30), Event: id(1)},
			{ID: id(41), Story: id(30), Event: id(2), Title: "A summit", Text: "Words of the story.\nIn two lines."},
			{ID: id(42), Story: id(31), Event: id(2), Text: "كلمات القصة هنا."},
		},
	}
	a := data.Article{ID: id(50), Title: "A snowflake", Publisher: "The Paper"}.WithText("The torch itself was the fire.")
	s, err := anchor.Make(a.Text, 0, len(a.Text))
	if err != nil {
		t.Fatal(err)
	}
	from.Articles = []data.Article{a}
	from.Events[0].Excerpts = []data.Excerpt{{ID: id(51), Event: id(1), Article: a.ID, Anchor: s}, {ID: id(52), Event: id(1), Article: a.ID, Anchor: s}}
	formtest.Illustrate(t, &from)
	return from
}

func format(t testing.TB, name string) form.Format {
	t.Helper()
	places := gazetteer.New()
	all := Formats(fonts, places, scene.NewWorld(outline.New(), places))
	return all[slices.IndexFunc(all, func(f form.Format) bool { return f.Name == name })]
}

// A page for each step, 16:9, whose words are taken out as they were written, and what has
// no place is counted.
func TestPDFSlides(t *testing.T) {
	from := sample(t)
	var out bytes.Buffer
	lost, err := format(t, "pdf-slides").Write(t.Context(), &out, from)
	if err != nil {
		t.Fatal(err)
	}
	f := pdftest.Read(t, out.Bytes())
	pages := f.Pages()
	if len(pages) != 3 {
		t.Fatalf("%d pages", len(pages))
	}
	said := make([]string, 3)
	for i, p := range pages {
		said[i] = strings.ReplaceAll(strings.ReplaceAll(f.Shown(p), "\n", ""), " ", "")
	}
	for i, words := range [][]string{
		{"WinterGamesopen", "Friday4February2022", "NaturalEarth", "Thetorchitselfwasthefire", "TheP", "Ataleoftwowinters", "1of2"},
		{"Asummit", "Wordsofthestory.", "Intwolines.", "6dayslater"},
		{"كلمات", "القصة", "شتاءان", "بكين"},
	} {
		runes := []rune(said[i])
		slices.Reverse(runes)
		for _, want := range words {
			if !strings.Contains(said[i], want) && !strings.Contains(string(runes), want) {
				t.Errorf("slide %d does not say %q: %q", i+1, want, said[i])
			}
		}
	}
	images, figures, charts := 0, 0, 0
	for _, v := range f.Objects {
		d, _ := v.(pdftest.Dict)
		if d["Subtype"] == pdftest.Name("Image") {
			images++
		}
		if d["S"] == pdftest.Name("Figure") && pdftest.Text(d["Alt"]) == "A red <field>" {
			figures++
		}
		if d["S"] == pdftest.Name("Figure") && pdftest.Text(d["Alt"]) == "A map: Beijing" {
			charts++
		}
	}
	if images != 3 || figures != 1 || charts != 1 { // the map has an alpha of its own
		t.Errorf("%d images, %d figures, %d maps", images, figures, charts)
	}
	want := form.Dropped{form.LosesEvents: 1, form.LosesExcerpts: 1, form.LosesArticles: 1, form.LosesPictures: 3}
	if !maps.Equal(lost, want) {
		t.Errorf("lost is %v", lost)
	}
	if got := f.Bookmarks(); len(got) != 5 {
		t.Errorf("bookmarks: %q", got)
	}
	from.Look.Story = "شتاءان"
	out.Reset()
	if _, err := format(t, "pdf-slides").Write(t.Context(), &out, from); err != nil || len(pdftest.Read(t, out.Bytes()).Pages()) != 1 {
		t.Errorf("of one story: %v", err)
	}
	from.Look.Story = "Nobody's"
	if _, err := format(t, "pdf-slides").Write(t.Context(), io.Discard, from); !errors.Is(err, form.ErrNoStory) {
		t.Errorf("of none: %v", err)
	}
}

// folder keeps what is written into it.
type folder map[string][]byte

func (f folder) Write(name string, fill func(io.Writer) error) error {
	var b bytes.Buffer
	err := fill(&b)
	f[name] = b.Bytes()
	return err
}

// A picture for each step, numbered, as large as is asked for.
func TestPNGSlides(t *testing.T) {
	from := sample(t)
	from.Look.Scale, from.Look.Theme = 0.25, "dark"
	into := folder{}
	if _, err := format(t, "png-slides").Folder(t.Context(), into, from); err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Keys(into)); !slices.Equal(got, []string{"01/01.png", "01/02.png", "02/01.png"}) {
		t.Fatalf("%q", got)
	}
	m, err := png.Decode(bytes.NewReader(into["01/01.png"]))
	if err != nil || m.Bounds().Dx() != 480 || m.Bounds().Dy() != 270 {
		t.Fatalf("%v, %v", m.Bounds(), err)
	}
	if r, g, b, _ := m.At(400, 80).RGBA(); r>>8 < 150 || g>>8 > 80 || b>>8 > 80 {
		t.Errorf("the picture is not at the end side: %d %d %d", r>>8, g>>8, b>>8)
	}
	if r, _, _, _ := m.At(4, 80).RGBA(); r>>8 > 60 {
		t.Errorf("the ground is not dark: %d", r>>8)
	}
	from.Look.Scale = 9
	var large *form.SizeError
	if _, err := format(t, "png-slides").Folder(t.Context(), folder{}, from); !errors.As(err, &large) {
		t.Errorf("too large: %v", err)
	}
	from.Look.Scale, from.Look.Story = 0.25, "Two winters"
	into = folder{}
	if _, err := format(t, "png-slides").Folder(t.Context(), into, from); err != nil || len(into) != 2 || into["02.png"] == nil {
		t.Errorf("of one story: %q, %v", slices.Sorted(maps.Keys(into)), err)
	}
	for _, s := range []struct {
		n, last int
		want    string
	}{{3, 9, "03"}, {3, 120, "003"}} {
		if got := numbered(s.n, s.last); got != s.want {
			t.Errorf("%d of %d is %q", s.n, s.last, got)
		}
	}
}
