package conflicts

import (
	"strconv"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/reconcile"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
)

// rowName is what the row of a conflict is called.
func (f *Feature) rowName(c reconcile.Conflict) string {
	row := c.Theirs
	if row == nil {
		row = c.Mine
	}
	return control.OneLine(c.Shape.Title(row), 120)
}

// fieldName is the field of a conflict in words.
func (f *Feature) fieldName(c reconcile.Conflict) string {
	k := f.host.Kit()
	field := strings.ReplaceAll(c.Field.Name, "_", ".")
	if c.Field.Use == data.UseHash {
		field = "text"
	}
	for _, key := range []string{"import.field." + field, "field." + field, "conflict.field." + field} {
		if k.Locale.Has(key) {
			return k.T(key)
		}
	}
	return c.Field.Name
}

// value is what a row has in the field of a conflict, in words.
func (f *Feature) value(c reconcile.Conflict, row data.Row) string {
	k := f.host.Kit()
	words := ""
	switch v := c.Field.At(row).(type) {
	case *string:
		words = *v
	case *int:
		words = k.Locale.Number(int64(*v))
	case *int64:
		words = strconv.FormatInt(*v, 10)
	case *bool:
		words = k.T(map[bool]string{true: "conflict.yes", false: "conflict.no"}[*v])
	case *dates.Date:
		if !v.IsZero() {
			words = k.Locale.Date(*v)
		}
	case *data.ID:
		words = f.called(*v)
	case *anchor.Selector:
		words = v.Exact
	case *[32]byte: // of a text
		if a, ok := row.(*data.Article); ok {
			words = control.OneLine(a.Text, 600)
		}
	case *data.Verdict:
		if !v.IsZero() {
			when := ""
			if v.At != 0 {
				when = k.Locale.Timestamp(v.At, time.Local)
			}
			words = k.Join(k.T("state."+string(v.State)), k.Given(v.By), when, k.Given(v.Why))
		}
	case data.Composite:
		var parts []string
		for name, texts := range v.Parts() {
			parts = append(parts, name+": "+strings.Join(texts, " "))
		}
		words = strings.Join(parts, "\n")
	}
	if strings.TrimSpace(words) == "" {
		return k.T("import.value.none")
	}
	return words
}

// called is what a track is called that a row refers to.
func (f *Feature) called(id data.ID) string {
	n := f.host.Library.Snapshot()
	if n == nil {
		return ""
	}
	for _, t := range n.Tracks {
		if t.ID == id {
			return t.Name
		}
	}
	return ""
}
