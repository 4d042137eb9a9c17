package page

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/take"
)

// properties finds the expressions of the page's program that ask for properties of
// characters, which the interpreter of the test does not know.
var properties = regexp.MustCompile(`/((?:\\p\{[\w=]+\}\|?)+)/u`)

// TestRules holds the rules of the page to those of the program, by the vectors that the
// packages of the program have made. They run in an interpreter, and in Node where that is
// installed.
func TestRules(t *testing.T) {
	const folder = "../../../assets/page/vectors"
	t.Run("interpreter", func(t *testing.T) {
		source, err := os.ReadFile(filepath.Join(folder, "check.js"))
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		vm := goja.New()
		set := func(name string, value any) {
			if err := vm.Set(name, value); err != nil {
				t.Fatal(err)
			}
		}
		say := map[string]any{"log": func(s string) { said = append(said, s) }, "error": func(s string) { said = append(said, s) }}
		set("console", say)
		set("__dirname", folder)
		set("process", map[string]any{"exit": func(int) { panic(vm.ToValue("failed")) }})
		set("property", func(pattern string) map[string]any {
			e := regexp.MustCompile(strings.ReplaceAll(pattern, "Script=", ""))
			return map[string]any{"test": e.MatchString}
		})
		set("require", func(string) map[string]any {
			return map[string]any{
				"join": func(parts ...string) string { return filepath.Join(parts...) },
				"readFileSync": func(name, _ string) (string, error) {
					text, err := os.ReadFile(name)
					return properties.ReplaceAllStringFunc(string(text), func(e string) string {
						return fmt.Sprintf("property(%q)", e[1:len(e)-2])
					}), err
				},
			}
		})
		// Vectors have no plural forms.
		if _, err := vm.RunString("const Intl = { PluralRules: class { select() { return 'other'; } } };"); err != nil {
			t.Fatal(err)
		}
		if _, err := vm.RunScript("check.js", string(source)); err != nil {
			t.Fatalf("%v\n%s", err, strings.Join(said, "\n"))
		}
		if len(said) != 1 || !strings.HasSuffix(said[0], " checked") || len(said[0]) < len("10000 checked") {
			t.Errorf("it says %q", said)
		}
	})
	t.Run("node", func(t *testing.T) {
		node(t, filepath.Join(folder, "check.js"))
	})
}

// node runs a script, where Node is installed, and returns what it prints.
func node(t *testing.T, args ...string) string {
	t.Helper()
	path, err := exec.LookPath("node")
	if err != nil {
		t.Skip("Node is not installed")
	}
	out, err := exec.CommandContext(t.Context(), path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// TestNothingIsLostOnTheStrip lays the strip out as far as that needs no browser, of few
// events and of many.
func TestNothingIsLostOnTheStrip(t *testing.T) {
	for _, n := range []int{0, 60, 3000} {
		e := library(t, "")
		news := e.Tracks[0].After.ID
		sport := data.Track{ID: data.NewID(), Name: "Sport", Colour: "green", Order: 1}
		e.Tracks = append(e.Tracks, made(sport)...)
		for i := range n {
			from := dates.CivilFromUnix(1_500_000_000 + int64(i*i%977)*86_400)
			edtf := fmt.Sprintf("%04d-%02d-%02d", from.Year, from.Month, from.Day)
			if i%9 == 0 {
				edtf += "/2021"
			}
			track := news
			if i%3 == 0 {
				track = sport.ID
			}
			e.Events = append(e.Events, made(data.Event{
				ID: data.NewID(), Title: fmt.Sprint("Event of some length ", i), Date: date(t, edtf), Track: track, Importance: 1 + i*7%5,
			})...)
		}
		page, _ := written(t, newStore(t, e), take.Selection{})
		path := filepath.Join(t.TempDir(), "page.html")
		if err := os.WriteFile(path, []byte(page), 0o666); err != nil {
			t.Fatal(err)
		}
		node(t, "../../../assets/page/vectors/layout.js", path)
	}
}
