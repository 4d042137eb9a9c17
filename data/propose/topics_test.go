package propose

import "testing"

func TestTopics(t *testing.T) {
	topics := NewTopics(3)
	for track, titles := range [][]string{
		{"Wuhan sealed off", "WHO declares emergency", "First vaccination in Coventry"},
		{"Beijing summit", "Biden and Xi talk by video", "مجلس الأمن يصوت على القرار"},
		{"Winter Games open in Beijing", "Tokyo Games postponed"},
	} {
		for _, title := range titles {
			topics.Add(title, track)
		}
	}
	for _, c := range []struct {
		text  string
		track int // -1: it does not tell
	}{
		{"A team of the WHO reached Wuhan", 0},
		{"The Winter Games closed", 2},
		{"Biden met Xi", 1},
		{"صوت مجلس الأمن", 1},
		{"In Beijing", -1}, // of two tracks
		{"The harvest was poor", -1},
	} {
		track, ok := topics.Track(c.text)
		if ok != (c.track >= 0) || ok && track != c.track {
			t.Errorf("%q: %d, %v; want %d", c.text, track, ok, c.track)
		}
	}
}
