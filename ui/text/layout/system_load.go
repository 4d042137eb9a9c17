package layout

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"
)

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
