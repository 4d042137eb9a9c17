package find

import "strings"

// Years in words that are written as one word, of which a lexicon holds each.

// germanYear returns a year as German writes it out: neunzehnhundertneunundneunzig,
// zweitausenddrei.
func germanYear(n int) string {
	small := []string{
		"", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
	}
	tens := []string{"", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"}
	rest := n % 100
	word := small[min(rest, 19)]
	switch unit := rest % 10; {
	case rest < 20:
	case unit == 0:
		word = tens[rest/10]
	case unit == 1:
		word = "einund" + tens[rest/10]
	default:
		word = small[unit] + "und" + tens[rest/10]
	}
	if n >= 2000 {
		return "zweitausend" + word
	}
	return small[n/100] + "hundert" + word
}

// italianYear returns a year as Italian writes it out: millenovecentonovantanove,
// duemilatre.
func italianYear(n int) string {
	small := []string{
		"", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove",
	}
	tens := []string{"", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"}
	word := "mille"
	if n >= 2000 {
		word = "duemila"
	}
	switch hundreds := n / 100 % 10; hundreds {
	case 0:
	case 1:
		word += "cento"
	default:
		word += small[hundreds] + "cento"
	}
	rest := n % 100
	if rest < 20 {
		return word + small[rest]
	}
	ten, unit := tens[rest/10], rest%10
	if unit == 1 || unit == 8 {
		ten = ten[:len(ten)-1]
	}
	return strings.Replace(word+ten+small[unit], "centoott", "centott", 1)
}
