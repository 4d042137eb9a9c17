package state

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// ReadMarks are the articles of one library that this person has opened, each with the
// beginning of the hash of the text that was read: one whose text has changed is unread
// again; and the passages that were gone to. They are in the state folder, in a file for
// each library with one article or passage per line, and are never part of the library.
type ReadMarks struct {
	files    afero.Fs
	path     string
	marks    map[data.ID][markLen]byte
	passages map[data.ID]bool // by their excerpts
	dirty    bool             // the file is behind
}

// passageLine begins the line of a passage.
const passageLine = "passage"

// markLen is how many bytes of a hash are stored, enough to distinguish the texts of an
// article.
const markLen = 8

// LoadReadMarks reads the marks of a library from a folder of the state; a missing file
// is one without marks. Lines that cannot be read are left out: their articles are
// shown as unread.
func LoadReadMarks(files afero.Fs, folder string, library data.ID) (*ReadMarks, error) {
	m := &ReadMarks{files: files, path: filepath.Join(folder, library.String()+".txt"), marks: map[data.ID][markLen]byte{}, passages: map[data.ID]bool{}}
	raw, err := afero.ReadFile(files, m.path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, fmt.Errorf("read which articles were read: %w", err)
	}
	for lines := bufio.NewScanner(bytes.NewReader(raw)); lines.Scan(); {
		article, hash, _ := bytes.Cut(lines.Bytes(), []byte(" "))
		if string(article) == passageLine {
			if id, err := data.ParseID(string(hash)); err == nil {
				m.passages[id] = true
			}
			continue
		}
		var mark [markLen]byte
		id, err := data.ParseID(string(article))
		if err != nil || hex.DecodedLen(len(hash)) != markLen {
			continue
		}
		if _, err := hex.Decode(mark[:], hash); err == nil {
			m.marks[id] = mark
		}
	}
	return m, nil
}

// Has reports whether an article was read as it is now.
func (m *ReadMarks) Has(a data.Article) bool {
	mark, ok := m.marks[a.ID]
	return ok && mark == [markLen]byte(a.Hash[:markLen])
}

// Set marks articles as read or unread, and writes the file.
func (m *ReadMarks) Set(read bool, articles ...data.Article) error {
	changed := false
	for _, a := range articles {
		if m.Has(a) == read {
			continue
		}
		changed = true
		if read {
			m.marks[a.ID] = [markLen]byte(a.Hash[:markLen])
		} else {
			delete(m.marks, a.ID)
		}
	}
	m.dirty = m.dirty || changed
	return m.Save()
}

// HasPassage reports whether the passage of an excerpt was gone to.
func (m *ReadMarks) HasPassage(excerpt data.ID) bool { return m.passages[excerpt] }

// SetPassages marks passages as read or unread, and reports whether that changes any;
// Save is to follow.
func (m *ReadMarks) SetPassages(read bool, excerpts ...data.ID) (changed bool) {
	for _, id := range excerpts {
		if m.passages[id] == read {
			continue
		}
		changed = true
		if read {
			m.passages[id] = true
		} else {
			delete(m.passages, id)
		}
	}
	m.dirty = m.dirty || changed
	return changed
}

// Save writes the file where it is behind.
func (m *ReadMarks) Save() error {
	if !m.dirty {
		return nil
	}
	var b bytes.Buffer
	byID := func(a, b data.ID) int { return bytes.Compare(a[:], b[:]) }
	for _, id := range slices.SortedFunc(maps.Keys(m.marks), byID) {
		fmt.Fprintf(&b, "%s %x\n", id, m.marks[id])
	}
	for _, id := range slices.SortedFunc(maps.Keys(m.passages), byID) {
		fmt.Fprintf(&b, "%s %s\n", passageLine, id)
	}
	if err := ReplaceFile(m.files, m.path, b.Bytes()); err != nil {
		return fmt.Errorf("write down what was read: %w", err)
	}
	m.dirty = false
	return nil
}
