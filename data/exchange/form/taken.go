package form

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/picture"
)

// Taken is what is taken out of a library, for all formats: rows in memory, in an order
// that follows from them alone, so that the same library gives the same bytes. Package
// take makes it.
type Taken struct {
	data.Store // the library itself, for the format that holds all of it

	Library data.Library
	Lang    string // of what the format says itself: "en", "ar" or "both"
	// Look is how it is to look, in the parts that the format knows.
	Look Look
	// From and To are the span of time that was asked for; zero: any.
	From, To dates.Date
	// Edited is when the library was edited last, in UTC: the clock of what is written.
	Edited time.Time

	Tracks []data.Track // those that have events here, by Order, then ID
	Events []TakenEvent // in the order of data.Columns
	// Articles are those that report the events, or that notes on these are on, too, oldest first
	// and those without a date last; their texts are empty unless they are taken, too.
	Articles []data.Article
	// Notes are those that are taken, by Created, then ID; replies only with what they
	// answer, those on an event or an article only with that.
	Notes []data.Annotation
	// Others are the articles that report no event, as references do, and OtherNotes the
	// notes on these, as Articles and Notes are but without texts: for formats of sources and
	// of notes. There are none where an event may be left out.
	Others     []data.Article
	OtherNotes []data.Annotation

	// Entities are what the events have to do with, in the order of Store.Entities, and Mentions
	// what says so, in the order of the events.
	Entities []data.Entity
	Mentions []data.Mention
	// Relations are those of two events that are both taken, in the order of the first.
	Relations []data.Relation
	// Pictures are the pictures and other files of the events, then those of the articles, then
	// those of the stories, each as Store.Pictures has them; at a place in a text only with the
	// text. Store.Page has the bytes.
	Pictures []data.Picture
	// Stories are those with a step that is taken, and Steps these in their order: no step is of
	// an event that is not. The picture of a step may not be taken.
	Stories []data.Story
	Steps   []data.StoryStep
}

// WithOthers is what is taken with the articles that report no event among the others, and
// the notes on them.
func (t Taken) WithOthers() Taken {
	if len(t.Others) == 0 {
		return t
	}
	t.Articles, t.Notes = slices.Concat(t.Articles, t.Others), slices.Concat(t.Notes, t.OtherNotes)
	t.Others, t.OtherNotes = nil, nil
	SortArticles(t.Articles)
	SortNotes(t.Notes)
	return t
}

// SortArticles puts articles into the order of Taken.Articles.
func SortArticles(articles []data.Article) {
	slices.SortFunc(articles, func(a, b data.Article) int {
		if a.Published.IsZero() != b.Published.IsZero() {
			if a.Published.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(a.Published.Lo, b.Published.Lo), slices.Compare(a.ID[:], b.ID[:]))
	})
}

// SortNotes puts notes into the order of Taken.Notes.
func SortNotes(notes []data.Annotation) {
	slices.SortFunc(notes, func(a, b data.Annotation) int {
		return cmp.Or(cmp.Compare(a.Created, b.Created), slices.Compare(a.ID[:], b.ID[:]))
	})
}

// TakenEvent is an event with the passages that report it, in the order of their
// articles, then of their places.
type TakenEvent struct {
	data.Event
	Excerpts []data.Excerpt
	State    data.State // how well it is verified, by all of its sources in the library
}

// ArticlesByID are the articles by their IDs.
func (t Taken) ArticlesByID() map[data.ID]data.Article {
	by := make(map[data.ID]data.Article, len(t.Articles))
	for _, a := range t.Articles {
		by[a.ID] = a
	}
	return by
}

// What formats have no place for, as keys of messages.
const (
	LosesEvents     = "format.loses.events"
	LosesExcerpts   = "format.loses.excerpts"
	LosesUnmarked   = "format.loses.unmarked" // events without a passage or a note
	LosesArticles   = "format.loses.articles" // their texts
	LosesNotes      = "format.loses.notes"
	LosesCertainty  = "format.loses.certainty" // of a date that is written all the same
	LosesOpen       = "format.loses.open"      // ends
	LosesDoubted    = "format.loses.doubted"   // events, for their dates
	LosesYears      = "format.loses.years"     // events, for their dates
	LosesRange      = "format.loses.range"     // events, for their dates
	LosesTracks     = "format.loses.tracks"
	LosesTags       = "format.loses.tags"
	LosesPlaces     = "format.loses.places"
	LosesSources    = "format.loses.sources"
	LosesLinks      = "format.loses.links"
	LosesImportance = "format.loses.importance"
	LosesZones      = "format.loses.zones"
	LosesSeconds    = "format.loses.seconds"
	LosesColours    = "format.loses.colours"
	LosesIDs        = "format.loses.ids"
	LosesLong       = "format.loses.long"     // the ends of texts
	LosesUnnamed    = "format.loses.unnamed"  // titles, for want of room
	LosesFar        = "format.loses.far"      // events, far from most in time
	LosesFields     = "format.loses.fields"   // of references
	LosesControls   = "format.loses.controls" // characters that no file of the format may have
	LosesPictures   = "format.loses.pictures" // and other files that belong to events, articles and stories

	LosesDamaged = "format.loses.pictures.damaged"
	LosesLarge   = "format.loses.pictures.large" // pictures that are too large to be decoded
	LosesKinds   = "format.loses.pictures.kind"  // pictures of kinds that are not read
	LosesGone    = "format.loses.pictures.gone"  // pictures and files whose bytes the library has lost
)

// LosesPicture is why a picture is lost, as the key of a message, by the error of the one who
// decodes it; "" for another error, that of a store or a context, and for none.
func LosesPicture(err error) string {
	if errors.Is(err, data.ErrNotFound) {
		return LosesGone
	}
	if _, refused := errors.AsType[*picture.Error](err); !refused {
		return ""
	}
	for reason, key := range map[error]string{
		picture.ErrBytes: LosesLarge, picture.ErrPixels: LosesLarge, picture.ErrMemory: LosesLarge,
		picture.ErrFormat: LosesKinds, picture.ErrHEIC: LosesKinds, picture.ErrDrawing: LosesKinds, picture.ErrUnknown: LosesKinds,
	} {
		if errors.Is(err, reason) {
			return key
		}
	}
	return LosesDamaged
}

// Unshown reports whether what is lost is so for what a picture is, and not for want of a place in
// the format; see LosesPicture.
func Unshown(what string) bool { return strings.HasPrefix(what, LosesPictures+".") }

// Lose counts n times what a format has no place for, by the key of its message.
func (d *Dropped) Lose(what string, n int) {
	if n == 0 {
		return
	}
	if *d == nil {
		*d = Dropped{}
	}
	(*d)[what] += n
}

// Eras are the notes on spans of time.
func (t Taken) Eras() []data.Annotation {
	var eras []data.Annotation
	for _, n := range t.Notes {
		if !n.Span.IsZero() {
			eras = append(eras, n)
		}
	}
	return eras
}

// DistinctNames are the names of the tracks in one line each, of which no two are the
// same.
func (t Taken) DistinctNames() map[data.ID]string {
	names, taken := make(map[data.ID]string, len(t.Tracks)), map[string]bool{}
	for _, track := range t.Tracks {
		name := Line(track.Name)
		for n := 2; taken[name]; n++ {
			name = fmt.Sprintf("%s (%d)", Line(track.Name), n)
		}
		names[track.ID], taken[name] = name, true
	}
	return names
}
