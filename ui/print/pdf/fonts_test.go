package pdf

import (
	"testing"

	"tarikh.org/tarikh/ui/text/layout"
)

// Faces of the system are numbered as they are found, which is not the same each time; the
// names of fonts follow from the document alone.
func TestNamesOfFontsFollowFromTheDocument(t *testing.T) {
	if got := newFontSet(nil, nil).typeface(layout.Marks).name(0); got != "F0_0" {
		t.Errorf("the first font is named %s after its face", got)
	}
}
