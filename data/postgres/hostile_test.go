package postgres_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
	"tarikh.org/tarikh/data/storetest"
	"tarikh.org/tarikh/data/text/query"
)

// hostile are what a server may say in place of the truth, by name: what becomes of a
// message.
func hostile() map[string]func(*rand.Rand, pgtest.Message) []pgtest.Message {
	row := func(do func(*rand.Rand, pgtest.Message) []pgtest.Message) func(*rand.Rand, pgtest.Message) []pgtest.Message {
		return func(r *rand.Rand, m pgtest.Message) []pgtest.Message {
			if m.Type != 'D' {
				return []pgtest.Message{m}
			}
			return do(r, m)
		}
	}
	just := func(do func(*rand.Rand, [][]byte) [][]byte) func(*rand.Rand, pgtest.Message) []pgtest.Message {
		return row(func(r *rand.Rand, m pgtest.Message) []pgtest.Message {
			return []pgtest.Message{rowOf(do(r, valuesOf(m)))}
		})
	}
	each := func(do func(*rand.Rand, []byte) []byte) func(*rand.Rand, pgtest.Message) []pgtest.Message {
		return just(func(r *rand.Rand, values [][]byte) [][]byte {
			for i := range values {
				values[i] = do(r, values[i])
			}
			return values
		})
	}
	return map[string]func(*rand.Rand, pgtest.Message) []pgtest.Message{
		"no values":      just(func(*rand.Rand, [][]byte) [][]byte { return nil }),
		"fewer values":   just(func(_ *rand.Rand, values [][]byte) [][]byte { return values[:len(values)-1] }),
		"more values":    just(func(_ *rand.Rand, values [][]byte) [][]byte { return append(values, []byte("more")) }),
		"nulls":          each(func(*rand.Rand, []byte) []byte { return nil }),
		"empty values":   each(func(*rand.Rand, []byte) []byte { return []byte{} }),
		"short values":   each(func(_ *rand.Rand, v []byte) []byte { return v[:len(v)/2] }),
		"large numbers":  each(func(_ *rand.Rand, v []byte) []byte { return numbers(v, '9', 0x7f) }),
		"negative":       each(func(_ *rand.Rand, v []byte) []byte { return numbers(v, '-', 0xff) }),
		"SQL in values":  each(func(_ *rand.Rand, v []byte) []byte { return letters(v, `"'; DROP SCHEMA public CASCADE; --`) }),
		"random values":  each(func(r *rand.Rand, v []byte) []byte { return noise(r, v) }),
		"huge values":    each(func(*rand.Rand, []byte) []byte { return bytes.Repeat([]byte("9"), 1<<20) }),
		"no rows":        row(func(*rand.Rand, pgtest.Message) []pgtest.Message { return nil }),
		"each row twice": row(func(_ *rand.Rand, m pgtest.Message) []pgtest.Message { return []pgtest.Message{m, m} }),
		"many rows": row(func(_ *rand.Rand, m pgtest.Message) []pgtest.Message {
			return slices.Repeat([]pgtest.Message{m}, 20_000)
		}),
		"other types":    func(r *rand.Rand, m pgtest.Message) []pgtest.Message { return otherTypes(r, m) },
		"random bytes":   func(r *rand.Rand, m pgtest.Message) []pgtest.Message { return sometimes(r, m, noise(r, m.Body)) },
		"short messages": func(r *rand.Rand, m pgtest.Message) []pgtest.Message { return sometimes(r, m, m.Body[:len(m.Body)/2]) },
		"other messages": otherMessages,
		"lying lengths":  lying,
		"false hints": func(_ *rand.Rand, m pgtest.Message) []pgtest.Message {
			return []pgtest.Message{{Type: 'A', Body: []byte("\x00\x00\x00\x01x\x00y\x00")}, m}
		},
		"broken hints": func(_ *rand.Rand, m pgtest.Message) []pgtest.Message {
			return []pgtest.Message{{Type: 'A', Body: []byte("\x00")}, m}
		},
		"failures": row(func(r *rand.Rand, _ pgtest.Message) []pgtest.Message {
			return []pgtest.Message{failure(codes[r.IntN(len(codes))], "'); DROP TABLE x; --")}
		}),
		"broken failures": row(func(*rand.Rand, pgtest.Message) []pgtest.Message {
			return []pgtest.Message{{Type: 'E', Body: []byte("C")}}
		}),
	}
}

// codes are of errors that mean something to a store.
var codes = []string{"TK001", "TK002", "TK003", "23503", "42501", "25006", "42P01", "55P03", "XX000", "\xff", ""}

