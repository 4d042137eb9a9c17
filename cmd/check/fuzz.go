package main

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"time"
)

// fuzzed are the packages whose targets get some seconds of fuzzing in every
// check: what they read is foreign, and they have to be right about all of it.
func fuzzed() []string { return []string{"data/dates", "ui/text/uax9"} }

// target is a fuzz target: func name(f *testing.F) in a package.
type target struct {
	folder string // from the root, with slashes
	name   string
}

// targets finds every fuzz target of the project in its sources.
func targets(root string) (found []target, err error) {
	for _, folder := range codeFolders() {
		err = errors.Join(err, filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			folder, err := filepath.Rel(root, filepath.Dir(path))
			for _, decl := range file.Decls {
				if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Fuzz") {
					found = append(found, target{folder: filepath.ToSlash(folder), name: f.Name.Name})
				}
			}
			return err
		}))
	}
	return found, err
}

// fuzzTargets runs every target of the packages of fuzzed for a while.
func fuzzTargets(ctx context.Context, t tree, each time.Duration) (string, error) {
	all, err := targets(t.root)
	if err != nil {
		return "", err
	}
	var complaints []string
	for _, folder := range fuzzed() {
		n := 0
		for _, target := range all {
			if target.folder != folder {
				continue
			}
			n++
			out, err := t.run(ctx, "test", "-run=^$", "-fuzz=^"+target.name+"$", "-fuzztime="+each.String(), "./"+folder)
			if err != nil && !timeIsUp(out) {
				complaints = append(complaints, err.Error())
			}
		}
		if n == 0 {
			complaints = append(complaints, folder+": has no fuzz target; it reads foreign input")
		}
	}
	return fmt.Sprintf("%s for each target of %s", each, strings.Join(fuzzed(), ", ")), complain(complaints)
}

// timeIsUp reports that a fuzz run failed of nothing but its own end: up to Go
// 1.26 the fuzzer now and then takes the deadline of -fuzztime for an error (Go
// issue 75804). An input that fails or hangs is always written to a file, and
// the output says so.
func timeIsUp(out string) bool {
	return strings.Contains(out, "context deadline exceeded") &&
		!strings.Contains(out, "Failing input written to") && !strings.Contains(out, "panic:")
}
