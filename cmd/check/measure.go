package main

import (
	"context"
	"fmt"
	"path"
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
	return fmt.Sprintf("%d known", len(tangled())), complain(branching(out, tangled()))
}

// tangled are functions that still have too many branches; none is to be added.
func tangled() []string {
	var all []string
	for folder, functions := range map[string][]string{
		"data/dates/find": {
			"(*parser).adjective",
			"(*parser).closed",
			"(*parser).dayMonth",
			"(*parser).directed",
			"(*parser).drop",
			"(*parser).fromOrdinal",
			"(*parser).halfOf",
			"(*parser).inDigits",
			"(*parser).likelyMonth",
			"(*parser).minutes",
			"(*parser).ofUnit",
			"(*parser).onToday",
			"(*parser).onWeekday",
			"(*parser).pair",
			"(*parser).resolve",
			"(*parser).side",
			"(*parser).staged",
			"(*parser).timeOfDay",
			"(*parser).year",
			"(*parser).yearFirst",
			"(*parser).yearNumber",
			"(*parser).yearTail",
			"(*parser).zone",
			"explain",
			"isoClock",
		},
		"data/sqlite": {
			"(*Opener).attach",
			"mendValues",
		},
	} {
		for _, f := range functions {
			all = append(all, folder+" "+f)
		}
	}
	return all
}

// branching complains about lines "complexity package function file:line:column"
// of functions that are not known, and about known ones that are not there.
func branching(lines string, known []string) (complaints []string) {
	met := map[string]bool{}
	for line := range strings.Lines(lines) {
		field := strings.Fields(line)
		if len(field) != 4 {
			complaints = append(complaints, strings.TrimSpace(line))
			continue
		}
		file, _, _ := strings.Cut(field[3], ":")
		name := path.Dir(file) + " " + field[2]
		met[name] = true
		if !slices.Contains(known, name) {
			complaints = append(complaints, fmt.Sprintf("%s: %s has a complexity of %s; divide it, %d is most", field[3], field[2], field[0], mostBranches))
		}
	}
	for _, name := range known {
		if !met[name] {
			complaints = append(complaints, name+": take it off the list in cmd/check/measure.go")
		}
	}
	return complaints
}