func valuesOf(m pgtest.Message) (out [][]byte) {
	rest := m.Body[2:]
	for range binary.BigEndian.Uint16(m.Body) {
		size := int32(binary.BigEndian.Uint32(rest))
		rest = rest[4:]
		if size < 0 {
			out = append(out, nil)
			continue
		}
		out = append(out, slices.Clone(rest[:size]))
		rest = rest[size:]
	}
	return out
}

func rowOf(values [][]byte) pgtest.Message {
	body := binary.BigEndian.AppendUint16(nil, uint16(len(values)))
	for _, v := range values {
		size := uint32(len(v))
		if v == nil {
			size = 1<<32 - 1
		}
		body = append(binary.BigEndian.AppendUint32(body, size), v...)
	}
	return pgtest.Message{Type: 'D', Body: body}
}

// numbers makes other numbers of those in a value, as text or not.
func numbers(v []byte, digit, top byte) []byte {
	switch len(v) {
	case 2, 4, 8:
		v[0] = top
	}
	return bytes.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return rune(digit)
		}
		return c
	}, v)
}

// letters puts a text into each that is long enough.
func letters(v []byte, text string) []byte {
	if len(v) > 16 {
		at := bytes.IndexByte(v, ':')
		return slices.Concat(v[:at+1], []byte(text), v[at+1:])
	}
	return v
}

func noise(r *rand.Rand, v []byte) []byte {
	v = slices.Clone(v)
	for range 1 + len(v)/16 {
		if len(v) > 0 {
			v[r.IntN(len(v))] = byte(r.Int())
		}
	}
	return v
}

func sometimes(r *rand.Rand, m pgtest.Message, body []byte) []pgtest.Message {
	if r.IntN(4) == 0 {
		m.Body = body
	}
	return []pgtest.Message{m}
}

// otherTypes says that columns are of other types.
func otherTypes(r *rand.Rand, m pgtest.Message) []pgtest.Message {
	if m.Type == 'T' && len(m.Body) > 2 {
		m.Body = slices.Clone(m.Body)
		for rest := m.Body[2:]; len(rest) > 0; {
			_, after, ok := bytes.Cut(rest, []byte{0})
			if !ok || len(after) < 18 {
				break
			}
			binary.BigEndian.PutUint32(after[6:], []uint32{16, 17, 20, 25, 1007, 2950, 3802, 3614, 600, 9999}[r.IntN(10)])
			binary.BigEndian.PutUint16(after[16:], uint16(r.IntN(3)))
			rest = after[18:]
		}
	}
	return []pgtest.Message{m}
}

func otherMessages(r *rand.Rand, m pgtest.Message) []pgtest.Message {
	if m.Type != 'Z' && r.IntN(3) == 0 {
		m.Type = "DTCEZSKRAN123stnIGHWcdvV\x00\xff"[r.IntN(26)]
	}
	return []pgtest.Message{m}
}

func lying(r *rand.Rand, m pgtest.Message) []pgtest.Message {
	if r.IntN(8) == 0 {
		m.Long = []int32{-1, 1, 3, 1 << 30, 1<<31 - 1, 1 << 20}[r.IntN(6)]
	}
	return []pgtest.Message{m}
}

// Whatever a server says, a program neither ends nor hangs: each call returns, and a
// store that was opened before can be closed.
func TestHostileServer(t *testing.T) {
	server := shared.Get(t)
	direct := made(t)
	s := open(t, direct)
	sample := storetest.Sample(t)
	sample, err := s.Apply(t.Context(), sample)
	if err != nil {
		t.Fatal(err)
	}
	event := *sample.Events[0].After
	article := *sample.Articles[0].After
	cols, err := s.Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	tracks, err := s.Tracks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	lies := hostile()
	for range times(1, 4) {
		seed := uint64(time.Now().UnixNano())
		var running sync.WaitGroup
		for _, name := range slices.Sorted(maps.Keys(lies)) {
			line := pgtest.NewLine(t, server)
			running.Go(func() {
				address := through(direct, server.Folder(), line.Folder())
				victim, err := new(postgres.Servers).Open(t.Context(), address)
				if err != nil {
					t.Error(err)
					return
				}
				var mu sync.Mutex
				r := rand.New(rand.NewPCG(seed, 1))
				line.Alter(func(m pgtest.Message) []pgtest.Message {
					mu.Lock()
					defer mu.Unlock()
					return lies[name](r, m)
				})
				calls := hostileCalls(victim.(*postgres.Store), event, article.ID, cols, tracks)
				calls["Open"] = func(ctx context.Context) error {
					s, err := new(postgres.Servers).Open(ctx, address)
					if err == nil {
						err = s.Close()
					}
					return err
				}
				calls["List"] = func(ctx context.Context) error {
					_, err := new(postgres.Servers).List(ctx, address)
					return err
				}
				names := slices.Sorted(maps.Keys(calls))
				rand.New(rand.NewPCG(seed, 2)).Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
				first := 0
				if name == "no values" { // whatever reads values as they are sent
					for _, call := range []string{"Tracks", "EventOrder", "Matching", "Columns"} {
						at := slices.Index(names, call)
						names[first], names[at] = names[at], names[first]
						first++
					}
				}
				end := time.Now().Add(time.Duration(times(400, 20_000)) * time.Millisecond)
				made := 0
				for ; made < len(names) && (made < first || time.Now().Before(end)); made++ {
					survive(t, name, names[made], calls[names[made]])
				}
				survive(t, name, "Close", func(context.Context) error { return victim.Close() })
				t.Logf("%s: %d of %d calls, seed %d", name, made, len(names), seed)
			})
		}
		running.Wait()
	}
}

