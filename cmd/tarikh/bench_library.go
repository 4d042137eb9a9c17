package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

const (
	benchTracks = 20
	// benchEdit is how many events one Edit brings. All of them are journaled, as
	// those of a person are.
	benchEdit = 20_000
	// benchTitle is the length of a title in letters.
	benchTitle = 20
)

// makeBenchLibrary makes a library of n synthetic events: always the same ones.
// Of ten, seven are points in time and three last 1 to 72 hours; they lie evenly
// over three years and on twenty tracks; half of the titles are Arabic.
func makeBenchLibrary(ctx context.Context, p *program, path string, n int) error {
	started := time.Now()
	store, err := p.libraries.Create(ctx, path, fmt.Sprintf("%d events", n))
	if err != nil {
		return err
	}
	if err := fillBench(ctx, p, store, n); err != nil {
		return errors.Join(err, store.Close(), p.files.Remove(path))
	}
	// As the window does after an import: a large library has its columns packed
	// when they are read, as soon as the file is known to be sound.
	_, err = store.Columns(ctx)
	if err := errors.Join(err, store.Health(ctx), store.Close()); err != nil {
		return err
	}
	fmt.Fprintf(p.err, "tarikh: bench: made %d events in %.1f s\n", n, time.Since(started).Seconds())
	return nil
}

func fillBench(ctx context.Context, p *program, store data.File, n int) error {
	tracks := make([]data.Change[data.Track], benchTracks)
	for i := range tracks {
		tracks[i] = data.Insert(data.Track{
			ID: benchID(0, i), Name: fmt.Sprintf("Track %d", i+1), Colour: data.Colours()[i%len(data.Colours())], Order: i,
		})
	}
	if _, err := store.Apply(ctx, data.Edit{Label: "edit.import", Tracks: tracks}); err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(1, uint64(n)))
	begin := benchBeginnings(r, n)
	said := time.Now()
	for from := 0; from < n; from += benchEdit {
		edit := data.Edit{Label: "edit.import"}
		for i := from; i < min(from+benchEdit, n); i++ {
			e, err := benchEvent(r, i, begin[i])
			if err != nil {
				return err
			}
			edit.Events = append(edit.Events, data.Insert(e))
		}
		if _, err := store.Apply(ctx, edit); err != nil {
			return err
		}
		if time.Since(said) > 2*time.Second {
			said = time.Now()
			fmt.Fprintf(p.err, "tarikh: bench: %d of %d events\n", from+len(edit.Events), n)
		}
	}
	return nil
}

// benchBeginnings returns when the events begin, in order of time: a file that
// is written in the order in which it is read is made in a third of the time.
func benchBeginnings(r *rand.Rand, n int) []int64 {
	const from, years = 1_577_836_800, 3 * 365 * 86_400 // 2020-01-01
	all := make([]int64, n)
	for i := range all {
		all[i] = from + r.Int64N(years)
	}
	slices.Sort(all)
	return all
}

func benchEvent(r *rand.Rand, i int, begin int64) (data.Event, error) {
	text := benchInstant(begin)
	if r.IntN(10) < 3 {
		text += "/" + benchInstant(begin+3600*(1+r.Int64N(72)))
	}
	date, err := dates.Parse(text)
	if err != nil {
		return data.Event{}, err
	}
	return data.Event{
		ID: benchID(1, i), Title: benchWords(r), Date: date, Track: benchID(0, r.IntN(benchTracks)),
		Importance: data.MinImportance + r.IntN(data.MaxImportance),
	}, nil
}

func benchInstant(t int64) string { return time.Unix(t, 0).UTC().Format("2006-01-02T15:04:05Z") }

// benchID is a UUID of version 7 that counts within a kind.
func benchID(kind byte, i int) data.ID {
	id := data.ID{0: 0x01, 1: 0x80, 6: 0x70, 7: kind, 8: 0x80}
	binary.BigEndian.PutUint32(id[2:], uint32(i))
	binary.BigEndian.PutUint32(id[12:], uint32(i)*2_654_435_761)
	return id
}

// benchWords is a title of benchTitle letters, in one of both languages.
func benchWords(r *rand.Rand) string {
	words := [...]string{
		"council", "vote", "border", "talks", "summit", "river", "bridge", "report", "harvest", "fair",
		"market", "strike", "court", "ruling", "energy", "school", "match", "final", "storm", "relief",
	}
	if r.IntN(2) == 0 {
		words = [...]string{
			"مجلس", "تصويت", "حدود", "محادثات", "قمة", "نهر", "جسر", "تقرير", "موسم", "معرض",
			"سوق", "إضراب", "محكمة", "قرار", "طاقة", "مدرسة", "مباراة", "نهائي", "عاصفة", "إغاثة",
		}
	}
	title := []rune(words[r.IntN(len(words))])
	for len(title) < benchTitle {
		title = append(append(title, ' '), []rune(words[r.IntN(len(words))])...)
	}
	if title = title[:benchTitle]; title[benchTitle-1] == ' ' {
		title[benchTitle-1] = '.'
	}
	return string(title)
}
