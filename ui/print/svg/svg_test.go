package svg

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"html"
	"image/color"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
	"tarikh.org/tarikh/ui/timeline/scene"
)

func fonts() (poster.Faces, error) {
	f, err := layout.EmbeddedWithReading(assets.Files)
	return poster.Faces{Fonts: f}, err
}

// taken is an event for each title, years apart and of every kind of certainty.
func taken(t testing.TB, titles ...string) form.Taken {
	t.Helper()
	out := form.Taken{Lang: "en", Tracks: []data.Track{{ID: data.ID{1}, Name: "Sport & more", Colour: "red"}}}
	out.Look.Size.Width = 1200
	for i, title := range titles {
		d, err := dates.Parse([]string{"1900~", "1910-05-06?", "192X", "1930/1935~", "1940-01-01/.."}[i%5])
		if err != nil {
			t.Fatal(err)
		}
		out.Events = append(out.Events, form.TakenEvent{Event: data.Event{ID: data.ID{3, byte(i)}, Title: title, Date: d, Track: out.Tracks[0].ID, Importance: 1 + i%5}})
	}
	return out
}

func written(t testing.TB, from form.Taken, format int) string {
	t.Helper()
	var out, again bytes.Buffer
	for _, w := range []io.Writer{&out, &again} {
		if _, err := Formats(fonts)[format].Write(t.Context(), w, from); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Error("other bytes the second time")
	}
	return out.String()
}

// read is what a drawing says, by a parser of XML: the words of its texts without the names
// that they have beside, those names, and the names of outlines.
type read struct{ texts, names, outlined []string }

func parse(t testing.TB, drawing string) (r read) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(drawing))
	var path []string
	var words strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return r
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, token.Name.Local)
			for _, a := range token.Attr {
				if a.Name.Local == "aria-label" {
					r.outlined = append(r.outlined, a.Value)
				}
			}
			if token.Name.Local == "text" {
				words.Reset()
			}
		case xml.EndElement:
			path = path[:len(path)-1]
			if token.Name.Local == "text" {
				r.texts = append(r.texts, words.String())
			}
		case xml.CharData:
			switch {
			case slices.Equal(last(path, 2), []string{"text", "title"}):
				r.names = append(r.names, string(token))
			case len(path) > 0 && path[len(path)-1] == "text":
				words.Write(token)
			}
		}
	}
}

func last(path []string, n int) []string { return path[max(len(path)-n, 0):] }

const long = "محادثات طويلة في عاصمة بعيدة عن استخدام المؤسسات لاستراتيجياتها ومسؤولياتها وعلاقاتها ومستقبلياتها المستقبليةالطويلةجداجداجداجداجداجدا"

func TestTextsAreTexts(t *testing.T) {
	from := taken(t, "Plain", "قمة بكين (2022)", `<script>alert("&amp;")</script>`, "أهلًا & «سهلًا»", "ﷺ in the reading face")
	from.Look.Title = long + long + long
	from.Look.Size.Width = 700
	drawing := written(t, from, 0)
	got := parse(t, drawing)
	for _, title := range []string{"Plain", "قمة بكين (2022)", `<script>alert("&amp;")</script>`, "أهلًا & «سهلًا»", "ﷺ in the reading face", "Sport & more", "1900"} {
		if !slices.Contains(got.texts, title) {
			t.Errorf("no text %q in %q", title, got.texts)
		}
	}
	if len(got.names) != 1 || got.names[0] != from.Look.Title {
		t.Errorf("names of cut texts: %q", got.names)
	}
	cut := slices.IndexFunc(got.texts, func(s string) bool { return strings.HasPrefix(s, "محادثات") && strings.HasSuffix(s, "…") })
	if cut < 0 {
		t.Errorf("the title is not cut: %q", got.texts)
	}
	for _, direction := range []string{`<text direction="rtl"`, "unicode-bidi:isolate", "url(#f"} {
		if !strings.Contains(drawing, direction) {
			t.Errorf("no %s", direction)
		}
	}
}

