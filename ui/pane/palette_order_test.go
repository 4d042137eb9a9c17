package pane

import (
	"testing"

	"tarikh.org/tarikh/data"
)

func TestBegins(t *testing.T) {
	for _, c := range []struct {
		name, title, text string
		want              bool
	}{
		{"the first words", "Two winters: from Wuhan", "two win", true},
		{"other words", "Winter Games open", "two win", false},
		{"with other letters of the same", "أوكرانيا اليوم", "اوكرانيا", true},
		{"nothing typed", "Two winters", "  ", false},
	} {
		if got := begins([]data.Hit{{Title: c.title}}, c.text); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if begins(nil, "x") {
		t.Error("nothing found begins with it")
	}
}
