-- Where rows came from, by which a source that is imported again is matched with them,
-- and the addresses that the source of an event names.

ALTER TABLE event ADD COLUMN links TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(links)); -- a JSON array, see data.Reference

CREATE TABLE origin (
	n          INTEGER PRIMARY KEY,
	id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev        INTEGER NOT NULL,
	source     TEXT NOT NULL,
	foreign_id TEXT NOT NULL,
	row        BLOB NOT NULL CHECK (length(row) = 16), -- it may be deleted
	of         TEXT NOT NULL,                          -- the kind of the row
	base       TEXT NOT NULL CHECK (json_valid(base)), -- a JSON object, by field
	seen       INTEGER NOT NULL
) STRICT;

CREATE INDEX origin_foreign ON origin (source, foreign_id);
