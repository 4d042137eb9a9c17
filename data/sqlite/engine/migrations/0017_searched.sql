-- Words are found in entities, pictures, stories and steps, too (see 0004_search.sql). What
-- there is of them is indexed in the background once the library is open.

CREATE VIRTUAL TABLE entity_words USING fts5(f, s, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE picture_words USING fts5(f, s, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE story_words USING fts5(f, s, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE step_words USING fts5(f, s, content='', contentless_delete=1, tokenize='ascii');

INSERT INTO indexed VALUES
	('entity', 2, CASE WHEN EXISTS (SELECT 1 FROM entity) THEN 0 ELSE 9223372036854775807 END, 0),
	('picture', 2, CASE WHEN EXISTS (SELECT 1 FROM picture) THEN 0 ELSE 9223372036854775807 END, 0),
	('story', 2, CASE WHEN EXISTS (SELECT 1 FROM story) THEN 0 ELSE 9223372036854775807 END, 0),
	('step', 2, CASE WHEN EXISTS (SELECT 1 FROM step) THEN 0 ELSE 9223372036854775807 END, 0);
