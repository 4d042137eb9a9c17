package layout

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// System is the fonts that the system has. Nothing is read before the first text
// needs one: then they are listed, and the few that are needed are loaded, one after
// the other, on a goroutine that ends when nothing is left to do. It is safe for
// concurrent use.
//
// Which face a character gets depends on the character, its script and the weight
// alone, never on what was loaded before: text looks the same every time.
type System struct {
	list    func() ([]fontscan.Footprint, error)
	changed func()
	loaded  atomic.Pointer[[]*face] // by number; only ever appended to

	mu      sync.Mutex
	idle    *sync.Cond
	busy    bool // the goroutine runs
	listed  bool
	err     error // of listing
	files   []systemFile
	orders  map[order][]int
	answers map[wish]answer
	wishes  map[wish]bool // that wait for a file
}

// systemFile is one face of a font file, and what is known of it without loading it.
type systemFile struct {
	fontscan.Footprint
	state         loadState
	regular, bold int // numbers of its faces when loaded, the same one without a weight axis
}

type loadState uint8

const (
	unloaded loadState = iota
	ready
	unusable
)

// wish is for a face that has a grapheme, or for one of a family by its name.
type wish struct {
	grapheme string
	script   language.Script
	emoji    bool
	family   Family
	bold     bool
}

// answer is what the system has for a wish.
type answer struct {
	found bool
	whole bool // the face has all characters of the grapheme, not its first alone
	face  int  // number
}

const (
	// answersKept is how many answers are remembered.
	answersKept = 1 << 14
	// largestFile is the size in bytes up to which font files are loaded.
	largestFile = 256 << 20
)

// NewSystem returns the fonts of the system. An index of them is kept in a folder for
// caches, which is made if missing, unless something else in the process, such as the
// toolkit, has listed them before. Each time that faces which paragraphs waited for
// have been loaded, changed is called, on a goroutine of its own; these paragraphs
// are then to be laid out again.
func NewSystem(cache string, changed func()) *System {
	return newSystem(func() ([]fontscan.Footprint, error) { return listSystem(cache) }, changed)
}

func newSystem(list func() ([]fontscan.Footprint, error), changed func()) *System {
	s := &System{
		list: sync.OnceValues(list), changed: changed,
		orders: map[order][]int{}, answers: map[wish]answer{}, wishes: map[wish]bool{},
	}
	s.idle = sync.NewCond(&s.mu)
	s.loaded.Store(new([]*face))
	return s
}

// listSystem lists the system's fonts. Without a folder that it can write to, the
// index lives in a temporary one: its list would fail.
func listSystem(cache string) (found []fontscan.Footprint, err error) {
	defer recovered(&err, "list the fonts of the system")
	probe := ""
	err = os.MkdirAll(cache, 0o700)
	if err == nil {
		probe, err = os.MkdirTemp(cache, "fonts")
	}
	if err != nil {
		if cache, err = os.MkdirTemp("", "fonts"); err != nil {
			return nil, fmt.Errorf("list the fonts of the system: %w", err)
		}
		probe = cache
	}
	defer os.RemoveAll(probe)
	if found, err = fontscan.SystemFonts(log.New(io.Discard, "", 0), cache); err != nil {
		return nil, fmt.Errorf("list the fonts of the system: %w", err)
	}
	return found, nil
}

// Wait returns when all that paragraphs waited for has been loaded, and then the
// error, if any, of listing the fonts. It is for programs without a window.
func (s *System) Wait() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.busy {
		s.idle.Wait()
	}
	return s.err
}

// Families returns the names of the families that have a letter, as of the script that is
// read, and an upright face, sorted. It reads a little of many files, so it takes its
// time.
func (s *System) Families(letter rune) ([]Family, error) {
	found, err := s.list()
	if err != nil {
		return nil, err
	}
	var names []Family
	seen := map[string]bool{}
	for _, at := range found {
		if !at.Runes.Contains(letter) || at.Aspect.Style == font.StyleItalic || seen[at.Family] || isEmoji(at.Family) {
			continue
		}
		seen[at.Family] = true
		if name, err := nameOf(at.Location); err == nil && name != "" {
			names = append(names, Family(name))
		}
	}
	slices.SortFunc(names, func(a, b Family) int {
		return strings.Compare(strings.ToLower(string(a)), strings.ToLower(string(b)))
	})
	return slices.Compact(names), nil
}

// face returns a loaded face by its number.
func (s *System) face(number int) *face {
	return (*s.loaded.Load())[number]
}

// order names the order in which the files of the system are asked for characters.
type order struct {
	script      language.Script
	bold, emoji bool
}

// errNoPicture is of an emoji font whose kind of pictures cannot be drawn.
var errNoPicture = errors.New("its pictures cannot be drawn")

// recovered makes an error of a panic. Fonts come from anywhere, and what a damaged
// one does to a parser must not end the program.
func recovered(err *error, action string) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: %v", action, r)
	}
}

// nameOf reads the name of a family as people write it.
func nameOf(at fontscan.Location) (name string, err error) {
	defer recovered(&err, fmt.Sprintf("read the name of the font %q", at.File))
	loader, closer, err := openFont(at)
	if err != nil {
		return "", err
	}
	defer closer.Close()
	described, _ := font.Describe(loader, nil)
	return described.Family, nil
}
