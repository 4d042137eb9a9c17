-- Passages of an article's title: their bytes count in that instead of the text.

ALTER TABLE excerpt ADD COLUMN part TEXT NOT NULL DEFAULT '';    -- '' for the text, or 'title'
ALTER TABLE annotation ADD COLUMN part TEXT NOT NULL DEFAULT '';
