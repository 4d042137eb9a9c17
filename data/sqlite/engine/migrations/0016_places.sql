-- The texts of events' places become places, which are entities; the texts stay. Spellings
-- that are the same when folded are one place, named by the first. The functions are in
-- places.go.

INSERT INTO entity (id, rev, type, name, names, aliases, note, position, basis, ref)
SELECT place_id(key), (SELECT revision FROM library), 'place', name, '[]', '[]', '', '{}', '', ''
FROM (SELECT place_key(place) AS key, trim(place) AS name, min(n) FROM event WHERE place <> '' GROUP BY 1)
WHERE key <> '' AND NOT EXISTS (SELECT 1 FROM entity WHERE id = place_id(key));

DROP INDEX mention_entity; -- made again below, at once
INSERT INTO mention (id, rev, entity, event, excerpt, role)
SELECT mention_id(id, key), (SELECT revision FROM library), place_id(key), id, NULL, 'place'
FROM (SELECT id, place_key(place) AS key FROM event WHERE place <> '' ORDER BY id)
WHERE key <> '';
CREATE INDEX mention_entity ON mention (entity, event);

-- Steps that gave an event a place, or took it, do so with the mention, as if there had
-- always been places: they can be undone. A place that no event has any more is none.
INSERT INTO journal_change (journal, kind, before, after)
WITH seen AS MATERIALIZED (
	SELECT n, journal, coalesce(json_extract(after, '$.id'), json_extract(before, '$.id')) AS event,
		place_key(coalesce(json_extract(before, '$.place'), '')) AS was, place_key(coalesce(json_extract(after, '$.place'), '')) AS now
	FROM journal_change WHERE kind = 'event' AND coalesce(json_extract(before, '$.place'), '') <> coalesce(json_extract(after, '$.place'), '')),
known AS MATERIALIZED (
	SELECT n, journal, event,
		iif(EXISTS (SELECT 1 FROM entity WHERE id = place_id(was)), was, '') AS was,
		iif(EXISTS (SELECT 1 FROM entity WHERE id = place_id(now)), now, '') AS now
	FROM seen WHERE was <> now)
SELECT journal, 'mention', before, after FROM (
	SELECT n, 0 AS later, journal, mention_row(event, was) AS before, NULL AS after FROM known WHERE was <> '' AND was <> now
	UNION ALL
	SELECT n, 1, journal, NULL, mention_row(event, now) FROM known WHERE now <> '' AND was <> now)
ORDER BY n, later;
