package fold_test

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/text/fold"
)

// kin reports whether a word of a query finds a word of a text by its keys.
func kin(query, text string) bool {
	lookups := fold.Lookups(query)
	return slices.ContainsFunc(append(fold.Keys(text), text), func(key string) bool { return slices.Contains(lookups, key) })
}

func TestKin(t *testing.T) {
	for query, texts := range map[string]string{
		"قانون":    "قانونا القانون والقانون للقانون قانونها قانوني القانونيه",
		"قانونا":   "قانون القانون",
		"نمو":      "نموا النمو",
		"رسمي":     "رسميا الرسميه الرسميين رسميون",
		"علم":      "علما العلم علمه علمها",
		"لبنان":    "لبنان لبناني اللبنانيون اللبنانيه",
		"بيان":     "بيان البيان بيانات بيانا",
		"حكومه":    "حكومات حكومتها حكومته حكومتان الحكومه بحكومتها",
		"قوه":      "قوات قوتها القوات",
		"معلمون":   "معلمين معلم المعلمان",
		"اتفاقيه":  "اتفاقيات اتفاقيتان الاتفاقيتين",
		"مندوب":    "مندوبيها مندوبها مندوبين",
		"رئيس":     "رئيسها لرئيسها رئيسان الرئيسين",
		"صوت":      "صوتها صوته",
		"ببكين":    "بكين",
		"لبوتين":   "بوتين",
		"وبالصين":  "صين الصين للصين",
		"كالامم":   "امم الامم",
		"للبنان":   "لبنان",
		"summit":   "summits",
		"organise": "organization organizing organisation",
	} {
		for text := range strings.FieldsSeq(texts) {
			if !kin(query, text) {
				t.Errorf("%s does not find %s; %q, %q", query, text, fold.Lookups(query), fold.Keys(text))
			}
		}
	}
	for query, texts := range map[string]string{
		"اعلان":      "اعلي اعلام",
		"اعلي":       "اعلان",
		"علم":        "عالم اعلام علوم",
		"بيان":       "بان بين بيه البيئه",
		"لبن":        "لبنان",
		"سود":        "سودان",
		"شعب":        "شعبان",
		"رسم":        "رسميا الرسمي",
		"سور":        "سوريا سوري السوريه",
		"سلطه":       "السلطان",
		"زار":        "وزاره",
		"حد":         "وحده",
		"طريق":       "بطريق",
		"بطريق":      "طريق",
		"بحريه":      "حريه",
		"حريه":       "البحريه",
		"كتاب":       "تاب",
		"بعيد":       "عيد",
		"زيت":        "زيتون",
		"university": "universe universal universities2",
		"organ":      "organization",
		"import":     "important",
	} {
		for text := range strings.FieldsSeq(texts) {
			if kin(query, text) {
				t.Errorf("%s finds %s; %q, %q", query, text, fold.Lookups(query), fold.Keys(text))
			}
		}
	}
}

func TestMonths(t *testing.T) {
	for text, want := range map[string]string{
		"ايلول":        "9شهر",
		"وسبتمبر":      "9شهر",
		"شتنبر":        "9شهر",
		"كانون الثاني": "1شهر",
		"بكانون الاول": "12شهر",
		"كانون":        "",
		"جانفي":        "1شهر",
		"sept":         "9month",
		"in march":     "3month",
		"11 mar 2011":  "3month",
		"march on":     "",
		"may 2022":     "5month",
		"he may go":    "",
		"في مارس":      "3شهر",
		"مارس ضغوطا":   "",
		"فبراير ومارس": "2شهر 3شهر",
		"2 اب":         "8شهر",
		"من اب لبناني": "",
		"1999 مارس 3 وجوان الثامن": "3شهر 6شهر",
	} {
		words := strings.Fields(text)
		var got []string
		for i := range words {
			if m := fold.MonthAt(words, i, false); m.Key != "" {
				got = append(got, m.Key)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %s", text, got, want)
		}
	}
	for text, want := range map[string]bool{
		"في آب": true, "وآب.": true, "آ\u0628": true, "ا\u0653ب": true, "آباء": false, "أب": false, "الآب": false, "": false, "آبآب آب": true,
	} {
		if got := fold.SpellsAugust(text); got != want {
			t.Errorf("%q spells August: %v", text, got)
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

func FuzzKeys(f *testing.F) {
	for _, word := range []string{
		"skies", "dying", "lying", "tying", "hoping", "sensibility", "happiness", "early", "only", "ugly", "organisations", "الصين",
		"وللصين", "يه", "summits", "yy", "", "ال", "اتفاقيتان", "لرئيسها", "مندوبيهم", "قوات", "صوتها", "وقانونا", "للبنان", "ببكين", "كانون",
	} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for word := range fold.Words(text) {
			lookups := fold.Lookups(word)
			if !kin(word, word) || slices.Contains(fold.Keys(word), "") || slices.Contains(lookups, "") {
				t.Errorf("%q does not find itself: %q, %q", word, lookups, fold.Keys(word))
			}
			if !slices.Contains(fold.Forms(word), word) || fold.Readings(word)[0] != word {
				t.Errorf("%q is not among its forms %q or readings %q", word, fold.Forms(word), fold.Readings(word))
			}
			// What is found has the letters by which a text is chosen.
			for _, reading := range fold.Readings(word) {
				for _, form := range append(fold.Forms(reading), reading+"ها", reading+"s") {
					if kin(word, form) && !slices.ContainsFunc(fold.Cores(word), func(core string) bool { return strings.Contains(form, core) }) {
						t.Errorf("%q finds %q, which has none of %q", word, form, fold.Cores(word))
					}
				}
			}
		}
	})
}
