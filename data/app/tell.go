package app

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
)

// AddStory makes a story behind the others, with its first steps, as one edit. Its Order
// and those of the steps are set here, and which story they are of.
func (l *Library) AddStory(ctx context.Context, story data.Story, steps ...data.StoryStep) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	all, err := l.Stories(ctx)
	if err != nil {
		return data.Edit{}, err
	}
	story.Order = 0
	for _, other := range all {
		story.Order = max(story.Order, other.Order+1)
	}
	edit := data.Edit{Label: "edit.story.add", Stories: []data.Change[data.Story]{data.Insert(story)}}
	edit.Steps = ordered(story.ID, nil, steps)
	return l.Write(ctx, edit)
}

// AddSteps adds steps to a story before one of its steps, behind all where there is none.
func (l *Library) AddSteps(ctx context.Context, story, before data.ID, steps ...data.StoryStep) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	there, err := l.StorySteps(ctx, story)
	if err != nil {
		return data.Edit{}, err
	}
	return l.Write(ctx, data.Edit{Label: "edit.step.add", Steps: ordered(story, there, slices.Insert(slices.Clone(there), placeOf(there, before), steps...))})
}

// MoveStep takes a step of a story to the place before another one, behind all where there is
// none. A step that is gone moves nowhere.
func (l *Library) MoveStep(ctx context.Context, story, step, before data.ID) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	there, err := l.StorySteps(ctx, story)
	if err != nil {
		return data.Edit{}, err
	}
	at := slices.IndexFunc(there, func(s data.StoryStep) bool { return s.ID == step })
	if at < 0 {
		return data.Edit{}, nil
	}
	moved := slices.Delete(slices.Clone(there), at, at+1)
	moved = slices.Insert(moved, placeOf(moved, before), there[at])
	return l.Write(ctx, data.Edit{Label: "edit.step.move", Steps: ordered(story, there, moved)})
}

// placeOf is that of a step among some, behind all where it is none of them.
func placeOf(steps []data.StoryStep, id data.ID) int {
	if at := slices.IndexFunc(steps, func(s data.StoryStep) bool { return s.ID == id }); at >= 0 {
		return at
	}
	return len(steps)
}

// ordered are the changes that make the steps of a story those of after, in that order:
// before are those that are stored, and stay unless after lacks them.
func ordered(story data.ID, before, after []data.StoryStep) (changes []data.Change[data.StoryStep]) {
	orders := make([]int, len(after))
	for i, s := range after {
		if orders[i] = s.Order; i > 0 && !slices.ContainsFunc(before, func(b data.StoryStep) bool { return b.ID == s.ID }) {
			orders[i] = orders[i-1] // it is new
		}
	}
	orders = data.Arranged(orders)
	for i, s := range after {
		at := slices.IndexFunc(before, func(b data.StoryStep) bool { return b.ID == s.ID })
		s.Story, s.Order = story, orders[i]
		switch {
		case at < 0:
			changes = append(changes, data.Insert(s))
		case before[at] != s:
			changes = append(changes, data.Update(before[at], s))
		}
	}
	return changes
}

// ChangeStep writes a step as it is to be; own, where it is not nil, is a picture of its
// own: a new one with the page that brings its bytes, or that which it has with other words.
// A picture of the story that it had before, and that no other step shows, goes.
func (l *Library) ChangeStep(ctx context.Context, before, after data.StoryStep, own *data.Picture, pages ...data.Page) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.step.change", Pages: pages}
	if own != nil {
		p := *own
		p.Story, after.Picture = after.Story, p.ID
		change := data.Insert(p)
		if p.Rev > 0 {
			was, err := l.Picture(ctx, p.ID)
			if err != nil {
				return edit, err
			}
			p = was
			p.Alt, p.Caption = own.Alt, own.Caption
			change = data.Update(was, p)
		}
		edit.Pictures = append(edit.Pictures, change)
	}
	if after.Picture != before.Picture {
		unused, err := l.unusedPictures(ctx, before.Story, before)
		if err != nil {
			return edit, err
		}
		edit.Pictures = append(edit.Pictures, unused...)
	}
	if after != before {
		edit.Steps = []data.Change[data.StoryStep]{data.Update(before, after)}
	}
	return l.Write(ctx, edit)
}

// RemoveSteps takes steps of a story away, with the pictures of the story that no other
// step shows.
func (l *Library) RemoveSteps(ctx context.Context, story data.ID, steps ...data.StoryStep) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	unused, err := l.unusedPictures(ctx, story, steps...)
	if err != nil {
		return data.Edit{}, err
	}
	return l.Write(ctx, data.Edit{Label: "edit.step.delete", Steps: deletes(steps), Pictures: unused})
}

// unusedPictures are the pictures of a story that only some of its steps show.
func (l *Library) unusedPictures(ctx context.Context, story data.ID, only ...data.StoryStep) ([]data.Change[data.Picture], error) {
	shown, others := map[data.ID]bool{}, map[data.ID]bool{}
	for _, s := range only {
		shown[s.Picture] = true
	}
	steps, err := l.StorySteps(ctx, story)
	if err != nil {
		return nil, err
	}
	for _, s := range steps {
		if !slices.ContainsFunc(only, func(o data.StoryStep) bool { return o.ID == s.ID }) {
			others[s.Picture] = true
		}
	}
	pictures, err := l.Pictures(ctx, story)
	unused := slices.DeleteFunc(pictures, func(p data.Picture) bool { return !shown[p.ID] || others[p.ID] })
	return deletes(unused), err
}
