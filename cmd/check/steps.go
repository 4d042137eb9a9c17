package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// tools names the module file of the tools, which the program does not depend on.
const tools = "-modfile=.tools/go.mod"

// format fails on every Go file that gofumpt would write otherwise.
func format(ctx context.Context, t tree) (string, error) {
	out, err := t.run(ctx, append([]string{"tool", tools, "gofumpt", "-l"}, codeFolders()...)...)
	if err != nil {
		return "", err
	}
	if out = strings.TrimSpace(out); out != "" {
		return "", fmt.Errorf("%s\nformat these: go tool %s gofumpt -w %s",
			out, tools, strings.ReplaceAll(out, "\n", " "))
	}
	return "", nil
}

func vet(ctx context.Context, t tree) (string, error) {
	_, err := t.run(ctx, "vet", "./...")
	return "", err
}

// staticcheck runs its default checks and the one for package comments.
func staticcheck(ctx context.Context, t tree) (string, error) {
	_, err := t.run(ctx, "tool", tools, "staticcheck", "-checks=inherit,ST1000", "./...")
	return "", err
}

// licenseList fails where the list of what is built in, which the About window and
// the packages show, is not what the program is built of.
func licenseList(ctx context.Context, t tree) (string, error) {
	_, err := t.run(ctx, "run", "./cmd/licences")
	return "", err
}

// needsTag fails if the store builds without search, or if the error of that build
// does not tell which tag is missing. Without cgo other errors come with it, but
// SQLite need not be compiled for it.
func needsTag(ctx context.Context, t tree) (string, error) {
	bare := tree{root: t.root, flags: withoutTags(t.flags)}
	cmd := bare.command(ctx, "build", "./data/sqlite/...")
	cmd.Env = append(cmd.Env, "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	switch {
	case err == nil:
		return "", errors.New("go build without the tag " + tag + " succeeds; it must not")
	case !strings.Contains(string(out), tag):
		return "", fmt.Errorf("go build without the tag %s fails without naming it:\n%s", tag, out)
	}
	return "", nil
}

// extent says how much a run of the steps does.
type extent struct {
	fast bool          // without the race detector
	long bool          // long series of tests in full
	fuzz time.Duration // how long to fuzz each target

	progress io.Writer // is told in between of what takes long
}
