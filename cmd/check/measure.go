package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// calledFromC are functions that SQLite calls, which no analysis of Go sees.
func calledFromC() []string {
	const faultvfs = "data/sqlite/faultvfs "
	return []string{faultvfs + "Disk.step", faultvfs + "Code.of", faultvfs + "faultStep"}
}

// deadcode fails on functions that neither the program nor a test reaches.
func deadcode(ctx context.Context, t tree) (string, error) {
	const format = "{{range .Funcs}}{{println $.Path .Name}}{{end}}"
	out, err := t.run(ctx, "tool", tools, "deadcode", "-test", "-tags="+tag, "-f="+format, "./...")
	if err != nil {
		return "", err
	}
	return "", complain(unreached(out))
}

// unreached complains about each line "package function" but those of calledFromC.
func unreached(lines string) (complaints []string) {
	for line := range strings.Lines(lines) {
		line = strings.TrimPrefix(strings.TrimSpace(line), module)
		if line != "" && !slices.Contains(calledFromC(), line) {
			complaints = append(complaints, line+": nothing calls it")
		}
	}
	return complaints
}

// mostBranches is the highest cyclomatic complexity of a function (McCabe 1976).
const mostBranches = 20

// complexity fails on functions with too many branches. Tests are tables and
// scripts; of them it says nothing.
func complexity(ctx context.Context, t tree) (string, error) {
	args := []string{"tool", tools, "gocyclo", fmt.Sprint("-over=", mostBranches), `-ignore=_test\.go$|/storetest/`}
	out, err := t.run(ctx, append(args, codeFolders()...)...)
	if err != nil && out == "" {
		return "", err
	}
	return "", complain(branching(out))
}

// branching complains about each line "complexity package function file:line:column";
// others are what went wrong, but for what the go command says of modules that it fetches.
func branching(lines string) (complaints []string) {
	for line := range strings.Lines(lines) {
		if strings.HasPrefix(line, "go: downloading ") {
			continue
		}
		field := strings.Fields(line)
		if len(field) != 4 {
			complaints = append(complaints, strings.TrimSpace(line))
			continue
		}
		complaints = append(complaints, fmt.Sprintf("%s: %s has a complexity of %s; divide it, %d is most", field[3], field[2], field[0], mostBranches))
	}
	return complaints
}
