-- Texts that change: earlier editions of articles, the pages they were made
-- from, what was dismissed in them, and doubts about where passages now stand.
-- Tags of events, replies and links of annotations, saved views, names of
-- colours. The journal names texts by their hashes.

ALTER TABLE library ADD COLUMN colour_names TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(colour_names)); -- a JSON object, by colour

ALTER TABLE event ADD COLUMN tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)); -- a JSON array of strings
CREATE INDEX event_tagged ON event (tags) WHERE tags <> '[]';
CREATE INDEX annotation_tagged ON annotation (tags) WHERE tags <> '[]';

-- What texts and pages hold, by the hash of that. A row that nothing names any
-- more is removed when a library is closed.
CREATE TABLE body (
	n      INTEGER PRIMARY KEY,
	hash   BLOB NOT NULL UNIQUE CHECK (length(hash) = 32), -- SHA-256 of what is held
	length INTEGER NOT NULL, -- of what is held, in bytes
	packed BLOB NOT NULL     -- what is held, compressed (RFC 1951)
) STRICT;

CREATE TABLE page (
	n       INTEGER PRIMARY KEY,
	hash    BLOB NOT NULL UNIQUE REFERENCES body (hash) DEFERRABLE INITIALLY DEFERRED,
	media   TEXT NOT NULL,
	url     TEXT NOT NULL,
	fetched INTEGER NOT NULL
) STRICT;

ALTER TABLE article ADD COLUMN changed_edtf TEXT NOT NULL DEFAULT ''; -- empty, 0 and 0 if none
ALTER TABLE article ADD COLUMN changed_lo INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN changed_hi INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN page BLOB REFERENCES page (hash) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE article ADD COLUMN added INTEGER NOT NULL DEFAULT 0; -- Unix seconds, 0 if unknown
ALTER TABLE article ADD COLUMN blocks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(blocks)); -- a JSON array, see data.Block
-- The text stays last: a listing stops before it.
ALTER TABLE article ADD COLUMN body TEXT NOT NULL DEFAULT '';
UPDATE article SET body = text;
ALTER TABLE article DROP COLUMN text;
ALTER TABLE article RENAME COLUMN body TO text;
CREATE INDEX article_page ON article (page) WHERE page IS NOT NULL;

ALTER TABLE excerpt ADD COLUMN doubt TEXT NOT NULL DEFAULT '' CHECK (doubt IN ('', 'check', 'orphan')); -- of the anchor
ALTER TABLE excerpt ADD COLUMN was TEXT NOT NULL DEFAULT ''; -- the words in the earlier text
ALTER TABLE excerpt ADD COLUMN score REAL NOT NULL DEFAULT 0;
ALTER TABLE excerpt ADD COLUMN method TEXT NOT NULL DEFAULT '';

ALTER TABLE annotation ADD COLUMN parent BLOB REFERENCES annotation (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE annotation ADD COLUMN doubt TEXT NOT NULL DEFAULT '' CHECK (doubt IN ('', 'check', 'orphan'));
ALTER TABLE annotation ADD COLUMN was TEXT NOT NULL DEFAULT '';
ALTER TABLE annotation ADD COLUMN score REAL NOT NULL DEFAULT 0;
ALTER TABLE annotation ADD COLUMN method TEXT NOT NULL DEFAULT '';
ALTER TABLE annotation ADD COLUMN links TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(links)); -- a JSON array, see data.Link
CREATE INDEX annotation_parent ON annotation (parent) WHERE parent IS NOT NULL;

CREATE TABLE edition (
	n        INTEGER PRIMARY KEY,
	id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev      INTEGER NOT NULL,
	article  BLOB NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
	replaced INTEGER NOT NULL,
	hash     BLOB NOT NULL REFERENCES body (hash) DEFERRABLE INITIALLY DEFERRED, -- of the text
	length   INTEGER NOT NULL, -- of the text in bytes
	blocks   TEXT NOT NULL CHECK (json_valid(blocks)),
	page     BLOB REFERENCES page (hash) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX edition_article ON edition (article, replaced);
CREATE INDEX edition_hash ON edition (hash);
CREATE INDEX edition_page ON edition (page) WHERE page IS NOT NULL;

CREATE TABLE dismissal (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev          INTEGER NOT NULL,
	article      BLOB NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
	anchor_start INTEGER NOT NULL,
	anchor_end   INTEGER NOT NULL,
	exact        TEXT NOT NULL,
	prefix       TEXT NOT NULL,
	suffix       TEXT NOT NULL,
	edtf         TEXT NOT NULL -- as it was read in the passage
) STRICT;

CREATE INDEX dismissal_article ON dismissal (article, anchor_start);

CREATE TABLE view (
	n     INTEGER PRIMARY KEY,
	id    BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev   INTEGER NOT NULL,
	name  TEXT NOT NULL,
	query TEXT NOT NULL,
	lo    INTEGER NOT NULL, -- 0 and 0 for none
	hi    INTEGER NOT NULL,
	place INTEGER NOT NULL -- views are listed by place, then id
) STRICT;

ALTER TABLE journal ADD COLUMN merge TEXT NOT NULL DEFAULT ''; -- see data.Edit.Merge

-- The texts and pages that an entry of the journal names.
CREATE TABLE journal_body (
	journal INTEGER NOT NULL REFERENCES journal (n) ON DELETE CASCADE,
	hash    BLOB NOT NULL REFERENCES body (hash) DEFERRABLE INITIALLY DEFERRED,
	PRIMARY KEY (journal, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_body_hash ON journal_body (hash);
