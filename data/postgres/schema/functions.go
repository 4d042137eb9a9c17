package schema

import (
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
)

// Errors of the functions, as SQLSTATE.
const (
	Conflict = "TK001" // a row was changed meanwhile; DETAIL says by whom
	Gone     = "TK002" // a row to change is not there
	Nothing  = "TK003" // there is nothing to undo or redo, or another step is next
)

// definer is how the functions begin that people call: they run as the owner of the
// library, whatever the caller's search path.
const definer = ` LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET bytea_output = 'hex'`

// head is that of those that write. An edit is of few rows, which indexes find; plans are
// made once, when tables may be empty, and would go through all of them.
const head = definer + ` SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $body$`

// inner is how those begin that only functions call.
const inner = ` LANGUAGE plpgsql AS $body$`

// kindFunctions write the rows of a kind: what they change is found out and kept in the
// table change first, then made.
//
// p is an array of objects with the members id, and after, the row (none: it is
// deleted); of a row that is there, rev, that it must have, or expect, what it must
// hold but for its rev.
const kindFunctions = `
CREATE OR REPLACE FUNCTION %[1]s.note_%[2]s(p_n bigint, p_from bigint, p jsonb) RETURNS void` + inner + `
DECLARE
	wrong record;
	held uuid[];
BEGIN
	SELECT array_agg(l.id) INTO held FROM (SELECT t.id FROM %[1]s.%[3]s t
		WHERE t.id IN (SELECT (x->>'id')::uuid FROM jsonb_array_elements(p) x) ORDER BY t.id FOR NO KEY UPDATE) l;
	SELECT x.id, t.id IS NULL AS gone, x.rev IS NULL AND x.expect IS NULL AS inserted, coalesce(%[4]s, '') AS title INTO wrong
		FROM jsonb_to_recordset(p) AS x(id uuid, rev bigint, expect jsonb) LEFT JOIN %[1]s.%[3]s t ON t.id = x.id
		WHERE CASE WHEN x.rev IS NULL AND x.expect IS NULL THEN t.id IS NOT NULL
			ELSE t.id IS NULL OR t.rev = p_n OR t.rev <> x.rev OR to_jsonb(t) - 'n' - 'rev' <> x.expect - 'rev' END LIMIT 1;
	IF FOUND AND wrong.gone THEN
		RAISE EXCEPTION '%[2]s %%', wrong.id USING ERRCODE = 'TK002';
	ELSIF FOUND THEN
		RAISE EXCEPTION '%[2]s "%%" %%', left(wrong.title, 60), CASE WHEN wrong.inserted THEN 'exists already' ELSE 'was changed meanwhile' END USING ERRCODE = 'TK001',
			DETAIL = coalesce((SELECT s.who FROM %[1]s.change c JOIN %[1]s.history s ON s.n = c.n WHERE c.id = wrong.id AND c.n <> p_n ORDER BY s.n DESC LIMIT 1), '');
	END IF;
	INSERT INTO %[1]s.change (n, i, kind, id, before, after)
		SELECT p_n, p_from + x.o, '%[2]s', (x.v->>'id')::uuid, to_jsonb(t) - 'n', CASE WHEN r.id IS NOT NULL THEN to_jsonb(r) - 'n' || jsonb_build_object('rev', p_n) END
		FROM jsonb_array_elements(p) WITH ORDINALITY AS x(v, o) LEFT JOIN %[1]s.%[3]s t ON t.id = (x.v->>'id')::uuid
		LEFT JOIN LATERAL jsonb_populate_record(NULL::%[1]s.%[3]s, nullif(x.v->'after', 'null')) r ON r.id IS NOT NULL
		WHERE r.id IS NULL OR t.id IS NULL OR to_jsonb(t) - 'n' - 'rev' <> to_jsonb(r) - 'n' - 'rev';
	-- A row that came back while others were waited for is not held: it can be changed by somebody before it is written here.
	SELECT %[4]s AS title INTO wrong FROM %[1]s.change c, LATERAL jsonb_populate_record(NULL::%[1]s.%[3]s, c.before) t
		WHERE c.n = p_n AND c.i > p_from AND c.kind = '%[2]s' AND c.before IS NOT NULL AND c.id NOT IN (SELECT unnest(held)) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION '%[2]s "%%" was changed meanwhile', left(wrong.title, 60) USING ERRCODE = 'TK001';
	END IF;
END $body$;
CREATE OR REPLACE FUNCTION %[1]s.put_%[2]s(p_n bigint, p_from bigint) RETURNS void` + inner + `
BEGIN
	INSERT INTO %[1]s.%[3]s (%[5]s) SELECT %[6]s FROM %[1]s.change c, LATERAL jsonb_populate_record(NULL::%[1]s.%[3]s, c.after) r
		WHERE c.n = p_n AND c.i > p_from AND c.kind = '%[2]s' AND c.before IS NULL ORDER BY c.i;
	UPDATE %[1]s.%[3]s t SET %[7]s FROM %[1]s.change c, LATERAL jsonb_populate_record(NULL::%[1]s.%[3]s, c.after) r
		WHERE c.n = p_n AND c.i > p_from AND c.kind = '%[2]s' AND c.before IS NOT NULL AND c.after IS NOT NULL AND t.id = c.id;
END $body$;
`

