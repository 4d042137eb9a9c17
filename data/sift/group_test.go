package sift

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

// An actor is found by any name, an Arabic one with what is written together with it, too;
// a name that somebody has means only that one.
func TestCalledSo(t *testing.T) {
	entities := []data.Entity{
		{ID: data.ID{1}, Name: "Vladimir Putin", Names: data.EntityNames{{Text: "فلاديمير بوتين"}}, Aliases: []string{"بوتين"}},
		{ID: data.ID{2}, Name: "عبد الفتاح السيسي", Aliases: []string{"السيسي"}},
		{ID: data.ID{3}, Name: "وليد"},
		{ID: data.ID{4}, Name: "ليد"},
		{ID: data.ID{5}, Name: "الأمم المتحدة", Aliases: []string{"UN"}},
	}
	var all []Actor
	for i := range entities {
		all = append(all, ActorOf(&entities[i]))
	}
	for name, want := range map[string][]byte{
		"VLADIMIR PUTIN": {1}, "بوتين": {1}, "وبوتين": {1}, "لبوتين": {1}, "ولبوتين": {1}, "فبوتين": {1}, "وفلاديمير بوتين": {1},
		"السيسي": {2}, "للسيسي": {2}, "وللسيسي": {2}, "بالسيسي": {2}, "سيسي": {2}, "والسيسي": {2},
		"وليد": {3}, "ليد": {4}, "لليد": {4}, "للأمم المتحدة": {5}, "un": {5}, "nobody": nil, "و": nil, "": nil,
	} {
		var got []byte
		for _, id := range CalledSo(all, []string{name}) {
			got = append(got, id[0])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is %v, not %v", name, got, want)
		}
	}
	if got := CalledSo(all, []string{"بوتين", "putin", "وبوتين"}); len(got) != 1 {
		t.Errorf("he is found %d times", len(got))
	}
}
