package schema

import (
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
)

// Texts, pages and pictures are kept once, by their hashes, and stay when the last row is
// gone that names them: a step may bring it back. What neither rows nor steps name is
// noted once a day, and goes when it was noted a day ago: an edit may be under way that
// names it. An edit that brings a body takes its note away, whatever others see of it.

// swept are the tables of that.
const swept = `
CREATE TABLE %[1]s.unnamed (hash bytea PRIMARY KEY, since timestamptz NOT NULL);
CREATE TABLE %[1]s.swept (one boolean PRIMARY KEY DEFAULT true CHECK (one), at timestamptz NOT NULL);
`

// sweeping are the functions: unname notes what nothing names, not more often than once a
// day; sweep removes some of what has been noted for a day, and returns how many.
const sweeping = `
CREATE OR REPLACE FUNCTION %[1]s.unname() RETURNS void` + definer + ` AS $body$
BEGIN
	INSERT INTO %[1]s.swept AS x (at) VALUES (now()) ON CONFLICT (one) DO UPDATE SET at = now() WHERE x.at < now() - interval '20 hours';
	IF FOUND THEN
		WITH named AS (%[2]s),
			again AS (SELECT hash FROM %[1]s.unnamed WHERE hash IN (SELECT hash FROM named) FOR UPDATE SKIP LOCKED),
			dropped AS (DELETE FROM %[1]s.unnamed u USING again WHERE u.hash = again.hash)
		INSERT INTO %[1]s.unnamed SELECT b.hash, now() FROM %[1]s.body b
			WHERE NOT EXISTS (SELECT 1 FROM named n WHERE n.hash = b.hash) AND NOT EXISTS (SELECT 1 FROM %[1]s.unnamed u WHERE u.hash = b.hash) ON CONFLICT DO NOTHING;
	END IF;
END $body$;
CREATE OR REPLACE FUNCTION %[1]s.sweep(p_most integer) RETURNS integer` + definer + ` AS $body$
DECLARE
	old bytea[];
BEGIN
	-- What an edit names that is being written is locked by it.
	WITH few AS (SELECT hash FROM %[1]s.unnamed WHERE since < now() - interval '1 day' LIMIT p_most FOR UPDATE SKIP LOCKED),
		gone AS (DELETE FROM %[1]s.unnamed u USING few WHERE u.hash = few.hash RETURNING u.hash)
	SELECT array_agg(hash) INTO old FROM gone b WHERE %[3]s;
	DELETE FROM %[1]s.page WHERE hash = ANY(old);
	DELETE FROM %[1]s.body WHERE hash = ANY(old);
	RETURN coalesce(cardinality(old), 0);
END $body$;
`

// hashes are the columns of a kind that name bodies and pages.
func hashes(s *data.Shape) (out []string) {
	for _, f := range s.Fields {
		if f.Use == data.UsePageRef || f.Use == data.UseHash && hasBody(s) {
			out = append(out, f.Name)
		}
	}
	return out
}

// hashIndexes are the statements that make the indexes on them: without these, each body
// that goes would be looked for in all rows.
func hashIndexes(schema string, s *data.Shape) string {
	var b strings.Builder
	for _, column := range hashes(s) {
		fmt.Fprintf(&b, "CREATE INDEX IF NOT EXISTS %s ON %s.%s (%s);\n", quote(s.Kind.String()+"_"+column), quote(schema), quote(s.Kind.String()), quote(column))
	}
	return b.String()
}

// sweepFunctions are the statements that make the functions.
func sweepFunctions(q string) string {
	var named, free []string
	for _, s := range ordered() {
		for _, column := range hashes(s) {
			named = append(named, fmt.Sprintf("SELECT %[1]s AS hash FROM %[2]s.%[3]s WHERE %[1]s IS NOT NULL", quote(column), q, quote(s.Kind.String())))
			for _, side := range []string{"before", "after"} {
				named = append(named, fmt.Sprintf(`SELECT decode(substr(%[1]s->>'%[2]s', 3), 'hex') FROM %[3]s.change WHERE kind = '%[4]s' AND %[1]s->>'%[2]s' IS NOT NULL`, side, column, q, s.Kind))
			}
			free = append(free, fmt.Sprintf("NOT EXISTS (SELECT 1 FROM %s.%s t WHERE t.%s = b.hash)", q, quote(s.Kind.String()), quote(column)))
		}
	}
	return fmt.Sprintf(sweeping, q, strings.Join(named, " UNION "), strings.Join(free, " AND "))
}
