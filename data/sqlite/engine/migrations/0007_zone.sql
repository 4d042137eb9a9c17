-- The time zone of the timeline's axis, and the one for which the columns are packed.

ALTER TABLE library ADD COLUMN zone TEXT NOT NULL DEFAULT ''; -- an IANA name; empty for the own clock of each event
ALTER TABLE packed ADD COLUMN zone TEXT NOT NULL DEFAULT ''; -- with the rules of the zone, see packed.go
