package warc_test

import (
	"image/color"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// The pictures that were archived with a page are the article's, whatever comes first; others
// are links only.
func TestPictures(t *testing.T) {
	bridge := string(formtest.JPEG(t, 300, 200, color.Black))
	markup := strings.Replace(page("Bridge"), "</p><p>", `</p><img src="/img/bridge.jpg" alt="A bridge"><img src="/img/missing.jpg"><p>`, 1)
	records := []string{
		info, record("response", "https://news.example/img/bridge.jpg", "2022-02-04T10:00:00Z", answer("Content-Type: image/jpeg", bridge)),
		record("response", "https://news.example/1", "2022-02-04T10:00:00Z", answer("Content-Type: text/html; charset=utf-8", markup)),
		response(2, "2022-02-04T10:00:00Z"),
	}
	for name, contents := range map[string]string{"plain": strings.Join(records, ""), "gzip": gzipped(records...)} {
		_, doc, err := read(t, single(), contents)
		if err != nil {
			t.Fatal(name, err)
		}
		if len(doc.Rest.Pictures) != 1 || len(doc.Articles) != 2 {
			t.Fatalf("%s: %d pictures, %d articles", name, len(doc.Rest.Pictures), len(doc.Articles))
		}
		p := doc.Rest.Pictures[0].After
		if p.Alt != "A bridge" || p.Source != "https://news.example/img/bridge.jpg" || p.Article != doc.Articles[0].ID || !strings.HasPrefix(doc.Articles[0].Text[p.Position:], "More of them") {
			t.Errorf("%s: %+v", name, p)
		}
		there := false
		for page, err := range doc.Pages {
			if err != nil {
				t.Fatal(name, err)
			}
			there = there || page.Hash == p.Hash && string(page.Body) == bridge
		}
		if !there {
			t.Errorf("%s: its bytes are not there", name)
		}
	}
}
