-- What the newest edits have changed, for those who show the library meanwhile. It
-- may have gaps: whoever meets one reads everything anew.
CREATE TABLE feed (
	revision INTEGER PRIMARY KEY, -- of the library, with the edit
	who      TEXT NOT NULL,       -- made it, in words
	changed  TEXT CHECK (json_valid(changed)) -- a JSON object, by kind: arrays of IDs; NULL where they were too many
) STRICT;
