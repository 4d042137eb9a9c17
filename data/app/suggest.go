package app

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/propose"
)

// suggestFrom is how many events of the library, at equal distances, tell what its
// tracks are about.
const suggestFrom = 400

// suggest returns the tracks that candidates belong to by their words, as places in
// columns, by the Start of their finds; those whose words do not tell are left out.
func (l *Library) suggest(ctx context.Context, text string, columns data.Columns, candidates []propose.Candidate) (map[int]int, error) {
	tracks := 0
	var ids []data.ID
	var of []int
	for i := 0; i < columns.Len(); i += max(columns.Len()/suggestFrom, 1) {
		ids, of = append(ids, columns.IDs[i]), append(of, int(columns.Track[i]))
		tracks = max(tracks, int(columns.Track[i])+1)
	}
	if tracks < 2 || len(candidates) == 0 {
		return nil, nil
	}
	captions, err := l.Captions(ctx, ids)
	if err != nil {
		return nil, err
	}
	topics := propose.NewTopics(tracks)
	for i, c := range captions {
		topics.Add(c.Title, of[i])
	}
	found := map[int]int{}
	for _, c := range candidates {
		track, ok := topics.Track(c.Title)
		if !ok {
			track, ok = topics.Track(text[c.Start:c.End])
		}
		if ok {
			found[c.Find.Start] = track
		}
	}
	return found, nil
}
