package engine

// Part is a share of longer work: what is told to it, 0 to 1, is told to progress as from
// to to. progress may be nil.
func Part(progress func(done float64), from, to float64) func(done float64) {
	if progress == nil {
		return func(float64) {}
	}
	return func(done float64) { progress(from + (to-from)*min(max(done, 0), 1)) }
}
