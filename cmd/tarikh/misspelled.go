package main

import (
	"strings"

	"github.com/alecthomas/kong"
	"github.com/spf13/afero"
)

// misspelled returns the first argument and the command that it was meant to be, where it
// is nearly one and cannot be a library: without this, it would be taken for the file to
// open.
func misspelled(files afero.Fs, parser *kong.Kong, args []string) (word, meant string) {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") || strings.ContainsAny(args[0], `./\`) {
		return "", ""
	}
	word = strings.ToLower(args[0])
	if _, err := files.Stat(args[0]); err == nil {
		return "", ""
	}
	most := min(2, (len(word)-1)/2) // letters that may be wrong
	for _, c := range parser.Model.Children {
		if c.Name == args[0] {
			return "", ""
		}
		if d := distance(word, c.Name); !c.Hidden && d <= most {
			meant, most = c.Name, d-1
		}
	}
	return args[0], meant
}

// distance is how many letters must be changed, added, left out or exchanged with the
// next to make one word of another (optimal string alignment).
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			wrong := 1
			if a[i-1] == b[j-1] {
				wrong = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+wrong)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
