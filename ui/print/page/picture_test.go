package page

import (
	"bytes"
	"encoding/base64"
	"image/color"
	"image/jpeg"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// illustrated is an event and an article with text, both with pictures.
func illustrated(t testing.TB) form.Taken {
	t.Helper()
	track := data.Track{ID: data.ID{1}, Name: "News", Colour: "red"}
	article := data.Article{ID: data.ID{2}, Title: "Source"}.WithText("سطر أول\nSecond line\n")
	from := form.Taken{
		Library: data.Library{Title: "T"}, Lang: "both", Tracks: []data.Track{track}, Articles: []data.Article{article, {ID: data.ID{3}, Title: "Without text"}},
		Events: []form.TakenEvent{{Event: data.Event{ID: data.ID{4}, Title: "E", Date: date(t, "2022"), Track: track.ID}}},
	}
	formtest.Illustrate(t, &from)
	placed := from.Pictures[3]
	placed.ID, placed.Position, placed.Alt = data.ID{5}, strings.Index(article.Text, "Second"), "At its place"
	from.Pictures = append(from.Pictures, placed)
	elsewhere := placed
	elsewhere.ID, elsewhere.Article, elsewhere.Position = data.ID{6}, data.ID{3}, data.Lead
	from.Pictures = append(from.Pictures, elsewhere)
	return from
}

// TestPictures has the pictures in the page, or as files beside it, each file once, with what
// is said of them; what there is no place for is counted.
func TestPictures(t *testing.T) {
	from := illustrated(t)
	var out bytes.Buffer
	lost, err := Write(t.Context(), &out, from)
	if err != nil {
		t.Fatal(err)
	}
	folder := files{}
	lostInFolder, err := FolderFormat().Folder(t.Context(), folder, from)
	if err != nil {
		t.Fatal(err)
	}
	// The file that is no picture, and the damaged one.
	if lost[form.LosesPictures] != 1 || lost[form.LosesDamaged] != 1 || !maps.Equal(lost, lostInFolder) {
		t.Errorf("lost %v, and %v in the folder", lost, lostInFolder)
	}
	for _, page := range []string{out.String(), folder["index.html"]} {
		c := unpacked(t, page)
		if len(c.Pictures) != 4 || len(c.Articles[1].Pictures) != 1 || !slices.Equal(c.Pictured[0], []int{0}) {
			t.Fatalf("%d pictures, %v", len(c.Pictures), c.Pictured)
		}
		p := c.Pictures[0]
		if p.Width != 600 || p.Height != 300 || p.Alt != "A red <field>" || p.Credit != "Amal & Co" || p.Licence != "CC BY 4.0" || p.Source != "https://example.org/wide?a=1&b=2" || !strings.Contains(p.Caption, "\n") {
			t.Errorf("got %+v", p)
		}
		// In UTF-16, above the text and before its second line.
		if got := c.Articles[0].Pictures; !slices.Equal(got, []figure{{1, -1}, {2, 8}}) {
			t.Errorf("in the article: %v", got)
		}
		if c.Pictures[1].Block != c.Pictures[2].Block || c.Pictures[1].File != c.Pictures[2].File {
			t.Error("the same file is there twice")
		}
	}
	blocks := regexp.MustCompile(`id="picture-\d+">([^<]*)</script>`).FindAllStringSubmatch(out.String(), -1)
	if len(blocks) != 2 || len(folder) != 5 {
		t.Fatalf("%d blocks, %d files", len(blocks), len(folder))
	}
	inPage, err := base64.StdEncoding.DecodeString(blocks[0][1])
	if err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{string(inPage), folder[unpacked(t, folder["index.html"]).Pictures[0].File]} {
		if m, err := jpeg.DecodeConfig(strings.NewReader(raw)); err != nil || m.Width != 600 {
			t.Errorf("%+v, %v", m, err)
		}
	}
	if policy := "img-src data:;"; !strings.Contains(out.String(), policy) || strings.Contains(folder["index.html"], policy) || !strings.Contains(folder["index.html"], "img-src data: &#39;self&#39; file:;") {
		t.Error("the page may show other pictures than its own, or not these")
	}
}

// TestThePageHasRoomForSoManyPictures leaves out those that would make it too large.
func TestThePageHasRoomForSoManyPictures(t *testing.T) {
	jpeg := formtest.JPEG(t, 8, 8, color.White)
	b := &blocks{}
	b.text.WriteString(strings.Repeat("x", mostBlocks-base64.StdEncoding.EncodedLen(len(jpeg))))
	if _, block, ok, err := b.add(jpeg); !ok || block != 1 || err != nil {
		t.Errorf("the last one: %d, %v, %v", block, ok, err)
	}
	if _, _, ok, _ := b.add(jpeg); ok {
		t.Error("there is room for more")
	}
	if b.side(10) <= b.side(100) || b.side(100) <= b.side(1000) {
		t.Error("many are as large as few")
	}
}
