package page

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/motion"
)

func TestTheMapIsOfWhatIsTaken(t *testing.T) {
	track := data.Track{ID: data.NewID(), Name: "T", Colour: "red"}
	event := func(place string) form.TakenEvent {
		return form.TakenEvent{Event: data.Event{ID: data.NewID(), Title: place, Date: date(t, "2022-02-04"), Track: track.ID, Importance: 3, Place: place}}
	}
	taken := form.Taken{Tracks: []data.Track{track}, Events: []form.TakenEvent{event("The hall of mirrors"), event("")}}
	if mapOf(taken) != nil {
		t.Error("there is a map of nothing")
	}
	taken.Events = append(taken.Events, event("London; Cairo"), event("The tower"), event("القاهرة"))
	tower := data.Entity{ID: data.NewID(), Type: data.Place, Name: "The tower", Names: data.EntityNames{{Text: "البرج", Lang: "ar"}}, Position: data.Position{Lat: 30, Lon: 31, Radius: 50}}
	secret := data.Entity{ID: data.NewID(), Type: data.Place, Name: "Secret", Position: tower.Position}
	taken.Entities = []data.Entity{secret, tower}
	taken.Mentions = []data.Mention{{Entity: tower.ID, Event: taken.Events[3].ID, Role: data.RolePlace}, {Entity: secret.ID, Event: data.NewID(), Role: data.RolePlace}}
	m := mapOf(taken)
	if m == nil || len(m.At) != 3 || len(m.At[2]) != 2 || len(m.At[3]) != 1 || len(m.Unsure) == 0 || len(m.Land) < 100 || len(m.Names) != mostMapNames {
		t.Fatalf("%+v", m)
	}
	if s := m.Sites[m.At[3][0]]; s.Names["ar"] != "البرج" || s.Names["en"] != "The tower" {
		t.Errorf("%+v", s)
	}
	if s := m.Sites[m.At[2][1]]; s.Names["ar"] != "القاهرة" || s.Names["en"] != "Cairo" {
		t.Errorf("%+v", s)
	}
	raw, err := json.Marshal(m)
	if err != nil || strings.Contains(string(raw), "Secret") {
		t.Errorf("a place of another event is in the page: %v", err)
	}
	if most := 200_000; len(raw) > most {
		t.Errorf("the outlines have %d bytes", len(raw))
	}
}

// Places that are near each other are one ring with all of their events.
func TestRingsOfThePage(t *testing.T) {
	source, err := os.ReadFile("../../../assets/page/map.js")
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	got, err := vm.RunString(string(source) + `
		const ring = (s, x, y, events, beyond) => ({ x, y, sites: [s], events, beyond });
		const said = WorldMap.prototype.joined([ring(0, 0, 0, [1], []), ring(1, 10, 5, [2, 3, 1], [9]), ring(2, 300, 5, [], [4]), ring(3, 60, 0, [5], [])]);
		said.map((k) => k.sites.join('+') + ':' + k.events.join(',') + '|' + k.beyond.join(',')).join(' ');`)
	if want := "1+0:1,2,3|9 3:5| 2:|4"; err != nil || got.String() != want {
		t.Errorf("%v, %v, want %q", got, err, want)
	}
}

// From step to step the map of the page goes as that of the window does.
func TestMotionOfThePage(t *testing.T) {
	source, err := os.ReadFile("../../../assets/page/motion.js")
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	if _, err := vm.RunString(string(source)); err != nil {
		t.Fatal(err)
	}
	js := func(call string) (v float64) {
		got, err := vm.RunString(call)
		if err != nil {
			t.Fatal(err)
		}
		return got.ToFloat()
	}
	from := motion.Window{X: 3, Y: -4, Width: 10}
	for _, to := range []motion.Window{{X: 5, Y: 1, Width: 10}, {X: 4, Y: -4, Width: 2}, {X: 900, Y: 300, Width: 25}} {
		for _, part := range []float64{0, 0.1, 0.25, 0.5, 0.8, 1} {
			want := motion.Between(from, to, motion.Ease(part))
			call := fmt.Sprintf("between({x: 3, y: -4, width: 10}, {x: %v, y: %v, width: %v}, ease(%v))", to.X, to.Y, to.Width, part)
			got := motion.Window{X: js(call + ".x"), Y: js(call + ".y"), Width: js(call + ".width")}
			if math.Hypot(got.X-want.X, got.Y-want.Y)+math.Abs(got.Width-want.Width) > 1e-9 {
				t.Errorf("to %+v, %v of the time: %+v, want %+v", to, part, got, want)
			}
		}
	}
}

// The maps of a library have the same outlines; what waits for the size of the one of a story
// ends with the story.
func TestMapOfAStory(t *testing.T) {
	vm := goja.New()
	for _, name := range []string{"map.js", "story.js"} {
		source, err := os.ReadFile("../../../assets/page/" + name)
		if err == nil {
			_, err = vm.RunString(string(source))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	got, err := vm.RunString(`
		let watched = 0;
		class ResizeObserver {
			constructor() { this.n = 0; }
			observe() { this.n++; watched++; }
			disconnect() { watched -= this.n; this.n = 0; }
		}
		const element = () => ({ addEventListener() {}, append() {}, getContext: () => ({}) });
		const make = element, window = { addEventListener() {}, removeEventListener() {} };
		const map = { at: { 0: [0] }, land: [[1, 2, 3, 4]], coast: [], border: [], unsure: [] };
		const app = { library: { raw: { map, stories: [{ steps: [{ event: 0 }] }] } }, body: element() };
		const said = [], told = new Telling(app);
		told.story = 0;
		for (let k = 0; k < 2; k++) {
			told.chart();
			said.push(watched, told.map.land);
		}
		try { told.closed(); } catch { /* what follows needs the page */ }
		[said[0], said[2], watched, said[1] === said[3], said[1][0].join('+')].join(' ');`)
	if want := "1 1 0 true 1+2+4+6"; err != nil || got.String() != want {
		t.Errorf("%v, %v, want %q", got, err, want)
	}
}
