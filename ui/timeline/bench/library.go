package bench

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

const (
	tracks = 20
	// perEdit is how many events one Edit brings. All of them are journaled, as
	// those of a person are.
	perEdit = 20_000
	// titleLetters is the length of a title in letters.
	titleLetters = 20
)

// Fill fills an empty library with n synthetic events: always the same ones. Of
// ten, seven are points in time and three last 1 to 72 hours; they lie evenly over
// three years and on twenty tracks; half of the titles are Arabic. told is called
// with how many there are after each edit.
func Fill(ctx context.Context, store data.Store, n int, told func(events int)) error {
	edit := data.Edit{Label: "edit.import"}
	for i := range tracks {
		edit.Tracks = append(edit.Tracks, data.Insert(data.Track{
			ID: idOf(0, i), Name: fmt.Sprintf("Track %d", i+1), Colour: data.Colours()[i%len(data.Colours())], Order: i,
		}))
	}
	if _, err := store.Apply(ctx, edit); err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(1, uint64(n)))
	begin := beginnings(r, n)
	for from := 0; from < n; from += perEdit {
		edit := data.Edit{Label: "edit.import"}
		for i := from; i < min(from+perEdit, n); i++ {
			e, err := eventOf(r, i, begin[i])
			if err != nil {
				return err
			}
			edit.Events = append(edit.Events, data.Insert(e))
		}
		if _, err := store.Apply(ctx, edit); err != nil {
			return err
		}
		told(from + len(edit.Events))
	}
	return nil
}

// beginnings returns when the events begin, in order of time: a file that
// is written in the order in which it is read is made in a third of the time.
func beginnings(r *rand.Rand, n int) []int64 {
	const from, years = 1_577_836_800, 3 * 365 * 86_400 // 2020-01-01
	all := make([]int64, n)
	for i := range all {
		all[i] = from + r.Int64N(years)
	}
	slices.Sort(all)
	return all
}

func eventOf(r *rand.Rand, i int, begin int64) (data.Event, error) {
	text := instant(begin)
	if r.IntN(10) < 3 {
		text += "/" + instant(begin+3600*(1+r.Int64N(72)))
	}
	date, err := dates.Parse(text)
	if err != nil {
		return data.Event{}, err
	}
	return data.Event{
		ID: idOf(1, i), Title: titleOf(r), Date: date, Track: idOf(0, r.IntN(tracks)),
		Importance: data.MinImportance + r.IntN(data.MaxImportance),
	}, nil
}

func instant(t int64) string { return time.Unix(t, 0).UTC().Format("2006-01-02T15:04:05Z") }

// idOf is a UUID of version 7 that counts within a kind.
func idOf(kind byte, i int) data.ID {
	id := data.ID{0: 0x01, 1: 0x80, 6: 0x70, 7: kind, 8: 0x80}
	binary.BigEndian.PutUint32(id[2:], uint32(i))
	binary.BigEndian.PutUint32(id[12:], uint32(i)*2_654_435_761)
	return id
}

// titleOf is a title of titleLetters letters, in one of both languages.
func titleOf(r *rand.Rand) string {
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
	for len(title) < titleLetters {
		title = append(append(title, ' '), []rune(words[r.IntN(len(words))])...)
	}
	if title = title[:titleLetters]; title[titleLetters-1] == ' ' {
		title[titleLetters-1] = '.'
	}
	return string(title)
}
