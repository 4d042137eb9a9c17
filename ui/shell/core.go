package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/about"
	"tarikh.org/tarikh/ui/feature/actors"
	"tarikh.org/tarikh/ui/feature/backups"
	"tarikh.org/tarikh/ui/feature/bringin"
	"tarikh.org/tarikh/ui/feature/company"
	"tarikh.org/tarikh/ui/feature/contents"
	"tarikh.org/tarikh/ui/feature/copying"
	"tarikh.org/tarikh/ui/feature/details"
	"tarikh.org/tarikh/ui/feature/duplicates"
	"tarikh.org/tarikh/ui/feature/events"
	"tarikh.org/tarikh/ui/feature/fetching"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/feature/first"
	"tarikh.org/tarikh/ui/feature/guide"
	"tarikh.org/tarikh/ui/feature/history"
	"tarikh.org/tarikh/ui/feature/imports"
	"tarikh.org/tarikh/ui/feature/keys"
	"tarikh.org/tarikh/ui/feature/libraries"
	"tarikh.org/tarikh/ui/feature/lists"
	"tarikh.org/tarikh/ui/feature/mainevents"
	"tarikh.org/tarikh/ui/feature/notelist"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/feature/palette"
	"tarikh.org/tarikh/ui/feature/people"
	"tarikh.org/tarikh/ui/feature/pictures"
	"tarikh.org/tarikh/ui/feature/places"
	"tarikh.org/tarikh/ui/feature/publish"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/feature/review"
	"tarikh.org/tarikh/ui/feature/search"
	"tarikh.org/tarikh/ui/feature/settings"
	"tarikh.org/tarikh/ui/feature/sources"
	"tarikh.org/tarikh/ui/feature/status"
	"tarikh.org/tarikh/ui/feature/story"
	"tarikh.org/tarikh/ui/feature/strip"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/feature/ties"
	"tarikh.org/tarikh/ui/feature/tour"
	"tarikh.org/tarikh/ui/feature/unread"
	"tarikh.org/tarikh/ui/feature/updates"
	"tarikh.org/tarikh/ui/feature/verification"
	"tarikh.org/tarikh/ui/feature/views"
	"tarikh.org/tarikh/ui/feature/worldmap"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/portal"
	"tarikh.org/tarikh/ui/text"
)

// core is what the window consists of: the outside world, the open library, and the
// features. What is done with it is in the layers above: alerts and commands, the frame,
// and the life of a library in it.
type core struct {
	*Config
	win fyne.Window
	lib *library.Library
	ts  *text.Typesetter
	all []feature.Feature // in the order of the sheet of keys

	dialogs      control.Dialogs
	telling      *control.Dialog // tells an error
	over         bool            // the window has gone: nothing is shown any more
	commands     *command.Table
	strip        *strip.Feature
	worldMap     *worldmap.Feature
	unbind       func() // takes the keys of the commands away
	choices      settings.Choices
	settings     *settings.Feature
	updates      *updates.Feature
	keys         *keys.Feature
	tour         *tour.Feature
	guide        *guide.Feature
	about        *about.Feature
	status       *status.Feature
	company      *company.Feature
	people       *people.Feature
	review       *review.Feature
	mainEvents   *mainevents.Feature
	host         *feature.Host
	history      *history.Feature
	reading      *reading.Feature
	texts        *retext.Feature
	copying      *copying.Feature
	events       *events.Feature
	contents     *contents.Feature
	backups      *backups.Feature
	bringIn      *bringin.Feature
	details      *details.Feature
	imports      *imports.Feature
	fetching     *fetching.Feature
	libraries    *libraries.Feature
	first        *first.Feature
	tags         *tags.Feature
	notes        *notes.Feature
	noteList     *notelist.Feature
	filter       *filter.Feature
	views        *views.Feature
	search       *search.Feature
	places       *places.Feature
	palette      *palette.Feature
	lists        *lists.Feature
	duplicates   *duplicates.Feature
	sources      *sources.Feature
	verification *verification.Feature
	unread       *unread.Feature
	publish      *publish.Feature
	pictures     *pictures.Feature
	ties         *ties.Feature
	actors       *actors.Feature
	stories      *story.Feature
}

// newKit makes texts in the language in use.
func (c *core) newKit() (*control.Kit, error) {
	locale, err := c.choices.Locale()
	if err != nil {
		return nil, err
	}
	return &control.Kit{Typesetter: c.ts, Locale: locale, Dialogs: &c.dialogs, Tips: control.NewTips()}, nil
}

// identifier names the window to other programs of the desktop, "" where it has no name
// for them.
func (c *core) identifier() (id string) {
	if native, ok := c.win.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			if x11, ok := context.(driver.X11WindowContext); ok {
				id = portal.X11(x11.WindowHandle)
			}
		})
	}
	return id
}
