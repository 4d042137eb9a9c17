package svg

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// The picture of an event is in the drawing, with what can be seen in it, above the lines and
// below the words.
func TestPictures(t *testing.T) {
	from := taken(t, "One", "Two", "Three")
	from.Events[0].Importance = 5
	formtest.Illustrate(t, &from)
	out := written(t, from, 0)
	at := strings.Index(out, "<image")
	if n := strings.Count(out, "<image"); n != 1 || !strings.Contains(out, `xlink:href="data:image/jpeg;base64,`) || !strings.Contains(out, "A red &lt;field&gt;") {
		t.Fatalf("%d pictures in\n%.600s", n, out)
	}
	if strings.LastIndex(out[:at], "<text") > 0 && strings.Index(out[:at], ">One<") > 0 || !strings.Contains(out[at:], ">One<") {
		t.Error("the words are not above the picture")
	}
}
