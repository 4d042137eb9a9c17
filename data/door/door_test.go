package door_test

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/door"
)

// doors are what opens connections by itself; sets are what does unless a field of it says how.
var (
	doors = []string{
		"net.Dial", "net.DialTimeout", "net.Dialer", "net.DialTCP", "net.DialUDP", "tls.Dial", "tls.DialWithDialer", "tls.Dialer",
		"http.Get", "http.Head", "http.Post", "http.PostForm", "http.DefaultClient", "http.DefaultTransport", "smtp.Dial", "rpc.Dial", "websocket.Dial",
	}
	sets = map[string]string{"http.Transport": "DialContext", "http.Client": "Transport"}
)

// faults are the places of a file that lead around the one door.
func faults(name string, source any) (all []string, err error) {
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	called := func(e ast.Expr) string {
		if s, ok := e.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				return x.Name + "." + s.Sel.Name
			}
		}
		return ""
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if slices.Contains(doors, called(n)) {
				all = append(all, files.Position(n.Pos()).String()+": "+called(n))
			}
		case *ast.CompositeLit:
			key, ok := sets[called(n.Type)]
			if !ok {
				break
			}
			says := slices.ContainsFunc(n.Elts, func(e ast.Expr) bool {
				kv, ok := e.(*ast.KeyValueExpr)
				if !ok {
					return false
				}
				id, ok := kv.Key.(*ast.Ident)
				return ok && id.Name == key
			})
			if !says {
				all = append(all, files.Position(n.Pos()).String()+": "+called(n.Type)+" without "+key)
			}
		}
		return true
	})
	return all, nil
}

// All connections of the program go through Connect: no other file opens one, but for the
// socket by which a command reaches the window on the same machine.
func TestThereIsOneDoor(t *testing.T) {
	const root = "../.."
	seen := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(name, ".") && name != ".." || name == "testdata" || name == "build"):
			return fs.SkipDir
		case d.IsDir(), !strings.HasSuffix(name, ".go"), strings.HasSuffix(name, "_test.go"), strings.HasPrefix(name, "handover_"), strings.HasSuffix(filepath.Dir(path), "pgtest"):
			return nil
		case filepath.Clean(path) == filepath.Join(root, "data", "door", "door.go"):
			return nil
		}
		seen++
		found, err := faults(path, nil)
		for _, f := range found {
			t.Error(f)
		}
		return err
	})
	if err != nil || seen < 500 {
		t.Errorf("%d files: %v", seen, err)
	}
	// The driver of PostgreSQL has a door of its own, unless it is told another.
	open, err := os.ReadFile(filepath.Join(root, "data", "postgres", "address.go"))
	if err != nil || !strings.Contains(string(open), ".DialFunc = door.Connect") {
		t.Errorf("connections to servers are made elsewhere: %v", err)
	}
}

func TestOtherDoorsAreFound(t *testing.T) {
	for _, source := range []string{`net.Dial("tcp", "a:1")`, `(&net.Dialer{}).Dial("tcp", "a:1")`, `http.Get("http://a")`, `http.DefaultClient.Get("x")`, `_ = http.Client{}`, `_ = &http.Transport{Proxy: nil}`} {
		if found, err := faults("a.go", "package a\nfunc f() {\n"+source+"\n}\n"); err != nil || len(found) == 0 {
			t.Errorf("%s is not found: %v", source, err)
		}
	}
	if found, err := faults("a.go", "package a\nvar c = http.Client{Transport: &http.Transport{DialContext: door.Connect}}\n"); err != nil || len(found) > 0 {
		t.Errorf("found %q, %v", found, err)
	}
}

func TestConnect(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c, err := door.Connect(t.Context(), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_ = c.Close()
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := door.Connect(ended, "tcp", l.Addr().String()); err == nil {
		t.Error("it connects after its end")
	}
}
