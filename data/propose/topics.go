package propose

// Topics tell which track an event belongs to by the words of the events that are on the
// tracks already: a word that only those of one track have speaks for that one.
type Topics struct {
	tracks int
	counts map[string][]float64 // of each word, by track
}

// NewTopics returns topics of a number of tracks.
func NewTopics(tracks int) *Topics { return &Topics{tracks: tracks, counts: map[string][]float64{}} }

// Add adds the title of an event of a track.
func (t *Topics) Add(title string, track int) {
	if track < 0 || track >= t.tracks {
		return
	}
	for w := range wordsOf(title, lexiconOf("", title)) {
		if t.counts[w] == nil {
			t.counts[w] = make([]float64, t.tracks)
		}
		t.counts[w][track]++
	}
}

// A track is told where its words weigh so much, and so much more than those of the next.
const leastTopic, clearTopic = 0.8, 1.4

// Track is the track that a text belongs to; false where its words do not tell.
func (t *Topics) Track(text string) (track int, ok bool) {
	sums := make([]float64, t.tracks)
	for w := range wordsOf(text, lexiconOf("", text)) {
		all := 0.0
		for _, n := range t.counts[w] {
			all += n
		}
		for i, n := range t.counts[w] {
			sums[i] += n * n / (all * all) // the share, less where many tracks have the word
		}
	}
	best, second := 0.0, 0.0
	for i, sum := range sums {
		switch {
		case sum > best:
			track, best, second = i, sum, best
		case sum > second:
			second = sum
		}
	}
	return track, best >= leastTopic && best >= clearTopic*second
}
