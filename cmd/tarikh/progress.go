package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"time"
)

// showsProgress is after how long work shows how far it is in what is written for the
// user: 0 for never, where that is no terminal.
func showsProgress(to io.Writer) time.Duration {
	const delay = 500 * time.Millisecond
	f, ok := to.(*os.File)
	if !ok {
		return 0
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return 0
	}
	return delay
}

// showing runs work that may take long; what it tells, 0 to 1, is shown in a line of the
// terminal that is gone when the work is done.
func (p *program) showing(what string, work func(tell func(done float64)) error) error {
	if p.shows == 0 {
		return work(func(float64) {})
	}
	var percent atomic.Int64
	ended, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		p.showPercent(what, &percent, ended)
	}()
	defer func() {
		close(ended)
		<-gone
	}()
	return work(func(done float64) { percent.Store(int64(100 * done)) })
}

// showPercent shows how much is done until work has ended.
func (p *program) showPercent(what string, percent *atomic.Int64, ended <-chan struct{}) {
	const often = 100 * time.Millisecond
	next, line := time.NewTimer(p.shows), ""
	defer next.Stop()
	for {
		select {
		case <-ended:
			if line != "" {
				fmt.Fprintf(p.err, "\r%s\r", strings.Repeat(" ", len(line)))
			}
			return
		case <-next.C:
			line = fmt.Sprintf("%s: %3d %%", what, percent.Load())
			fmt.Fprintf(p.err, "\r%s", line)
			next.Reset(often)
		}
	}
}
