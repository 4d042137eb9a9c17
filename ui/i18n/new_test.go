package i18n

import (
	"strings"
	"testing"
	"testing/fstest"

	"tarikh.org/tarikh/assets"
)

func TestNewRefuses(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	for _, c := range []struct {
		name, lang string
		files      fstest.MapFS
		want       string
	}{
		{"a language without a catalog", "fr", fstest.MapFS{}, `"fr"`},
		{"no catalog", English, fstest.MapFS{}, "translations/en.json"},
		{"a catalog that isn't JSON", English, fstest.MapFS{"translations/en.json": file("{")}, `"en"`},
		{"a catalog without months", English, fstest.MapFS{"translations/en.json": file(`{"app.name": "Tarikh"}`)}, "months.long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := New(c.files, c.lang); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error that names %s", err, c.want)
			}
		})
	}
}

func TestWhatArabicLacksIsSaidInEnglish(t *testing.T) {
	en, err := assets.Files.ReadFile("translations/en.json")
	if err != nil {
		t.Fatal(err)
	}
	l, err := New(fstest.MapFS{
		"translations/en.json": {Data: en},
		"translations/ar.json": {Data: []byte(`{"app.name": "تاريخ"}`)},
	}, Arabic)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.T("app.name") + " " + l.T("button.save") + " " + l.TN("count.events", 2); got != "تاريخ Save 2 events" {
		t.Errorf("got %q", got)
	}
	if l.Has("button.save") {
		t.Error("Has counts another language's messages")
	}
}
