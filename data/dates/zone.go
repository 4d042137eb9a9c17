package dates

import (
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // Windows has none of its own
)

// longestZone is the most that a zone's name may have, in bytes.
const longestZone = 64

// IsZone reports whether a text has the form of a zone's name in the database of
// IANA: Asia/Shanghai. It may be one that this program does not know: zones are added.
// The short names of before, as "Japan", are none.
func IsZone(name string) bool {
	area, _, ok := strings.Cut(name, "/")
	return ok && slices.Contains(areas, area) && likeZone(name)
}

// likeZone reports whether a text has only what names of zones have.
func likeZone(name string) bool {
	if len(name) > longestZone {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || !letter(part[0]) || strings.ContainsFunc(part, func(r rune) bool {
			return r > 'z' || !letter(byte(r)) && !digit(byte(r)) && !strings.ContainsRune("_+-", r)
		}) {
			return false
		}
	}
	return true
}

func letter(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

// areas are what names of zones begin with.
var areas = []string{"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Etc", "Europe", "Indian", "Pacific"}

// CutZone divides a text that ends with the name of a zone, which may be in brackets:
// "2022-02-04 20:00 Europe/Kyiv". The name is empty if there is none; it need not be
// of a zone that is known.
func CutZone(text string) (rest, zone string) {
	trimmed := strings.TrimSpace(text)
	space := strings.LastIndexAny(trimmed, " \t\u00a0")
	if space < 0 {
		return text, ""
	}
	last := strings.Trim(strings.TrimSpace(trimmed[space:]), "\u00a0()[]")
	area, _, ok := strings.Cut(last, "/")
	if !ok || !likeZone(last) || !slices.ContainsFunc(areas, func(a string) bool { return strings.EqualFold(a, area) }) {
		return text, ""
	}
	return strings.TrimSpace(trimmed[:space]), last
}

// In returns the date with the offsets of a zone at its times that have none; other
// dates stay as they are. There are several where a clock that is put back shows a
// time twice, the earliest first. A time that a clock put forward leaves out is that
// of the clock before (RFC 5545). Where a zone's offset is no whole minutes, as before
// there were zones, the time stays without one. The error is a *SyntaxError for a zone
// that is not known.
func (d Date) In(zone string) ([]Date, error) {
	loc, err := time.LoadLocation(zone)
	if err != nil || !IsZone(zone) {
		return nil, &SyntaxError{Text: zone, Fault: FaultZone, Reason: "there is no such time zone; they are named as Asia/Shanghai"}
	}
	start, end, interval := d.Parts()
	var out []Date
	for _, from := range start.in(loc) {
		if !interval {
			if zoned, err := Parse(from.String()); err == nil {
				out = append(out, zoned)
			}
			continue
		}
		for _, to := range end.in(loc) {
			if zoned, err := Parse(from.String() + "/" + to.String()); err == nil {
				out = append(out, zoned)
			}
		}
	}
	if k := d.Kind(); len(out) == 0 || k != KindPoint && k != KindInterval || strings.IndexByte(d.EDTF, 'T') < 0 {
		return []Date{d}, nil
	}
	return out, nil
}

// At returns the date with an offset, in seconds east of UTC and of whole minutes, at
// its times that have none.
func (d Date) At(offset int) Date {
	return d.each(func(p Point, _ int) Point {
		if p.Precision >= PrecisionMinute && !p.Zoned {
			p.Offset, p.Zoned = offset, true
		}
		return p
	})
}

// in returns the point at the offsets that a place has at its time.
func (p Point) in(loc *time.Location) []Point {
	if p.Precision < PrecisionMinute || p.Zoned {
		return []Point{p}
	}
	clock, _ := p.span()
	offset := func(unix int64) int { _, o := time.Unix(unix, 0).In(loc).Zone(); return o }
	before, after := offset(clock-day), offset(clock+day)
	offsets := []int{before}
	if before != after {
		offsets = slices.DeleteFunc([]int{before, after}, func(o int) bool { return offset(clock-int64(o)) != o })
		if len(offsets) == 0 { // left out
			offsets = []int{before}
		}
	}
	out := make([]Point, len(offsets))
	for i, o := range offsets {
		if out[i] = p; o%minute == 0 {
			out[i].Offset, out[i].Zoned = o, true
		}
	}
	return out
}
