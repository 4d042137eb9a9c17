package page

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/take"
)

// files is a folder in memory.
type files map[string]string

func (f files) Write(name string, fill func(io.Writer) error) error {
	var out bytes.Buffer
	err := fill(&out)
	f[name] = out.String()
	return err
}

// The folder has the page as it is, and how it is embedded, in the languages that it speaks.
func TestThePageIsEmbedded(t *testing.T) {
	taken, err := take.From(t.Context(), newStore(t, library(t, "")), take.Selection{Lang: "both"})
	if err != nil {
		t.Fatal(err)
	}
	taken.Look.Title = `Two "winters" </iframe><script>`
	var whole bytes.Buffer
	lost, err := Write(t.Context(), &whole, taken)
	if err != nil {
		t.Fatal(err)
	}
	got := files{}
	if also, err := FolderFormat().Folder(t.Context(), got, taken); err != nil || len(also) != len(lost) {
		t.Fatal(also, err)
	}
	if len(got) != 3 || got["index.html"] != whole.String() {
		t.Errorf("there are %d files; the page has %d bytes", len(got), len(got["index.html"]))
	}
	snippet, words := got["snippet.html"], got["README.txt"]
	for _, want := range []string{
		`src="index.html"`, `title="Two &#34;winters&#34; &lt;/iframe&gt;&lt;script&gt;"`, `sandbox="allow-scripts `,
		"&lt;iframe src=&#34;https://example.org/timeline/index.html&#34;",
	} {
		if !strings.Contains(snippet, want) {
			t.Errorf("the snippet lacks %s:\n%s", want, snippet)
		}
	}
	if strings.Count(snippet, "</iframe>") != 1 || strings.Contains(snippet, "<script") || strings.Contains(snippet, "allow-same-origin") {
		t.Errorf("the snippet is %s", snippet)
	}
	if !strings.Contains(words, "shows a timeline inside another page") || !strings.Contains(words, "يعرض هذا المجلد") || strings.Count(words, "<iframe src") != 2 || strings.Contains(words, "{") {
		t.Errorf("the words are %s", words)
	}
	taken.Lang = "ar"
	if err := errorOf(FolderFormat().Folder(t.Context(), got, taken)); err != nil || strings.Contains(got["README.txt"], "shows") || !strings.Contains(got["snippet.html"], `<html lang="ar">`) {
		t.Errorf("in Arabic: %v, %s", err, got["README.txt"])
	}
	if f := FolderFormat(); f.Write != nil || len(f.Endings) > 0 || !slices.Equal(f.Knows, Format().Knows) {
		t.Errorf("the format is %+v", f)
	}
}

func errorOf(_ form.Dropped, err error) error { return err }
