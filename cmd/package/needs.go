package main

import (
	"bytes"
	"cmp"
	"debug/elf"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// library is a shared library that the program uses: linked, or opened when the
// window needs it.
type library struct {
	name     string // its soname, which RPM packages know it by
	debian   string // Debian's package of it
	optional bool   // the window opens without it
}

// libraries are all that the program may use. A linked one that is not here is an
// error, so that no package forgets what it depends on.
func libraries() []library {
	return []library{
		{name: "libEGL.so.1", debian: "libegl1"},
		{name: "libGL.so.1", debian: "libgl1"},
		{name: "libX11.so.6", debian: "libx11-6"},
		{name: "libX11-xcb.so.1", debian: "libx11-xcb1", optional: true},
		{name: "libXcursor.so.1", debian: "libxcursor1"},
		{name: "libXext.so.6", debian: "libxext6"},
		{name: "libXi.so.6", debian: "libxi6"},
		{name: "libXinerama.so.1", debian: "libxinerama1"},
		{name: "libXrandr.so.2", debian: "libxrandr2"},
		{name: "libXrender.so.1", debian: "libxrender1"},
		{name: "libXxf86vm.so.1", debian: "libxxf86vm1"},
		{name: "libdecor-0.so.0", debian: "libdecor-0-0", optional: true},
		{name: "libwayland-client.so.0", debian: "libwayland-client0"},
		{name: "libwayland-cursor.so.0", debian: "libwayland-cursor0"},
		{name: "libwayland-egl.so.1", debian: "libwayland-egl1"},
		{name: "libxkbcommon.so.0", debian: "libxkbcommon0"},
	}
}

// companion is a program of another package that Tarikh runs where it is there.
type companion struct {
	name string // of the program
	of   string // the package, of one name everywhere
	uses string // what is missing without it
}

func companions() []companion {
	return []companion{
		{"update-desktop-database", "desktop-file-utils", "opening libraries by a double click"},
		{"pdftotext", "poppler-utils", "bringing in PDF"},
		{"update-mime-database", "shared-mime-info", "the type of .tarikh files"},
		{"wl-paste", "wl-clipboard", "formatted text and pictures in the clipboard under Wayland"},
		{"xclip", "xclip", "formatted text and pictures in the clipboard under X11"},
		{"xdg-open", "xdg-utils", "opening links in the browser"},
	}
}

// needs is what a package says of others, in the words of one system.
type needs struct{ Depends, Recommends []string }

// linkedLibraries reads which libraries the program is linked with, which it
// names to open them, and the newest version of glibc's symbols that it uses.
func linkedLibraries(program string) (linked, named []string, glibc string, err error) {
	f, err := elf.Open(program)
	if err != nil {
		return nil, nil, "", fmt.Errorf("read %s: %w", program, err)
	}
	defer f.Close()
	if linked, err = f.ImportedLibraries(); err != nil {
		return nil, nil, "", fmt.Errorf("libraries of %s: %w", program, err)
	}
	symbols, err := f.ImportedSymbols()
	if err != nil {
		return nil, nil, "", fmt.Errorf("symbols of %s: %w", program, err)
	}
	var versions []string
	for _, s := range symbols {
		if v, ok := strings.CutPrefix(s.Version, "GLIBC_"); ok {
			versions = append(versions, v)
		}
	}
	if len(versions) == 0 {
		return nil, nil, "", fmt.Errorf("%s uses no glibc", program)
	}
	content, err := os.ReadFile(program)
	if err != nil {
		return nil, nil, "", err
	}
	for _, l := range libraries() {
		if bytes.Contains(content, []byte(l.name+"\x00")) {
			named = append(named, l.name)
		}
	}
	return linked, named, slices.MaxFunc(versions, compareVersions), nil
}

// compareVersions orders "2.4" before "2.34".
func compareVersions(a, b string) int {
	number := func(s string) int { n, _ := strconv.Atoi(s); return n } // what is no number is old
	return slices.CompareFunc(strings.Split(a, "."), strings.Split(b, "."), func(x, y string) int {
		return cmp.Compare(number(x), number(y))
	})
}

// dependencies says what packages of the program depend on.
func dependencies(program string) (deb, rpm needs, err error) {
	linked, named, glibc, err := linkedLibraries(program)
	if err != nil {
		return deb, rpm, err
	}
	deb.Depends = []string{"libc6 (>= " + glibc + ")"}
	rpm.Depends = []string{"libc.so.6(GLIBC_" + glibc + ")(64bit)"}
	for _, name := range linked {
		ofC := name == "libc.so.6" || name == "libm.so.6" || name == "libpthread.so.0" || name == "libdl.so.2"
		if !ofC && !slices.ContainsFunc(libraries(), func(l library) bool { return l.name == name }) {
			return deb, rpm, fmt.Errorf("%s is linked with %s; say in cmd/package/needs.go which package that is of", program, name)
		}
	}
	for _, l := range libraries() {
		switch used := slices.Contains(linked, l.name) || slices.Contains(named, l.name); {
		case used && l.optional:
			deb.Recommends = append(deb.Recommends, l.debian)
			rpm.Recommends = append(rpm.Recommends, l.name+"()(64bit)")
		case used:
			deb.Depends = append(deb.Depends, l.debian)
			rpm.Depends = append(rpm.Depends, l.name+"()(64bit)")
		}
	}
	for _, c := range companions() {
		deb.Recommends, rpm.Recommends = append(deb.Recommends, c.of), append(rpm.Recommends, c.of)
	}
	return deb, rpm, nil
}

// needsList is what an archive says of what it needs: a line for each library or program
// with Debian's package of it, the needed ones before the others. The archive's script
// reads it.
func needsList(program string) ([]byte, error) {
	linked, named, glibc, err := linkedLibraries(program)
	if err != nil {
		return nil, err
	}
	var needed, optional strings.Builder
	for _, l := range libraries() {
		if slices.Contains(linked, l.name) || slices.Contains(named, l.name) {
			to := &needed
			if l.optional {
				to = &optional
			}
			fmt.Fprintf(to, "%-25s %s\n", l.name, l.debian)
		}
	}
	for _, c := range companions() {
		fmt.Fprintf(&optional, "%-25s %-20s %s\n", c.name, c.of, c.uses)
	}
	return fmt.Appendf(nil, "What Tarikh needs of the system, with the packages of Debian and Ubuntu that hold it.\n"+
		"install.sh tells which of it are missing.\n\n"+
		"Needed: glibc %s or newer, and\n%s\nOptional:\n%s", glibc, &needed, &optional), nil
}
