package tarikhjson

import (
	"tarikh.org/tarikh/data"
)

func (r *reader) annotation() error {
	n := annotation{refs: references{}}
	n.ID, n.Colour = data.NewID(), "amber"
	err := r.row(data.KindAnnotation, &n.Annotation, n.refs, func(name string) (bool, error) {
		switch name {
		case "id":
			return true, r.str(&n.id)
		case "reply_to":
			return true, r.str(&n.replyTo)
		}
		return r.passageMember(&n.passage, name)
	})
	n.place = r.here()
	if err != nil {
		return err
	}
	if err := r.complete(&n); err != nil {
		return err
	}
	if _, there := r.notes[n.id]; there {
		return r.failAt(n.member("id"), "there is another row %q before it", n.id)
	}
	if n.id != "" {
		if r.notes == nil {
			r.notes = map[string]int{}
		}
		r.notes[n.id] = len(r.annotations)
	}
	r.annotations = append(r.annotations, n)
	return nil
}

// complete refuses an annotation whose members contradict each other; one that was
// never changed was changed when it was made.
func (r *reader) complete(n *annotation) error {
	switch {
	case n.article == "" && n.quote != "":
		return r.failAt(n.member("article"), "it is missing: a quote is from an article")
	case n.quote == "" && n.nth != 0:
		return r.failAt(n.member("nth"), "there is no quote")
	case n.Created == 0:
		return r.failAt(n.member("created"), "it is missing")
	case n.Changed == 0:
		n.Changed = n.Created
	case n.Changed < n.Created:
		return r.failAt(n.member("changed"), "it is before the time of creation")
	}
	return nil
}