// Rows without end are refused before they fill the memory.
func TestEndlessRows(t *testing.T) {
	if testing.Short() {
		t.Skip("sends a gigabyte")
	}
	server := shared.Get(t)
	direct := made(t)
	line := pgtest.NewLine(t, server)
	s := open(t, through(direct, server.Folder(), line.Folder()))
	line.Alter(func(m pgtest.Message) []pgtest.Message {
		if m.Type == 'D' && bytes.Contains(m.Body, []byte("A title")) {
			values := valuesOf(m)
			values[1] = bytes.Repeat([]byte("A title"), 1<<17)
			return slices.Repeat([]pgtest.Message{rowOf(values)}, 3000)
		}
		return []pgtest.Message{m}
	})
	e := storetest.Sample(t)
	e.Events[0].After.Title = "A title"
	if _, err := s.Apply(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Captions(t.Context(), []data.ID{e.Events[0].After.ID}); !errors.Is(err, data.ErrUnsafe) {
		t.Errorf("got %v, want ErrUnsafe", err)
	}
}

// survive makes a call and looks that it returns soon after its time is up.
func survive(t testing.TB, lie, name string, call func(context.Context) error) {
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if what := recover(); what != nil {
				t.Errorf("%s, %s: panic: %v", lie, name, what)
			}
		}()
		_ = call(ctx)
	}()
	limit := time.NewTimer(30 * time.Second)
	defer limit.Stop()
	select {
	case <-done:
	case <-limit.C:
		t.Errorf("%s: %s does not return", lie, name)
	}
}

func hostileCalls(s *postgres.Store, event data.Event, article data.ID, cols data.Columns, tracks []data.Track) map[string]func(context.Context) error {
	after := event
	after.Title = "Another"
	calls := storetest.Calls(s, event.ID, data.Edit{Label: "x", Events: []data.Change[data.Event]{data.Update(event, after)}})
	q := query.Parse(`met "they signed" has:place actor:putin`, query.Options{})
	words := query.Parse("met", query.Options{})
	maps.Copy(calls, map[string]func(context.Context) error{
		"the article":   func(ctx context.Context) error { _, err := s.Article(ctx, article); return err },
		"Search":        func(ctx context.Context) error { _, err := s.Search(ctx, words, 50); return err },
		"SearchNewest":  func(ctx context.Context) error { _, err := s.SearchNewest(ctx, words, 50); return err },
		"SearchIDs":     func(ctx context.Context) error { _, err := s.SearchIDs(ctx, words, data.KindEvent); return err },
		"SearchCounts":  func(ctx context.Context) error { _, err := s.SearchCounts(ctx, q); return err },
		"SearchArticle": func(ctx context.Context) error { _, err := s.SearchArticle(ctx, words, article); return err },
		"Matching":      func(ctx context.Context) error { _, err := s.Matching(ctx, q, cols, tracks); return err },
		"Reported":      func(ctx context.Context) error { _, err := s.Reported(ctx, cols); return err },
		"States":        func(ctx context.Context) error { _, err := s.States(ctx, cols); return err },
		"Facets":        func(ctx context.Context) error { _, err := s.Facets(ctx, q, cols, tracks); return err },
		"EventOrder": func(ctx context.Context) error {
			_, err := s.EventOrder(ctx, cols, nil, data.ByTitle, false)
			return err
		},
		"Deleted": func(ctx context.Context) error { _, err := s.Deleted(ctx, data.KindEvent, event.ID); return err },
		"RowsByID": func(ctx context.Context) error {
			_, err := s.RowsByID(ctx, data.KindArticle, []data.ID{article})
			return err
		},
		"Meet": func(ctx context.Context) error {
			_, err := s.Meet(ctx, data.Presence{Client: data.NewID()})
			return err
		},
	})
	for _, kind := range data.Shapes() {
		kind := kind.Kind
		calls["Rows of "+kind.String()] = func(ctx context.Context) error {
			for _, err := range s.Rows(ctx, kind) {
				if err != nil {
					return err
				}
			}
			return nil
		}
	}
	return calls
}
