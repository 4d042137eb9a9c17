-- Who made the steps of a journal that was taken over from a server, by their logins.

CREATE TABLE journal_who (
	journal INTEGER PRIMARY KEY REFERENCES journal (n) ON DELETE CASCADE,
	who     TEXT NOT NULL
) STRICT;
