package claims_test

import (
	"math"
	"testing"
	"unicode/utf8"

	"tarikh.org/tarikh/data/claims"
)

// Whatever a passage is, its claims are in order, each inside of it, and their values
// agree with themselves.
func FuzzOf(f *testing.F) {
	f.Add("At least 21 people were killed and 1,234.5 injured; between 12 and 21 missing", "en")
	f.Add("مقتل ما لا يقل عن مئتين وواحد وعشرين شخصا وإصابة ٣٠٠٬٠٠٠ آخرين", "ar")
	f.Add("بين ١٢ و٢١ قتيلا، ونصف مليون نازح، ومليون ونصف المليون دولار", "ar")
	f.Add("\xff21 dead\xfe, $\u00a05-15m, 1.2.3,4'5 killed no one a a a half and a half", "")
	f.Add("999999999999999999999999999999999999999 thousand million billion killed", "en")
	f.Add("ألف ألف ألف ألف قتيل وألفا مليونا عشرات عشرات الآلاف الملايين", "ar")
	f.Fuzz(func(t *testing.T, text, lang string) {
		for _, topic := range claims.Of([]claims.Passage{{Text: text, Lang: lang}}) {
			last := 0
			for _, c := range topic.Claims {
				if c.Start < last || c.End <= c.Start || c.End > len(text) || utf8.ValidString(text) && !utf8.ValidString(text[c.Start:c.End]) {
					t.Fatalf("%q: %s %+v after %d", text, topic.Subject, c, last)
				}
				last = c.Start
				if math.IsNaN(c.Lo) || math.IsInf(c.Hi, 0) || c.Lo > c.Hi || c.Vague > 0 && c.Hi != 0 {
					t.Fatalf("%q: %+v", text, c.Value)
				}
				if r := claims.Compare(c.Value, c.Value); r != claims.Equal {
					t.Fatalf("%q: %+v is %d to itself", text, c.Value, r)
				}
			}
			if v, ok := topic.Summary(); ok && v.Lo > v.Hi {
				t.Fatalf("%q: %+v", text, v)
			}
		}
	})
}
