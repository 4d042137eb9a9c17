package app

import (
	"context"
	"time"

	"tarikh.org/tarikh/data/intake"
)

// Read reads one source, as intake.Reader.Read does.
type Read func(context.Context, intake.Source, intake.Progress) (intake.Draft, error)

// Reading is the progress of one of many sources.
type Reading struct {
	At          int   // its place among them
	Done, Total int64 // bytes, while it is read; Total is -1 where that is not known
	Over        bool
	Draft       intake.Draft // once it is over
	Err         error
}

// ReadAtOnce is how many sources are read at a time.
const ReadAtOnce = 3

// progressInterval is how often the progress of a source is reported: not more often
// than can be seen.
const progressInterval = 60 * time.Millisecond

// ReadAll reads sources, some at a time, and returns when all are done. told is called
// when a source is begun, repeatedly while it is read, and when it is done, from
// several goroutines; sources that a cancelled context leaves unread are not reported.
func ReadAll(ctx context.Context, read Read, sources []intake.Source, told func(Reading)) {
	parallel(len(sources), ReadAtOnce, func(at int) {
		if ctx.Err() != nil {
			return
		}
		told(Reading{At: at, Total: -1})
		var last time.Time
		draft, err := read(ctx, sources[at], func(done, total int64) {
			if now := time.Now(); now.Sub(last) >= progressInterval {
				last = now
				told(Reading{At: at, Done: done, Total: total})
			}
		})
		told(Reading{At: at, Over: true, Draft: draft, Err: err})
	})
}
