package find

import "testing"

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"":                "",
		"2022 – 20:00":    "",
		"The two leaders": "en",
		"التقى الزعيمان في بكين":                             "ar",
		"این نشست در تهران برگزار شد":                        "fa",
		"یہ اجلاس لاہور میں ہوا۔":                            "ur",
		"Les deux dirigeants se sont rencontrés à Pékin":     "fr",
		"Los dos dirigentes se reunieron en la capital":      "es",
		"Die beiden Präsidenten trafen sich in der Stadt":    "de",
		"Os dois presidentes reuniram-se na capital do país": "pt",
		"I due presidenti si sono incontrati nella capitale": "it",
		"İki lider başkentte bir araya geldi ve görüştü":     "tr",
		"Kedua pemimpin bertemu di ibu kota pada hari Jumat": "id",
		"Два лидера встретились в Пекине":                    "ru",
		"שני המנהיגים נפגשו בבירה":                           "he",
		"दोनों नेता राजधानी में मिले":                        "hi",
		"两国元首在北京会晤":                                          "zh",
		"Ο πρόεδρος είπε":                                    "",
	} {
		if got := Language(text); got != want {
			t.Errorf("%q is taken for %q, want %q", text, got, want)
		}
	}
}

// TestLanguageOfSentences tells the language of single sentences, which is harder
// than that of articles.
func TestLanguageOfSentences(t *testing.T) {
	right, all := 0, 0
	for _, set := range []string{"labelled.tsv", "heldout.tsv", "languages.tsv", "news.tsv"} {
		for _, l := range readSet(t, set) {
			all++
			if Language(l.text) == l.lang {
				right++
			}
		}
	}
	if share := float64(right) / float64(all); share < 0.93 {
		t.Errorf("%d of %d sentences are told rightly, %.1f %%", right, all, 100*share)
	}
}
