package fold

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
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
	got, err := json.MarshalIndent(vectors, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	const file = "../../../assets/page/vectors/fold.json"
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
