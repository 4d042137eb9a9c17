package take

import (
	"cmp"
	"maps"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// belongings takes what belongs to what is taken already: entities, relations, stories and
// pictures.
func (t taker) belongings(out *form.Taken) error {
	place := make(map[data.ID]int, len(out.Events))
	for i, e := range out.Events {
		place[e.ID] = i
	}
	for _, take := range []func(*form.Taken, map[data.ID]int) error{t.entities, t.relations, t.stories, t.pictures} {
		if err := take(out, place); err != nil {
			return err
		}
	}
	return nil
}

// rows are the rows of a kind of which place tells one, by that and then as the store has
// them: by their IDs.
func rows[T any, P interface {
	*T
	data.Row
}](t taker, kind data.Kind, place func(T) (int, bool)) (out []T, err error) {
	for row, err := range t.Rows(t, kind) {
		if err != nil {
			return nil, err
		}
		r := *row.(P)
		if _, ok := place(r); ok {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b T) int {
		x, _ := place(a)
		y, _ := place(b)
		return x - y
	})
	return out, nil
}

func (t taker) entities(out *form.Taken, place map[data.ID]int) (err error) {
	out.Mentions, err = rows(t, data.KindMention, func(m data.Mention) (int, bool) {
		at, ok := place[m.Event]
		return at, ok
	})
	if err != nil || len(out.Mentions) == 0 {
		return err
	}
	mentioned := map[data.ID]bool{}
	for _, m := range out.Mentions {
		mentioned[m.Entity] = true
	}
	all, err := t.Entities(t)
	out.Entities = slices.DeleteFunc(all, func(e data.Entity) bool { return !mentioned[e.ID] })
	return err
}

func (t taker) relations(out *form.Taken, place map[data.ID]int) (err error) {
	out.Relations, err = rows(t, data.KindRelation, func(r data.Relation) (int, bool) {
		at, from := place[r.From]
		_, to := place[r.To]
		return at, from && to && r.Type != data.Distinct
	})
	return err
}

// stories takes the stories of whose steps any is taken: those of the events that are, and,
// in a story with one of these or of everything, those of no event.
func (t taker) stories(out *form.Taken, place map[data.ID]int) error {
	stories, err := t.Stories(t)
	if err != nil {
		return err
	}
	whole := len(t.query().Terms) == 0 && t.Only == nil
	for _, story := range stories {
		steps, err := t.StorySteps(t, story.ID)
		if err != nil {
			return err
		}
		told := whole
		steps = slices.DeleteFunc(steps, func(s data.StoryStep) bool {
			_, ok := place[s.Event]
			told = told || ok
			return !ok && s.Event != data.ID{}
		})
		if told && len(steps) > 0 {
			out.Stories, out.Steps = append(out.Stories, story), append(out.Steps, steps...)
		}
	}
	return nil
}

func (t taker) pictures(out *form.Taken, place map[data.ID]int) (err error) {
	place = maps.Clone(place)
	for _, a := range out.Articles {
		place[a.ID] = len(place)
	}
	for _, s := range out.Stories {
		place[s.ID] = len(place)
	}
	texts := t.Selection.Articles == FullTexts
	out.Pictures, err = rows(t, data.KindPicture, func(p data.Picture) (int, bool) {
		at, ok := place[cmp.Or(p.Event, p.Article, p.Story)]
		return at, ok && (texts || p.Article == data.ID{} || p.Position == data.Lead)
	})
	slices.SortStableFunc(out.Pictures, func(a, b data.Picture) int {
		x, y := cmp.Or(a.Event, a.Article, a.Story), cmp.Or(b.Event, b.Article, b.Story)
		return cmp.Or(place[x]-place[y], a.Position-b.Position, a.Order-b.Order)
	})
	return err
}
