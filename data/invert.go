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
