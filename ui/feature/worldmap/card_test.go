package worldmap

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// card is what the card says of the places of the selected event.
func (d *desk) card() string {
	e := d.Host.Library.Event()
	if e == nil {
		return ""
	}
	if o := d.f.Card(e); o != nil {
		d.Put(o)
		return strings.Join(featuretest.Texts(o), "\n")
	}
	return ""
}

func (d *desk) selected(title string) data.ID {
	d.t.Helper()
	id := d.EventTitled(title)
	d.Host.Library.Select(id)
	d.Until("its places are read", func() bool { return d.f.Event == id && len(d.f.Shown.rows) > 0 })
	return id
}

func TestTheCardListsPlaces(t *testing.T) {
	d := newDesk(t)
	d.selected("AUKUS announced")
	if got := len(d.f.Shown.rows); got != 3 {
		t.Errorf("%d places", got)
	}
	for _, want := range []string{"Washington · واشنطن", "38.9 N 77.0 W", "London", "Canberra", "35.3 S 149.1 E", "by its name"} {
		if !strings.Contains(d.card(), want) {
			t.Errorf("no %q in %s", want, d.card())
		}
	}
	d.Relocale("ar", d.f)
	if got := d.card(); !strings.Contains(got, "من اسمه") || !strings.Contains(got, "38.9 شمالًا") {
		t.Errorf("%s", got)
	}
	d.selected("Russia invades Ukraine") // a country is an area
	if r := d.f.Shown.rows[0].at.Radius; r < 400_000 {
		t.Errorf("within %g m", r)
	}
	d.selected("Galwan clash")
	if got := d.card(); !strings.Contains(got, "حُدّد على الخريطة") || !strings.Contains(got, "20") {
		t.Errorf("%s", got)
	}
}

// An event that was deleted while its card was read has no places, which is no error.
func TestADeletedEventHasNoPlaces(t *testing.T) {
	d := newDesk(t)
	if w, err := readWhereabouts(nil)(t.Context(), d.Host.Library.Store(), data.NewID()); err != nil || len(w.rows) > 0 {
		t.Errorf("%+v, %v", w, err)
	}
}

// What the passages of an event and the datelines of its sources name is proposed, taken or
// left; what is taken is one step of undo, with the field.
func TestPlacesAreProposed(t *testing.T) {
	d := newDesk(t)
	l := d.Host.Library
	d.selected("Tokyo Olympic Games")
	row := *l.Event()
	text := "CAIRO (Reuters) - The Games were opened in Nairobi, they said."
	a := data.Article{ID: data.NewID(), Title: "A", URL: "https://example.org/", Lang: "en", Added: 1}.WithText(text)
	passage, err := anchor.Make(text, strings.Index(text, "The Games"), len(text))
	if err != nil {
		t.Fatal(err)
	}
	x := data.Excerpt{ID: data.NewID(), Event: row.ID, Article: a.ID, Anchor: passage}
	d.Do(data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(a)}, Excerpts: []data.Change[data.Excerpt]{data.Insert(x)}})
	names := func() (all []string) {
		for _, p := range d.f.Shown.proposed {
			all = append(all, p.English)
		}
		return all
	}
	d.Until("both are proposed", func() bool { return slices.Contains(names(), "Nairobi") && slices.Contains(names(), "Cairo") })
	if slices.Contains(names(), "Tokyo") {
		t.Error("where it is already is proposed")
	}
	if !strings.Contains(d.card(), "+ Nairobi") {
		t.Errorf("%s", d.card())
	}
	d.f.leave(d.f.Shown.proposed[slices.Index(names(), "Cairo")])
	d.Until("what was left is not proposed", func() bool { return slices.Contains(names(), "Nairobi") && !slices.Contains(names(), "Cairo") })
	if got := d.card(); strings.Contains(got, "+ Cairo") || !strings.Contains(got, "+ Nairobi") {
		t.Errorf("%s", got)
	}
	l.Undo()
	d.Until("undone, it is proposed", func() bool { return slices.Contains(names(), "Cairo") })
	d.f.add(foundOf(d.f.Shown.proposed[slices.Index(names(), "Nairobi")].Place, "en", d.Host.Gazetteer))
	d.Until("it is taken", func() bool { return len(d.f.Shown.rows) == 2 && l.Event().Place == "Tokyo; Nairobi" })
	if w := d.f.Shown.rows[1]; w.place.Basis != data.BasisGazetteer || w.at.Radius < 2000 || w.at.Arabic != "نيروبي" {
		t.Errorf("%+v", w)
	}
	l.Undo()
	d.Until("one step back", func() bool { return len(d.f.Shown.rows) == 1 && l.Event().Place == "Tokyo" })
}

func TestAPlaceIsTyped(t *testing.T) {
	d := newDesk(t)
	l := d.Host.Library
	id := d.selected("Taliban enter Kabul")
	typed := func(of *whereabout, words string) string {
		t.Helper()
		asked := d.f.askPlace(of)
		asked.field.Entry.SetText(words)
		asked.Submit()
		if d.Host.Kit().Dialogs.Top() == nil {
			return ""
		}
		defer asked.Close()
		return strings.Join(featuretest.Texts(d.Dialog()), "\n")
	}
	for words, want := range map[string]string{
		"91, 10": "A latitude is from -90 to 90 degrees, not 91", "Kabul; 10, -181": "A longitude is from -180", "": "Type a place",
	} {
		if got := typed(nil, words); !strings.Contains(got, want) {
			t.Errorf("%q: %s", words, got)
		}
	}
	kabul := d.f.Shown.rows[0]
	if got := typed(&kabul, "The hall of mirrors"); !strings.Contains(got, "No place is known") {
		t.Errorf("%s", got)
	}
	if got := typed(nil, "٣١٫٢، ٢٩٫٩"); got != "" {
		t.Errorf("it is not taken: %s", got)
	}
	d.Until("it is there", func() bool { return len(d.f.Shown.rows) == 2 })
	if w := d.f.Shown.rows[1]; w.place.Basis != data.BasisCoordinates || w.at.Lat != 31.2 || w.at.Radius < 5000 {
		t.Errorf("%+v", w)
	}
	if got := typed(&kabul, "34.5, 69.2"); got != "" {
		t.Errorf("%s", got)
	}
	d.Until("it is moved", func() bool {
		i := slices.IndexFunc(d.f.Shown.rows, func(w whereabout) bool { return w.name == "Kabul" })
		return i >= 0 && d.f.Shown.rows[i].place.Basis == data.BasisCoordinates
	})
	d.f.moving = &d.f.Shown.rows[slices.IndexFunc(d.f.Shown.rows, func(w whereabout) bool { return w.name == "Kabul" })]
	gestures{d.f}.Pointed(34.6, 69.1, 500) // that one, not the other place of the event
	d.Until("it is pointed at", func() bool {
		i := slices.IndexFunc(d.f.Shown.rows, func(w whereabout) bool { return w.name == "Kabul" })
		return i >= 0 && d.f.Shown.rows[i].place.Basis == data.BasisMap && d.f.Shown.rows[i].at.Lat == 34.6
	})
	d.f.take(d.f.Shown.rows[slices.IndexFunc(d.f.Shown.rows, func(w whereabout) bool { return w.name == "Kabul" })])
	d.Until("it is taken away", func() bool {
		return l.Event() != nil && l.Event().ID == id && l.Event().Place == "٣١٫٢، ٢٩٫٩" && len(d.f.Shown.rows) == 1
	})
}
