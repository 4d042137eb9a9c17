package exchange

import (
	"tarikh.org/tarikh/data"
)

type annotation struct {
	passage
	data.Annotation
	event, replyTo string
}

func (r *reader) annotation() error {
	var n annotation
	id := ""
	n.ID, n.Colour = data.NewID(), "amber"
	err := r.object(func(name string) error {
		if known, err := r.passageMember(&n.passage, name); known {
			return err
		}
		switch name {
		case "id":
			return r.str(&id)
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
	})
	n.place = r.here()
	switch {
	case err != nil:
		return err
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
	if _, there := r.notes[id]; there {
		return r.failAt(n.member("id"), "there is another row %q before it", id)
	}
	if id != "" {
		if r.notes == nil {
			r.notes = map[string]int{}
		}
		r.notes[id] = len(r.annotations)
	}
	r.annotations = append(r.annotations, n)
	return nil
}

func (r *reader) tags(to *[]string) error {
	return r.array(func() error {
		*to = append(*to, "")
		return r.text(&(*to)[len(*to)-1], r.lang)
	})
}
