package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Lines of a source file above which it wants splitting, and above which the
// check fails. Tests may be longer, and so may what a program has written.
const (
	longFile    = 400
	tooLongFile = 600
)

// sources checks the rules of source files that no other tool knows.
func sources(_ context.Context, t tree) (string, error) {
	var complaints, long []string
	n := 0
	for _, folder := range codeFolders() {
		err := filepath.WalkDir(filepath.Join(t.root, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			n++
			name, err := filepath.Rel(t.root, path)
			complaints = append(complaints, bidiControls(name, string(text))...)
			lines := bytes.Count(text, []byte("\n"))
			switch {
			case lines <= longFile || strings.HasSuffix(name, "_test.go") || generated.Match(text):
			case lines > tooLongFile:
				complaints = append(complaints, fmt.Sprintf("%s: %d lines; split it", name, lines))
			default:
				long = append(long, fmt.Sprintf("%s %d", name, lines))
			}
			return err
		})
		if err != nil {
			return "", err
		}
	}
	pages, err := filepath.Glob(filepath.Join(t.root, "*.md"))
	if err != nil {
		return "", err
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			return "", err
		}
		complaints = append(complaints, mergeMarks(filepath.Base(page), string(text))...)
	}
	note := fmt.Sprintf("%d files", n)
	if len(long) > 0 {
		note += "; long: " + strings.Join(long, ", ")
	}
	return note, complain(complaints)
}

// generated is how Go marks a generated file (go help generate).
var generated = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

// bidiControls returns where a text holds a character that reorders what the
// reader of the source sees: ALM, LRM, RLM, embeddings, overrides, isolates.
func bidiControls(name, text string) (complaints []string) {
	line := 1
	for _, r := range text {
		switch {
		case r == '\n':
			line++
		case r == '\u061c', r == '\u200e', r == '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			complaints = append(complaints, fmt.Sprintf("%s:%d: literal bidi control U+%04X; write it as an escape", name, line, r))
		}
	}
	return complaints
}

// mergeMarks returns where a page of words holds what git leaves where two versions
// could not be merged; in code the compiler finds it.
func mergeMarks(name, text string) (complaints []string) {
	for i, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "<<<<<<< ") || strings.HasPrefix(line, ">>>>>>> ") {
			complaints = append(complaints, fmt.Sprintf("%s:%d: two versions are not merged: %s", name, i+1, line))
		}
	}
	return complaints
}
