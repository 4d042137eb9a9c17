package wikidata

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// pair is a pair of properties that say when something was; end may be "".
type pair struct{ start, end string }

// pairs are those that are looked for, in that order.
var pairs = []pair{
	{"P580", "P582"}, // start time, end time
	{"P585", ""},     // point in time
	{"P569", "P570"}, // born, died
	{"P571", "P576"}, // inception, dissolved
	{"P577", ""},     // publication
}

// Other properties that are read.
const (
	coordinates = "P625"
	picture     = "P18"
	website     = "P856"
)

var itemID = regexp.MustCompile(`^[QLP]\d{1,12}$`)

// entity adds the events of an entity to the document, or says why there is none.
func (r *reader) entity(place form.Place, o map[string]any) error {
	id, _ := o["id"].(string)
	if !itemID.MatchString(id) {
		id = ""
	}
	label := r.worded(o["labels"])
	about := r.worded(o["descriptions"])
	claims, _ := o["claims"].(map[string]any)
	d := form.Draft{Title: label, Text: about, At: place, Place: r.where(claims), Links: r.links(id, o, claims)}
	if d.Title == "" {
		d.Title = id
	}
	read := []string{coordinates, picture, website}
	made, bad := 0, len(r.doc.Skipped)
	for _, p := range pairs {
		read = append(read, p.start, p.end)
		start, okStart := r.time(place, claims, p.start)
		end, okEnd := r.time(place, claims, p.end)
		if !okStart && !okEnd {
			continue
		}
		date, words, ok := r.span(place, start, end, okStart, okEnd)
		if !ok {
			continue
		}
		e := d
		e.Date, e.More = date, words
		if e.Key = id; made > 0 && id != "" {
			e.Key += "#" + p.start
		}
		made++
		if err := r.Event(e); err != nil {
			return err
		}
	}
	for _, property := range slices.Sorted(maps.Keys(claims)) {
		if !slices.Contains(read, property) {
			r.Drop("statements of " + property)
		}
	}
	if made == 0 && len(r.doc.Skipped) == bad {
		r.Skip(place, form.NoDate, strings.TrimSpace(id+" "+form.Line(label)))
	}
	return nil
}

// worded is a text in the language that is wanted most.
func (r *reader) worded(v any) string {
	texts, _ := v.(map[string]any)
	for _, lang := range append(slices.Clone(r.langs), slices.Sorted(maps.Keys(texts))...) {
		switch t := texts[lang].(type) {
		case map[string]any:
			if s, _ := t["value"].(string); s != "" {
				return s
			}
		case string: // of old dumps
			if t != "" {
				return t
			}
		}
	}
	return ""
}

// values are those of the statements of a property, the preferred ones alone if there are
// any, without the deprecated ones.
func values(claims map[string]any, property string) (all []map[string]any, unknown bool) {
	list, _ := claims[property].([]any)
	for _, rank := range []string{"preferred", "normal", ""} {
		for _, c := range list {
			claim, _ := c.(map[string]any)
			if said, _ := claim["rank"].(string); said != rank {
				continue
			}
			snak, _ := claim["mainsnak"].(map[string]any)
			value, _ := snak["datavalue"].(map[string]any)
			if value == nil {
				unknown = unknown || snak["snaktype"] == "somevalue"
				continue
			}
			all = append(all, value)
		}
		if len(all) > 0 || unknown {
			return all, unknown
		}
	}
	return nil, false
}

// time is the date of a property; that it cannot be read, and further ones, are noted.
func (r *reader) time(place form.Place, claims map[string]any, property string) (when, bool) {
	if property == "" {
		return when{}, false
	}
	all, unknown := values(claims, property)
	if unknown && len(all) == 0 {
		return when{edtf: ""}, true
	}
	for i, value := range all {
		v, _ := value["value"].(map[string]any)
		text, _ := v["time"].(string)
		calendar, _ := v["calendarmodel"].(string)
		w, ok := dateOf(text, numbered(v["precision"], precisionDay), calendar, true)
		if _, err := dates.Parse(w.edtf); !ok || err != nil {
			r.Skip(place, form.BadDate, property+": "+text)
			continue
		}
		for range all[i+1:] {
			r.Drop("further values of " + property)
		}
		return w, true
	}
	return when{}, false
}

// numbered is a number of JSON, or another one where it is none.
func numbered(v any, otherwise int) int {
	n, _ := v.(json.Number)
	if i, err := strconv.Atoi(n.String()); err == nil && i >= 0 && i <= precisionSecond {
		return i
	}
	return otherwise
}

// span is a date from one to another, of which one may be missing: then it is the other. One
// that is known to be and not when is an end that is not known.
func (r *reader) span(place form.Place, start, end when, okStart, okEnd bool) (dates.Date, []string, bool) {
	words := append(slices.Clone(start.words), end.words...)
	edtf := start.edtf
	switch {
	case start.edtf+end.edtf == "":
		return dates.Date{}, nil, false
	case okStart && okEnd && start.edtf != end.edtf:
		edtf = start.edtf + "/" + end.edtf
	case !okStart:
		edtf = end.edtf
	}
	date, err := dates.Parse(edtf)
	if err != nil { // the end is before the start
		r.Skip(place, form.BadDate, edtf)
		date, err = dates.Parse(start.edtf)
	}
	return date, words, err == nil
}

// where is a place in words.
func (r *reader) where(claims map[string]any) string {
	all, _ := values(claims, coordinates)
	if len(all) == 0 {
		return ""
	}
	v, _ := all[0]["value"].(map[string]any)
	if globe, _ := v["globe"].(string); globe != "" && !strings.HasSuffix(globe, "/Q2") {
		return "" // not on Earth
	}
	lat, _ := v["latitude"].(json.Number)
	lon, _ := v["longitude"].(json.Number)
	a, err1 := lat.Float64()
	b, err2 := lon.Float64()
	if err1 != nil || err2 != nil {
		return ""
	}
	return form.Coordinates(a, b)
}

// links are the page of an item, its article in Wikipedia, its picture and its own page.
func (r *reader) links(id string, o, claims map[string]any) (all []form.Link) {
	sites, _ := o["sitelinks"].(map[string]any)
	for _, lang := range r.langs {
		site, _ := sites[lang+"wiki"].(map[string]any)
		if title, _ := site["title"].(string); title != "" {
			all = append(all, form.Link{URL: fmt.Sprintf("https://%s.wikipedia.org/wiki/%s", lang, pathOf(title)), Title: title})
			break
		}
	}
	if id != "" {
		all = append(all, itemLink(id))
	}
	for _, v := range firstOf(values(claims, website)) {
		if address, _ := v["value"].(string); form.WebAddress(address) != "" {
			all = append(all, form.Link{URL: form.WebAddress(address)})
		}
	}
	for _, v := range firstOf(values(claims, picture)) {
		if name, _ := v["value"].(string); name != "" {
			all = append(all, form.Link{URL: "https://commons.wikimedia.org/wiki/File:" + pathOf(name), Title: name})
		}
	}
	return all
}

func firstOf(all []map[string]any, _ bool) []map[string]any { return all[:min(len(all), 1)] }

func itemLink(id string) form.Link {
	return form.Link{URL: "https://www.wikidata.org/wiki/" + id, Title: "Wikidata " + id}
}

func pathOf(title string) string { return url.PathEscape(strings.ReplaceAll(title, " ", "_")) }
