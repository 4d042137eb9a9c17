-- A passage may name a place that its event did not happen at: which event that is said of,
-- and the part of the article that the words are in.

ALTER TABLE dismissal ADD COLUMN event BLOB CHECK (length(event) = 16); -- NULL: the words are a date or no name; it may be deleted
ALTER TABLE dismissal ADD COLUMN part TEXT NOT NULL DEFAULT '';         -- '' for the text, or 'title'
