package dates

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"strings"
	"time"
)

// Axis is the clock of a timeline: that of a zone, or of each date its own. The zero
// Axis is of own clocks. What the axis shows is in seconds by its clock, like the
// bounds of dates.
type Axis struct{ loc *time.Location }

// AxisIn returns the axis of a zone by its IANA name; that of own clocks where the name
// is empty or not known to this program.
func AxisIn(zone string) Axis {
	if !IsZone(zone) {
		return Axis{}
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return Axis{}
	}
	return Axis{loc}
}

// AxisOf returns the axis of a zone.
func AxisOf(zone *time.Location) Axis { return Axis{zone} }

// Clock returns what the axis shows, in seconds, at the moment when another shows t; of
// a time that the other shows twice at the first, of one that it skips at that of the
// clock before. Axes of own clocks show no moments: they give t.
func (a Axis) Clock(other Axis, t int64) int64 {
	if a.loc == nil || other.loc == nil {
		return t
	}
	before, after := other.offset(t-day), other.offset(t+day)
	unix := t - before
	if before != after && other.offset(unix) != before {
		unix = t - after
		if other.offset(unix) != after {
			unix = t - before
		}
	}
	return unix + a.offset(unix)
}

// SameNow reports whether the clocks of two axes show the same now and half a year on.
func (a Axis) SameNow(other Axis, now time.Time) bool {
	if a.loc == nil || other.loc == nil {
		return a.loc == other.loc
	}
	const halfYear = 182 * day
	for _, t := range [2]int64{now.Unix(), now.Unix() + halfYear} {
		if a.offset(t) != other.offset(t) {
			return false
		}
	}
	return true
}

// Zone is the name of the zone, "" for own clocks.
func (a Axis) Zone() string {
	if a.loc == nil {
		return ""
	}
	return a.loc.String()
}

// Rules is the zone with what is known of its clock, "" for own clocks: what was made
// with other rules of the zone is not true any more.
func (a Axis) Rules() string {
	if a.loc == nil {
		return ""
	}
	const from, to, step = -2_208_988_800, 4_102_444_800, 7 * day // 1900 to 2100
	hash := fnv.New64a()
	for t := int64(from); t < to; t += step {
		hash.Write(binary.AppendVarint(nil, a.offset(t)))
	}
	return fmt.Sprintf("%s %x", a.Zone(), hash.Sum64())
}

// Farthest is more than the bounds that an axis shows of a date are away from those by
// its own clock, in seconds.
const Farthest = 3 * day

// offset is that of the zone at an instant, in seconds east of UTC.
func (a Axis) offset(unix int64) int64 {
	_, o := time.Unix(unix, 0).In(a.loc).Zone()
	return int64(o)
}

// Now is what the axis shows at an instant: by own clocks that of the reader, whose
// zone t is in.
func (a Axis) Now(t time.Time) int64 {
	if a.loc != nil {
		t = t.In(a.loc)
	}
	_, offset := t.Zone()
	return t.Unix() + int64(offset)
}

// Day is the day that the axis has at an instant.
func (a Axis) Day(t time.Time) Civil {
	if a.loc != nil {
		t = t.In(a.loc)
	}
	return DayOf(t)
}

// Bounds are those that the axis shows of a date, half-open.
func (a Axis) Bounds(d Date) (lo, hi int64) {
	if a.loc == nil {
		return d.Lo, d.Hi
	}
	return a.Place(d.Instants())
}

// Place is Bounds of a date's instants. An end that has none stays where its own clock
// has it. The end of a range is where its last second ends; where the clock shows that
// no later than the beginning, as when it is put back, the range is as long as it lasts.
func (a Axis) Place(start, end Instant) (lo, hi int64) {
	lo, hi = start.Unix, end.Unix
	if a.loc == nil {
		return lo, hi
	}
	if start.Known {
		lo += a.offset(lo)
	}
	if end.Known {
		hi += a.offset(hi - 1)
	}
	switch {
	case lo < hi:
	case start.Known && end.Known && end.Unix > start.Unix:
		hi = lo + end.Unix - start.Unix
	default:
		hi = lo + 1
	}
	return lo, hi
}

