package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/query"
)

const (
	// sourceSentences is how many sentences an article has, each of which reports an event;
	// publishers is how many there are.
	sourceSentences, publishers = 60, 200
	// sourceArticles is how many articles one Edit brings.
	sourceArticles = 500
)

// FillSources adds to the n events of Fill so many passages each, of articles of 200
// publishers: always the same ones. The passages of one event in ten have the same words. told is called with how many passages there are after each edit.
func FillSources(ctx context.Context, store data.Store, n, each int, told func(passages int)) error {
	r := rand.New(rand.NewPCG(3, uint64(n)))
	passages := n * each
	for from := 0; from < passages; {
		edit := data.Edit{Label: "edit.import"}
		for range sourceArticles {
			if from == passages {
				break
			}
			more := min(sourceSentences, passages-from)
			if err := sourceOf(&edit, r, n, from, more); err != nil {
				return err
			}
			from += more
		}
		if _, err := store.Apply(ctx, edit); err != nil {
			return err
		}
		told(from)
	}
	return nil
}

// sourceOf adds an article whose sentences report so many events, from passage on: the
// passages of one event are in articles far from each other.
func sourceOf(edit *data.Edit, r *rand.Rand, n, passage, more int) error {
	i := passage / sourceSentences
	day, err := dates.Parse(time.Unix(1_600_000_000+int64(i)*3000, 0).UTC().Format(time.DateOnly))
	if err != nil {
		return err
	}
	a := data.Article{ID: idOf(2, i), Title: titleOf(r), Publisher: fmt.Sprintf("Publisher %d", i*7919%publishers), Published: day}
	var text strings.Builder
	starts := make([]int, more+1)
	for k := range more {
		event, round := (passage+k)%n, (passage+k)/n
		if event%10 == 0 {
			round = 0 // the words of the first one
		}
		words := rand.New(rand.NewPCG(uint64(event), uint64(round)))
		fmt.Fprintf(&text, "%s %s %s %d %s.\n", titleOf(words), titleOf(words), titleOf(words), event, titleOf(words))
		starts[k+1] = text.Len()
	}
	a = a.WithText(text.String())
	edit.Articles = append(edit.Articles, data.Insert(a))
	for k := range more {
		words, err := anchor.Make(a.Text, starts[k], starts[k+1]-1)
		if err != nil {
			return err
		}
		edit.Excerpts = append(edit.Excerpts, data.Insert(data.Excerpt{ID: idOf(3, passage+k), Event: idOf(1, (passage+k)%n), Article: a.ID, Anchor: words}))
	}
	return nil
}

// verification measures how long it takes to know how well all events are verified, to
// filter by that, and to count by it.
func (f *Figures) verification(ctx context.Context, store data.Store) error {
	counts, err := store.Counts(ctx)
	if err != nil || counts.Excerpts == 0 {
		return err
	}
	f.Passages = counts.Excerpts
	cols, err := store.Columns(ctx)
	if err != nil {
		return err
	}
	tracks, err := store.Tracks(ctx)
	if err != nil {
		return err
	}
	filter := query.Parse("status:corroborated", query.Options{})
	for _, part := range []struct {
		ms *float64
		do func() error
	}{
		{&f.StatesMS, func() error { _, err := store.States(ctx, cols); return err }},
		{&f.StatusMS, func() error { _, err := store.Matching(ctx, filter, cols, tracks); return err }},
		{&f.FacetsMS, func() error { _, err := store.Facets(ctx, filter, cols, tracks); return err }},
	} {
		began := time.Now()
		if err := part.do(); err != nil {
			return err
		}
		*part.ms = ms(time.Since(began))
	}
	return nil
}
