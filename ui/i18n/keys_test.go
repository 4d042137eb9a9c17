package i18n

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// asked finds the keys that the program's code names: in calls of T and TN,
// titles of commands and labels of edits.
var asked = regexp.MustCompile(`\.TN?\("([a-z0-9.]+)"[,)]|(?:Title|Label): "((?:command|selection|edit)\.[a-z.]+)"`)

func TestEveryKeyInTheCodeIsInTheCatalog(t *testing.T) {
	l := locale(t, English, Options{})
	found := 0
	for _, root := range []string{"../../cmd", "../../data", "../../ui"} {
		tree := os.DirFS(root)
		err := fs.WalkDir(tree, ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
				strings.HasPrefix(path, "storetest/") {
				return err
			}
			source, err := fs.ReadFile(tree, path)
			if err != nil {
				return err
			}
			for _, match := range asked.FindAllStringSubmatch(string(source), -1) {
				found++
				if key := match[1] + match[2]; !l.Has(key) {
					t.Errorf("%s/%s: no message %q", root, path, key)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 20 {
		t.Errorf("only %d keys were found: does the pattern still fit the code?", found)
	}
}
