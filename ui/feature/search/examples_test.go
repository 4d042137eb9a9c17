package search

import (
	"os"
	"regexp"
	"testing"
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

// The words of the examples are those of titles in the script of the interface, the most
// frequent ones and names before others, and none that say nothing by themselves.
func TestWordsOfExamples(t *testing.T) {
	titles := []string{
		"A year from Wuhan with much snow", "A visit to the Winter Games", "Winter Games close", "The slow train",
		"قمّة في بكين", "بيان عن الألعاب الشتوية", "بعد ذلك",
	}
	for _, c := range []struct {
		name          string
		titles        []string
		rtl           bool
		first, second string
	}{
		{"English", titles, false, "Winter", "Games"},
		{"Arabic", titles, true, "الألعاب", "الشتوية"},
		{"no Arabic title", titles[:4], true, "Winter", "Games"},
		{"one title", titles[3:4], false, "slow", "train"},
		{"nothing but words of all titles", []string{"After that from there", "بعد ذلك"}, false, "", ""},
		{"none", nil, false, "", ""},
	} {
		if first, second := titleWords(c.titles, c.rtl); first != c.first || second != c.second {
			t.Errorf("%s: %q %q, want %q %q", c.name, first, second, c.first, c.second)
		}
	}
}
