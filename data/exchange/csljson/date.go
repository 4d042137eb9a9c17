package csljson

import (
	"encoding/json"
	"strconv"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/works"
)

// dateIn reads a date variable: as text that works.Date reads, and in words where these say
// something else. A text is EDTF or raw; an object has numbers, a literal, or both.
func dateIn(value any) (text, words string) {
	d, ok := value.(map[string]any)
	if !ok {
		return scalar(value), scalar(value)
	}
	get := func(name string) string { return form.Line(scalar(d[name])) }
	words = get("literal")
	text = partsOf(d)
	if text == "" {
		if text = firstOf(get("edtf"), get("raw")); text == "" {
			return words, words
		}
		return text, firstOf(words, text)
	}
	if circa(d["circa"]) {
		text = approximate(text)
	}
	return text, firstOf(words, text)
}

// partsOf are the numbers of a date as EDTF, "" where there are none. A season goes with a
// year alone.
func partsOf(d map[string]any) string {
	list, _ := d["date-parts"].([]any)
	var ends []string
	for _, end := range list[:min(len(list), 2)] {
		numbers, _ := end.([]any)
		var n [3]int
		for i, v := range numbers[:min(len(numbers), 3)] {
			n[i], _ = strconv.Atoi(scalar(v))
		}
		if n[0] == 0 {
			continue
		}
		text := works.Parts(int64(n[0]), n[1], n[2])
		if season := seasonOf(d["season"]); season > 0 && n[1] == 0 {
			text = works.Season(int64(n[0]), season)
		} else if n[1] >= 13 && n[1] <= 24 { // as the numbers of months, which some programs write
			text = works.Season(int64(n[0]), (n[1]-1)%4+1)
		}
		ends = append(ends, text)
	}
	switch {
	case len(ends) == 0:
		return ""
	case len(ends) == 2 && ends[0] != ends[1]:
		return ends[0] + "/" + ends[1]
	}
	return ends[0]
}

func seasonOf(value any) int {
	text := scalar(value)
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= 4 {
		return n
	}
	return works.SeasonNamed(text)
}

// circa is true, a number or a text, but for those that say no.
func circa(value any) bool {
	switch scalar(value) {
	case "", "0", "false", "no":
		return false
	}
	return true
}

// approximate is each end of a date with "~".
func approximate(edtf string) string {
	d, err := dates.Parse(edtf)
	if err != nil {
		return edtf
	}
	start, end, interval := d.Parts()
	if !interval {
		return edtf + "~"
	}
	return start.String() + "~/" + end.String() + "~"
}

// dateOf is a date as CSL has it, nil for none. What of it is lost is counted.
func dateOf(d dates.Date, lost *form.Dropped) any {
	if d.IsZero() {
		return nil
	}
	p := works.DatedOf(d)
	if !p.Exact {
		lost.Lose(form.LosesCertainty, 1)
	}
	out := struct {
		Parts  [][]json.Number `json:"date-parts"`
		Season int             `json:"season,omitempty"`
		Circa  bool            `json:"circa,omitempty"`
	}{[][]json.Number{numbers(p.From)}, p.Season, p.Circa}
	if p.To != p.From {
		out.Parts = append(out.Parts, numbers(p.To))
	}
	return out
}

func numbers(m form.Moment) []json.Number {
	year := m.Year
	if year <= 0 {
		year--
	}
	out := []json.Number{json.Number(strconv.FormatInt(year, 10))}
	for _, n := range []int{m.Month, m.Day} {
		if n == 0 {
			break
		}
		out = append(out, json.Number(strconv.Itoa(n)))
	}
	return out
}
