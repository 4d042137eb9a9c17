package engine

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// RowColumn is a column of the table of a kind of row.
type RowColumn struct {
	Name string
	Zero string // its value in rows from before it existed, in SQL
	Max  int    // bytes of a text
	JSON bool   // a JSON array or object
	// Earlier is what stands for it in libraries before the version clocksSince, in
	// SQL; empty if it is the same.
	Earlier string
}

// maxList is what a list may take in a row, in bytes.
const maxList = 4 << 20

// maxCitation is what a citation may take, with the escapes of JSON.
const maxCitation = 8 * data.MaxCitation

// ColumnsOf returns the columns that hold a field of a kind: their names are in the
// schema, which connects the registry of kinds to it. The first date of a kind has the
// plain names.
func ColumnsOf(s *data.Shape, f data.Field) []RowColumn {
	switch f.At(s.New()).(type) {
	case *dates.Date:
		if f.Name == firstDate(s) {
			return dateColumns("", TwoClocks(s))
		}
		return dateColumns(f.Name+"_", false)
	case *anchor.Selector:
		return []RowColumn{
			{Name: "anchor_start", Zero: "0"},
			{Name: "anchor_end", Zero: "0"},
			{Name: "exact", Zero: "''", Max: data.MaxArticle},
			{Name: "prefix", Zero: "''", Max: data.MaxTitle},
			{Name: "suffix", Zero: "''", Max: data.MaxTitle},
		}
	case *data.Doubt:
		return []RowColumn{
			{Name: "doubt", Zero: "''", Max: data.MaxTitle},
			{Name: "was", Zero: "''", Max: data.MaxArticle},
			{Name: "score", Zero: "0.0"},
			{Name: "method", Zero: "''", Max: data.MaxTitle},
		}
	}
	c := RowColumn{Name: f.Name, Zero: "0", Max: f.Max}
	switch f.At(s.New()).(type) {
	case *string:
		c.Zero = "''"
	case *data.ID, *[32]byte:
		if c.Zero = "NULL"; f.Needed || f.Use == data.UseHash {
			c.Zero = "x''"
		}
	case *[]data.Block:
		c.Zero, c.JSON, c.Max = "'[]'", true, data.MaxArticle
	case *data.Citation:
		c.Zero, c.JSON, c.Max = "'{}'", true, maxCitation
	case *data.Verdict, *data.Position:
		c.Zero, c.JSON, c.Max = "'{}'", true, maxList
	case *map[string]string:
		c.Zero, c.JSON, c.Max = "'{}'", true, maxList
	case *[]string, *[]data.Link, *[]data.Reference, *data.Claims, *data.EntityNames:
		c.Zero, c.JSON, c.Max = "'[]'", true, maxList
	}
	switch c.Name { // keywords of SQL
	case "order":
		c.Name = "place"
	case "foreign":
		c.Name = "foreign_id"
	}
	return []RowColumn{c}
}

func firstDate(s *data.Shape) string {
	for _, f := range s.Fields {
		if _, ok := f.At(s.New()).(*dates.Date); ok {
			return f.Name
		}
	}
	return ""
}

// Apart reports whether the field is no column: the text of an edition is a body,
// that of an article a column.
func Apart(s *data.Shape, f data.Field) bool {
	return f.Use == data.UseBody && s.Kind == data.KindEdition
}

// RowTable is the table of a kind of row.
func RowTable(s *data.Shape) string { return s.Kind.String() }

// rowViews adds to the rows of a library of a version the columns that later versions
// have, and replaces those that had another meaning.
func rowViews(version int) string {
	var b strings.Builder
	for _, s := range data.Shapes() {
		table, same := RowTable(s), true
		selected := []string{"n"}
		if s.Since > version {
			selected[0] = "0 AS n"
		}
		if s.Kind == data.KindLibrary {
			selected = append(selected, "revision")
		}
		for _, f := range s.Fields {
			if Apart(s, f) {
				continue
			}
			for _, c := range ColumnsOf(s, f) {
				text := c.Name
				switch {
				case f.Since > version:
					text = c.Zero + " AS " + c.Name
				case c.Earlier != "" && version < clocksSince:
					text = c.Earlier + " AS " + c.Name
				}
				same = same && text == c.Name
				selected = append(selected, text)
			}
		}
		from := " FROM main." + table
		if s.Since > version {
			from = " WHERE 0"
		}
		if !same {
			b.WriteString("CREATE TEMP VIEW " + table + " AS SELECT " + strings.Join(selected, ", ") + from + ";\n")
		}
	}
	return b.String()
}
