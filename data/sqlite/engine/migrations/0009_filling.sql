-- What a library was made with is no step of undo any more. Before, the sample's filling
-- was the first one. What was undone can still be made again.

DELETE FROM journal WHERE label = 'edit.sample' AND undone = 0 AND n = (SELECT min(n) FROM journal);
