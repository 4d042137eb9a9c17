package fold

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the vectors of the page's rules")

// TestVectorsOfThePage holds assets/page/fold.js to the rules here: the page's own tests
// fold the same texts.
func TestVectorsOfThePage(t *testing.T) {
	type vector struct {
		Text string `json:"text"`
		Fold string `json:"fold"`
	}
	var vectors []vector
	for _, text := range []string{
		"", "Beijing", "Zürich, Straße, Œuvre, Łódź, Ærø, Đorđe", "ΑΘΉΝΑ Σίσυφος", "Москва́ Ёлка", "İstanbul ışık ǅ ſ ŉ",
		"أحمد إلى آخر ٱلكتاب", "مدرسة ومدرسه", "مُحَمَّدٌ رَسُولُ", "تـــاريخ", "علی کتاب ے ہ ھ ۃ", "مسؤول شيء رئيس",
		"٢٠٢٢ ۲۰۲۲ २०२२ ２０２２ 𝟚𝟘𝟚𝟚", "ﷺ ﻻ ﺍﻟﻌﺮﺑﻴﺔ ﬁn", "ＦＵＬＬ　ｗｉｄｔｈ", "שָׁלוֹם", "a\u200bb\u00adc\ufeffd\u202ee", "क़लम हिन्दी", "ば か\u3099",
		"e\u0301 é e\u0323\u0302", "a\u00a0b\u2003c", "«قمة» (2022)", "\u06dd\u06de\u0670", "ﱞ ﹰ", "Ǆ ǰ ΐ ﬃ", "日本語 中文 한국어",
	} {
		vectors = append(vectors, vector{text, String(text)})
	}
	holds(t, "fold.json", vectors)
}

// TestStemsOfThePage holds assets/page/stem.js to the rules here.
func TestStemsOfThePage(t *testing.T) {
	type vector struct {
		Word    string   `json:"word"`
		Keys    []string `json:"keys"`
		Lookups []string `json:"lookups"`
		Forms   []string `json:"forms"`
		Cores   []string `json:"cores"`
	}
	sorted := func(words []string) []string {
		words = append([]string{}, words...)
		slices.Sort(words)
		return slices.Compact(words)
	}
	var all struct {
		Lexicon Lexicon  `json:"lexicon"`
		Words   []vector `json:"words"`
		Texts   []vector `json:"texts"` // Word is the text, Keys its words
	}
	all.Lexicon = Lexical()
	words := strings.Fields(`قانون قانونا القانون للقانون قانوني القانونيه نمو نموا رسمي رسميا الرسميين علم علمها لبنان لبناني اللبنانيون بيان بيانات حكومه
		حكومتها بحكومتها قوه قوات قوتها معلمون معلمين معلم اتفاقيه اتفاقيتان مندوب مندوبيها رييس لرييسها صوت صوتها ببكين بكين لبوتين وبالصين كالامم
		للبنان اعلان اعلي سودان شعبان سوريا السوريه سلطه السلطان وزاره وحده طريق بطريق بحريه حريه كتاب بعيد زيت زيتون من في ال و صيني صينيون مدرستان
		ووهان الوباء بالوباء فالوباء قمم قمه القمه وقمتهم مياه كرسي دوله دولتان دولي 2022 g20 日 中 москва zurich
		summit summits organise organization organising organ university universe important import a is ski skis skies dying lies tied ties cries cried
		happy happily happiness hoping hopped hopes agreed agreement agreements ministers ministerial nations national nationally rational conditional
		relational vaccinate vaccination vaccinated electricity electrical hopeful hopefulness formative formality sensibilities vileness replacement
		adjustable communicate communism generate generally arsenal flying say saying sky news proceed proceeding kneeled feed feeding exceedingly bleed
		tanned falling hissing fizzed filing sized traffic troubles using used uses gas gaps kiwis this yes yellow youth employ boys boy toyed controlling
		rolled probate rate cease defensible irritant dependent adoption homologous communist activate angularity effective geology analogies idly gently
		callousness triplicate electriciti goodness formalize valenci hesitanci digitizer conformabli radicalli differentli analogousli vietnamization predication
		operator feudalism decisiveness hopelessly singing bus buses caress caresses ponies invades invasion invaded bowl owed box boxes xing`)
	for _, word := range words {
		all.Words = append(all.Words, vector{word, sorted(Keys(word)), sorted(Lookups(word)), sorted(Forms(word)), sorted(Cores(word))})
	}
	for _, text := range []string{"", "الـG20 و2022م", "Xi’s visit (2022)—日本語 ok", "e\u0301té", "\u0301a", "قمة، القمم"} {
		v := vector{Word: text, Keys: []string{}}
		for word := range Words(text) {
			v.Keys = append(v.Keys, word)
		}
		all.Texts = append(all.Texts, v)
	}
	holds(t, "stems.json", all)
}

// holds compares a file of vectors with what the rules here give.
func holds(t *testing.T, name string, vectors any) {
	t.Helper()
	got, err := json.MarshalIndent(vectors, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	file := "../../../assets/page/vectors/" + name
	if *update {
		if err := os.WriteFile(file, append(got, '\n'), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.TrimSpace(want), got) {
		t.Errorf("%s is not what is folded here: write it again with -update", file)
	}
}
