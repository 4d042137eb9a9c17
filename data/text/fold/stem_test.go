package fold_test

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/text/fold"
)

func TestStem(t *testing.T) {
	for word, want := range map[string]string{
		"الكتاب":      "كتاب",
		"والكتاب":     "كتاب",
		"للصين":       "صين",
		"وللصين":      "صين",
		"بالاسلحه":    "اسلح",
		"اسلحه":       "اسلح",
		"اجتماعات":    "اجتماع",
		"معلمون":      "معلم",
		"كتابها":      "كتاب",
		"الصينيه":     "صين",
		"رئيسين":      "رئيس",
		"يه":          "يه", // two letters are left
		"وصل":         "وصل",
		"لاوكرانيا":   "لاوكرانيا",
		"summits":     "summit",
		"negotiating": "negoti",
		"news":        "news",
		"the":         "the",
		"covid19":     "covid19",
		"2022":        "2022",
		"олимпиада":   "олимпиада",
	} {
		if got := fold.Stem(word); got != want {
			t.Errorf("%s: got %s, want %s", word, got, want)
		}
	}
}

func TestForms(t *testing.T) {
	for word, want := range map[string][]string{
		"اوكرانيا": {"اوكرانيا", "لاوكرانيا", "واوكرانيا", "باوكرانيا", "فاوكرانيا", "كاوكرانيا", "ولاوكرانيا"},
		"صين":      {"صين", "الصين", "للصين", "بالصين", "والصين", "وللصين", "كالصين", "فالصين"},
		"الصين":    {"الصين", "صين", "وصين", "للصين", "بالصين"},
		"للصين":    {"للصين", "الصين", "صين"},
		"يلعب":     {"يلعب", "سيلعب", "وسيلعب"},
		"التزام":   {"التزام", "والتزام", "بالتزام", "لالتزام", "الالتزام", "بالالتزام", "للالتزام"},
		"و":        {"و"},
		"summit":   {"summit"},
	} {
		got := fold.Forms(word)
		if got[0] != word {
			t.Errorf("%s: the first form is %s", word, got[0])
		}
		for _, form := range want {
			if !slices.Contains(got, form) {
				t.Errorf("%s: %s is not among %q", word, form, got)
			}
		}
		if sorted := slices.Sorted(slices.Values(got)); len(slices.Compact(sorted)) != len(got) {
			t.Errorf("%s: a form comes twice in %q", word, got)
		}
	}
}

func FuzzStem(f *testing.F) {
	for _, word := range []string{"skies", "dying", "lying", "tying", "hoping", "sensibility", "happiness", "idly", "early", "only", "singly", "gently", "ugly", "succeeding", "الصين", "وللصين", "يه", "summits", "yy", "skies", "", "ال"} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for word := range fold.Words(text) {
			if fold.Stem(word) == "" {
				t.Errorf("%q has no stem", word)
			}
			if word[0] < 0x80 && !strings.HasPrefix(word, fold.StemCore(fold.Stem(word))) {
				t.Errorf("%q does not begin with the core %q of its stem", word, fold.StemCore(fold.Stem(word)))
			}
			if !slices.Contains(fold.Forms(word), word) || fold.Stems(word)[0] != fold.Stem(word) {
				t.Errorf("%q is not among its forms %q or its stem not among %q", word, fold.Forms(word), fold.Stems(word))
			}
		}
	})
}
