package imports

import (
	"errors"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/merge"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/i18n"
)

// say puts into words why something is not imported.
func (f *Feature) say(err error) string {
	k := f.host.Kit()
	var not refused
	var bad *form.Error
	switch {
	case errors.Is(err, errUnknown):
		return k.T("import.unknown", "formats", k.Join(titles()...))
	case errors.As(err, &not):
		return k.T(not.Refused)
	case errors.As(err, &bad):
		if where := place(k, bad.Place); where != "" {
			return k.T("import.failed.at", "where", where, "reason", bad.Reason)
		}
		return k.T("import.failed", "reason", bad.Reason)
	}
	return f.host.Say(err)
}

// titles are those of the formats that are read.
func titles() (all []string) {
	for _, format := range exchange.Formats() {
		if format.Read != nil && format.Refused == "" {
			all = append(all, format.Title)
		}
	}
	return all
}

// place says where in a file something is.
func place(k *control.Kit, p form.Place) string {
	var parts []string
	if p.Sheet != "" {
		parts = append(parts, k.T("import.place.sheet", "sheet", k.Given(p.Sheet)))
	}
	if p.Row > 0 {
		parts = append(parts, k.T("import.place.row", "n", k.Locale.Number(int64(p.Row))))
	} else if p.Line > 0 {
		parts = append(parts, k.T("import.place.line", "n", k.Locale.Number(int64(p.Line))))
	}
	if p.Column != "" {
		parts = append(parts, k.T("import.place.column", "column", k.Given(control.OneLine(p.Column, 40))))
	}
	if p.Path != "" {
		parts = append(parts, k.Given(p.Path))
	}
	return k.Join(parts...)
}

// whyKey is the message of a reason.
func whyKey(w form.Why) string { return "import.why." + strings.ReplaceAll(string(w), "_", ".") }

// bare is text for where controls are shown or copied: without those that keep directions
// apart.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '\u2066' && r <= '\u2069' {
			return -1
		}
		return r
	}, s)
}

// why says why something is left out.
func why(k *control.Kit, s form.Skipped) string {
	words := k.T(whyKey(s.Why))
	if s.Detail == "" {
		return words
	}
	return k.T("import.why.detail", "why", words, "detail", k.Given(control.OneLine(s.Detail, 160)))
}

// made are the counts of what is new in a report, in words.
func made(k *control.Kit, r form.Report) string {
	return k.Locale.Counts(
		i18n.Counted{Key: "count.events", N: r.Events}, i18n.Counted{Key: "import.count.eras", N: r.Eras}, i18n.Counted{Key: "count.articles", N: r.Articles},
		i18n.Counted{Key: "import.count.references", N: r.References}, i18n.Counted{Key: "count.notes", N: r.Notes})
}

// fieldName is a field of a row in words.
func fieldName(k *control.Kit, c merge.Conflict) string {
	field := strings.ReplaceAll(c.Field, "_", ".")
	for _, key := range []string{"import.field." + field, "field." + field} {
		if k.Locale.Has(key) {
			return k.T(key)
		}
	}
	return c.Field
}

// value is a field's value in words; a date is one that people read.
func value(k *control.Kit, field, words string) string {
	if words == "" {
		return k.T("import.value.none")
	}
	if d, err := dates.Parse(words); err == nil && (field == "date" || field == "published" || field == "span") {
		return k.Locale.Date(d)
	}
	return k.Given(control.OneLine(words, 200))
}
