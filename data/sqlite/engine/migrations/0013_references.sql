-- Articles without a text, and what citing them needs.

ALTER TABLE article ADD COLUMN citation TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(citation)); -- a JSON object, see data.Citation
-- The text stays last: a listing stops before it.
ALTER TABLE article ADD COLUMN body TEXT NOT NULL DEFAULT '';
UPDATE article SET body = text;
ALTER TABLE article DROP COLUMN text;
ALTER TABLE article RENAME COLUMN body TO text;
