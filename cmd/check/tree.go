package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// tag is the build tag without which nothing builds.
const tag = "sqlite_fts5"

// tree is the project on disk.
type tree struct {
	root  string // absolute path of the folder of go.mod
	flags string // GOFLAGS with the build tag
}

// command is the go command with args in the tree.
func (t tree) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = t.root
	cmd.Env = append(os.Environ(), "GOFLAGS="+t.flags)
	return cmd
}

// run returns what the go command answers; if it fails, all that it says, as the
// error too. What it only remarks while it succeeds (that it downloads a module)
// is no answer.
func (t tree) run(ctx context.Context, args ...string) (string, error) {
	var answer, remarks bytes.Buffer
	cmd := t.command(ctx, args...)
	cmd.Stdout, cmd.Stderr = &answer, &remarks
	if err := cmd.Run(); err != nil {
		said := answer.String() + remarks.String()
		return said, fmt.Errorf("%sgo %s: %w", said, strings.Join(args, " "), err)
	}
	return answer.String(), nil
}

func findTree(ctx context.Context) (tree, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOMOD", "GOFLAGS").Output()
	lines := strings.Split(string(out), "\n")
	if err != nil || len(lines) < 2 || !filepath.IsAbs(lines[0]) {
		return tree{}, errors.New("not inside the project: there is no go.mod here")
	}
	return tree{root: filepath.Dir(lines[0]), flags: withTag(lines[1])}, nil
}

// withTag adds the build tag to GOFLAGS, where a second -tags would replace the first.
func withTag(flags string) string {
	fields := strings.Fields(flags)
	i := slices.IndexFunc(fields, func(f string) bool { return strings.HasPrefix(f, "-tags=") })
	switch {
	case i < 0:
		fields = append(fields, "-tags="+tag)
	case !strings.Contains(fields[i], tag):
		fields[i] += "," + tag
	}
	return strings.Join(fields, " ")
}

// withoutTags is GOFLAGS as a newcomer has it.
func withoutTags(flags string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(flags), func(f string) bool {
		return strings.HasPrefix(f, "-tags=")
	}), " ")
}

const module = "tarikh.org/tarikh/"

// codeFolders are the folders at the top level; beside them are only dot-folders
// and what ./dev builds.
func codeFolders() []string { return []string{"assets", "cmd", "data", "ui"} }

// complain makes one error of all complaints, nil if there are none.
func complain(complaints []string) error {
	if len(complaints) == 0 {
		return nil
	}
	return errors.New(strings.Join(complaints, "\n"))
}
