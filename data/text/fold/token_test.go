package fold_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/text/fold"
)

func TestTokens(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string // each word, "=" and the text it came from
	}{
		"nothing":                    {" –«» \u064e", nil},
		"Arabic with signs":          {"«القِمَّةُ»، في بكين", []string{"القمه=القِمَّةُ", "في=في", "بكين=بكين"}},
		"tatweel":                    {"الطــريق", []string{"الطريق=الطــريق"}},
		"English":                    {"Two winters: Wuhan’s", []string{"two=Two", "winters=winters", "wuhan=Wuhan", "s=s"}},
		"accents of their own":       {"cafe\u0301s", []string{"cafes=cafe\u0301s"}},
		"digits":                     {"عام ٢٠٢٢م، 100,000", []string{"عام=عام", "2022=٢٠٢٢", "م=م", "100=100", "000=000"}},
		"a hyphen":                   {"كوفيد-19 (COVID-19)", []string{"كوفيد=كوفيد", "19=19", "covid=COVID", "19=19"}},
		"Latin after an article":     {"الـG20", []string{"ال=الـ", "g20=G20"}},
		"Chinese":                    {"北京2022", []string{"北=北", "京=京", "2022=2022"}},
		"marks of other scripts":     {"हिन्दी में", []string{"हिन्दी=हिन्दी", "में=में"}},
		"a mark before any letter":   {"\u0301a", []string{"a=a"}},
		"bytes that are not UTF-8":   {"a\xffb", []string{"a=a", "b=b"}},
		"controls and joiners":       {"می\u200cخواهم \u200fقمة\u200f", []string{"ميخواهم=می\u200cخواهم", "قمه=قمة"}},
		"a word of the longest kind": {strings.Repeat("ab", 100), []string{strings.Repeat("ab", 64) + "=" + strings.Repeat("ab", 100)}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for token := range fold.Tokens(c.text) {
				got = append(got, token.Word+"="+c.text[token.Start:token.End])
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q: got %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestTokensAreTheWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(append(pieces(), "الـG20", "北京", strings.Repeat("word ", 300))), 0, 12).Draw(t, "pieces"), "")
		var words []string
		start, end := 0, 0
		for token := range fold.Tokens(text) {
			words = append(words, token.Word)
			// A ligature may be several words, each of which is all of it.
			if token.Start < start || token.End < end || token.End <= token.Start || token.End > len(text) {
				t.Fatalf("%q: a word from %d to %d after one from %d to %d", text, token.Start, token.End, start, end)
			}
			start, end = token.Start, token.End
			if got := fold.String(text[start:end]); !strings.Contains(got, token.Word) {
				t.Fatalf("%q: the word %q is said to be %q", text, token.Word, got)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[token.Start:token.End]) {
				t.Fatalf("%q: from %d to %d splits a character", text, token.Start, token.End)
			}
		}
		if want := slices.Collect(fold.Words(text)); !slices.Equal(words, want) {
			t.Fatalf("%q: tokens are %q, words %q", text, words, want)
		}
	})
}

// What is looked up in an index of words must be one of its words.
func TestWordsAreWordsOfThemselves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces()), 0, 12).Draw(t, "pieces"), "")
		for word := range fold.Words(text) {
			if again := slices.Collect(fold.Words(word)); !slices.Equal(again, []string{word}) {
				t.Fatalf("%q: the word %q holds %q", text, word, again)
			}
		}
	})
}

func TestStringIsTheFoldedText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces()), 0, 12).Draw(t, "pieces"), "")
		if got, want := fold.String(text), fold.Text(text).String(); got != want {
			t.Fatalf("%q: %q, with a way back %q", text, got, want)
		}
	})
}

func BenchmarkWords(b *testing.B) {
	for name, paragraph := range map[string]string{
		"Arabic":  "اختتم الرئيسان القمة في بكين عام 2022، وصدر البيان المشترك بعدها بساعات قليلة.\n",
		"English": "The two presidents closed the summit in Beijing in 2022; a communiqué followed hours later.\n",
	} {
		text := strings.Repeat(paragraph, 1<<16/len(paragraph))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				for range fold.Words(text) {
				}
			}
		})
	}
}
