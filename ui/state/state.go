// Package state is what the program remembers of this person on this machine: choices,
// how each library is looked at, which articles were read. It is in the state folder,
// outside any library, and is never part of an Edit.
package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// State is what the program remembers of this user on this machine.
type State struct {
	Recent  []string `json:"recent"`           // places of libraries, newest first
	Lang    string   `json:"lang,omitempty"`   // "" follows the system
	Theme   string   `json:"theme,omitempty"`  // "", "light", "dark"
	Author  string   `json:"author,omitempty"` // of new notes; "" is the name that the system has for this person
	Reading Reading  `json:"reading"`
	// Highlight is the colour that words were highlighted in last.
	Highlight string `json:"highlight,omitempty"`
	Window    Panes  `json:"window"`
	// Chooser is which file chooser is used: "" the desktop's, "own" the program's.
	Chooser string `json:"chooser,omitempty"`
	// Animations are "" as the desktop prefers, "on" or "off".
	Animations string `json:"animations,omitempty"`
	// LeadPictures: the picture that stands for a page is fetched with it.
	LeadPictures bool `json:"leadPictures,omitempty"`
	// Locked: the timeline is for reading, nothing done on it changes an event.
	Locked bool `json:"locked,omitempty"`
	// Toured: the tour of the first start has been seen or left.
	Toured    bool                     `json:"toured,omitempty"`
	Libraries map[data.ID]*Arrangement `json:"libraries,omitempty"`
	Backups   Backups                  `json:"backups,omitzero"`
	Updates   Updates                  `json:"updates,omitzero"`
	// LastBackups are the results of the last backup of each library, by its path.
	LastBackups map[string]LastBackup `json:"lastBackups,omitempty"`
	// Vetted are the IDs of the libraries that were checked before they were first
	// opened, by path.
	Vetted map[string]data.ID `json:"known,omitempty"`
	// Titles are what the recent libraries on servers are called, by their addresses.
	Titles map[string]string `json:"titles,omitempty"`
	// Nightly are the copies that are kept of libraries on servers, by their addresses.
	Nightly map[string]Nightly `json:"nightly,omitempty"`
	// Keyring are the accounts on servers whose passwords the person has put into the keyring:
	// that they are there, and never what they are.
	Keyring []string `json:"keyring,omitempty"`
	// Restored are the paths of the libraries that others were restored next to, by the
	// path of the restored one.
	Restored map[string]string `json:"restored,omitempty"`
	// Unsaved is the text of a note that could not be saved when the system ended the
	// program, until the reader has seen it; "" for none.
	Unsaved string `json:"unsaved,omitempty"`
	// Warned are the libraries in synchronised folders of which the reader was warned.
	Warned []data.ID             `json:"warned,omitempty"`
	Tables map[string]*TableView `json:"tables,omitempty"`
	// TablesRead are how tables were read that were imported, by table.Table.Shape.
	TablesRead map[string]TableRead `json:"tablesRead,omitempty"`
	// Commands are those that were run from the palette, the last first.
	Commands []string `json:"commands,omitempty"`
	// Keys are the keys of commands whose keys were changed, by their IDs; none: the
	// command has no key.
	Keys map[string][]string `json:"keys,omitempty"`
}

// Reading is how texts, dates and the time axis are shown. The zero value is the
// program's own choice.
type Reading struct {
	Months  string  `json:"months,omitempty"`  // "", "egypt", "levant", "maghreb", "morocco"
	Weekend string  `json:"weekend,omitempty"` // digits of its days, 0 for Sunday; "" follows the language
	Digits  string  `json:"digits,omitempty"`  // "", "arabic"
	Axis    string  `json:"axis,omitempty"`    // "" follows the language, "ltr", "rtl"
	Second  string  `json:"second,omitempty"`  // line of the axis: "", "hijri", "local"
	Font    string  `json:"font,omitempty"`    // "", "amiri"
	Size    float32 `json:"size,omitempty"`    // of articles, units
	Spacing float32 `json:"spacing,omitempty"` // of their lines, 1 is normal
	Whole   string  `json:"whole,omitempty"`   // what is selected of them: "" as it is, "words", "sentences"
	Cited   string  `json:"cited,omitempty"`   // style of citations, see cite.Style: "" is Chicago
}

// Backups are where and how many backups are kept; the zero value is the
// program's own choice.
type Backups struct {
	Folder    string `json:"folder,omitempty"`
	Mirror    string `json:"mirror,omitempty"`    // of a second backup of each, "" for none
	Megabytes int64  `json:"megabytes,omitempty"` // of all backups of one library at most
	// MirrorTold: the user was told that second backups fail, and they have not
	// succeeded since.
	MirrorTold bool `json:"mirrorTold,omitempty"`
}

// Nightly is where copies of a library on a server are kept, and how that went.
type Nightly struct {
	Folder string `json:"folder,omitempty"` // "" for nowhere
	Last   int64  `json:"last,omitempty"`   // when one was made last, or none was needed, Unix seconds
	Failed string `json:"failed,omitempty"` // why the last attempt failed, in words; "" if it did not
}