// Shown returns a date as the axis shows it: by own clocks as it is; else its times that
// have an offset are by the zone's clock, and without one. What cannot be told so, as a
// date that is a set, is as it is.
func (a Axis) Shown(d Date) Date {
	if a.loc == nil || strings.IndexByte(d.EDTF, 'T') < 0 {
		return d
	}
	return d.each(func(p Point, _ int) Point {
		if p.Precision < PrecisionMinute || !p.Zoned {
			return p
		}
		lo, _ := p.span()
		lo -= int64(p.Offset)
		return p.at(lo+a.offset(lo), 0, false)
	})
}

// Made returns a date that was made on the axis, as Shown has it, with the offsets of
// the zone at its times, and whether it has any; of a time that the clock shows twice
// the first. By own clocks it is as it is.
func (a Axis) Made(d Date) (made Date, zoned bool) {
	if a.loc == nil || strings.IndexByte(d.EDTF, 'T') < 0 {
		return d, false
	}
	made = d.each(func(p Point, _ int) Point { return p.in(a.loc)[0] })
	return made, made != d
}

// Settled returns the date that was becomes where the reader moved what the axis shows
// of it to shown, which has as many ends as was or is drawn out of one. The clock of the
// axis shows what the reader sees: by own clocks the time of day stays as it was moved,
// and its offset is that of the event's zone by then; else the instant is that of the
// axis's clock, told by the event's own: its zone's, or at the offset that it had.
func (a Axis) Settled(was, shown Date, zone string) Date {
	if strings.IndexByte(was.EDTF, 'T') < 0 {
		return shown
	}
	start, end, interval := was.Parts()
	if !interval {
		end = start
	}
	own := AxisIn(zone)
	for _, p := range [2]Point{start, end} {
		if lo, _ := p.span(); own.loc != nil && p.Zoned && own.offset(lo-int64(p.Offset)) != int64(p.Offset) {
			own = Axis{} // the offset is not that of the zone: it is what is known
		}
	}
	ends := [2]Point{start, end}
	return shown.each(func(p Point, side int) Point {
		before := ends[side]
		if !before.Zoned || p.Precision < PrecisionMinute {
			return p
		}
		if a.loc == nil {
			if own.loc == nil {
				return p
			}
			return p.inAs(own.loc, before.Offset)
		}
		lo, _ := before.span()
		at := p.inAs(a.loc, int(a.offset(lo-int64(before.Offset))))
		lo, _ = at.span()
		lo -= int64(at.Offset)
		if own.loc == nil {
			return p.at(lo+int64(before.Offset), before.Offset, true)
		}
		return p.at(lo+own.offset(lo), int(own.offset(lo)), true)
	})
}

// inAs returns the point at the offset that a place has at its time; where the clock
// shows that twice, at the one it had before, if it is one of the two.
func (p Point) inAs(loc *time.Location, before int) Point {
	p.Zoned = false
	at := p.in(loc)
	for _, q := range at {
		if q.Zoned && q.Offset == before {
			return q
		}
	}
	return at[0]
}

// at returns the point with the time that a clock shows, at an offset. One that is no
// whole minutes, as before there were zones, is left out.
func (p Point) at(clock int64, offset int, zoned bool) Point {
	c := CivilFromUnix(clock)
	p.Year, p.Month, p.Day, p.Hour, p.Minute, p.Second = c.Year, c.Month, c.Day, c.Hour, c.Minute, 0
	if p.Precision == PrecisionSecond {
		p.Second = c.Second
	}
	p.Offset, p.Zoned = 0, false
	if zoned && offset%minute == 0 && offset >= -14*hour && offset <= 14*hour {
		p.Offset, p.Zoned = offset, true
	}
	return p
}

// each returns the date with its start (side 0) and end (side 1) replaced; the date
// itself where it is a set, or where that is no date.
func (d Date) each(f func(p Point, side int) Point) Date {
	if k := d.Kind(); k != KindPoint && k != KindInterval {
		return d
	}
	start, end, interval := d.Parts()
	text := f(start, 0).String()
	if interval {
		text += "/" + f(end, 1).String()
	}
	if text == d.EDTF {
		return d
	}
	next, err := Parse(text)
	if err != nil {
		return d
	}
	return next
}
