package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// source is the folder of unpacked packages.
type source struct{ dir string }

func (s source) read(path ...string) ([]byte, error) {
	return os.ReadFile(filepath.Join(append([]string{s.dir}, path...)...))
}

func (s source) json(into any, path ...string) error {
	raw, err := s.read(path...)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("read %s: %w", filepath.Join(path...), err)
	}
	return nil
}

// codes returns the two letters of each country by its number in ISO 3166-1, as the
// outlines have it; those without a number by their names there.
func (s source) codes() (map[string]string, error) {
	var rows [][]string
	if err := s.json(&rows, "i18n-iso-countries", "codes.json"); err != nil {
		return nil, err
	}
	numeric := map[string]string{"Kosovo": "XK"}
	for _, r := range rows {
		numeric[r[2]] = r[0]
	}
	return numeric, nil
}

// territories returns the names of countries in a language by their two letters, the
// name to show first.
func (s source) territories(lang string) (map[string][]string, error) {
	var cldr struct {
		Main map[string]struct {
			LocaleDisplayNames struct{ Territories map[string]string }
		}
	}
	if err := s.json(&cldr, "cldr-localenames-full", "main", lang, "territories.json"); err != nil {
		return nil, err
	}
	var iso struct{ Countries map[string]any }
	if err := s.json(&iso, "i18n-iso-countries", "langs", lang+".json"); err != nil {
		return nil, err
	}
	shown := cldr.Main[lang].LocaleDisplayNames.Territories
	names := map[string][]string{}
	add := func(code, name string) {
		if name != "" && !slices.Contains(names[code], name) {
			names[code] = append(names[code], name)
		}
	}
	codes := []string{"XK"}
	for code := range iso.Countries {
		codes = append(codes, code)
	}
	for _, code := range codes {
		if code == "PS" { // the long name says more than the place
			add(code, shown["PS-alt-short"])
		}
		add(code, shown[code])
		add(code, shown[code+"-alt-short"])
		add(code, shown[code+"-alt-variant"])
		switch more := iso.Countries[code].(type) {
		case string:
			add(code, more)
		case []any:
			for _, m := range more {
				add(code, m.(string))
			}
		}
	}
	return names, nil
}

// exemplars returns the names of the cities of time zones in Arabic, by the zone's name.
func (s source) exemplars() (map[string]string, error) {
	var cldr struct {
		Main map[string]struct {
			Dates struct {
				TimeZoneNames struct{ Zone map[string]any }
			}
		}
	}
	if err := s.json(&cldr, "cldr-dates-full", "main", "ar", "timeZoneNames.json"); err != nil {
		return nil, err
	}
	names := map[string]string{}
	var walk func(of map[string]any, zone string)
	walk = func(of map[string]any, zone string) {
		for key, value := range of {
			switch v := value.(type) {
			case string:
				if key == "exemplarCity" {
					names[zone] = v
				}
			case map[string]any:
				walk(v, strings.TrimPrefix(zone+"/"+key, "/"))
			}
		}
	}
	walk(cldr.Main["ar"].Dates.TimeZoneNames.Zone, "")
	return names, nil
}

// ours are names that the sources lack or have otherwise: country, name in GeoNames, the
// English and the Arabic name, and other names with bars between them.
//
//go:embed names.tsv
var ours string

// own is a line of names.tsv.
type own struct{ english, arabic, others string }

func ownNames() map[string]own {
	names := map[string]own{}
	for line := range strings.Lines(ours) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) >= 4 {
			names[f[0]+" "+f[1]] = own{f[2], f[3], strings.Join(f[4:], "|")}
		}
	}
	return names
}
