-- Notes that are never taken out of a library with others.

ALTER TABLE annotation ADD COLUMN private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1));
