// Package licences knows what is built into the program beside its own code:
// modules, C libraries in them, fonts and the Go runtime, each with its version
// and the text of its license.
//
// The one idea behind it: the list is made from what the linker is given
// (cmd/licences), kept compressed in one file, and never written by hand.
package licences

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io/fs"
)

// Path is the list's, below the folder assets.
const Path = "licences/licences.json.gz"

// Part is something that is built in.
type Part struct {
	Name    string `json:"name"`              // "github.com/spf13/afero", "Amiri"
	Version string `json:"version,omitempty"` // "v1.15.0", "" where none is known
	Licence string `json:"licence"`           // SPDX identifiers, "MIT", "BSD-3-Clause AND Zlib"
	Text    string `json:"text"`              // of all its licenses
}

// Read reads the list from the files of assets, in the order of names.
func Read(files fs.FS) ([]Part, error) {
	packed, err := fs.ReadFile(files, Path)
	if err != nil {
		return nil, fmt.Errorf("licenses: %w", err)
	}
	unpack, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("licenses: %w", err)
	}
	var parts []Part
	if err := json.NewDecoder(unpack).Decode(&parts); err != nil {
		return nil, fmt.Errorf("licenses: %w", err)
	}
	return parts, nil
}

// Pack returns the list as the file holds it.
func Pack(parts []Part) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if err := json.NewEncoder(w).Encode(parts); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Text is the whole list as a text.
func Text(files fs.FS) ([]byte, error) {
	parts, err := Read(files)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for _, p := range parts {
		fmt.Fprintf(&b, "%s %s (%s)\n\n%s\n\n\n", p.Name, p.Version, p.Licence, p.Text)
	}
	return b.Bytes(), nil
}
