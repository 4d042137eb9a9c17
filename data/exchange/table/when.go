package table

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// date reads the date of the row at hand, with the zone on whose clock it is. Where there
// is none, that is noted.
func (b *builder) date() (d dates.Date, zone string, ok bool) {
	start, bad := b.start()
	if start.why != "" {
		b.skip(bad, start.why)
		return d, "", false
	}
	if start.fraction {
		b.doc.Drop("fraction of a second")
	}
	end := b.end(start)
	edtf, endText := b.certainty(start, end)
	d, err := span(edtf, endText)
	if err != nil && endText != "" {
		b.skip(b.endMeaning(), form.BadDate)
		d, err = dates.Parse(edtf)
	}
	if err != nil {
		b.skip(b.startMeaning(), form.BadDate)
		return d, "", false
	}
	d = b.inWords(d)
	zone = start.zone
	if zone == "" && strings.Contains(d.EDTF, "T") {
		d, zone = b.onClock(d)
	}
	return d, zone, true
}

// onClock is a date with times on the clock of the row, or of the table; zone is that one's
// name, "" where it has none.
func (b *builder) onClock(d dates.Date) (in dates.Date, zone string) {
	name := b.m.Zone
	if b.clock >= 0 && b.in(b.clock) != "" {
		name = b.in(b.clock)
	}
	if name == "UTC" {
		if utc, err := dates.Parse(d.EDTF + "Z"); err == nil {
			return utc, ""
		}
		return d, ""
	}
	if zoned, err := d.In(name); err == nil && len(zoned) > 0 && zoned[0] != d {
		return zoned[0], name
	}
	return d, ""
}

func (b *builder) startMeaning() Meaning {
	if _, whole := b.at[Start]; whole && b.cell(Start) != "" || b.cell(Year) == "" {
		return Start
	}
	return Year
}

func (b *builder) endMeaning() Meaning {
	for _, m := range []Meaning{End, EndYear, Duration} {
		if b.cell(m) != "" {
			return m
		}
	}
	return End
}

// start reads the start of the row; bad is the meaning of the cell that cannot be read.
func (b *builder) start() (w when, bad Meaning) {
	if i, there := b.at[Year]; there && b.in(i) != "" && b.cell(Start) == "" {
		return b.dates[i].parts(b.in(i), b.cell(Month), b.cell(Day), b.cell(Time))
	}
	i, there := b.at[Start]
	if !there {
		if i, there = b.at[Display]; there && b.in(i) != "" {
			return b.dates[i].read(b.in(i)), Display
		}
		return when{why: form.NoDate}, Year
	}
	w = b.dates[i].read(b.in(i))
	if stamp, ok := b.instant(w); ok {
		return stamp, Start
	}
	if j, there := b.at[Year]; there && w.why == form.BadDate && b.in(j) != "" {
		if again := b.dates[i].read(b.in(i) + " " + b.in(j)); again.why == "" { // "28 June" beside a year
			return again, Start
		}
		if year, bad := b.dates[j].parts(b.in(j), b.cell(Month), b.cell(Day), b.cell(Time)); year.why == "" {
			b.skip(Start, w.why)
			return year, bad
		}
	}
	if w.why != "" || b.cell(Time) == "" {
		return w, Start
	}
	timed, bad := b.dates[i].timed(w, b.cell(Time))
	if timed.why != "" { // the day is known all the same
		b.skip(bad, timed.why)
		return w, ""
	}
	return timed, ""
}

// instant is the other date of a line of Timesketch that has no date in words.
func (b *builder) instant(w when) (when, bool) {
	i, there := b.at[Redundant]
	if _, lines := b.t.source.(*linesSource); !lines || !there || !b.d.unset || w.why != form.NoDate || b.cell(Start) != "" {
		return w, false
	}
	w = b.dates[i].read(b.in(i))
	return w, w.why == ""
}

// end reads the end of the row; that it cannot be read is noted.
func (b *builder) end(start when) (end when) {
	bad := End
	if i, there := b.at[EndYear]; there && b.in(i) != "" {
		end, bad = b.dates[i].parts(b.in(i), b.cell(EndMonth), b.cell(EndDay), b.cell(EndTime))
	} else if i, there := b.at[End]; there {
		end = b.dates[i].read(b.in(i))
		if end.why == "" && b.cell(EndTime) != "" {
			end, bad = b.dates[i].timed(end, b.cell(EndTime))
		}
	} else {
		end.why = form.NoDate
	}
	if end.why != "" && (yes(b.cell(Ongoing)) || lasts(b.cell(End)) || lasts(b.cell(EndYear))) {
		return when{edtf: ".."}
	}
	switch end.why {
	case "":
		if b.d.ends {
			end = b.ended(start, end)
		}
		return end
	case form.NoDate:
		return b.lasting(start)
	}
	b.skip(bad, end.why)
	return when{why: form.NoDate}
}

