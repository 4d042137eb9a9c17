package intake_test

import (
	"crypto/sha256"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
)

func TestDraft(t *testing.T) {
	paragraph := strings.Repeat("كلمة ", 60)
	for _, c := range []struct{ name, body, path, title, lang string }{
		{"first line", "قمة في بكين\n\nنص الخبر", "a.txt", "قمة في بكين", "ar"},
		{"blank lines before it", "\n \n  A summit \t in Beijing \nText", "a.txt", "A summit in Beijing", "en"},
		{"a dateline before it", "04-فبراير-2022\n\nقمة في بكين", "a.txt", "قمة في بكين", "ar"},
		{"a line of dashes before it", "-----\nA summit", "a.txt", "A summit", "en"},
		{"marks around it", "\u200f«قمة» في بكين\u200f\nنص", "a.txt", "«قمة» في بكين", "ar"},
		{"no line is short enough", paragraph + "\nقصير", "/home/x/قمة بكين.txt", "قمة بكين", "ar"},
		{"two extensions", paragraph, "summit.ar.txt", "summit.ar", "ar"},
		{"a file name that is not UTF-8", paragraph, "a\xffb.txt", "a\ufffdb", "ar"},
		{"no path", paragraph, "", "", "ar"},
		{"a year in a title", "بكين 2022: ما تغيّر\nنص", "a.txt", "بكين 2022: ما تغيّر", "ar"},
		{"Arabic with Latin names", "قال (COVID-19) إن المنظمة (WHO) في جنيف", "a.txt", "قال (COVID-19) إن المنظمة (WHO) في جنيف", "ar"},
		{"half and half", "قمة Beijing في بكين today", "a.txt", "قمة Beijing في بكين today", ""},
		{"neither", "Саммит в Пекине", "a.txt", "Саммит в Пекине", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := intake.Draft(intake.Text{Body: c.body}, c.path)
			if a.Title != c.title || a.Lang != c.lang {
				t.Errorf("got %q in %q, want %q in %q", a.Title, a.Lang, c.title, c.lang)
			}
			if a.ID == (data.ID{}) || !a.Published.IsZero() || a.Text != c.body || a.Hash != sha256.Sum256([]byte(c.body)) {
				t.Errorf("the rest of the draft is wrong: %+v", a)
			}
		})
	}
}

func TestLanguageOfNothing(t *testing.T) {
	if lang := intake.Language("2022 – 20:00"); lang != "" {
		t.Errorf("got %q for digits", lang)
	}
}
