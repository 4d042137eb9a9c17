package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// pkg is what `go list -json` says of a package.
type pkg struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
	Deps         []string // everything imported, at any depth, without tests
}

// layering checks the table above against every package, and the top level
// against the folders that the project has.
func layering(ctx context.Context, t tree) (string, error) {
	cmd := t.command(ctx, "list", "-e", "-json=ImportPath,Imports,TestImports,XTestImports,Deps", "./...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%sgo list: %w", stderr.Bytes(), err)
	}
	var complaints []string
	n := 0
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; n++ {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return "", fmt.Errorf("go list: %w", err)
		}
		complaints = append(complaints, judge(p, layers())...)
	}
	entries, err := os.ReadDir(t.root)
	if err != nil {
		return "", err
	}
	complaints = append(complaints, topLevel(entries)...)
	return fmt.Sprintf("%d packages", n), complain(complaints)
}

// judge returns what is wrong with the imports of a package.
func judge(p pkg, table map[string]layer) (complaints []string) {
	name := strings.TrimPrefix(p.ImportPath, module)
	l, known := table[name]
	if !known {
		return []string{name + ": not in the table of layers; say there what it may import (cmd/check/layering.go)"}
	}
	say := func(path, why string) {
		complaints = append(complaints, fmt.Sprintf("%s imports %s: %s", name, strings.TrimPrefix(path, module), why))
	}
	for _, path := range p.Imports {
		switch {
		case !l.allows(path):
			say(path, "the table of layers does not allow it (cmd/check/layering.go)")
		case path == "database/sql" || strings.HasPrefix(path, "database/sql/"):
			if !under(name, "data/sqlite") {
				say(path, "SQL types stay inside data/sqlite")
			}
		case path == "encoding/json" && name == "data":
			say(path, "the domain knows nothing of JSON")
		}
	}
	l.own = append(append(slices.Clone(l.own), l.tests...), name, "assets")
	l.outside = append(append(slices.Clone(l.outside), l.tests...), rapid)
	for _, path := range append(slices.Clone(p.TestImports), p.XTestImports...) {
		if !l.allows(path) {
			say(path, "its tests may not (cmd/check/layering.go)")
		}
	}
	// What must hold however the table is changed.
	for _, path := range p.Deps {
		switch {
		case pure(name) && under(path, fyne):
			say(path, "it must work without a window, so no Fyne, at any depth")
		case under(name, "data") && under(path, module+"ui"):
			say(path, "data never imports ui, at any depth")
		case under(name, "ui") && under(path, module+"data/sqlite"):
			say(path, "ui never imports the store, at any depth; cmd hands it one")
		}
	}
	return complaints
}

// pure reports whether a package is tested, measured and used without a window.
func pure(name string) bool {
	switch name {
	case "ui/motion", "ui/timeline/scene", "ui/timeline/paint", "ui/theme/palette",
		"ui/text/uax9", "ui/text/layout", "ui/text/flow", "ui/text/edit", "ui/text/glyph",
		"ui/map/outline", "ui/map/project", "ui/map/scene", "ui/map/paint":
		return true
	}
	return under(name, "ui/print") || under(name, "data") || name == "assets"
}

func (l layer) allows(path string) bool {
	if own, ok := strings.CutPrefix(path, module); ok {
		return slices.Contains(l.own, own) || slices.Contains(l.own, anyOfOurs)
	}
	first, _, _ := strings.Cut(path, "/")
	if !strings.Contains(first, ".") {
		return true // the standard library, "C" and "unsafe" with it
	}
	return slices.ContainsFunc(l.outside, func(m string) bool { return under(path, m) })
}

// under reports whether path is folder or below it.
func under(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}

func topLevel(entries []os.DirEntry) (complaints []string) {
	for _, e := range entries {
		name := e.Name()
		switch {
		case strings.HasSuffix(name, ".go"):
			complaints = append(complaints, name+": no code at the top level")
		case !e.IsDir() || name[0] == '.' || name == "build" || slices.Contains(codeFolders(), name):
		default:
			complaints = append(complaints, name+": no folder of its own at the top level; those are "+strings.Join(codeFolders(), ", "))
		}
	}
	return complaints
}
