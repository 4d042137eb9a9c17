package bringin

import (
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/i18n"
)

// What the intake says as keys has words in both languages.
func TestKeysHaveWords(t *testing.T) {
	var keys []string
	for _, o := range []intake.Origin{
		"jsonld", "microdata", "opengraph", "meta", "time", "heading", "titletag", "beside", "dateline", "address", "guess", // see package page
		intake.FromUser, intake.FromLine, intake.FromFile, intake.FromDocument, intake.FromSource, intake.FromLetters, intake.FromLibrary,
	} {
		keys = append(keys, "bringin.from."+string(o))
	}
	for _, w := range []intake.WarningKind{
		intake.Converted, intake.Mislabeled, intake.Damaged, intake.Moved, intake.Paywalled, intake.Short, intake.Whole, intake.Told, intake.Thin, intake.LeftOut, intake.Guessed, intake.Robots, intake.Dateless, intake.Unpaged, intake.Unpictured, intake.CutPictures,
	} {
		keys = append(keys, "bringin.warning."+string(w))
	}
	for _, s := range []intake.Same{intake.SameText, intake.SameAddress, intake.SameDOI, intake.NearText} {
		keys = append(keys, "bringin.match."+string(s), "bringin.match.reference")
	}
	for _, lang := range []string{"en", "ar"} {
		l, err := i18n.New(assets.Files, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			if !l.Has(key) {
				t.Errorf("%s has no words for %q", lang, key)
			}
		}
	}
}
