package app

import (
	"encoding/base64"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
)

// Pictures come in with the article that has them, once however often it is imported.
func TestPicturesComeWithTheirArticles(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	raw := pngOf(t, 300, 200)
	list := listedFile(t, "a.rss", `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Daily</title><item><title>Bridge</title><link>https://example.org/bridge</link><guid>1</guid>
<content:encoded><![CDATA[<p>The council met on Tuesday and decided to build the bridge.</p><img src="data:image/png;base64,`+base64.StdEncoding.EncodeToString(raw)+`" alt="Plan"><p>It will be of stone, as the old one was.</p>]]></content:encoded></item></channel></rss>`)
	for n := range 2 {
		foreign, err := list.Choose(ctx, []int{0}, form.Options{Now: l.now()})
		if err != nil {
			t.Fatal(err)
		}
		in, err := l.Compare(ctx, foreign, "", false, nil)
		if err != nil {
			t.Fatal(err)
		}
		if n == 1 && !in.Empty() {
			t.Error("again, something is new")
		}
		if err := l.Import(ctx, in, nil); err != nil {
			t.Fatal(err)
		}
		articles, err := store.Articles(ctx)
		if err != nil || len(articles) != 1 {
			t.Fatal(len(articles), err)
		}
		pictures, err := store.Pictures(ctx, articles[0].ID)
		if err != nil || len(pictures) != 1 || pictures[0].Alt != "Plan" {
			t.Fatalf("%+v, %v", pictures, err)
		}
		if page, err := store.Page(ctx, pictures[0].Hash); err != nil || len(page.Body) != len(raw) {
			t.Errorf("its bytes are %d of %d, %v", len(page.Body), len(raw), err)
		}
	}
}

// What a file offers is taken only where it is chosen, and undone with the import.
func TestOfferedPicturesAreAChoice(t *testing.T) {
	ctx := t.Context()
	raw := pngOf(t, 300, 200)
	file := write(t, t.TempDir()+"/a.json", `{"events":[{"start_date":{"year":"2022"},"text":{"headline":"E"},"media":{"url":"data:image/png;base64,`+base64.StdEncoding.EncodeToString(raw)+`","caption":"Plan"}}]}`)
	for _, chosen := range []bool{false, true} {
		l, store := emptyLibrary(t)
		f := readForeign(t, file)
		f.Document.TakeOffered = chosen
		in, err := l.Compare(ctx, f, "", false, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Import(ctx, in, nil); err != nil {
			t.Fatal(err)
		}
		pictures, err := store.Pictures(ctx, firstEvent(t, store).ID)
		if err != nil || (len(pictures) == 1) != chosen {
			t.Fatalf("chosen %v: %d pictures, %v", chosen, len(pictures), err)
		}
		if !chosen {
			continue
		}
		if page, err := store.Page(ctx, pictures[0].Hash); err != nil || len(page.Body) != len(raw) || pictures[0].Caption != "Plan" {
			t.Errorf("%+v, %v", pictures[0], err)
		}
		if _, err := store.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		if c, err := store.Counts(ctx); err != nil || c.Events != 0 {
			t.Errorf("%+v, %v", c, err)
		}
	}
}
