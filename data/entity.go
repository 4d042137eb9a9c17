package data

import (
	"fmt"
	"iter"
	"math"
	"strconv"
)

// Entity is somebody or something that events have to do with: a person, an
// organisation or a place.
type Entity struct {
	ID       ID
	Rev      int64
	Type     string      // Person, Organisation or Place
	Name     string      // by which it is listed
	Names    EntityNames // in other languages and scripts
	Aliases  []string    // what else it is called, in the order given, without repeats
	Note     string
	Position Position // of a place; zero if it is not known
	Basis    string   // how the position is known: BasisGazetteer and others; empty without one
	Ref      string   // what a gazetteer or Wikidata calls it; empty if it has no such name
}

// The types of entities.
const (
	Person       = "person"
	Organisation = "organisation"
	Place        = "place"
)

// How a position is known.
const (
	BasisGazetteer   = "gazetteer"
	BasisCoordinates = "coordinates" // typed
	BasisMap         = "map"         // pointed at
	BasisText        = "text"        // read in a source
)

// EntityName is a name of an entity in a language.
type EntityName struct {
	Text string `json:"text"`
	Lang string `json:"lang,omitempty"` // BCP 47; empty if unknown
}

// EntityNames are the names of an entity, in the order given.
type EntityNames []EntityName

// MaxEntityNames is how many names, and how many aliases, an entity may have.
const MaxEntityNames = 200

// IsZero reports whether there are none.
func (n EntityNames) IsZero() bool { return len(n) == 0 }

// Validate returns an *InvalidError or nil.
func (n EntityNames) Validate() error {
	if len(n) > MaxEntityNames {
		return invalid("entity", "names", fmt.Sprintf("are more than %d", MaxEntityNames))
	}
	for _, name := range n {
		if blank(name.Text) {
			return invalid("entity", "names", "hold an empty one")
		}
		if err := validText("entity", "names", name.Text, MaxTitle); err != nil {
			return err
		}
		if err := validText("entity", "names", name.Lang, MaxTitle); err != nil {
			return err
		}
	}
	return nil
}

// Parts implements Composite.
func (n EntityNames) Parts() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for _, name := range n {
			if !yield("name", []string{name.Text, name.Lang}) {
				return
			}
		}
	}
}

// Position is where a place is. It is never more exact than the name of the place: that
// of a country is its middle with a radius that reaches its ends.
type Position struct {
	Lat    float64 `json:"lat"`    // degrees north, WGS 84
	Lon    float64 `json:"lon"`    // degrees east
	Radius float64 `json:"radius"` // metres of doubt, at least 1
}

// farthest is half of the way around the Earth, in metres.
const farthest = 20_100_000

// IsZero reports whether no position is known.
func (p Position) IsZero() bool { return p == Position{} }

// Validate returns an *InvalidError or nil.
func (p Position) Validate() error {
	within := func(v, most float64) bool { return math.Abs(v) <= most }
	switch {
	case p.IsZero():
	case !within(p.Lat, 90):
		return invalid("entity", "position", "is beyond a pole")
	case !within(p.Lon, 180):
		return invalid("entity", "position", "is not between 180 degrees west and east")
	case p.Radius < 1 || !within(p.Radius, farthest):
		return invalid("entity", "position", "has a radius that is not between a metre and half the Earth")
	}
	return nil
}

// Parts implements Composite.
func (p Position) Parts() iter.Seq2[string, []string] {
	if p.IsZero() {
		return parts()
	}
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	return parts("lat", number(p.Lat), "lon", number(p.Lon), "radius", number(p.Radius))
}

// Validate returns an *InvalidError or nil.
func (e Entity) Validate() error {
	if err := KindEntity.Shape().check(&e); err != nil {
		return err
	}
	switch {
	case len(e.Aliases) > MaxEntityNames:
		return invalid("entity", "aliases", fmt.Sprintf("are more than %d", MaxEntityNames))
	case e.Type != Place && !e.Position.IsZero():
		return invalid("entity", "position", "is not that of a place")
	case e.Position.IsZero() != (e.Basis == ""):
		return invalid("entity", "basis", "does not fit the position")
	}
	return nil
}

// Called is all that the entity is called, its name first.
func (e Entity) Called() []string {
	all := []string{e.Name}
	for _, n := range e.Names {
		all = append(all, n.Text)
	}
	return append(all, e.Aliases...)
}

// Mention says that an entity has to do with an event, as a passage of it says or as the
// reader knows.
type Mention struct {
	ID      ID
	Rev     int64
	Entity  ID
	Event   ID
	Excerpt ID     // the passage that names it, which may be gone; zero if it is of the event as a whole
	Role    string // RoleActor or RolePlace
}

// The roles of entities in events.
const (
	RoleActor = "actor"
	RolePlace = "place"
)

// Validate returns an *InvalidError or nil.
func (m Mention) Validate() error { return KindMention.Shape().check(&m) }

// Relation says what an event has to do with another one.
type Relation struct {
	ID       ID
	Rev      int64
	From, To ID     // events
	Type     string // one of RelationTypes: From causes To
	Note     string
}

// RelationTypes returns what an event can have to do with another one.
func RelationTypes() []string {
	return []string{"causes", "answers", "repeats", PartOf, "contradicts", Distinct}
}

// Types of relations that mean something to the program.
const (
	PartOf   = "part-of"  // from a part to the whole
	Distinct = "distinct" // the two look alike and are not the same; it is not shown as a relation
)

// Validate returns an *InvalidError or nil.
func (r Relation) Validate() error {
	if err := KindRelation.Shape().check(&r); err != nil {
		return err
	}
	if r.From == r.To {
		return invalid("relation", "to", "is the event itself")
	}
	return nil
}
