package journal

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

const (
	// fedRows is how many rows an edit may change that are listed one by one, and
	// fedEdits how many edits are.
	fedRows, fedEdits = 1000, 4096
)

// feed writes down what an edit has changed.
func (w *writer) feed() error {
	var list any
	if len(w.changed) <= fedRows {
		byKind := map[string][]data.ID{}
		for _, r := range w.changed {
			byKind[r.kind] = append(byKind[r.kind], r.id)
		}
		list = string(rows.Encode(byKind))
	}
	if _, err := w.tx.ExecContext(w.ctx, "INSERT INTO feed (revision, who, changed) VALUES (?, ?, ?)", w.rev, w.who, list); err != nil {
		return err
	}
	_, err := w.tx.ExecContext(w.ctx, "DELETE FROM feed WHERE revision <= ?", w.rev-fedEdits)
	return err
}
