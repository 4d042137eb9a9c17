package schema

// presence are the functions by which people know of each other; readers may call them,
// too. What somebody tells holds for half a minute, and is a hint to others only where it
// is new.
const presence = `
CREATE OR REPLACE FUNCTION %[1]s.meet(p_client uuid, p_event uuid, p_article uuid, p_note uuid, p_channel text) RETURNS jsonb` + definer + ` AS $body$
DECLARE
	was %[1]s.presence;
BEGIN
	SELECT * INTO was FROM %[1]s.presence WHERE client = p_client AND who = session_user AND told > now() - interval '30 seconds';
	IF NOT FOUND OR (was.event, was.article, was.note) IS DISTINCT FROM (p_event, p_article, p_note) THEN
		DELETE FROM %[1]s.presence WHERE told < now() - interval '1 minute';
		PERFORM pg_notify(p_channel, '');
	END IF;
	INSERT INTO %[1]s.presence AS p VALUES (p_client, session_user, p_event, p_article, p_note, now())
		ON CONFLICT (client) DO UPDATE SET event = EXCLUDED.event, article = EXCLUDED.article, note = EXCLUDED.note, told = EXCLUDED.told
		WHERE p.who = session_user;
	RETURN (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('Client', client, 'Who', who, 'Event', event, 'Article', article, 'Note', note)) ORDER BY who, client), '[]')
		FROM %[1]s.presence WHERE client <> p_client AND told > now() - interval '30 seconds');
END $body$;
CREATE OR REPLACE FUNCTION %[1]s.leave(p_client uuid, p_channel text) RETURNS void` + definer + ` AS $body$
BEGIN
	DELETE FROM %[1]s.presence WHERE client = p_client AND who = session_user;
	PERFORM pg_notify(p_channel, '');
END $body$;
`
