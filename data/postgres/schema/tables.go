package schema

import (
	"fmt"
	"regexp"
	"strings"

	"tarikh.org/tarikh/data"
)

// fixed are the tables that do not follow from the shapes.
const fixed = `
CREATE TABLE %[1]s.meta (
	one boolean PRIMARY KEY DEFAULT true CHECK (one),
	version integer NOT NULL,
	revision bigint NOT NULL,
	filling boolean NOT NULL DEFAULT false); -- a copy into it has not ended
CREATE TABLE %[1]s.body (
	hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32), -- SHA-256 of what is held
	length bigint NOT NULL,
	packed bytea NOT NULL);                                  -- what is held, compressed (RFC 1951)
ALTER TABLE %[1]s.body ALTER packed SET STORAGE EXTERNAL;
CREATE TABLE %[1]s.page (
	hash bytea PRIMARY KEY REFERENCES %[1]s.body,
	media text NOT NULL,
	url text NOT NULL,
	fetched bigint NOT NULL);
-- Numbers edits as they begin; rows have that of the edit that wrote them as their rev.
CREATE SEQUENCE %[1]s.begun;
-- Edits that are being written, by their transactions.
CREATE TABLE %[1]s.pending (n bigint PRIMARY KEY, transaction xid8 NOT NULL);
-- All that was done, in the order in which it was: the feed.
CREATE TABLE %[1]s.edit (
	revision bigint PRIMARY KEY,
	id uuid NOT NULL UNIQUE,
	n bigint NOT NULL,
	who text NOT NULL,
	at bigint NOT NULL,
	label text NOT NULL CHECK (octet_length(label) <= 4096),
	act text NOT NULL CHECK (act IN ('edit', 'undo', 'redo')),
	changed jsonb); -- arrays of IDs by kind; NULL where they were too many
-- What each person can undo, or make again.
CREATE TABLE %[1]s.history (
	n bigint PRIMARY KEY,
	who text NOT NULL,
	at bigint NOT NULL,
	label text NOT NULL,
	merge text NOT NULL,
	undone boolean NOT NULL);
CREATE INDEX history_who ON %[1]s.history (who, n);
-- The rows that a step changed: before is null for an insert, after for a delete.
CREATE TABLE %[1]s.change (
	n bigint NOT NULL,
	i bigint NOT NULL,
	kind text NOT NULL,
	id uuid NOT NULL,
	before jsonb,
	after jsonb,
	PRIMARY KEY (n, i));
CREATE INDEX change_row ON %[1]s.change (id, n);
-- What those who have the library open look at; lost when the server crashes.
CREATE UNLOGGED TABLE %[1]s.presence (
	client uuid PRIMARY KEY,
	who text NOT NULL,
	event uuid,
	article uuid,
	note uuid,
	told timestamptz NOT NULL);
` + members + `
`

// members is the table of when people were let in. What they may do are roles of the server.
const members = `
CREATE TABLE %[1]s.member (
	login text PRIMARY KEY,
	since bigint NOT NULL);`

// indexes are those that queries need beside the ones on references.
const indexes = `
CREATE INDEX event_columns ON %[1]s.event (date_lo, date_hi DESC, id) INCLUDE (track, importance);
CREATE INDEX event_timed ON %[1]s.event (id) WHERE date_lo_utc IS NOT NULL OR date_hi_utc IS NOT NULL;
CREATE INDEX event_source ON %[1]s.event (source, id) WHERE source <> '';
CREATE INDEX event_place ON %[1]s.event (place, id) WHERE place <> '';
CREATE INDEX event_tagged ON %[1]s.event (id) INCLUDE (tags) WHERE tags <> '{}';
CREATE INDEX annotation_created ON %[1]s.annotation (created, id);
CREATE INDEX origin_source ON %[1]s.origin (source, "foreign");
ALTER TABLE %[1]s.event SET (autovacuum_vacuum_scale_factor = 0.005);
`

// TableNames are the names of all tables of a library.
func TableNames() (out []string) {
	for _, found := range tableName.FindAllStringSubmatch(Tables(""), -1) {
		out = append(out, found[1])
	}
	return out
}

var tableName = regexp.MustCompile(`TABLE ""\."?(\w+)`)

// Tables are the statements that make the tables of a library in an empty schema.
func Tables(schema string) string {
	var b strings.Builder
	fmt.Fprintf(&b, fixed+swept, quote(schema))
	for _, s := range ordered() {
		b.WriteString(tableOf(schema, s))
	}
	fmt.Fprintf(&b, indexes, quote(schema))
	return b.String()
}

// columnType is the type of a column of a table in a schema.
func columnType(schema string, c Column) string {
	if !strings.Contains(c.Type, "%[") {
		return c.Type
	}
	kind := fmt.Sprintf(c.Type+"%[1]s%[2]s", quote(c.Name), quote(schema))
	return strings.TrimSuffix(kind, quote(c.Name)+quote(schema))
}

// tableOf are the statements that make the table of a kind of row, and that of its words.
func tableOf(schema string, s *data.Shape) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s.%s (n bigint GENERATED ALWAYS AS IDENTITY UNIQUE", quote(schema), quote(s.Kind.String()))
	for i, f := range s.Fields {
		for _, c := range Columns(s, f) {
			kind := columnType(schema, c)
			if i == 0 {
				kind += " PRIMARY KEY"
			}
			fmt.Fprintf(&b, ",\n\t%s %s", quote(c.Name), kind)
		}
	}
	b.WriteString(");\n")
	for _, f := range s.Fields {
		if f.Refers {
			fmt.Fprintf(&b, "CREATE INDEX ON %s.%s (%s);\n", quote(schema), quote(s.Kind.String()), quote(f.Name))
		}
	}
	b.WriteString(hashIndexes(schema, s))
	if len(s.Searched) > 0 {
		fmt.Fprintf(&b, words, quote(schema), s.Kind.String(), quote(s.Kind.String()), pendingWords)
	}
	return b.String()
}

// pendingWords is how many kilobytes of words wait to be put into their index: each search
// goes through all that do.
const pendingWords = 256

// words is the table of the words of rows; those of a long one in parts, which begin
// with 0.
const words = `
CREATE TABLE %[1]s.%[2]s_words (
	id uuid NOT NULL REFERENCES %[1]s.%[3]s ON DELETE CASCADE,
	part smallint NOT NULL,
	n bigint NOT NULL,
	parted boolean NOT NULL,
	v tsvector NOT NULL,
	PRIMARY KEY (id, part));
CREATE INDEX ON %[1]s.%[2]s_words USING gin (v) WITH (gin_pending_list_limit = %[4]d);
CREATE INDEX ON %[1]s.%[2]s_words (n) WHERE part = 0;
CREATE INDEX ON %[1]s.%[2]s_words USING gin (v) WHERE parted;
`
