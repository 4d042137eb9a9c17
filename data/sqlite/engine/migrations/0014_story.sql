-- What is known of events beyond their sources: what the reader decided, who and what they
-- have to do with, and with which other events.

ALTER TABLE event ADD COLUMN verdict TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(verdict)); -- a JSON object, see data.Verdict
ALTER TABLE event ADD COLUMN claims TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(claims)); -- a JSON array, see data.Claim

-- The date that a passage gives for its event: empty, 0 and 0 if none of its own.
ALTER TABLE excerpt ADD COLUMN edtf TEXT NOT NULL DEFAULT '';
ALTER TABLE excerpt ADD COLUMN lo INTEGER NOT NULL DEFAULT 0;
ALTER TABLE excerpt ADD COLUMN hi INTEGER NOT NULL DEFAULT 0;
ALTER TABLE excerpt ADD COLUMN verdict TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(verdict));

CREATE TABLE entity (
	n        INTEGER PRIMARY KEY,
	id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev      INTEGER NOT NULL,
	type     TEXT NOT NULL,
	name     TEXT NOT NULL,
	names    TEXT NOT NULL CHECK (json_valid(names)),   -- a JSON array, see data.EntityName
	aliases  TEXT NOT NULL CHECK (json_valid(aliases)), -- a JSON array of strings
	note     TEXT NOT NULL,
	position TEXT NOT NULL CHECK (json_valid(position)), -- a JSON object, see data.Position
	basis    TEXT NOT NULL,
	ref      TEXT NOT NULL
) STRICT;

CREATE TABLE mention (
	n       INTEGER PRIMARY KEY,
	id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev     INTEGER NOT NULL,
	entity  BLOB NOT NULL REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
	event   BLOB NOT NULL REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
	excerpt BLOB CHECK (length(excerpt) = 16), -- it may be deleted
	role    TEXT NOT NULL
) STRICT;

CREATE INDEX mention_entity ON mention (entity, event);
CREATE INDEX mention_event ON mention (event);

CREATE TABLE relation (
	n          INTEGER PRIMARY KEY,
	id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev        INTEGER NOT NULL,
	from_event BLOB NOT NULL REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
	to_event   BLOB NOT NULL REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
	type       TEXT NOT NULL,
	note       TEXT NOT NULL
) STRICT;

CREATE INDEX relation_from ON relation (from_event);
CREATE INDEX relation_to ON relation (to_event);
