package app

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/verify"
)

// reopen adds to an edit that gives an article another text what that means for the reader's
// verdicts: a confirmation of a passage whose words have become doubtful is taken back, and
// that of its event.
func (l *Library) reopen(ctx context.Context, edit *data.Edit, now int64) error {
	var events []data.ID
	for i := range edit.Excerpts {
		c := &edit.Excerpts[i]
		if c.Before == nil || c.After == nil || c.After.Doubt.State == data.Sure || c.After.Doubt == c.Before.Doubt {
			continue
		}
		after := *c.After
		after.Verdict = verify.Reopened(after.Verdict, now)
		c.After = &after
		if !slices.Contains(events, after.Event) {
			events = append(events, after.Event)
		}
	}
	for part := range slices.Chunk(events, rowsAtOnce) {
		rows, err := l.EventRows(ctx, part)
		if err != nil {
			return err
		}
		for _, before := range rows {
			after := before
			if after.Verdict = verify.Reopened(before.Verdict, now); after.Verdict != before.Verdict {
				edit.Events = append(edit.Events, data.Update(before, after))
			}
		}
	}
	return nil
}