// wordFunction puts the words of rows of a kind: p is an array of objects with the
// members id, part, parts and v.
const wordFunction = `
CREATE OR REPLACE FUNCTION %[1]s.words_%[2]s(p jsonb) RETURNS void` + inner + `
BEGIN
	DELETE FROM %[1]s.%[2]s_words w USING jsonb_to_recordset(p) AS x(id uuid, part smallint, parts smallint) WHERE x.part = 0 AND w.id = x.id AND w.part >= x.parts;
	INSERT INTO %[1]s.%[2]s_words AS w (id, part, n, parted, v)
		SELECT x.id, x.part, t.n, x.parts > 1, x.v::tsvector FROM jsonb_to_recordset(p) AS x(id uuid, part smallint, parts smallint, v text) JOIN %[1]s.%[3]s t ON t.id = x.id
		ORDER BY x.id, x.part
		ON CONFLICT (id, part) DO UPDATE SET n = EXCLUDED.n, parted = EXCLUDED.parted, v = EXCLUDED.v WHERE w.v <> EXCLUDED.v OR w.parted <> EXCLUDED.parted;
END $body$;
`

// common are the functions that write an edit: apply one in a single call; begin, part
// and finish one of many parts in one transaction, whose constraints are deferred.
const common = `
CREATE OR REPLACE FUNCTION %[1]s.written(p_n bigint, p jsonb) RETURNS jsonb` + inner + `
DECLARE
	at bigint := coalesce((SELECT max(i) FROM %[1]s.change WHERE n = p_n), 0);
BEGIN
	IF p->'bodies'->0 IS NOT NULL THEN
		DELETE FROM %[1]s.unnamed WHERE hash IN (SELECT decode(x->>'hash', 'hex') FROM jsonb_array_elements(p->'bodies') x);
		INSERT INTO %[1]s.body (hash, length, packed) SELECT decode(x.hash, 'hex'), x.length, decode(x.packed, 'base64')
			FROM jsonb_to_recordset(p->'bodies') AS x(hash text, length bigint, packed text) ORDER BY x.hash ON CONFLICT DO NOTHING;
	END IF;
	IF p->'pages'->0 IS NOT NULL THEN
		INSERT INTO %[1]s.page (hash, media, url, fetched) SELECT decode(x.hash, 'hex'), x.media, x.url, x.fetched
			FROM jsonb_to_recordset(p->'pages') AS x(hash text, media text, url text, fetched bigint) ORDER BY x.hash ON CONFLICT DO NOTHING;
	END IF;
%[2]s
	RETURN (SELECT jsonb_agg(jsonb_build_array(kind, id, before) ORDER BY i) FROM %[1]s.change WHERE n = p_n AND i > at);
END $body$;
-- done makes what was written a step, or undoes or redoes one by it, and lets others see it.
CREATE OR REPLACE FUNCTION %[1]s.done(p_id uuid, p_n bigint, p jsonb) RETURNS jsonb` + inner + `
DECLARE
	now bigint := extract(epoch FROM clock_timestamp())::bigint;
	act text := coalesce(p->>'act', 'edit');
	many bigint;
	list jsonb;
	last %[1]s.history;
	onto bigint;
	seen bigint;
BEGIN
	SELECT count(*) INTO many FROM %[1]s.change WHERE n = p_n;
	IF many = 0 AND act = 'edit' THEN
		RETURN jsonb_build_object('revision', (SELECT revision FROM %[1]s.meta WHERE one), 'n', 0, 'rows', 0);
	END IF;
	IF many <= 1000 THEN
		SELECT jsonb_object_agg(k.kind, k.ids) INTO list FROM (SELECT kind, jsonb_agg(id ORDER BY i) AS ids FROM %[1]s.change WHERE n = p_n GROUP BY kind) k;
	END IF;
	IF (list IS NULL OR list ? 'annotation')
		AND EXISTS (SELECT 1 FROM %[1]s.change c JOIN %[1]s.annotation a ON a.id = c.id OR a.parent = c.id JOIN %[1]s.annotation p ON p.id = a.parent
		WHERE c.n = p_n AND c.kind = 'annotation' AND c.after->>'parent' IS NOT NULL AND p.parent IS NOT NULL) THEN
		RAISE EXCEPTION 'a note is a reply to a reply' USING ERRCODE = 'TK004';
	END IF;
	-- One person's steps are changed by one edit at a time.
	PERFORM pg_advisory_xact_lock(hashtextextended('%[1]s' || session_user, 1));
	SELECT * INTO last FROM %[1]s.history WHERE who = session_user ORDER BY n DESC LIMIT 1;
	IF act = 'edit' THEN
		IF last.undone THEN -- those that are undone are the last ones
			DELETE FROM %[1]s.change c USING %[1]s.history s WHERE s.who = session_user AND s.undone AND c.n = s.n;
			DELETE FROM %[1]s.history s WHERE s.who = session_user AND s.undone;
		ELSIF last.merge = p->>'merge' AND last.merge <> '' AND now - last.at <= %[3]d
			AND (SELECT count(*) FROM (SELECT 1 FROM %[1]s.change c WHERE c.n = last.n LIMIT %[4]d + 1) c) <= %[4]d
			-- Not where somebody else changed one of the rows in between.
			AND NOT EXISTS (SELECT 1 FROM %[1]s.change a JOIN %[1]s.change b ON b.n = p_n AND b.kind = a.kind AND b.id = a.id
			WHERE a.n = last.n AND a.after - 'rev' IS DISTINCT FROM b.before - 'rev') THEN
			onto := last.n;
		END IF;
		IF onto IS NULL THEN
			INSERT INTO %[1]s.history (n, who, at, label, merge, undone) VALUES (p_n, session_user, now, p->>'label', coalesce(p->>'merge', ''), false);
		ELSE
			UPDATE %[1]s.change a SET after = b.after FROM %[1]s.change b WHERE a.n = onto AND b.n = p_n AND b.kind = a.kind AND b.id = a.id;
			SELECT max(i) INTO seen FROM %[1]s.change WHERE n = onto;
			UPDATE %[1]s.change b SET n = onto, i = b.i + seen WHERE b.n = p_n AND NOT EXISTS (SELECT 1 FROM %[1]s.change a WHERE a.n = onto AND b.kind = a.kind AND b.id = a.id);
			DELETE FROM %[1]s.change WHERE n = p_n;
			DELETE FROM %[1]s.change WHERE n = onto AND before - 'rev' IS NOT DISTINCT FROM after - 'rev';
			UPDATE %[1]s.history SET at = now WHERE n = onto;
			DELETE FROM %[1]s.history s WHERE s.n = onto AND NOT EXISTS (SELECT 1 FROM %[1]s.change c WHERE c.n = onto);
		END IF;
	ELSE
		IF act = 'undo' THEN
			SELECT s.n INTO onto FROM %[1]s.history s WHERE s.who = session_user AND NOT s.undone ORDER BY s.n DESC LIMIT 1;
		ELSE
			SELECT s.n INTO onto FROM %[1]s.history s WHERE s.who = session_user AND s.undone ORDER BY s.n LIMIT 1;
		END IF;
		IF onto IS DISTINCT FROM (p->>'of')::bigint THEN
			RAISE EXCEPTION 'the step is not the next one' USING ERRCODE = 'TK003';
		END IF;
		-- What one program remembers of a step is what it is.
		IF (p->'whole')::boolean AND (many <> (SELECT count(*) FROM %[1]s.change WHERE n = onto) OR EXISTS (
			SELECT 1 FROM %[1]s.change a LEFT JOIN %[1]s.change b ON b.n = p_n AND b.kind = a.kind AND b.id = a.id
			WHERE a.n = onto AND (b.n IS NULL OR (CASE act WHEN 'undo' THEN a.before ELSE a.after END) - 'rev' IS DISTINCT FROM b.after - 'rev'))) THEN
			RAISE EXCEPTION 'the step is another one' USING ERRCODE = 'TK003';
		END IF;
		UPDATE %[1]s.history SET undone = (act = 'undo') WHERE n = onto;
		DELETE FROM %[1]s.change WHERE n = p_n;
	END IF;
	SET CONSTRAINTS ALL IMMEDIATE;
	-- The counter is last: whoever has it lets all others of the library wait.
	UPDATE %[1]s.meta SET revision = revision + 1 WHERE one RETURNING revision INTO seen;
	INSERT INTO %[1]s.edit (revision, id, n, who, at, label, act, changed) VALUES (seen, p_id, p_n, session_user, now, coalesce(p->>'label', ''), act, list);
	RETURN jsonb_build_object('revision', seen, 'n', p_n, 'rows', many, 'step', coalesce(onto, p_n));
END $body$;
CREATE OR REPLACE FUNCTION %[1]s.answer(p_id uuid) RETURNS jsonb` + head + `
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended(p_id::text, 0));
	RETURN (SELECT jsonb_build_object('revision', revision, 'n', n, 'again', true) FROM %[1]s.edit WHERE id = p_id AND who = session_user);
END $body$;
CREATE OR REPLACE FUNCTION %[1]s.begin() RETURNS bigint` + head + `
DECLARE
	made bigint := nextval('%[1]s.begun');
BEGIN
	INSERT INTO %[1]s.pending VALUES (made, pg_current_xact_id());
	RETURN made;
END $body$;
CREATE OR REPLACE FUNCTION %[1]s.part(p_n bigint, p jsonb) RETURNS jsonb` + head + `
BEGIN
	IF NOT EXISTS (SELECT 1 FROM %[1]s.pending WHERE n = p_n AND transaction = pg_current_xact_id()) THEN
		RAISE EXCEPTION 'edit %% is not being written', p_n;
	END IF;
	RETURN %[1]s.written(p_n, p);
END $body$;
CREATE OR REPLACE FUNCTION %[1]s.finish(p_id uuid, p_n bigint, p jsonb) RETURNS jsonb` + head + `
BEGIN
	DELETE FROM %[1]s.pending WHERE n = p_n AND transaction = pg_current_xact_id();
	IF NOT FOUND THEN
		RAISE EXCEPTION 'edit %% is not being written', p_n;
	END IF;
	RETURN %[1]s.done(p_id, p_n, p);
END $body$;
CREATE OR REPLACE FUNCTION %[1]s.apply(p_id uuid, p jsonb) RETURNS jsonb` + head + `
DECLARE
	made bigint;
	list jsonb;
	known jsonb;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended(p_id::text, 0));
	SELECT jsonb_build_object('revision', revision, 'n', n, 'again', true) INTO known FROM %[1]s.edit WHERE id = p_id AND who = session_user;
	IF FOUND THEN
		RETURN known;
	END IF;
	made := nextval('%[1]s.begun');
	list := %[1]s.written(made, p);
	RETURN %[1]s.done(p_id, made, p) || jsonb_build_object('written', list);
END $body$;
`

