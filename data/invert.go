package data

import "slices"

// Invert returns the edit that undoes e.
func (e Edit) Invert() Edit {
	inverse := Edit{Label: e.Label}
	for _, s := range shapes {
		s.invert(&e, &inverse)
	}
	return inverse
}

// Empty reports whether e changes nothing.
func (e Edit) Empty() bool {
	return !slices.ContainsFunc(shapes, func(s *Shape) bool { return s.Count(&e) > 0 })
}

// Then is an edit and a later one as one step: a row is as before the first, and as after the
// second. What they change together to what it was is left out.
func (e Edit) Then(later Edit) Edit {
	out := Edit{Label: e.Label}
	for _, s := range shapes {
		next := map[ID]RowChange{}
		for c := range s.Changes(&later) {
			next[s.ID(c.Row())] = c
		}
		add := func(c RowChange) {
			if c.Before == nil && c.After == nil {
				return
			}
			if c.Before != nil && c.After != nil {
				now := s.Copy(c.After)
				if *s.Rev(now) = *s.Rev(c.Before); s.Same(c.Before, now) {
					return
				}
			}
			s.Add(&out, c)
		}
		for c := range s.Changes(&e) {
			id := s.ID(c.Row())
			if second, ok := next[id]; ok {
				c.After = second.After
				delete(next, id)
			}
			add(c)
		}
		for c := range s.Changes(&later) {
			if _, ok := next[s.ID(c.Row())]; ok {
				add(c)
			}
		}
	}
	return out
}
