-- What event_columns holds once more, many events to a row, for libraries so
-- large that reading that index takes seconds. It may be missing or out of date:
-- only rows with the library's revision count, and only all of them together.
CREATE TABLE packed (
	n        INTEGER PRIMARY KEY, -- from 0, in the order of the events
	revision INTEGER NOT NULL,    -- of the library when it was made
	events   INTEGER NOT NULL,    -- in all rows
	columns  BLOB NOT NULL        -- see packed.go
) STRICT;
