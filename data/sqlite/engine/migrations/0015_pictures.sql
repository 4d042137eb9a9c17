-- Pictures and other files of events, articles and stories, whose bytes are pages; stories
-- and their steps.

CREATE TABLE story (
	n     INTEGER PRIMARY KEY,
	id    BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev   INTEGER NOT NULL,
	name  TEXT NOT NULL,
	title TEXT NOT NULL,
	lang  TEXT NOT NULL,
	place INTEGER NOT NULL
) STRICT;

CREATE TABLE picture (
	n        INTEGER PRIMARY KEY,
	id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev      INTEGER NOT NULL,
	event    BLOB REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
	article  BLOB REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
	story    BLOB REFERENCES story (id) DEFERRABLE INITIALLY DEFERRED,
	position INTEGER NOT NULL, -- in the text of the article, in bytes; -1 for its head
	place    INTEGER NOT NULL,
	page     BLOB NOT NULL REFERENCES page (hash) DEFERRABLE INITIALLY DEFERRED,
	type     TEXT NOT NULL, -- media type
	width    INTEGER NOT NULL, -- in pixels, 0 for what is no picture
	height   INTEGER NOT NULL,
	size     INTEGER NOT NULL, -- in bytes
	name     TEXT NOT NULL, -- of the file
	caption  TEXT NOT NULL,
	credit   TEXT NOT NULL,
	source   TEXT NOT NULL, -- an address
	licence  TEXT NOT NULL,
	alt      TEXT NOT NULL,
	edtf     TEXT NOT NULL, -- when it was taken; empty, 0 and 0 if unknown
	lo       INTEGER NOT NULL,
	hi       INTEGER NOT NULL
) STRICT;

CREATE INDEX picture_event ON picture (event) WHERE event IS NOT NULL;
CREATE INDEX picture_article ON picture (article) WHERE article IS NOT NULL;
CREATE INDEX picture_story ON picture (story) WHERE story IS NOT NULL;
CREATE INDEX picture_page ON picture (page);

CREATE TABLE step (
	n       INTEGER PRIMARY KEY,
	id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	rev     INTEGER NOT NULL,
	story   BLOB NOT NULL REFERENCES story (id) DEFERRABLE INITIALLY DEFERRED,
	place   INTEGER NOT NULL,
	event   BLOB REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
	query   TEXT NOT NULL,
	lo      INTEGER NOT NULL, -- Unix seconds
	hi      INTEGER NOT NULL,
	title   TEXT NOT NULL,
	text    TEXT NOT NULL,
	picture BLOB CHECK (length(picture) = 16) -- it may be deleted
) STRICT;

CREATE INDEX step_story ON step (story, place);
CREATE INDEX step_event ON step (event) WHERE event IS NOT NULL;
