package placing_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/placing"
	"tarikh.org/tarikh/data/sqlite"
)

// desk is a library with an event, whose place is written again and again.
type desk struct {
	*testing.T
	data.Store
	event data.Event
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	date, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	track := data.Track{ID: data.NewID(), Name: "T", Colour: "red"}
	d := &desk{t, store, data.Event{ID: data.NewID(), Title: "E", Date: date, Track: track.ID, Importance: 3}}
	d.apply(data.Edit{Label: "x", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(d.event)}})
	d.event = d.row()
	return d
}

func (d *desk) apply(edit data.Edit) {
	d.Helper()
	edit, err := placing.Complete(d.Context(), d.Store, edit)
	if err == nil {
		_, err = d.Apply(d.Context(), edit)
	}
	if err != nil {
		d.Fatal(err)
	}
}

func (d *desk) row() data.Event {
	d.Helper()
	e, err := d.Event(d.Context(), d.event.ID)
	if err != nil {
		d.Fatal(err)
	}
	return e
}

func (d *desk) say(place string) {
	d.Helper()
	before := d.row()
	after := before
	after.Place = place
	d.apply(data.Edit{Label: "x", Events: []data.Change[data.Event]{data.Update(before, after)}})
}

// at are the names of the places that the event mentions, places all of the library.
func (d *desk) at() (names []string) {
	d.Helper()
	all := map[data.ID]string{}
	for _, e := range d.places() {
		all[e.ID] = e.Name
	}
	mentions, err := d.EventMentions(d.Context(), d.event.ID)
	if err != nil {
		d.Fatal(err)
	}
	for _, m := range mentions {
		names = append(names, all[m.Entity])
	}
	slices.Sort(names)
	return names
}

func (d *desk) places() []data.Entity {
	d.Helper()
	all, err := d.Entities(d.Context())
	if err != nil {
		d.Fatal(err)
	}
	return slices.DeleteFunc(all, func(e data.Entity) bool { return e.Type != data.Place })
}

func (d *desk) want(step, names string, places int) {
	d.Helper()
	if got := strings.Join(d.at(), "|"); got != names || len(d.places()) != places {
		d.Errorf("%s: it is at %q, of %d places", step, got, len(d.places()))
	}
}

func TestMentionsFollowTheField(t *testing.T) {
	d := newDesk(t)
	d.say("London; Canberra ;  LONDON")
	d.want("two places", "Canberra|London", 2)
	d.say("canberra")
	d.want("one is taken away", "Canberra", 1)
	d.say("القاهرة، مصر")
	d.want("a comma divides nothing", "القاهرة، مصر", 1)
	d.say("")
	d.want("emptied", "", 0)
	for range 4 {
		if _, err := d.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	d.want("one undo for each step", "", 0)
	if got := d.row().Place; got != "" {
		t.Errorf("it is at %q", got)
	}
	if _, err := d.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.want("again", "Canberra|London", 2)
}

func TestWhatIsKnownOfAPlaceStays(t *testing.T) {
	d := newDesk(t)
	cairo := data.Entity{ID: data.NewID(), Type: data.Place, Name: "Cairo", Names: data.EntityNames{{Text: "القاهرة", Lang: "ar"}}}
	hall := data.Entity{ID: data.NewID(), Type: data.Place, Name: "The Hall", Note: "of mirrors"}
	person := data.Entity{ID: data.NewID(), Type: data.Person, Name: "Giza"}
	added := data.Mention{ID: data.NewID(), Entity: hall.ID, Event: d.event.ID, Role: data.RolePlace}
	acts := data.Mention{ID: data.NewID(), Entity: person.ID, Event: d.event.ID, Role: data.RoleActor}
	d.apply(data.Edit{
		Label: "x", Entities: []data.Change[data.Entity]{data.Insert(cairo), data.Insert(hall), data.Insert(person)},
		Mentions: []data.Change[data.Mention]{data.Insert(added), data.Insert(acts)},
	})
	d.say("القاهره") // a name in another language, spelt otherwise
	d.want("by a name in Arabic", "|Cairo|The Hall", 2)
	d.say("Giza")
	d.want("no person is a place, and the hall was never of the field", "|Giza|The Hall", 3)
	d.say("The Hall; Giza")
	d.want("said already", "|Giza|The Hall", 3)
	d.say("")
	d.want("what is known stays a place", "", 2)
}

func TestCoordinatesAreWhereItIs(t *testing.T) {
	d := newDesk(t)
	d.say("٣١٫٢، ٢٩٫٩")
	if all := d.places(); len(all) != 1 || all[0].Position.Lat != 31.2 || all[0].Position.Lon != 29.9 || all[0].Basis != data.BasisCoordinates || all[0].Position.Radius < 5000 {
		t.Errorf("%+v", all)
	}
	d.say("91,10") // beyond the pole it is a name
	if all := d.places(); len(all) != 1 || !all[0].Position.IsZero() {
		t.Errorf("%+v", all)
	}
}

// What came from before, one place of all that the field says, is taken for what it was.
func TestOnePlaceOfAWholeField(t *testing.T) {
	d := newDesk(t)
	both := data.Entity{ID: data.NewID(), Type: data.Place, Name: "London; Paris"}
	before := d.row()
	after := before
	after.Place = both.Name
	d.apply(data.Edit{
		Label: "x", Events: []data.Change[data.Event]{data.Update(before, after)}, Entities: []data.Change[data.Entity]{data.Insert(both)},
		Mentions: []data.Change[data.Mention]{data.Insert(data.Mention{ID: data.NewID(), Entity: both.ID, Event: d.event.ID, Role: data.RolePlace})},
	})
	d.want("said by the edit", "London; Paris", 1)
	d.say("Paris")
	d.want("divided", "Paris", 1)
}

func TestJoined(t *testing.T) {
	for want, names := range map[string][]string{"London; Paris": {"London", "Paris"}, "القاهرة؛ Paris": {"القاهرة", "Paris"}, "": nil} {
		if got := placing.Joined(names); got != want || !slices.Equal(placing.Names(got), names) {
			t.Errorf("%q of %q", got, names)
		}
	}
}
