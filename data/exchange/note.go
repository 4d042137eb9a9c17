package exchange

import (
	"tarikh.org/tarikh/data"
)

type annotation struct {
	passage
	data.Annotation
	id, event, replyTo string // as the file names them
}

func (r *reader) annotation() error {
	var n annotation
	n.ID, n.Colour = data.NewID(), "amber"
	err := r.object(func(name string) error { return r.annotationMember(&n, name) })
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

func (r *reader) annotationMember(n *annotation, name string) error {
	if known, err := r.passageMember(&n.passage, name); known {
		return err
	}
	switch name {
	case "id":
		return r.str(&n.id)
	case "reply_to":
		return r.str(&n.replyTo)
	case "event":
		return r.str(&n.event)
	case "span":
		return r.date(&n.Span)
	case "text":
		return r.text(&n.Text, r.lang)
	case "colour":
		return r.str(&n.Colour)
	case "tags":
		return r.tags(&n.Tags)
	case "author":
		return r.str(&n.Author)
	case "created":
		return r.time(&n.Created)
	case "changed":
		return r.time(&n.Changed)
	}
	return errUnknown
}

// complete refuses an annotation whose members do not go together; one that was
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

func (r *reader) tags(to *[]string) error {
	return r.array(func() error {
		*to = append(*to, "")
		return r.text(&(*to)[len(*to)-1], r.lang)
	})
}
