package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/image/font/sfnt"

	"tarikh.org/tarikh/assets/licences"
)

// builtIn is what `go list` says of a package that the program is built of.
type builtIn struct {
	ImportPath string
	Dir        string
	Standard   bool
	Module     *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// parts is what is built into the program on any of its systems.
func parts(ctx context.Context) ([]licences.Part, error) {
	texts := map[string][]string{} // paths of license files, by module
	versions := map[string]string{}
	sqlite := ""
	for _, system := range []string{"linux", "windows", "darwin"} {
		packages, err := packagesOn(ctx, system)
		if err != nil {
			return nil, err
		}
		for _, p := range packages {
			if p.Standard || p.Module == nil || p.Module.Main {
				continue
			}
			versions[p.Module.Path] = p.Module.Version
			files, err := licenseFiles(p.Dir, p.Module.Dir)
			if err != nil {
				return nil, err
			}
			texts[p.Module.Path] = append(texts[p.Module.Path], files...)
			if p.ImportPath == "github.com/mattn/go-sqlite3" {
				sqlite = p.Dir
			}
		}
	}
	var all []licences.Part
	for module, version := range versions {
		files := texts[module]
		slices.Sort(files)
		p, err := part(module, version, slices.Compact(files))
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	for _, read := range []func() ([]licences.Part, error){
		func() ([]licences.Part, error) { return goItself(ctx) },
		func() ([]licences.Part, error) { return sqliteItself(sqlite) },
		fonts,
		placeData,
		libavif,
	} {
		more, err := read()
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	slices.SortFunc(all, func(a, b licences.Part) int { return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	return all, nil
}

func packagesOn(ctx context.Context, system string) ([]builtIn, error) {
	list := exec.CommandContext(ctx, "go", "list", "-deps", "-json=ImportPath,Dir,Standard,Module", "./cmd/tarikh")
	list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list on %s: %w", system, err)
	}
	var packages []builtIn
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p builtIn
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list on %s: %w", system, err)
		}
		packages = append(packages, p)
	}
}

var licenseName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|unlicense)([-._].*)?$`)

// licenseFiles are those for a package: beside it, in the folders above it up to
// its module's, and in those below it that are no Go packages but hold what is
// built in, as C sources and fonts.
func licenseFiles(dir, module string) ([]string, error) {
	var found []string
	look := func(folder string) error {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if !e.IsDir() && licenseName.MatchString(e.Name()) && filepath.Ext(e.Name()) != ".go" {
				found = append(found, filepath.Join(folder, e.Name()))
			}
		}
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		below := filepath.Join(dir, e.Name())
		if sources, _ := filepath.Glob(filepath.Join(below, "*.go")); !e.IsDir() || len(sources) > 0 || e.Name() == "testdata" {
			continue
		}
		if err := look(below); err != nil {
			return nil, err
		}
	}
	for folder := dir; ; folder = filepath.Dir(folder) {
		if err := look(folder); err != nil {
			return nil, err
		}
		if folder == module || folder == filepath.Dir(folder) {
			return found, nil
		}
	}
}

// part reads the license files of something.
func part(name, version string, files []string) (licences.Part, error) {
	if len(files) == 0 {
		return licences.Part{}, fmt.Errorf("%s %s has no license file", name, version)
	}
	var texts, kinds []string
	for _, path := range files {
		raw, err := os.ReadFile(path)
		if err != nil {
			return licences.Part{}, err
		}
		text := strings.TrimSpace(strings.ReplaceAll(string(raw), "\r\n", "\n"))
		kind := kindOf(text)
		switch {
		case kind == "" && strings.Contains(strings.ToLower(filepath.Base(path)), "notice"): // says no license of its own
		case kind == "":
			return licences.Part{}, fmt.Errorf("%s: what license is that? Say so in cmd/licences/kinds.go", path)
		default:
			kinds = append(kinds, kind)
		}
		texts = append(texts, text)
	}
	slices.Sort(kinds)
	return licences.Part{
		Name: name, Version: version,
		Licence: strings.Join(slices.Compact(kinds), " AND "), Text: strings.Join(texts, "\n\n----\n\n"),
	}, nil
}

// goItself is the runtime and the standard library, of the version in go.mod.
func goItself(ctx context.Context) ([]licences.Part, error) {
	out, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.GoVersion}}").Output()
	if err != nil {
		return nil, fmt.Errorf("go list -m: %w", err)
	}
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	p, err := part("Go", strings.TrimSpace(string(out)), []string{filepath.Join(strings.TrimSpace(string(root)), "LICENSE")})
	return []licences.Part{p}, err
}

var (
	sqliteVersion  = regexp.MustCompile(`#define SQLITE_VERSION +"([0-9.]+)"`)
	sqliteBlessing = regexp.MustCompile(`(?s)\*\* (The author disclaims copyright.*?)\n\*{3}`)
)

// sqliteItself is in the public domain; its head says so.
func sqliteItself(dir string) ([]licences.Part, error) {
	head, err := os.ReadFile(filepath.Join(dir, "sqlite3-binding.h"))
	if err != nil {
		return nil, err
	}
	version, blessing := sqliteVersion.FindSubmatch(head), sqliteBlessing.FindSubmatch(head)
	if version == nil || blessing == nil {
		return nil, errors.New("sqlite3-binding.h names no version or no license")
	}
	text := strings.ReplaceAll(strings.ReplaceAll(string(blessing[1]), "\n** ", "\n"), "\n**", "\n")
	return []licences.Part{{Name: "SQLite", Version: string(version[1]), Licence: "blessing", Text: strings.TrimSpace(text)}}, nil
}

// fonts are those in assets, each family with its license beside it.
func fonts() (all []licences.Part, err error) {
	paths, err := filepath.Glob("assets/fonts/*-OFL.txt")
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("assets/fonts holds no licenses: %w", err)
	}
	for _, path := range paths {
		family := strings.TrimSuffix(filepath.Base(path), "-OFL.txt")
		raw, err := os.ReadFile(filepath.Join("assets/fonts", family+"-Regular.ttf"))
		if err != nil {
			return nil, err
		}
		font, err := sfnt.Parse(raw)
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", family, err)
		}
		version, err := font.Name(nil, sfnt.NameIDVersion)
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", family, err)
		}
		version, _, _ = strings.Cut(strings.TrimPrefix(version, "Version "), ";")
		p, err := part(family, version, []string{path})
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// libavif is the decoder of AVIF pictures, with its licenses beside it.
func libavif() ([]licences.Part, error) {
	paths, err := filepath.Glob("data/picture/avif/LICENSE-*.txt")
	if err != nil {
		return nil, err
	}
	p, err := part("libavif, libaom, libyuv and wasi-libc, as WebAssembly by gen2brain/avif 0.4.4", "1.1.1, 3.10.0", paths)
	return []licences.Part{p}, err
}

// placeData is what the gazetteer and the outlines of the map are made of (cmd/mapdata).
func placeData() (all []licences.Part, err error) {
	paths, err := filepath.Glob("cmd/licences/data/*.txt")
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("cmd/licences/data holds no licenses: %w", err)
	}
	for _, path := range paths {
		p, err := part(strings.TrimSuffix(filepath.Base(path), ".txt"), "", []string{path})
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}
