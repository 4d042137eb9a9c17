package sqlite

import (
	"context"
	"database/sql"
)

// Revision returns a number that grows with every edit, see [data.Store].
func (s *Store) Revision(ctx context.Context) (revision int64, err error) {
	err = s.reading(ctx, "read the revision", func(tx *sql.Tx) error {
		revision, err = libraryRevision(ctx, tx)
		return err
	})
	return revision, err
}
