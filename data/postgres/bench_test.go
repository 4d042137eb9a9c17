package postgres_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
)

// BenchmarkWriters is the edits of so many people in one library together, each of one
// row; an iteration is an edit. The server writes to its disk. What it could do at the most
// is measured beside it: transactions that insert one row each.
func BenchmarkWriters(b *testing.B) {
	for _, writers := range []int{1, 8, 32} {
		b.Run(strconv.Itoa(writers), func(b *testing.B) {
			server := pgtest.New(b, "synchronous_commit=on", "fsync=on", "full_page_writes=on")
			people := openMany(b, libraryOn(b, server), writers)
			l := newLedger()
			var left sync.WaitGroup
			turns := make(chan struct{}, b.N)
			for range b.N {
				turns <- struct{}{}
			}
			close(turns)
			b.ResetTimer()
			for _, s := range people {
				left.Go(func() {
					for range turns {
						id := data.NewID()
						l.begin(id, id)
						e := data.Edit{Label: "add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: id, Name: "T", Colour: "red"})}}
						if _, err := s.Apply(b.Context(), e); err != nil {
							b.Error(err)
							return
						}
						l.acknowledge(id)
					}
				})
			}
			left.Wait()
			b.StopTimer()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "edits/s")
			b.ReportMetric(server.Inserts(b, writers), "inserts/s")
			tracks, err := people[0].Tracks(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(b.N-len(tracks)), "lost")
			b.ReportMetric(load(), "load")
		})
	}
}

func openMany(b *testing.B, address string, n int) (out []*postgres.Store) {
	for range n {
		out = append(out, open(b, address))
	}
	return out
}

// load is that of the machine in the last minute.
func load() float64 {
	text, _ := os.ReadFile("/proc/loadavg")
	value, _ := strconv.ParseFloat(strings.Fields(string(text) + " 0")[0], 64)
	return value
}

// BenchmarkFeed has 32 people follow a library that gets 50 edits a second: the time from
// the call that makes an edit until each has been told of it. An iteration is an edit.
func BenchmarkFeed(b *testing.B) {
	server := pgtest.New(b, "synchronous_commit=on", "fsync=on", "full_page_writes=on")
	address := libraryOn(b, server)
	people := openMany(b, address, 32)
	writers := openMany(b, address, 4)
	since, err := people[0].Revision(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	var mu sync.Mutex
	called, returned := map[data.ID]time.Time{}, map[data.ID]time.Time{}
	var fromCall, fromReturn []time.Duration
	missed := 0
	complete, all := context.WithCancel(b.Context())
	var listening sync.WaitGroup
	for _, s := range people {
		listening.Go(func() {
			since, told := since, 0
			for told < b.N {
				now, err := s.Wait(complete, since)
				if err != nil {
					break
				}
				c, err := s.Changes(complete, since)
				if err != nil || c.All || c.Revision < now {
					break
				}
				heard := time.Now()
				mu.Lock()
				for _, row := range c.Rows {
					fromCall = append(fromCall, heard.Sub(called[row.ID]))
					if done, ok := returned[row.ID]; ok {
						fromReturn = append(fromReturn, heard.Sub(done))
					} else {
						fromReturn = append(fromReturn, 0)
					}
				}
				mu.Unlock()
				told += len(c.Rows)
				since = c.Revision
			}
			mu.Lock()
			missed += b.N - told
			mu.Unlock()
		})
	}
	b.ResetTimer()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	var writing sync.WaitGroup
	for i := range b.N {
		<-tick.C
		s := writers[i%len(writers)]
		writing.Go(func() {
			id := data.NewID()
			mu.Lock()
			called[id] = time.Now()
			mu.Unlock()
			e := data.Edit{Label: "add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: id, Name: "T", Colour: "red"})}}
			if _, err := s.Apply(b.Context(), e); err != nil {
				b.Error(err)
			}
			mu.Lock()
			returned[id] = time.Now()
			mu.Unlock()
		})
	}
	writing.Wait()
	b.StopTimer()
	late := time.AfterFunc(time.Minute, all)
	listening.Wait()
	late.Stop()
	all()
	b.ReportMetric(float64(missed), "missed")
	for name, of := range map[string][]time.Duration{"call": fromCall, "return": fromReturn} {
		slices.Sort(of)
		for _, percent := range []int{50, 95} {
			if len(of) > 0 {
				b.ReportMetric(float64(of[len(of)*percent/100].Microseconds())/1000, fmt.Sprintf("ms-%s-p%d", name, percent))
			}
		}
	}
	b.ReportMetric(load(), "load")
}

// BenchmarkIdle has 100 people look at a library in which nothing happens, and tell the
// others that they are here every 10 seconds: how much of a core the server needs for
// them. It takes half a minute, whatever b.N.
func BenchmarkIdle(b *testing.B) {
	const long = 30 * time.Second
	server := pgtest.New(b, "max_connections=500")
	people := openMany(b, libraryOn(b, server), 100)
	ctx, stop := context.WithCancel(b.Context())
	var here sync.WaitGroup
	for i, s := range people {
		since, err := s.Revision(ctx)
		if err != nil {
			b.Fatal(err)
		}
		here.Go(func() { _, _ = s.Wait(ctx, since) })
		here.Go(func() {
			mine := data.Presence{Client: data.NewID()}
			first := time.NewTimer(time.Duration(i) * 100 * time.Millisecond) // not all at once
			defer first.Stop()
			for {
				select {
				case <-first.C:
					first.Reset(10 * time.Second)
				case <-ctx.Done():
					return
				}
				_, _ = s.Meet(ctx, mine)
			}
		})
	}
	settled := time.NewTimer(12 * time.Second)
	<-settled.C
	before := server.CPU(b)
	b.ResetTimer()
	whole := time.NewTimer(long)
	<-whole.C
	used := server.CPU(b) - before
	b.StopTimer()
	stop()
	here.Wait()
	b.ReportMetric(100*used.Seconds()/long.Seconds(), "%core")
	b.ReportMetric(load(), "load")
}
