package merge

import (
	"encoding/binary"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
)

// quiet are fields that follow from others or from the file's place in time: a change of
// these alone is none.
func quiet(f data.Field) bool {
	switch f.Name {
	case "id", "rev", "order", "added", "created", "changed", "hash", "length", "doubt":
		return f.Use != data.UsePlain || f.Name != "changed" // an article's date of change counts
	}
	return false
}

// comparedFields are the fields of each kind whose changes count.
var comparedFields = func() map[data.Kind][]data.Field {
	fields := map[data.Kind][]data.Field{}
	for _, shape := range data.Shapes() {
		for _, f := range shape.Fields {
			if f.Name == "citation" {
				fields[shape.Kind] = append(fields[shape.Kind], data.CitationFields()...)
			} else if !quiet(f) {
				fields[shape.Kind] = append(fields[shape.Kind], f)
			}
		}
	}
	return fields
}()

// fieldSum is a short hash of a field's value, "" of a zero one. A track counts by its
// name: one that is renamed here stays the track of its events.
func (p *Plan) fieldSum(f data.Field, row data.Row) string {
	if f.IsZero(row) {
		return ""
	}
	if id, ok := f.At(row).(*data.ID); ok && f.Refers && f.To == data.KindTrack {
		return sum(p.names[*id])
	}
	return sum(valueOf(f, row))
}

// saidSum is the sum of what the file says of a field of a row.
func (p *Plan) saidSum(r change, f data.Field) string {
	if s, other := r.said[f.Name]; other {
		return s
	}
	return p.fieldSum(f, r.there)
}

// sums are those of what the file says of a row, of the fields that are not zero.
func (p *Plan) sums(r change) map[string]string {
	base := make(map[string]string, 4)
	for _, f := range comparedFields[r.of] {
		if s := p.saidSum(r, f); s != "" {
			base[f.Name] = s
		}
	}
	return base
}

func sum(s string) string {
	h := fnv.New64a()
	h.Write([]byte(s))
	return strconv.FormatUint(binary.BigEndian.Uint64(h.Sum(nil)), 36)
}

// valueOf is the value of a field as a text: equal exactly where the values are.
func valueOf(f data.Field, row data.Row) string {
	switch v := f.At(row).(type) {
	case *string:
		return *v
	case *int:
		return strconv.Itoa(*v)
	case *bool:
		return strconv.FormatBool(*v)
	case *int64:
		return strconv.FormatInt(*v, 10)
	case *dates.Date:
		return v.EDTF
	case *data.ID:
		return v.String()
	case *[]string:
		return strings.Join(*v, "\x00")
	case *[32]byte:
		return string(v[:])
	case *anchor.Selector:
		return v.Prefix + "\x00" + v.Exact + "\x00" + v.Suffix
	}
	return partsOf(f.At(row))
}

// partsOf is valueOf for values that have parts.
func partsOf(value any) string {
	switch v := value.(type) {
	case *[]data.Name:
		var b strings.Builder
		for _, n := range *v {
			b.WriteString(n.Family + "\x00" + n.Given + "\x00" + n.Literal + "\x00")
		}
		return b.String()
	case *map[string]string:
		var b strings.Builder
		for _, name := range slices.Sorted(maps.Keys(*v)) {
			b.WriteString(name + "\x00" + (*v)[name] + "\x00")
		}
		return b.String()
	case data.Composite:
		var b strings.Builder
		for name, texts := range v.Parts() {
			b.WriteString(name + "\x00" + strings.Join(texts, "\x00") + "\x00")
		}
		return b.String()
	case *[]data.Reference:
		var b strings.Builder
		for _, r := range *v {
			b.WriteString(r.URL + "\x00" + r.Title + "\x00")
		}
		return b.String()
	case *[]data.Link:
		var b strings.Builder
		for _, l := range *v {
			b.WriteString(l.Text + "\x00" + l.Event.String() + l.Article.String() + l.Excerpt.String())
		}
		return b.String()
	case *[]data.Block:
		var b strings.Builder
		for _, k := range *v {
			b.WriteString(string(k.Kind) + strconv.Itoa(k.Start) + "-" + strconv.Itoa(k.End) + " ")
		}
		return b.String()
	}
	return ""
}

// inWords is the value of a field for a person.
func (p *Plan) inWords(f data.Field, row data.Row) string {
	switch v := f.At(row).(type) {
	case *data.ID:
		if f.Refers && f.To == data.KindTrack {
			return p.names[*v]
		}
		return v.String()
	case *[]string:
		return strings.Join(*v, ", ")
	case *[]data.Name:
		names := make([]string, len(*v))
		for i, n := range *v {
			names[i] = n.String()
		}
		return strings.Join(names, ", ")
	case *map[string]string:
		var said []string
		for _, name := range slices.Sorted(maps.Keys(*v)) {
			said = append(said, form.Said(name, (*v)[name]))
		}
		return strings.Join(said, ", ")
	case *anchor.Selector:
		return v.Exact
	case data.Composite:
		var said []string
		for name, texts := range v.Parts() {
			said = append(said, form.Said(name, strings.Join(texts, ", ")))
		}
		return strings.Join(said, ", ")
	case *[]data.Reference:
		urls := make([]string, len(*v))
		for i, r := range *v {
			urls[i] = r.URL
		}
		return strings.Join(urls, ", ")
	}
	return valueOf(f, row)
}
