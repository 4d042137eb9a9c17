package postgres

import (
	"sync"

	"tarikh.org/tarikh/data"
)

// ownSteps remembers the last steps of this program as the server has them, so that they
// are undone and made again in one call: a step is made of rows and of their words, which
// only programs can make. What it does not remember is read first.
type ownSteps struct {
	mu           sync.Mutex
	done, undone []remembered // the next to undo, or to make again, last
}

// remembered is a step and the rows that it changed, before and after.
type remembered struct {
	n    int64
	edit data.Edit
}

const (
	// mostSteps is how many steps are remembered, of at most stepTexts bytes each.
	mostSteps, stepTexts = 100, 1 << 20
)

// made remembers an edit that was applied, as a step or a part of the last one.
func (o *ownSteps) made(e data.Edit, a answer) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if a.N == 0 {
		return // it changed nothing
	}
	o.undone = nil
	last := len(o.done) - 1
	step := remembered{n: a.Step, edit: changed(e, a)}
	if last >= 0 && o.done[last].n == a.Step { // typing
		step.edit = o.done[last].edit.Then(step.edit)
		o.done = o.done[:last]
	} else if a.Step != a.N { // a part of a step that is not remembered
		o.done = nil
		return
	}
	if step.edit.Empty() {
		return // what was typed is taken back, and so is the step
	}
	if a.Again || sizeOf(&step.edit) > stepTexts || a.Rows > oneCall || repeats(&step.edit) {
		o.done = nil
		return
	}
	if o.done = append(o.done, step); len(o.done) > mostSteps {
		o.done = o.done[1:]
	}
}

// next returns the step that is next in a direction; false where it is not remembered.
func (o *ownSteps) next(d direction) (remembered, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	list := o.done
	if d.act == "redo" {
		list = o.undone
	}
	if len(list) == 0 {
		return remembered{}, false
	}
	return list[len(list)-1], true
}

// moved remembers that the step that was next is undone, or made again.
func (o *ownSteps) moved(d direction, step remembered) {
	o.mu.Lock()
	defer o.mu.Unlock()
	from, to := &o.done, &o.undone
	if d.act == "redo" {
		from, to = to, from
	}
	if n := len(*from); n > 0 && (*from)[n-1].n == step.n {
		*from = (*from)[:n-1]
		*to = append(*to, step)
	}
}

// forget remembers nothing any more.
func (o *ownSteps) forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.done, o.undone = nil, nil
}

// changed are the changes of an edit that were any.
func changed(e data.Edit, a answer) data.Edit {
	out := data.Edit{Label: e.Label}
	written := map[data.ID]data.Kind{}
	for _, w := range a.Written {
		written[w.id] = w.kind
	}
	for _, s := range data.Shapes() {
		for c := range s.Changes(&e) {
			if kind, ok := written[s.ID(c.Row())]; ok && kind == s.Kind {
				s.Add(&out, c)
			}
		}
	}
	return out
}
