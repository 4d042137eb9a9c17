package search

import (
	"os"
	"regexp"
	"testing"

	"tarikh.org/tarikh/data"
)

// What the README says to type finds something in the sample.
func TestWhatTheReadmeTriesIsInTheSample(t *testing.T) {
	w, _, _ := made(t)
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	try := regexp.MustCompile(`(?s)Press Ctrl\+F and type (.*?): what is found`).FindSubmatch(readme)
	if try == nil {
		t.Fatal("the README says nothing to type")
	}
	typed := regexp.MustCompile("`([^`]+)`").FindAllSubmatch(try[1], -1)
	if len(typed) < 3 {
		t.Errorf("the README says %q to type", typed)
	}
	for _, words := range typed {
		found, err := w.Host.Library.Store().Search(t.Context(), w.Host.Query(string(words[1]), false), 10)
		if err != nil || len(found.Hits) == 0 {
			t.Errorf("%s finds %d, %v", words[1], len(found.Hits), err)
		}
	}
}

// The words of the examples are those of an article's title, of one in the language of
// the interface before others.
func TestWordsOfExamples(t *testing.T) {
	articles := []data.Article{{Title: "قمّة في بكين، وبيان مشترك", Lang: "ar"}, {Title: "A note: the Winter Games open", Lang: "en"}}
	for lang, want := range map[string][2]string{"en": {"Winter", "Games"}, "ar": {"وبيان", "مشترك"}, "fr": {"وبيان", "مشترك"}} {
		if first, second := titleWords(articles, lang); first != want[0] || second != want[1] {
			t.Errorf("%s: %q %q, want %q", lang, first, second, want)
		}
	}
	if first, second := titleWords(articles[:0], "en"); first != "" || second != "" {
		t.Errorf("%q %q of no article", first, second)
	}
}
