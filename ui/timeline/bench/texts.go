package bench

import (
	"context"
	"fmt"
	"math/rand/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// FillWithTexts fills an empty library with n events with titles of two to six
// words, an article for every eventsPerArticle of them, two excerpts of each and a
// note on every second; half of all is Arabic. One event in ten has a place, one in
// five a source, one in ten a tag.
func FillWithTexts(ctx context.Context, store data.Store, n int) error {
	c := newCorpus(uint64(n))
	edit := data.Edit{Label: "edit.import"}
	for i := range tracks {
		edit.Tracks = append(edit.Tracks, data.Insert(data.Track{
			ID: idOf(0, i), Name: c.text(1, i%2 == 0) + fmt.Sprint(" ", i), Colour: data.Colours()[i%len(data.Colours())], Order: i,
		}))
	}
	if _, err := store.Apply(ctx, edit); err != nil {
		return err
	}
	var sources []string
	for i := range 50 {
		sources = append(sources, c.text(2, i%2 == 0))
	}
	begin := beginnings(c.r, n)
	for from := 0; from < n; from += perEdit {
		edit := data.Edit{Label: "edit.import"}
		for i := from; i < min(from+perEdit, n); i++ {
			e, err := eventOf(c.r, i, begin[i])
			if err != nil {
				return err
			}
			e.Title = c.text(2+c.r.IntN(5), i%2 == 0)
			describe(&e, c, sources)
			edit.Events = append(edit.Events, data.Insert(e))
		}
		for i := from / eventsPerArticle; i < min(from+perEdit, n)/eventsPerArticle; i++ {
			if err := articleOf(&edit, c, i, sources); err != nil {
				return err
			}
		}
		if _, err := store.Apply(ctx, edit); err != nil {
			return err
		}
	}
	return nil
}

func describe(e *data.Event, c *corpus, sources []string) {
	if c.r.IntN(10) == 0 {
		e.Place = c.word(c.r.IntN(2) == 0)
	}
	if c.r.IntN(5) == 0 {
		e.Source = pick(c.r, sources)
	}
	if c.r.IntN(10) == 0 {
		e.Tags = []string{fmt.Sprintf("tag %d", c.r.IntN(40))}
	}
}

// articleOf adds article i with its excerpts, of the first events of the
// edit, and a note.
func articleOf(edit *data.Edit, c *corpus, i int, sources []string) error {
	day, err := dates.Parse(fmt.Sprintf("2021-%02d-%02d", 1+i%12, 1+i%28))
	if err != nil {
		return err
	}
	arabic := i%2 == 0
	a := data.Article{ID: idOf(2, i), Title: c.text(8, arabic), Publisher: pick(c.r, sources), Published: day}
	a = a.WithText(c.text(articleWords, arabic) + "\n")
	edit.Articles = append(edit.Articles, data.Insert(a))
	for k := range 2 {
		passage, err := passageOf(c.r, a.Text)
		if err != nil {
			return err
		}
		about := edit.Events[c.r.IntN(len(edit.Events))].After.ID
		edit.Excerpts = append(edit.Excerpts, data.Insert(data.Excerpt{ID: idOf(3, 2*i+k), Event: about, Article: a.ID, Anchor: passage}))
		if k == 0 && i%2 == 0 {
			edit.Annotations = append(edit.Annotations, data.Insert(data.Annotation{
				ID: idOf(4, i), Event: about, Text: c.text(12, arabic), Colour: pick(c.r, data.Colours()), Tags: []string{fmt.Sprintf("tag %d", i%40)},
			}))
		}
	}
	return nil
}

func passageOf(r *rand.Rand, text string) (anchor.Selector, error) {
	start := r.IntN(len(text) / 2)
	for start > 0 && text[start-1] != ' ' {
		start--
	}
	end := start + 150
	for text[end] != ' ' && text[end] != '\n' {
		end++
	}
	return anchor.Make(text, start, end)
}