// Functions are the statements that make the functions of a library.
func Functions(schema string) string {
	var b, notes, puts, deletes, words strings.Builder
	q := quote(schema)
	for _, s := range ordered() {
		kind, table := s.Kind.String(), quote(s.Kind.String())
		columns := names(s)
		set := make([]string, 0, len(columns))
		read := make([]string, 0, len(columns))
		for _, c := range columns {
			read = append(read, "r."+c)
			if c != quote("id") {
				set = append(set, c+" = r."+c)
			}
		}
		fmt.Fprintf(&b, kindFunctions, q, kind, table, title(s), strings.Join(columns, ", "), strings.Join(read, ", "), strings.Join(set, ", "))
		fmt.Fprintf(&notes, "\tIF p->'%[2]s' IS NOT NULL THEN\n\t\tPERFORM %[1]s.note_%[2]s(p_n, coalesce((SELECT max(i) FROM %[1]s.change WHERE n = p_n), 0), p->'%[2]s');\n\tEND IF;\n", q, kind)
		fmt.Fprintf(&puts, "\tIF p->'%[2]s' IS NOT NULL THEN\n\t\tPERFORM %[1]s.put_%[2]s(p_n, at);\n\tEND IF;\n", q, kind)
		// What refers to others goes before them.
		deletion := fmt.Sprintf("\tIF p->'%[2]s' IS NOT NULL THEN\n\t\tDELETE FROM %[1]s.%[3]s t USING %[1]s.change c WHERE c.n = p_n AND c.i > at AND c.kind = '%[2]s' AND c.after IS NULL AND t.id = c.id;\n\tEND IF;\n", q, kind, table)
		rest := deletes.String()
		deletes.Reset()
		deletes.WriteString(deletion + rest)
		if len(s.Searched) > 0 {
			fmt.Fprintf(&b, wordFunction, q, kind, table)
			fmt.Fprintf(&words, "\tIF p->'%[2]s_words' IS NOT NULL THEN\n\t\tPERFORM %[1]s.words_%[2]s(p->'%[2]s_words');\n\tEND IF;\n", q, kind)
		}
	}
	fmt.Fprintf(&b, common, q, notes.String()+puts.String()+deletes.String()+words.String(), data.MergeWindow, data.MergeRows)
	b.WriteString(sweepFunctions(q))
	fmt.Fprintf(&b, presence, q)
	return b.String()
}

// title is what a message calls a row of a kind, in SQL: its title or name.
func title(s *data.Shape) string {
	for _, f := range s.Fields {
		switch f.Name {
		case "title", "name", "foreign":
			return "t." + quote(f.Name)
		case "text":
			if f.Use != data.UseBody {
				return `t."text"`
			}
		case "anchor":
			return `t."exact"`
		}
	}
	return "t.id::text"
}
