// Package schema is a library as PostgreSQL keeps it: the tables, made from the shapes
// of rows, the functions that are the only way to write, and rows as the JSON that both
// sides exchange.
//
// The one idea behind it: a row crosses the line as one JSON object whose members are
// the columns of its table, so that a field is described once, in data/shapes.go.
package schema

import (
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Column is a column of the table of a kind of row.
type Column struct {
	Name string
	Type string // in SQL, with its constraints
}

// hashOf is the type of hashes.
type hashOf = [32]byte

// Columns returns the columns that hold a field; none for a long text, which a hash
// names. Those of a date begin with the name of the field.
func Columns(s *data.Shape, f data.Field) []Column {
	text := func(most int) string {
		if most == 0 {
			return "text NOT NULL"
		}
		return fmt.Sprintf("text NOT NULL CHECK (octet_length(%%[1]s) <= %d)", most)
	}
	list := []Column{{f.Name, ""}}
	switch f.At(s.New()).(type) {
	case *string:
		if f.Use == data.UseBody {
			return nil
		}
		list[0].Type = text(f.Max)
	case *int, *int64:
		list[0].Type = "bigint NOT NULL"
		if f.Least != 0 || f.Most != 0 {
			list[0].Type += fmt.Sprintf(" CHECK (%%[1]s BETWEEN %d AND %d)", f.Least, f.Most)
		}
	case *bool:
		list[0].Type = "boolean NOT NULL"
	case *data.ID:
		list[0].Type = "uuid"
		if f.Refers {
			list[0].Type += " REFERENCES %[2]s." + quote(f.To.String()) + " DEFERRABLE"
		}
	case *hashOf:
		list[0].Type = hashType(s, f)
	case *dates.Date:
		list = []Column{{f.Name + "_edtf", text(data.MaxTitle)}, {f.Name + "_lo", "bigint"}, {f.Name + "_hi", "bigint CHECK (" + quote(f.Name+"_lo") + " < %[1]s)"}}
		list = append(list, Column{f.Name + "_lo_utc", "bigint"}, Column{f.Name + "_hi_utc", "bigint"})
	case *anchor.Selector:
		list = []Column{{"anchor_start", "bigint NOT NULL"}, {"anchor_end", "bigint NOT NULL"}, {"exact", text(data.MaxArticle)}, {"prefix", text(data.MaxTitle)}, {"suffix", text(data.MaxTitle)}}
	case *data.Doubt:
		list = []Column{{"doubt", text(data.MaxTitle)}, {"was", text(data.MaxArticle)}, {"score", "double precision NOT NULL"}, {"method", text(data.MaxTitle)}}
	case *[]string:
		list[0].Type = "text[] NOT NULL"
	default:
		list[0].Type = "jsonb"
	}
	if f.Needed {
		for i, c := range list {
			if !strings.Contains(c.Type, "NOT NULL") && !strings.HasSuffix(c.Name, "_utc") {
				list[i].Type += " NOT NULL"
			}
		}
	}
	return list
}

// hashType is the type of a column that names a body or a page.
func hashType(s *data.Shape, f data.Field) string {
	const plain = "bytea CHECK (octet_length(%[1]s) = 32)"
	switch {
	case f.Use == data.UseHash && hasBody(s):
		return plain + " REFERENCES %[2]s.body DEFERRABLE"
	case f.Use == data.UsePageRef:
		return plain + " REFERENCES %[2]s.page DEFERRABLE"
	}
	return plain
}

func hasBody(s *data.Shape) bool {
	for _, f := range s.Fields {
		if f.Use == data.UseBody {
			return true
		}
	}
	return false
}

// names are the quoted names of all columns of a kind, in order.
func names(s *data.Shape) (out []string) {
	for _, f := range s.Fields {
		for _, c := range Columns(s, f) {
			out = append(out, quote(c.Name))
		}
	}
	return out
}

// quote makes a name of SQL of a name of ours.
func quote(name string) string { return `"` + name + `"` }

// ordered are the shapes of all kinds, each behind those that it refers to.
func ordered() (out []*data.Shape) {
	placed := map[data.Kind]bool{}
	ready := func(s *data.Shape) bool {
		for _, f := range s.Fields {
			if f.Refers && f.To != s.Kind && !placed[f.To] {
				return false
			}
		}
		return true
	}
	left := data.Shapes()
	for len(left) > 0 {
		var later []*data.Shape
		for _, s := range left {
			if ready(s) {
				placed[s.Kind] = true
				out = append(out, s)
			} else {
				later = append(later, s)
			}
		}
		if len(later) == len(left) {
			panic("kinds refer to each other in a circle")
		}
		left = later
	}
	return out
}
