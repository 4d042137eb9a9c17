-- The events that a passage to check reports, for the timeline.

CREATE INDEX excerpt_doubt ON excerpt (event) WHERE doubt = 'check';
