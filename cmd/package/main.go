// Package makes what is handed out of a program that is built: Debian and RPM
// packages and an archive for Linux, an application bundle for macOS, an archive
// for Windows.
//
//	package linux|macos|windows -version 0.1.0 -program build/tarikh [-to build]
//
// The idea is one tree of files as they are installed, made of the templates in
// assets/packaging and of what the program says of itself (manual, completions);
// what a package depends on is read from the program's own list of libraries.
// A list of SHA-256 sums, as sha256sum(1) reads it, is made with them.
// The same input gives the same bytes: SOURCE_DATE_EPOCH dates every file.
package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "package:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	systems := map[string]func(context.Context, release) ([]string, error){"linux": linux, "macos": macos, "windows": windows}
	if len(args) == 0 || systems[args[0]] == nil {
		return errors.New("say linux, macos or windows")
	}
	flags := flag.NewFlagSet("package "+args[0], flag.ContinueOnError)
	r := release{}
	flags.StringVar(&r.version, "version", "", "the `version`, as in FyneApp.toml")
	flags.StringVar(&r.program, "program", "", "the program, a `file`")
	flags.StringVar(&r.arch, "arch", "amd64", "the `architecture` of the program, as Go names it")
	flags.StringVar(&r.to, "to", "build", "the `folder` for the packages")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if r.version == "" || r.program == "" || flags.NArg() > 0 {
		return errors.New("-version and -program are needed, and nothing else")
	}
	var err error
	if r.date, err = dateOf(os.Getenv("SOURCE_DATE_EPOCH")); err != nil {
		return err
	}
	if r.program, err = filepath.Abs(r.program); err != nil {
		return err
	}
	made, err := systems[args[0]](ctx, r)
	if err != nil {
		return err
	}
	var sums strings.Builder
	for _, path := range made {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if info.IsDir() {
			fmt.Fprintln(out, path)
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(content), filepath.Base(path))
		fmt.Fprintf(out, "%s, %.1f MB\n", path, float64(info.Size())/1e6)
	}
	if sums.Len() == 0 {
		return nil
	}
	path := filepath.Join(r.to, r.name(args[0])+".sha256")
	fmt.Fprintln(out, path)
	return os.WriteFile(path, []byte(sums.String()), 0o644)
}
