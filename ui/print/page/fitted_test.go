package page

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// The names of tracks are cut where they have no room, and never squeezed into it.
func TestNamesAreCutWhereTheyHaveNoRoom(t *testing.T) {
	source, err := os.ReadFile("../../../assets/page/paint.js")
	if err != nil {
		t.Fatal(err)
	}
	if regexp.MustCompile(`fillText\(.*, room\)`).Match(source) {
		t.Error("a name is drawn into a width")
	}
	_, fitted, found := strings.Cut(string(source), "\nfunction fitted(")
	fitted, _, ended := strings.Cut(fitted, "\n}\n")
	if !found || !ended {
		t.Fatal("there is no function fitted")
	}
	vm := goja.New()
	if _, err := vm.RunString("function fitted(" + fitted + "\n}\nconst c = { measureText: (s) => ({ width: [...s].length }) };"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		room int
		want string
	}{
		{"Diplomacy", 9, "Diplomacy"}, {"Diplomacy", 8, "Diploma…"}, {"a b c d", 5, "a b…"}, {"😀😀😀", 2, "😀…"}, {"ab", 0, "…"}, {"", 0, ""},
	} {
		got, err := vm.RunString("fitted(c, " + strconv.Quote(c.text) + ", " + strconv.Itoa(c.room) + ")")
		if err != nil || got.String() != c.want {
			t.Errorf("%q in %d is %v, %v, want %q", c.text, c.room, got, err, c.want)
		}
	}
}
