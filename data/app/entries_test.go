package app

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

const daily = `<rss version="2.0"><channel><title>Daily</title>
<item><title>The dike of the old mill</title><link>https://mill.example/dike</link><content>&lt;p&gt;` + dike + `</content></item>
<item><title>Trains run again</title><link>https://daily.example/trains</link><content>&lt;p&gt;From Monday on the trains run again in the valley.</content></item>
<item><title>Only a notice</title><link>https://daily.example/notice</link><description>A few words.</description></item>
</channel></rss>`

// listedFile is an open file of articles.
func listedFile(t *testing.T, name, contents string) Listing {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(contents), 0o600); err != nil {
		t.Fatal(err)
	}
	file, closed, err := OpenForeign(afero.NewOsFs(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = closed() }) // it was only read
	format, err := FormatOf(file, "")
	if err != nil {
		t.Fatal(err)
	}
	list, err := ListForeign(t.Context(), file, format, form.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// A chosen article becomes the text of the reference of its address; it is one step, and
// known afterwards.
func TestChosenEntries(t *testing.T) {
	ctx := t.Context()
	l, store, reference := cited(t)
	list := listedFile(t, "daily.rss", daily)
	known := func() string {
		t.Helper()
		k, err := l.Known(ctx, list)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(k)
	}
	if got := known(); got != "[false false false]" { // the reference wants its text
		t.Errorf("known at first: %s", got)
	}
	before, err := data.ContentHash(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := list.Choose(ctx, []int{0, 2}, form.Options{Now: l.now()})
	if err != nil {
		t.Fatal(err)
	}
	in, err := l.Compare(ctx, foreign, "", false, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r := in.Report(); r.Filled != 1 || r.Articles != 0 || r.References != 1 || r.Gone != 0 {
		t.Errorf("%+v", r)
	}
	if err := l.Import(ctx, in, nil); err != nil {
		t.Fatal(err)
	}
	a, err := l.Article(ctx, reference.ID)
	if err != nil || a.Text != dike || a.Citation.Type != "article-newspaper" {
		t.Errorf("%+v, %v", a, err)
	}
	if page, err := l.Page(ctx, a.Page); err != nil || len(page.Body) == 0 {
		t.Errorf("what it was made of: %v", err)
	}
	if got := known(); got != "[true false true]" {
		t.Errorf("known afterwards: %s", got)
	}
	if _, err := l.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if after, err := data.ContentHash(ctx, store); err != nil || after != before {
		t.Error("one undo does not take it back")
	}
}