// Updates are what was chosen and done about newer versions of the program.
type Updates struct {
	Notify bool      `json:"notify,omitempty"` // chosen by the user; else nothing is asked
	Asked  time.Time `json:"asked,omitzero"`   // when the newest version was asked for last
	Told   string    `json:"told,omitempty"`   // the version that the user was told of last
}

// LastBackup is how long the last backup of a library took, and whether one more was
// due when the program had to end.
type LastBackup struct {
	Took time.Duration `json:"took,omitempty"` // nanoseconds
	Due  bool          `json:"due,omitempty"`
}

// Panes are sizes of the window and of what is in it, in units; 0 is unset.
type Panes struct {
	Width, Height float32
	Mode          string `json:"Mode,omitempty"` // "" is that of the timeline, "read", "review", "map"
	// How each mode divides the window.
	Timeline, Read, Review, Map ModePanes
}

// ModePanes are the sizes of the strip and of the columns at the start and the end, in
// units, and whether these are folded (see control.Fold); 0 is unset.
type ModePanes struct {
	Strip, Start, End float32
	FoldStart         uint8 `json:"FoldStart,omitempty"`
	FoldEnd           uint8 `json:"FoldEnd,omitempty"`
}

// maxRecent is how many libraries are remembered.
const maxRecent = 10

// Load reads the state; a missing file gives an empty one. A damaged file is an error,
// and an empty state is returned with it.
func Load(files afero.Fs, path string) (*State, error) {
	if info, err := files.Stat(path); err == nil && !info.Mode().IsRegular() {
		return &State{}, fmt.Errorf("read what was remembered: %q is no ordinary file", path)
	}
	raw, err := afero.ReadFile(files, path)
	if errors.Is(err, fs.ErrNotExist) {
		return &State{}, nil
	}
	if err != nil {
		return &State{}, fmt.Errorf("read what was remembered: %w", err)
	}
	s := &State{}
	if err := json.Unmarshal(raw, s); err != nil {
		return &State{}, fmt.Errorf("read what was remembered in %q: %w", path, err)
	}
	if s.Lang != "en" && s.Lang != "ar" { // edited by hand, or by another version
		s.Lang = ""
	}
	return s, nil
}

// Save writes the state, see ReplaceFile.
func (s *State) Save(files afero.Fs, path string) error {
	kept := *s
	kept.Libraries = maps.Clone(s.Libraries)
	maps.DeleteFunc(kept.Libraries, func(_ data.ID, a *Arrangement) bool {
		return len(a.Views)+len(a.Tracks) == 0 && a.Last == nil && a.Panes == nil && a.Filter == "" && a.Publish == (Publishing{}) &&
			a.Clock == "" && len(a.Folded) == 0 && !a.Relations
	})
	raw, err := json.MarshalIndent(kept, "", "  ")
	if err != nil {
		return fmt.Errorf("remember: %w", err)
	}
	if err := ReplaceFile(files, path, append(raw, '\n')); err != nil {
		return fmt.Errorf("remember: %w", err)
	}
	return nil
}

// HighlightColour is the colour of the next highlight: the last one, else that of a
// marker.
func (s *State) HighlightColour() string {
	if slices.Contains(data.Colours(), s.Highlight) {
		return s.Highlight
	}
	return "amber"
}

// Opened puts a library first among the recent ones.
func (s *State) Opened(path string) {
	s.Forget(path)
	s.Recent = append([]string{path}, s.Recent...)
	s.Recent = s.Recent[:min(len(s.Recent), maxRecent)]
	maps.DeleteFunc(s.Titles, func(place, _ string) bool { return !slices.Contains(s.Recent, place) })
}

// Titled remembers what a library on a server is called.
func (s *State) Titled(address, title string) {
	if s.Titles == nil {
		s.Titles = map[string]string{}
	}
	s.Titles[address] = title
}

// Called is what a library is called, and where it is: the name and the folder of a file;
// the title, and user, server and database.
func (s *State) Called(place string) (name, where string) {
	if !data.IsAddress(place) {
		return filepath.Base(place), filepath.Dir(place)
	}
	a, err := data.ParseAddress(place)
	if err != nil {
		return "", ""
	}
	if name = s.Titles[place]; name == "" {
		name = a.Database
	}
	return name, a.Where()
}

// MarkVetted remembers that the library at a path was checked. At most 200 are
// remembered: after that, all are checked again.
func (s *State) MarkVetted(path string, id data.ID) {
	const most = 200
	if s.Vetted == nil || len(s.Vetted) >= most {
		s.Vetted = map[string]data.ID{}
	}
	s.Vetted[path] = id
}

// SetNightly remembers what was chosen for copies of a library on a server.
func (s *State) SetNightly(address string, n Nightly) {
	if s.Nightly == nil {
		s.Nightly = map[string]Nightly{}
	}
	if s.Nightly[address] = n; n == (Nightly{}) {
		delete(s.Nightly, address)
	}
}

// BackedUp remembers the result of a backup of the library at a path.
func (s *State) BackedUp(path string, last LastBackup) {
	if s.LastBackups == nil {
		s.LastBackups = map[string]LastBackup{}
	}
	s.LastBackups[path] = last
}

// Forget removes a library from the recent ones.
func (s *State) Forget(path string) {
	s.Recent = slices.DeleteFunc(s.Recent, func(p string) bool { return p == path })
}
