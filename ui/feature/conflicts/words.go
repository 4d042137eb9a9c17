package conflicts

import (
	"strconv"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/reconcile"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
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
		if words = strconv.FormatInt(*v, 10); c.Field.Use == data.UseTime {
			words = k.Locale.Timestamp(*v, time.Local)
		}
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
	default:
		words = strings.Join(f.lines(v), "\n")
	}
	if strings.TrimSpace(words) == "" {
		return k.T("import.value.none")
	}
	return words
}

// lines are what a value of several parts says, one line or more.
func (f *Feature) lines(value any) (lines []string) {
	k := f.host.Kit()
	switch v := value.(type) {
	case *[]string:
		return []string{f.list(*v)}
	case *[]data.Reference:
		for _, r := range *v {
			lines = append(lines, strings.TrimSpace(r.Title+" "+r.URL))
		}
	case *data.EntityNames:
		for _, name := range *v {
			lines = append(lines, name.Text)
		}
	case *data.Position:
		if !v.IsZero() {
			lines = []string{gazetteer.Position(v.Lat, v.Lon)}
		}
	case *data.Claims:
		for _, one := range *v {
			lines = append(lines, k.T("claim.of", "subject", k.Locale.ClaimSubject(claims.Subject(one.Subject)), "n", k.Given(one.Value)))
		}
	case *data.Citation:
		return f.citation(*v)
	}
	return lines
}

// list joins words in the way of the interface's language.
func (f *Feature) list(all []string) string {
	k := f.host.Kit()
	given := make([]string, len(all))
	for i, words := range all {
		given[i] = k.Given(words)
	}
	return k.List(given)
}

// citation is what a citation says, a line for each of its fields.
func (f *Feature) citation(c data.Citation) (lines []string) {
	k := f.host.Kit()
	people := map[string][]data.Name{"authors": c.Authors, "editors": c.Editors, "translators": c.Translators}
	for name, texts := range c.Parts() {
		if all, ok := people[name]; ok {
			texts = nil
			for _, n := range all {
				texts = append(texts, n.Line())
			}
		}
		if name == "type" {
			texts = []string{feature.CitationType(k, c.Type)}
		}
		lines = append(lines, k.T("claim.of", "subject", k.T("field.citation."+strings.ReplaceAll(name, "_", ".")), "n", f.list(texts)))
	}
	return lines
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
