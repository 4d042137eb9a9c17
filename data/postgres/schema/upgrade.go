package schema

import (
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
)

// made is what is changed by hand when the tables that do not follow from the shapes are.
const made = 4

// Version is that of the tables and functions, which grows with the fields of rows. A library
// of a newer one is refused.
func Version() int {
	newest := 0
	for _, s := range data.Shapes() {
		newest = max(newest, s.Since)
		for _, f := range s.Fields {
			newest = max(newest, f.Since)
		}
	}
	return newest*1000 + made
}

// Upgrade are the statements that bring an older library up to date, before its functions
// are made again: the columns that it lacks, filled with what they are in a row without
// them. has reports whether a table has a column.
func Upgrade(schema string, has func(table, column string) bool) string {
	var b strings.Builder
	if !has("meta", "filling") {
		fmt.Fprintf(&b, "ALTER TABLE %s.meta ADD COLUMN filling boolean NOT NULL DEFAULT false;\n", quote(schema))
	}
	if !has("member", "login") {
		fmt.Fprintf(&b, members+"\nINSERT INTO %[1]s.member SELECT who, min(at) FROM %[1]s.edit GROUP BY who;\n", quote(schema))
	}
	if !has("unnamed", "hash") {
		fmt.Fprintf(&b, swept, quote(schema))
	}
	for _, s := range ordered() {
		table := s.Kind.String()
		if has(table, "id") && len(s.Searched) > 0 {
			fmt.Fprintf(&b, "ALTER INDEX IF EXISTS %s.%s SET (gin_pending_list_limit = %d);\n", quote(schema), quote(table+"_words_v_idx"), pendingWords)
		}
		if !has(table, "id") {
			b.WriteString(tableOf(schema, s))
			continue
		}
		for _, f := range s.Fields {
			for _, c := range Columns(s, f) {
				if has(table, c.Name) {
					continue
				}
				fmt.Fprintf(&b, "ALTER TABLE %s.%s ADD COLUMN %s %s;\n", quote(schema), quote(table), quote(c.Name), filled(columnType(schema, c)))
			}
			if f.Refers && !has(table, f.Name) {
				fmt.Fprintf(&b, "CREATE INDEX ON %s.%s (%s);\n", quote(schema), quote(table), quote(f.Name))
			}
		}
		b.WriteString(hashIndexes(schema, s))
		b.WriteString(filledChanges(schema, s))
	}
	return b.String()
}

// filledChanges gives the rows of a kind that steps keep the columns that they lack: the
// table of a library that was brought up to date before may have had these already.
func filledChanges(schema string, s *data.Shape) string {
	var members, keys []string
	for _, f := range s.Fields {
		if f.Since <= s.Since {
			continue
		}
		for _, c := range Columns(s, f) {
			members = append(members, fmt.Sprintf("%q:%s", c.Name, empty(c.Type).inJSON))
			keys = append(keys, "'"+c.Name+"'")
		}
	}
	if len(keys) == 0 {
		return ""
	}
	return fmt.Sprintf(`UPDATE %[1]s.change SET before = '{%[2]s}'::jsonb || before, after = '{%[2]s}'::jsonb || after
	WHERE kind = '%[3]s' AND (NOT before ?& ARRAY[%[4]s] OR NOT after ?& ARRAY[%[4]s]);
`, quote(schema), strings.Join(members, ","), s.Kind, strings.Join(keys, ","))
}

// filled is the type of a column with what older rows have in it.
func filled(kind string) string {
	if older := empty(kind).inSQL; older != "" {
		return kind + " DEFAULT " + older
	}
	return kind
}

// nothing is what older rows have in a column: in SQL, "" where that is NULL, and in JSON.
type nothing struct{ inSQL, inJSON string }

// empty is what older rows have in a column of a type.
func empty(kind string) nothing {
	if !strings.Contains(kind, "NOT NULL") {
		return nothing{"", "null"}
	}
	name, _, _ := strings.Cut(kind, " ")
	return map[string]nothing{
		"text":    {"''", `""`},
		"bigint":  {"0", "0"},
		"boolean": {"false", "false"},
		"double":  {"0", "0"},
		"text[]":  {"'{}'", "[]"},
		"jsonb":   {"'null'", "null"},
	}[name]
}
