// Package outline holds the coasts and borders of the world, at two levels of detail.
//
// The one idea: they are arcs that countries share, each once, so that a border is drawn
// once and its two sides never part. Land is the area within the rings that the arcs make.
// From Natural Earth (public domain) by way of world-atlas, packed by cmd/mapdata; a
// border that is disputed has a kind of its own, and nothing is said about it.
package outline

import (
	"bytes"
	"compress/flate"
	_ "embed" // for the packed arcs
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
)

// The names of the packed outlines beside this source: of the whole world (1:110m), and
// for when one is close to it (1:50m).
const (
	WorldFile = "world.flate"
	CloseFile = "close.flate"
)

var (
	//go:embed world.flate
	world []byte
	//go:embed close.flate
	closer []byte
)

// Point is a place in degrees.
type Point struct{ Lat, Lon float64 }

// Kind is what an arc divides.
type Kind uint8

// The kinds of arcs.
const (
	Coast    Kind = iota // land from sea
	Border               // two countries
	Disputed             // two, where someone disagrees
)

// Arc is a line.
type Arc struct {
	Kind   Kind
	Points []Point
}

// Set is a world: arcs, and the rings around the parts of countries. A ring names its
// arcs by index; ^index is the arc backwards. Values are shared and not to be changed.
type Set struct {
	Arcs  []Arc
	Rings [][]int
}

// Outlines are the built-in ones, each read on first use. They are safe for concurrent use.
type Outlines struct{ World, Close func() *Set }

// New returns the built-in outlines; nothing is read yet.
func New() *Outlines {
	read := func(packed []byte) func() *Set {
		return sync.OnceValue(func() *Set {
			s, err := unpack(packed)
			if err != nil {
				panic("outline: " + err.Error()) // it is a part of the program, and a test reads it
			}
			return s
		})
	}
	return &Outlines{World: read(world), Close: read(closer)}
}

// steps is how many steps a degree is divided into: one is some hundred metres.
const steps = 1000

// mostUnpacked is how large a set may be.
const mostUnpacked = 8 << 20

// Pack writes a set as [New] reads it: counts and differences as varints, compressed.
func Pack(s Set) ([]byte, error) {
	raw := binary.AppendUvarint(nil, uint64(len(s.Arcs)))
	for _, a := range s.Arcs {
		raw = append(raw, byte(a.Kind))
		raw = binary.AppendUvarint(raw, uint64(len(a.Points)))
		var lat, lon int64
		for _, p := range a.Points {
			y, x := int64(math.Round(p.Lat*steps)), int64(math.Round(p.Lon*steps))
			raw = binary.AppendVarint(binary.AppendVarint(raw, y-lat), x-lon)
			lat, lon = y, x
		}
	}
	raw = binary.AppendUvarint(raw, uint64(len(s.Rings)))
	for _, r := range s.Rings {
		raw = binary.AppendUvarint(raw, uint64(len(r)))
		for _, arc := range r {
			raw = binary.AppendVarint(raw, int64(arc))
		}
	}
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(raw); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

var errShort = errors.New("it ends too early")

// reader takes numbers from what is left.
type reader struct {
	left []byte
	err  error
}

func (r *reader) signed() int64 {
	v, n := binary.Varint(r.left)
	if n <= 0 {
		r.err, r.left = errShort, nil
		return 0
	}
	r.left = r.left[n:]
	return v
}

// count is how many things follow, each of a byte at least.
func (r *reader) count() int {
	v, n := binary.Uvarint(r.left)
	if n <= 0 || v > uint64(len(r.left)) {
		r.err, r.left = errShort, nil
		return 0
	}
	r.left = r.left[n:]
	return int(v)
}

func (r *reader) kind() Kind {
	if len(r.left) == 0 {
		r.err = errShort
		return Coast
	}
	k := Kind(r.left[0])
	if k > Disputed {
		r.err = fmt.Errorf("an arc of kind %d", k)
	}
	r.left = r.left[1:]
	return k
}

func unpack(packed []byte) (*Set, error) {
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), mostUnpacked))
	if err != nil {
		return nil, err
	}
	r := &reader{left: raw}
	s := &Set{Arcs: make([]Arc, r.count())}
	for i := range s.Arcs {
		a := &s.Arcs[i]
		a.Kind = r.kind()
		a.Points = make([]Point, r.count())
		var lat, lon int64
		for j := range a.Points {
			lat += r.signed()
			lon += r.signed()
			a.Points[j] = Point{float64(lat) / steps, float64(lon) / steps}
		}
	}
	s.Rings = make([][]int, r.count())
	for i := range s.Rings {
		ring := make([]int, r.count())
		for j := range ring {
			ring[j] = int(r.signed())
			if at := max(ring[j], ^ring[j]); at >= len(s.Arcs) {
				return nil, fmt.Errorf("ring %d has an arc %d of %d", i, at, len(s.Arcs))
			}
		}
		s.Rings[i] = ring
	}
	return s, r.err
}
