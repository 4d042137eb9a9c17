package form_test

import (
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

func TestOnce(t *testing.T) {
	article := func(key, title string) form.Article {
		return form.Article{Article: data.Article{ID: data.NewID(), Title: title}, Source: form.Source{Key: key, Place: form.Place{Line: int(data.NewID()[15]) + 1}}}
	}
	note := func(key, text string, on, answers data.ID) form.Note {
		return form.Note{Annotation: data.Annotation{ID: data.NewID(), Text: text, Article: on, Parent: answers}, Source: form.Source{Key: key}}
	}
	a, again, other, none, nor := article("k", "A"), article("k", "A"), article("k", "B"), article("", "A"), article("", "A")
	n := note("n", "x", a.ID, data.ID{})
	twice := note("n", "x", again.ID, data.ID{})
	reply := note("r", "y", data.ID{}, twice.ID)
	changed := note("n", "z", again.ID, data.ID{})
	event := data.Event{ID: data.NewID(), Title: "E"}
	second := event
	second.ID = data.NewID()
	d := form.Document{
		Events:   []form.Event{{Event: event, Source: form.Source{Key: "e"}}, {Event: second, Source: form.Source{Key: "e"}}},
		Articles: []form.Article{a, again, other, none, nor},
		Excerpts: []data.Excerpt{{ID: data.NewID(), Event: second.ID, Article: again.ID}},
		Notes:    []form.Note{n, twice, reply, changed},
	}
	d.Once()
	switch {
	case len(d.Events) != 1 || d.Events[0].ID != event.ID:
		t.Errorf("events %v", d.Events)
	case len(d.Articles) != 4 || d.Articles[0].ID != a.ID || d.Articles[1].ID != other.ID:
		t.Errorf("articles %v", d.Articles)
	case d.Excerpts[0].Event != event.ID || d.Excerpts[0].Article != a.ID:
		t.Errorf("excerpt on %v in %v", d.Excerpts[0].Event, d.Excerpts[0].Article)
	case len(d.Notes) != 3 || d.Notes[0].ID != n.ID || d.Notes[1].Parent != n.ID || d.Notes[2].Article != a.ID:
		t.Errorf("notes %v", d.Notes)
	case len(d.Skipped) != 3 || d.Skipped[1].Why != form.Twice || d.Skipped[1].Where != again.Place || d.Skipped[1].Detail != "A":
		t.Errorf("skipped %v", d.Skipped)
	}
	own := form.Document{Own: true, Articles: []form.Article{a, again}}
	if own.Once(); len(own.Articles) != 2 {
		t.Error("an article of a library's own file is left out")
	}
}
