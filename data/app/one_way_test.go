package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// besideWrite are the files in which a store is written to in another way than by
// Library.Write, and why; of a folder, all files in it.
var besideWrite = map[string]string{
	"data/app/join.go":   "it is Write",
	"data/app/copy.go":   "a copy is of all rows, into a library that nobody edits yet",
	"data/app/import.go": "what was compared is written as one, or compared again",
	"data/away/":         "a store itself, which hands edits on",
	"data/sqlite/":       "a store itself",
	"data/postgres/":     "a store itself",
	"data/storetest/":    "what stores must do",
	"ui/timeline/bench/": "libraries that are made for measuring",
}

// storeCalls are the places of a file where Apply or ApplyAll is called, or handed on.
func storeCalls(name string, source any) (all []string, err error) {
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && (s.Sel.Name == "Apply" || s.Sel.Name == "ApplyAll") {
			all = append(all, files.Position(s.Sel.Pos()).String()+": "+s.Sel.Name)
		}
		return true
	})
	return all, nil
}

// All that a person edits is written by Library.Write, which joins it with what others have
// changed; there is no other way.
func TestOneWayToWrite(t *testing.T) {
	root, files := filepath.Join("..", ".."), 0
	for _, folder := range []string{"data", "ui", "cmd"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			name, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			name = filepath.ToSlash(name)
			for beside := range besideWrite {
				if name == beside || strings.HasSuffix(beside, "/") && strings.HasPrefix(name, beside) {
					return nil
				}
			}
			files++
			calls, err := storeCalls(path, nil)
			for _, call := range calls {
				t.Errorf("%s: an edit of a person goes through Library.Write", call)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 500 {
		t.Errorf("%d files were read", files)
	}
	calls, err := storeCalls("a.go", "package a\nfunc f(s Store) { s.Apply(nil, e); go g(s.ApplyAll) }")
	if err != nil || len(calls) != 2 {
		t.Errorf("found %q, %v", calls, err)
	}
}