// TestTheFontsAreEnough sets the texts of a drawing in its own fonts, as a viewer does: each
// glyph that has an outline in the whole font has it in the drawing.
func TestTheFontsAreEnough(t *testing.T) {
	from := taken(t, "Plain ffi AVATAR 2019–2022", "قمة بكين (2022) لا لأ بَيْنَهُمْ", "«أهلًا»، سهلًا؟", "Ünïcödé", "ﷺ") // the last one is bold
	from.Look.Title = long + long
	drawing := written(t, from, 0)
	var faces []*font.Face
	for _, m := range regexp.MustCompile(`base64,([^)]*)\)`).FindAllStringSubmatch(drawing, -1) {
		woff, err := base64.StdEncoding.DecodeString(m[1])
		if err != nil {
			t.Fatal(err)
		}
		face, err := font.ParseTTF(bytes.NewReader(woff))
		if err != nil {
			t.Fatal(err)
		}
		faces = append(faces, face)
	}
	f, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	if len(faces) != 3 {
		t.Fatalf("%d fonts, want two weights and the reading face", len(faces))
	}
	shaper := layout.NewShaper(f.Fonts)
	const reading = 3 // the bold one is of that family, too; the regular one does not occur
	faces = []*font.Face{faces[0], faces[1], reading: faces[2]}
	checked := 0
	for _, m := range regexp.MustCompile(`<text([^>]*)>(?:<title>[^<]*</title>)?([^<]*)</text>`).FindAllStringSubmatch(drawing, -1) {
		style := layout.Style{Size: 13, Bold: strings.Contains(m[1], "bold"), Base: uax9.LTR}
		if strings.Contains(m[1], "rtl") {
			style.Base = uax9.RTL
		}
		for _, r := range shaper.Paragraph(html.UnescapeString(m[2]), style, 0).Lines[0].Runs {
			whole := f.NewFace(r.Face)
			for _, g := range r.Glyphs {
				gid := tables.GlyphID(g.ID)
				want, _ := whole.GlyphDataOutline(gid)
				got, _ := faces[r.Face].GlyphDataOutline(gid)
				if checked++; len(got.Segments) != len(want.Segments) {
					t.Errorf("%q: glyph %d of face %d has %d segments, want %d", m[2], g.ID, r.Face, len(got.Segments), len(want.Segments))
				}
			}
		}
	}
	if checked < 200 {
		t.Errorf("only %d glyphs", checked)
	}
}

func TestOutlinesHaveNames(t *testing.T) {
	from := taken(t, "Plain", `قمة "بكين" <2022>`)
	drawing := written(t, from, 1)
	got := parse(t, drawing)
	if len(got.texts) != 0 || strings.Contains(drawing, "@font-face") {
		t.Errorf("texts %q", got.texts)
	}
	for _, title := range []string{"Plain", `قمة "بكين" <2022>`, "Sport & more"} {
		if !slices.Contains(got.outlined, title) {
			t.Errorf("no outlines named %q in %q", title, got.outlined)
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(`<path id="(g\d+)"`).FindAllStringSubmatch(drawing, -1) {
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`xlink:href="#(g\d+)"`).FindAllStringSubmatch(drawing, -1) {
		if !ids[m[1]] {
			t.Fatalf("no outline %s", m[1])
		}
	}
}

// What no face has is drawn as a frame, with the text under it to select.
func TestCharactersThatNoFaceHas(t *testing.T) {
	drawing := written(t, taken(t, "漢字 summit"), 0)
	if got := parse(t, drawing); !slices.Contains(got.texts, "漢字 summit") {
		t.Errorf("texts %q", got.texts)
	}
	if !regexp.MustCompile(`<path fill-rule="evenodd"[^>]*/>.*fill-opacity="0"[^>]*>漢字 summit<`).MatchString(drawing) {
		t.Error("no frames under a text that is not painted")
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float32]string{0: "0", 1: "1", 1.5: "1.5", -0.0001: "0", 12.3456: "12.346", 1000: "1000", -10: "-10"} {
		if got := number(v); got != want {
			t.Errorf("number(%v) = %q, want %q", v, got, want)
		}
	}
}

// hostile are titles that XML has no place for, or another one.
var hostile = []string{
	"Summit", "]]>", "<!--", "&#0;", "a\x00b", "\u202eevil\u2066", "\ufffe\uffff", "\xff\xfe", "𝒜 👩‍👩‍👧", "line\r\n\tbreak", `"'<>&`, "قمة\u200f \u200d", "\u2028", "e\u0301\u0301\u0301", "",
}

func TestHostileTitles(t *testing.T) {
	from := taken(t, hostile...)
	from.Look.Title, from.Look.Byline = strings.Join(hostile, ""), "]]>"
	if got := parse(t, written(t, from, 0)); !slices.Contains(got.texts, `"'<>&`) || !slices.Contains(got.texts, "a b") {
		t.Errorf("texts %q", got.texts)
	}
	if got := parse(t, written(t, from, 1)); !slices.Contains(got.outlined, `"'<>&`) {
		t.Errorf("outlines %q", got.outlined)
	}
}

// FuzzTitles draws any title, as a text and as outlines, cut or whole: what is written is
// well-formed XML.
func FuzzTitles(f *testing.F) {
	for _, title := range hostile {
		f.Add(title)
	}
	faces, err := fonts()
	if err != nil {
		f.Fatal(err)
	}
	shaper := layout.NewShaper(faces.Fonts)
	f.Fuzz(func(t *testing.T, title string) {
		for _, style := range []layout.Style{{Size: 13}, {Size: 13, MaxLines: 1, ShowControls: true}} {
			p := shaper.Paragraph(title, style, 80*float32(style.MaxLines))
			for _, outlines := range []bool{false, true} {
				d := newDrawing(faces.Fonts, outlines)
				d.text(&scene.Text{P: p, Colour: color.NRGBA{A: 255}})
				if d.err != nil {
					t.Fatal(d.err)
				}
				parse(t, "<svg>"+d.body.String()+d.glyphs.paths.String()+"</svg>")
			}
		}
	})
}
