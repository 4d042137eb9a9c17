package gazetteer

import (
	"bytes"
	"compress/flate"
	_ "embed" // for the packed places
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// File is the name of the packed places beside this source.
const File = "places.tsv.flate"

//go:embed places.tsv.flate
var packed []byte

// mostUnpacked is how large the table may be.
const mostUnpacked = 16 << 20

// Pack writes places as [New] reads them: a line each with tabs between its fields,
// compressed (RFC 1951). Radius is kept for countries only; that of a city follows from
// its size.
func Pack(places []Place) ([]byte, error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		people := strconv.Itoa(p.Population)
		radius := ""
		if p.Kind == Country {
			radius = strconv.FormatFloat(p.Radius, 'f', 0, 64)
		}
		line := strings.Join([]string{
			p.ID, strconv.Itoa(int(p.Kind)), p.Country, strconv.FormatFloat(p.Lat, 'f', 3, 64), strconv.FormatFloat(p.Lon, 'f', 3, 64), radius, people,
			p.English, p.Arabic, strings.Join(p.Others, "|"),
		}, "\t")
		if strings.Count(line, "\t") != columns-1 || strings.Contains(line, "\n") {
			return nil, fmt.Errorf("the name of %s has a tab or a line end", p.ID)
		}
		if _, err := io.WriteString(w, line+"\n"); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

const columns = 10

func unpack(packed []byte) ([]Place, error) {
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), mostUnpacked))
	if err != nil {
		return nil, err
	}
	text := string(raw) // names are parts of it
	places := make([]Place, 0, strings.Count(text, "\n"))
	for line := range strings.Lines(text) {
		f := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", columns)
		if len(f) != columns {
			return nil, fmt.Errorf("line %d has %d fields", len(places)+1, len(f))
		}
		var n [5]float64
		for i, field := range []string{f[1], f[3], f[4], f[5], f[6]} {
			if field == "" {
				continue
			}
			if n[i], err = strconv.ParseFloat(field, 64); err != nil {
				return nil, fmt.Errorf("line %d: %w", len(places)+1, err)
			}
		}
		p := Place{ID: f[0], Kind: Kind(n[0]), Country: f[2], Lat: n[1], Lon: n[2], Radius: n[3], Population: int(n[4]), English: f[7], Arabic: f[8]}
		if f[9] != "" {
			p.Others = strings.Split(f[9], "|")
		}
		places = append(places, p)
	}
	if len(places) == 0 {
		return nil, errors.New("no places")
	}
	return places, nil
}
