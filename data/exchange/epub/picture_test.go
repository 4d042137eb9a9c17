package epub_test

import (
	"image/color"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// The pictures of a chapter are at their places, found by their names in the book; their bytes
// are read when they are written.
func TestPictures(t *testing.T) {
	bridge := formtest.JPEG(t, 300, 200, color.Black)
	chapter := strings.Replace(two, "<p>Iron", `<p>First.</p><figure><img src="../img/a%20bridge.jpg" alt="A bridge"/><figcaption>Of iron</figcaption></figure><img src="../img/dot.jpg"/><img src="https://example.org/x.jpg"/><p>Iron`, 1)
	contents := packed(t, "mimetype", "application/epub+zip", "META-INF/container.xml", rootFile, "OEBPS/book.opf", opf3, "OEBPS/nav.xhtml", nav,
		"OEBPS/text/one first.xhtml", one, "OEBPS/text/two.xhtml", chapter, "OEBPS/img/a bridge.jpg", string(bridge), "OEBPS/img/dot.jpg", string(formtest.JPEG(t, 20, 20, color.Black)))
	doc, err := read(t, contents)
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Rest.Pictures) != 1 {
		t.Fatalf("%d pictures", len(doc.Rest.Pictures))
	}
	p := doc.Rest.Pictures[0].After
	article := doc.Articles[1]
	if p.Article != article.ID || p.Alt != "A bridge" || p.Caption != "Of iron" || p.Name != "a bridge.jpg" || !strings.HasPrefix(article.Text[p.Position:], "Of iron") {
		t.Errorf("%+v in %q", p, article.Text)
	}
	there := 0
	for page, err := range doc.Pages {
		if err != nil {
			t.Fatal(err)
		}
		if page.Hash == p.Hash && string(page.Body) == string(bridge) {
			there++
		}
	}
	if there != 1 {
		t.Errorf("the picture is there %d times", there)
	}
}
