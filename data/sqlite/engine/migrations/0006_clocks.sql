-- The bounds of dates are by their own clock: an event at half past midnight in
-- Riyadh stands on that day, not on the one before. Beside them events have their
-- bounds as instants, for an axis with a zone. The functions are the program's own,
-- see engine/clock.go.

ALTER TABLE event ADD COLUMN zone TEXT NOT NULL DEFAULT ''; -- of the clock, an IANA name; empty if it is not known
ALTER TABLE event ADD COLUMN lo_utc INTEGER; -- Unix seconds; NULL where the date has no offset there
ALTER TABLE event ADD COLUMN hi_utc INTEGER;

UPDATE event SET lo = clock_lo(edtf, lo), hi = clock_hi(edtf, hi), lo_utc = instant_lo(edtf), hi_utc = instant_hi(edtf)
	WHERE edtf GLOB '*T*';
UPDATE article SET lo = clock_lo(edtf, lo), hi = clock_hi(edtf, hi) WHERE edtf GLOB '*T*';
UPDATE article SET changed_lo = clock_lo(changed_edtf, changed_lo), changed_hi = clock_hi(changed_edtf, changed_hi)
	WHERE changed_edtf GLOB '*T*';
UPDATE annotation SET lo = clock_lo(edtf, lo), hi = clock_hi(edtf, hi) WHERE edtf GLOB '*T*';

-- All that a zone moves.
CREATE INDEX event_instants ON event (lo_utc, hi_utc, lo, hi, id) WHERE lo_utc IS NOT NULL OR hi_utc IS NOT NULL;
-- It held the bounds as they were.
DELETE FROM packed;