// ended makes of an end that is the first instant after the event one that is its last
// unit: of two midnights the days.
func (b *builder) ended(start, end when) when {
	if !start.numeric || !end.numeric || start.moment == end.moment {
		return end
	}
	first, last := start.moment, end.moment
	if midnight(first) && midnight(last) {
		first, last = first.DayOnly(), last.DayOnly()
	}
	if last = before(last); last == first {
		return when{edtf: start.edtf, moment: start.moment, numeric: true}
	}
	return momentWhen(last, end.fraction)
}

func midnight(m form.Moment) bool {
	return m.Clock.Said && m.Clock.Hour == 0 && m.Clock.Minute == 0 && m.Clock.Second == 0
}

// lasting is the end by the duration.
func (b *builder) lasting(start when) when {
	l, ok := lengthOf(b.cell(Duration))
	if !ok || !start.numeric || l == (length{}) {
		return when{why: form.NoDate}
	}
	m := start.moment
	if midnight(m) && l.seconds == 0 {
		m = m.DayOnly()
	}
	after, ok := l.after(m)
	if !ok || after == m {
		return when{why: form.NoDate}
	}
	return momentWhen(before(after), false)
}

// certainty is start and end as EDTF, with what the row says of how sure they are.
func (b *builder) certainty(start, end when) (from, to string) {
	if b.d.ends {
		start, end = wholeDays(start, end)
	}
	from = start.edtf
	if end.why == "" {
		to = end.edtf
	}
	if latest := b.bound(LatestStart); latest.why == "" && start.numeric && latest.moment != start.moment {
		if to == "" || to == from {
			// One of the days between both.
			set := "[" + start.moment.DayOnly().EDTF() + ".." + latest.moment.DayOnly().EDTF() + "]"
			if _, err := dates.Parse(set); err == nil {
				return set, ""
			}
		}
		from = about(from)
	}
	earliest := b.bound(EarliestEnd)
	if to != "" && (earliest.why == "" && earliest.moment != end.moment || yes(b.cell(EndNear))) {
		to = about(to)
	}
	return b.near(from), to
}

// near is the start with what the row says of it in columns of their own.
func (b *builder) near(from string) string {
	precise := b.cell(Precision)
	switch {
	case yes(b.cell(StartNear)), precise == "2":
		return about(from)
	case precise == "3" && len(from) == len("2022-02-04"):
		return from[:len("2022-02")]
	}
	return from
}

// wholeDays takes an event from one midnight to another, or without an end, for one of
// days.
func wholeDays(start, end when) (when, when) {
	timed := end.why == "" && end.numeric && end.moment.Clock.Said
	if !start.numeric || !midnight(start.moment) || timed && !midnight(end.moment) {
		return start, end
	}
	if timed {
		end = momentWhen(end.moment.DayOnly(), false)
	}
	return momentWhen(start.moment.DayOnly(), false), end
}

// bound reads a second bound of a start or an end.
func (b *builder) bound(meaning Meaning) when {
	i, there := b.at[meaning]
	if !there {
		return when{why: form.NoDate}
	}
	w := b.dates[i].read(b.in(i))
	if w.why != "" && w.why != form.NoDate {
		b.skip(meaning, w.why)
	}
	if w.why == "" && !w.numeric {
		w.why = form.NoDate
	}
	return w
}

// inWords is the date in words, where it says how sure the date is that is there in
// numbers: "about 1600" beside 1600.
func (b *builder) inWords(d dates.Date) dates.Date {
	i, there := b.at[Display]
	if !there || b.in(i) == "" {
		return d
	}
	words := b.dates[i].read(b.in(i))
	if words.why != "" || words.numeric {
		return d
	}
	said, err := dates.Parse(words.edtf)
	if _, _, doubts := said.Core(); err != nil || doubts == 0 || said.Lo > d.Lo || said.Hi < d.Hi {
		return d
	}
	return said
}
