package layout

import (
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
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

// Families returns the names of the families that have Latin or Arabic letters and an
// upright face, sorted. It reads a little of many files, so it takes its time.
func (s *System) Families() ([]Family, error) {
	found, err := s.list()
	if err != nil {
		return nil, err
	}
	var names []Family
	seen := map[string]bool{}
	for _, at := range found {
		letters := at.Runes.Contains('a') || at.Runes.Contains('\u0628')
		if !letters || at.Aspect.Style == font.StyleItalic || seen[at.Family] || isEmoji(at.Family) {
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

// find returns what there is for a wish; not yet ok, it has been asked for.
func (s *System) find(w wish) (a answer, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a, ok = s.answers[w]; ok {
		return a, true
	}
	w.grapheme = strings.Clone(w.grapheme) // of an article that may be long
	if s.listed {
		at, whole, found := s.choose(w)
		if !found {
			return s.remember(w, answer{}), true
		}
		if f := &s.files[at]; f.state == ready {
			a = answer{found: true, whole: whole, face: f.regular}
			if w.bold {
				a.face = f.bold
			}
			return s.remember(w, a), true
		}
	}
	s.wishes[w] = true
	if !s.busy {
		s.busy = true
		go s.work()
	}
	return answer{}, false
}

func (s *System) remember(w wish, a answer) answer {
	if len(s.answers) >= answersKept {
		clear(s.answers)
	}
	s.answers[w] = a
	return a
}

// work lists the fonts and loads what is wished for until there is nothing left.
func (s *System) work() {
	news := false
	for {
		s.mu.Lock()
		if !s.listed {
			s.mu.Unlock()
			found, err := s.list()
			s.mu.Lock()
			s.setFiles(found, err)
			news = true
		}
		at, w, more := s.next()
		if !more && !news {
			s.busy = false
			s.idle.Broadcast()
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		if more {
			regular, bold, err := load(s.files[at].Location)
			if err == nil && isEmoji(s.files[at].Family) && !draws(regular, w.grapheme) {
				err = errNoPicture
			}
			s.mu.Lock()
			s.add(&s.files[at], regular, bold, err)
			s.mu.Unlock()
			news = true
			continue
		}
		news = false
		if s.changed != nil {
			s.changed()
		}
	}
}

// setFiles takes the list of the system's fonts.
func (s *System) setFiles(found []fontscan.Footprint, err error) {
	s.listed, s.err = true, err
	s.files = make([]systemFile, len(found))
	for i, at := range found {
		s.files[i].Footprint = at
	}
}

// next returns a file to load and the wish it is for, and forgets the wishes that
// need none.
func (s *System) next() (file int, w wish, ok bool) {
	for w := range s.wishes {
		if at, _, found := s.choose(w); found && s.files[at].state == unloaded {
			return at, w, true
		}
		delete(s.wishes, w)
	}
	return 0, wish{}, false
}

// add numbers the faces of a file that was loaded.
func (s *System) add(f *systemFile, regular, bold *face, err error) {
	if err != nil {
		f.state = unusable
		return
	}
	faces := slices.Clone(*s.loaded.Load())
	f.state = ready
	f.regular, f.bold = len(faces), len(faces)
	faces = append(faces, regular)
	if bold != regular {
		f.bold = len(faces)
		faces = append(faces, bold)
	}
	s.loaded.Store(&faces)
}

// load reads a face of a font file in both weights, which are the same one if it has
// no weight axis.
func load(at fontscan.Location) (regular, bold *face, err error) {
	defer recovered(&err, fmt.Sprintf("read the font %q", at.File))
	loader, closer, err := openFont(at)
	if err != nil {
		return nil, nil, err
	}
	defer closer.Close()
	parsed, err := font.NewFont(loader)
	if err != nil {
		return nil, nil, fmt.Errorf("read the font %q: %w", at.File, err)
	}
	if !loader.HasTable(opentype.MustNewTag("fvar")) {
		regular, err = newFace(parsed, 0)
		return regular, regular, err
	}
	if regular, err = newFace(parsed, float32(font.WeightNormal)); err != nil {
		return nil, nil, err
	}
	bold, err = newFace(parsed, float32(font.WeightBold))
	return regular, bold, err
}

// recovered makes an error of a panic. Fonts come from anywhere, and what a damaged
// one does to a parser must not end the program.
func recovered(err *error, action string) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: %v", action, r)
	}
}

// openFont opens a face of a font file.
func openFont(at fontscan.Location) (*opentype.Loader, io.Closer, error) {
	file, err := os.Open(at.File)
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err == nil && info.Size() > largestFile {
		err = fmt.Errorf("read the font %q: over %d MB", at.File, largestFile>>20)
	}
	var loaders []*opentype.Loader
	if err == nil {
		loaders, err = opentype.NewLoaders(file)
	}
	if err == nil && int(at.Index) >= len(loaders) {
		err = fmt.Errorf("read the font %q: it has no face %d", at.File, at.Index)
	}
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	return loaders[at.Index], file, nil
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
