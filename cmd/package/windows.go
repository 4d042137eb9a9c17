package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/assets/licences"
)

// windows makes a .zip: there is nothing to install, the program asks itself
// whether libraries are to open with it.
func windows(_ context.Context, r release) ([]string, error) {
	files := tree{}
	for name, source := range map[string]string{"tarikh.exe": r.program, "LICENSE.txt": "LICENSE", "README.txt": "assets/packaging/windows/README.txt"} {
		content, err := os.ReadFile(source)
		if err != nil {
			return nil, err
		}
		if filepath.Ext(name) == ".txt" {
			content = bytes.ReplaceAll(content, []byte("\n"), []byte("\r\n"))
		}
		files[name] = file{content, 0o644}
	}
	texts, err := licences.Text(assets.Files)
	if err != nil {
		return nil, err
	}
	files["LICENSES.txt"] = file{bytes.ReplaceAll(texts, []byte("\n"), []byte("\r\n")), 0o644}
	path := filepath.Join(r.to, r.name("windows")+".zip")
	if err := files.zip(path, fmt.Sprintf("tarikh-%s", r.version), r.date); err != nil {
		return nil, fmt.Errorf("make %s: %w", path, err)
	}
	return []string{path}, nil
}
