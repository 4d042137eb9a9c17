package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// shows are the functions whose string arguments are seen by people.
var shows = []string{
	"Text", "Muted", "Heading", "Written", "Button", "Chip", "Words", "Confirm", "Tell", "ShowDialog",
	"SetText", "SetPlaceHolder", "SetPlaceholder", "Fail", "NewLabel", "SetTitle",
}

// Words that people see are in the catalogs, not in the code: what is written
// in the code would stay English in an Arabic window.
func TestNoWordsOutsideTheCatalogs(t *testing.T) {
	calls := 0
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !slices.Contains(shows, nameOf(call.Fun)) {
				return true
			}
			calls++
			for _, arg := range call.Args {
				if words := literal(arg); strings.IndexFunc(words, unicode.IsLetter) >= 0 {
					t.Errorf("%s: %q is in the code, not in the catalogs", set.Position(arg.Pos()), words)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if calls < 200 {
		t.Errorf("looked at %d calls only: are the functions still called so?", calls)
	}
}

func nameOf(f ast.Expr) string {
	switch f := f.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

// literal is the text of a string literal, or of the literals in a sum.
func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			if s, err := strconv.Unquote(e.Value); err == nil {
				return s
			}
		}
	case *ast.BinaryExpr:
		return literal(e.X) + literal(e.Y)
	}
	return ""
}
