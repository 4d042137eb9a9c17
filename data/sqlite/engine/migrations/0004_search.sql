-- What search looks words up in, an index for each kind of row; rowids are the
-- rows' n. f has the folded words in order, s the stems of those that differ from
-- their stem (see search_words.go). The texts themselves are not in it. Words come
-- folded and divided, so the tokenizer has only to divide at spaces: "ascii" does
-- that, and takes every other character as it is.

CREATE VIRTUAL TABLE event_words USING fts5(f, s, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE article_words USING fts5(f, s, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE excerpt_words USING fts5(f, s, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE annotation_words USING fts5(f, s, content='', contentless_delete=1, tokenize='ascii');

-- How far each kind is indexed, and when its rows were changed last.
CREATE TABLE indexed (
	kind    TEXT PRIMARY KEY,
	rules   INTEGER NOT NULL, -- by which words were made; others make them anew
	upto    INTEGER NOT NULL, -- rows up to this n are indexed, and all that were written since
	changed INTEGER NOT NULL  -- the library's revision when rows of the kind were last changed
) STRICT, WITHOUT ROWID;

INSERT INTO indexed VALUES
	('event', 1, CASE WHEN EXISTS (SELECT 1 FROM event) THEN 0 ELSE 9223372036854775807 END, 0),
	('article', 1, CASE WHEN EXISTS (SELECT 1 FROM article) THEN 0 ELSE 9223372036854775807 END, 0),
	('excerpt', 1, CASE WHEN EXISTS (SELECT 1 FROM excerpt) THEN 0 ELSE 9223372036854775807 END, 0),
	('annotation', 1, CASE WHEN EXISTS (SELECT 1 FROM annotation) THEN 0 ELSE 9223372036854775807 END, 0);

-- What filters, their counts and the table of events are made of, for events
-- that have it.
CREATE INDEX event_place ON event (place) WHERE place <> '';
CREATE INDEX event_source ON event (source) WHERE source <> '';
CREATE INDEX event_doubtful ON event (n) WHERE edtf GLOB '*[[?~%XS]*' OR edtf GLOB '/*' OR edtf GLOB '*/';
CREATE INDEX event_span ON event (n) WHERE instr(edtf, '/') > 0;
