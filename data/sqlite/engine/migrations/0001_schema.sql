-- IDs are 16 bytes (UUID, version 7). Dates are their EDTF text with its bounds
-- [lo, hi) in Unix seconds. Each table also has an integer key n, which a search
-- index can refer to. What rows refer to is checked at the end of a transaction.

CREATE TABLE library (
	n        INTEGER PRIMARY KEY CHECK (n = 1),
	id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev      INTEGER NOT NULL,
	title    TEXT NOT NULL,
	created  INTEGER NOT NULL,
	revision INTEGER NOT NULL -- of the newest edit; stamps the rev of the rows it wrote
) STRICT;

CREATE TABLE track (
	n      INTEGER PRIMARY KEY,
	id     BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev    INTEGER NOT NULL,
	name   TEXT NOT NULL,
	colour TEXT NOT NULL,
	place  INTEGER NOT NULL -- tracks are listed by place, then id
) STRICT;

CREATE TABLE event (
	n           INTEGER PRIMARY KEY,
	id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev         INTEGER NOT NULL,
	title       TEXT NOT NULL,
	edtf        TEXT NOT NULL,
	lo          INTEGER NOT NULL,
	hi          INTEGER NOT NULL CHECK (lo < hi),
	track       BLOB NOT NULL REFERENCES track (id) DEFERRABLE INITIALLY DEFERRED,
	place       TEXT NOT NULL,
	description TEXT NOT NULL,
	source      TEXT NOT NULL,
	importance  INTEGER NOT NULL
) STRICT;

-- All that the timeline needs, in its order, without touching the table.
CREATE INDEX event_columns ON event (lo, hi DESC, id, track, importance);
CREATE INDEX event_track ON event (track);

CREATE TABLE article (
	n         INTEGER PRIMARY KEY,
	id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev       INTEGER NOT NULL,
	title     TEXT NOT NULL,
	byline    TEXT NOT NULL,
	publisher TEXT NOT NULL,
	url       TEXT NOT NULL,
	lang      TEXT NOT NULL,
	edtf      TEXT NOT NULL,
	lo        INTEGER NOT NULL,
	hi        INTEGER NOT NULL CHECK (lo < hi),
	hash      BLOB NOT NULL CHECK (length(hash) = 32),
	length    INTEGER NOT NULL, -- of the text in bytes
	text      TEXT NOT NULL     -- last: a listing stops before it
) STRICT;

CREATE TABLE excerpt (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev          INTEGER NOT NULL,
	event        BLOB NOT NULL REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
	article      BLOB NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
	anchor_start INTEGER NOT NULL, -- bytes of the article's text, half-open
	anchor_end   INTEGER NOT NULL,
	exact        TEXT NOT NULL,
	prefix       TEXT NOT NULL,
	suffix       TEXT NOT NULL
) STRICT;

CREATE INDEX excerpt_event ON excerpt (event);
CREATE INDEX excerpt_article ON excerpt (article, anchor_start);

CREATE TABLE annotation (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev          INTEGER NOT NULL,
	event        BLOB REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
	article      BLOB REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
	anchor_start INTEGER NOT NULL, -- 0, 0 and empty texts without an article
	anchor_end   INTEGER NOT NULL,
	exact        TEXT NOT NULL,
	prefix       TEXT NOT NULL,
	suffix       TEXT NOT NULL,
	edtf         TEXT NOT NULL,    -- the span of time; empty, 0 and 0 if none
	lo           INTEGER NOT NULL,
	hi           INTEGER NOT NULL,
	text         TEXT NOT NULL,
	dir          TEXT NOT NULL CHECK (dir IN ('', 'ltr', 'rtl')), -- empty: by the first strong character
	colour       TEXT NOT NULL,
	tags         TEXT NOT NULL CHECK (json_valid(tags)), -- a JSON array of strings
	author       TEXT NOT NULL,
	created      INTEGER NOT NULL,
	changed      INTEGER NOT NULL
) STRICT;

CREATE INDEX annotation_event ON annotation (event) WHERE event IS NOT NULL;
CREATE INDEX annotation_article ON annotation (article, anchor_start) WHERE article IS NOT NULL;
CREATE INDEX annotation_created ON annotation (created, id);

-- The edits that were made, in order; those with undone = 1 are the newest and
-- can be redone.
CREATE TABLE journal (
	n      INTEGER PRIMARY KEY,
	time   INTEGER NOT NULL,
	label  TEXT NOT NULL,
	undone INTEGER NOT NULL CHECK (undone IN (0, 1))
) STRICT;

-- The rows that an edit changed, as JSON; before is null for an insert, after
-- for a delete.
CREATE TABLE journal_change (
	n       INTEGER PRIMARY KEY,
	journal INTEGER NOT NULL REFERENCES journal (n) ON DELETE CASCADE,
	kind    TEXT NOT NULL,
	before  TEXT,
	after   TEXT
) STRICT;

CREATE INDEX journal_change_journal ON journal_change (journal, n);
