package poster

import (
	"slices"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Fonts returns what text is set in. It is called when something is drawn, not before:
// reading faces takes time.
type Fonts func() (Faces, error)

// Faces are fonts with those of the system that they may load; System is nil where there
// are none.
type Faces struct {
	*layout.Fonts
	System *layout.System
}

// mostLoads bounds how often text is laid out again since faces of the system came in:
// a face may lack what it was chosen for.
const mostLoads = 4

// laidOut calls lay until no text waits for faces of the system.
func laidOut(f Faces, lay func(*layout.Shaper) (set Set, waiting bool)) (Set, error) {
	for n := 0; ; n++ {
		set, waiting := lay(layout.NewShaper(f.Fonts))
		if !waiting || f.System == nil || n == mostLoads {
			set.Fonts = f.Fonts
			return set, nil
		}
		if err := f.System.Wait(); err != nil {
			return set, err
		}
	}
}

// waiting reports whether texts of a list wait for faces of the system.
func waiting(l *scene.List) bool {
	waits := func(t scene.Text) bool { return t.P.Waiting }
	return slices.ContainsFunc(l.Texts, waits) || slices.ContainsFunc(l.Over, func(o scene.Layer) bool { return slices.ContainsFunc(o.Texts, waits) })
}
