package i18n

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/claims"
)

// Claim returns the value of a claim in words: "12 to 21", "at least 12", "about 15
// billion dollars", "dozens". A name is the caller's to word: it gives "".
func (l *Locale) Claim(subject claims.Subject, v claims.Value) string {
	switch {
	case !v.Date.IsZero():
		return l.Date(v.Date)
	case v.Name != "":
		return ""
	}
	var text string
	switch {
	case v.Vague > 0:
		text = l.T("claim.vague." + strconv.FormatFloat(min(v.Vague, 1e9), 'f', 0, 64))
		if !l.Has("claim.vague." + strconv.FormatFloat(v.Vague, 'f', 0, 64)) { // tens of thousands and the like
			text = l.own("claim.least", "n", l.figure(v.Vague))
		}
	case v.Lo != v.Hi:
		text = l.own("claim.range", "from", l.figure(v.Lo), "to", l.figure(v.Hi))
	default:
		text = l.figure(v.Lo)
	}
	if subject == claims.Percent {
		text = l.own("claim.percent", "n", text)
	}
	if v.Unit != "" {
		text = l.own("claim.unit."+v.Unit, "n", text)
	}
	if v.Approx {
		text = l.own("claim.about", "n", text)
	}
	switch {
	case v.AtLeast:
		text = l.own("claim.least", "n", text)
	case v.AtMost:
		text = l.own("claim.most", "n", text)
	}
	return text
}

// ClaimSubject returns what a claim is about, as the head of a line: "Dead".
func (l *Locale) ClaimSubject(s claims.Subject) string { return l.T("claim.subject." + string(s)) }

// ClaimOf returns a claim with its subject: "12 to 21 dead", "Damage: 15 billion dollars".
func (l *Locale) ClaimOf(s claims.Subject, v claims.Value) string {
	value, subject := l.Claim(s, v), l.ClaimSubject(s)
	if slices.Contains(claims.Counted(), s) {
		return l.own("claim.counted", "n", value, "subject", strings.ToLower(subject))
	}
	return l.own("claim.of", "n", value, "subject", subject)
}

// Either returns several values of which it is not decided which one holds: "Turin or Milan".
func (l *Locale) Either(values []string) string {
	words := values[0]
	for _, v := range values[1:] {
		words = l.own("claim.either", "first", words, "other", v)
	}
	return words
}

// figure writes a number with grouping and up to two digits of a fraction, millions and
// billions in words where that loses nothing.
func (l *Locale) figure(n float64) string {
	for _, scale := range [...]struct {
		size float64
		key  string
	}{{1e9, "claim.billion"}, {1e6, "claim.million"}} {
		const hundredths = 100
		part := math.Round(n/scale.size*hundredths) / hundredths
		if part >= 1 && part < 1e6 && math.Round(part*scale.size) == n {
			if part != float64(int64(part)) {
				return l.TN(scale.key, 100, "n", plain(l.decimal(part))) // as of many
			}
			return l.TN(scale.key, int(part))
		}
	}
	return l.decimal(n)
}

// decimal writes a number that isn't negative with grouping and its fraction.
func (l *Locale) decimal(n float64) string {
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(n, 'f', -1, 64), ".")
	count, err := strconv.ParseUint(whole, 10, 64)
	if err != nil { // too large to group
		return l.digits(whole)
	}
	text := l.grouped(count)
	if fraction != "" {
		text += l.digits("." + fraction[:min(2, len(fraction))])
	}
	return text
}
