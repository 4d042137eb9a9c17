package cite

import (
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// usage is the words and marks of a language.
type usage struct {
	arabic bool
	indic  bool
	comma  string // with its space
	month  func(int) string
	short  func(int) string
	season [4]string
	words  map[string]string
}

// word is a word by its name in English.
func (u usage) word(english string) string {
	if w, known := u.words[english]; known {
		return w
	}
	return english
}

// num is a number as it is written: what is no digit stays.
func (u usage) num(text string) string {
	if !u.indic {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '\u0660' + r - '0'
		}
		return r
	}, text)
}

func usageOf(o Options) usage {
	if o.Lang != "ar" {
		return english
	}
	u := arabic
	u.indic = o.Indic
	if o.Month != nil {
		u.month, u.short = o.Month, o.Month
	}
	return u
}

func named(list string) func(int) string {
	names := strings.Fields(list)
	return func(m int) string { return names[m-1] }
}

var english = usage{
	comma: ", ", month: named("January February March April May June July August September October November December"),
	short:  named("Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec."),
	season: [4]string{"Spring", "Summer", "Autumn", "Winter"},
}

var arabic = usage{
	arabic: true, comma: "، ", month: named("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
	short:  named("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
	season: [4]string{"ربيع", "صيف", "خريف", "شتاء"},
	words: map[string]string{
		"n.d.": "د.ت", "no date": "د.ت", "et al.": "وآخرون", "ca.": "نحو", "c.": "نحو", "circa": "نحو", "BCE": "ق.م", "since": "منذ", "until": "حتى",
		"In": "في:", "in": "في:", "ed.": "محرر", "eds.": "محررون", "eds": "محررون", "Ed.": "محرر", "Eds.": "محررون", "editor": "محرر", "editors": "محررون", "edited by": "تحرير", "translated by": "ترجمة", "Translated by": "ترجمة", "trans.": "ترجمة",
		"vol.": "مج", "no.": "ع", "pp.": "ص", "p.": "ص", "edition": "ط",
		"Available at": "متاح على", "Accessed": "تاريخ الاطلاع", "accessed": "تاريخ الاطلاع", "Retrieved": "تاريخ الاطلاع",
		"Doctoral dissertation": "أطروحة دكتوراه", "PhD diss.": "أطروحة دكتوراه", "PhD dissertation": "أطروحة دكتوراه", "PhD thesis": "أطروحة دكتوراه",
		"Master’s thesis": "رسالة ماجستير", "Thesis": "رسالة جامعية", "Broadcast": "بث", "Post": "منشور", "aired": "بُثّ في", "on": "على",
	},
}

// dated is a date in the parts that citations say.
type dated struct {
	year, part string // "2022", "4 February"
	full       string // all of it
	said       bool
}

// order is where the day stands.
type order int

const (
	dayFirst order = iota
	monthFirst
)

// dated puts a date into words; long or short names of months, the day before or after it.
// circa is the word of the style for "about". Of a date in doubt the years are said as wide
// as they may be.
func (u usage) dated(d dates.Date, o order, month func(int) string, circa string) dated {
	if d.IsZero() {
		return dated{}
	}
	start, end, interval := d.Parts()
	if plain(start) && (!interval || plain(end)) && (d.Kind() == dates.KindPoint || d.Kind() == dates.KindInterval) {
		return u.known(d, start, end, interval, o, month, circa)
	}
	return u.between(d, circa)
}

// plain reports whether the digits of a point are known, or whether it is an end that is
// open.
func plain(p dates.Point) bool { return p.X == 0 && p.Significant == 0 }

// doubt is what is in doubt about a point.
func doubt(p dates.Point) dates.Qualifier {
	return p.Qualifier | p.Parts[0] | p.Parts[1] | p.Parts[2]
}

func (u usage) known(d dates.Date, start, end dates.Point, interval bool, o order, month func(int) string, circa string) dated {
	out := dated{said: true}
	doubts := doubt(start) | doubt(end)
	first, from := u.year(start.Year), u.within(start, o, month)
	if !interval {
		out.year, out.part = first, from
		out.full = u.joined(start, from, first, o)
	} else if open := start.Precision == dates.PrecisionNone || end.Precision == dates.PrecisionNone; open {
		if p := start; p.Precision == dates.PrecisionNone {
			out.year, out.full = "–"+u.year(end.Year), "–"+u.joined(end, u.within(end, o, month), u.year(end.Year), o)
		} else {
			out.year, out.full = first+"–", u.joined(p, from, first, o)+"–"
		}
	} else {
		last, to := u.year(end.Year), u.within(end, o, month)
		switch {
		case start.Year != end.Year:
			out.year = first + "–" + last
			out.full = u.joined(start, from, first, o) + "–" + u.joined(end, to, last, o)
		case from == "" || to == "" || from == to:
			out.year, out.part = first, from
			if from != to { // a month to the end of the year
				out.part = ""
			}
			out.full = u.joined(start, out.part, first, o)
		default:
			out.year, out.part = first, u.span(start, end, from, to, o, month)
			out.full = u.joined(start, out.part, first, o)
		}
	}
	mark := func(text string) string {
		if text != "" && doubts&dates.Uncertain != 0 {
			text += u.question()
		}
		return text
	}
	out.year, out.full = mark(out.year), mark(out.full)
	if doubts&dates.Approximate != 0 {
		out.year, out.full = u.word(circa)+" "+out.year, u.word(circa)+" "+out.full
	}
	return out
}

func (u usage) question() string {
	if u.arabic {
		return "؟"
	}
	return "?"
}

// within is the part of a point below its year: a season, a month, a day.
func (u usage) within(p dates.Point, o order, month func(int) string) string {
	switch {
	case p.Precision == dates.PrecisionSeason && p.Season < dates.FirstQuarter:
		return u.season[int(p.Season-dates.FirstSeason)%4]
	case p.Precision == dates.PrecisionSeason:
		first, n := p.Season.Months()
		return month(first) + "–" + month((first+n-2)%12+1)
	case p.Month == 0:
		return ""
	case p.Day == 0:
		return month(p.Month)
	case o == monthFirst:
		return month(p.Month) + " " + u.num(itoa(int64(p.Day)))
	}
	return u.num(itoa(int64(p.Day))) + " " + month(p.Month)
}

// span is a part of one year from one point to another.
func (u usage) span(start, end dates.Point, from, to string, o order, month func(int) string) string {
	if start.Month != end.Month || start.Day == 0 || end.Day == 0 {
		return from + "–" + to
	}
	days := u.num(itoa(int64(start.Day))) + "–" + u.num(itoa(int64(end.Day)))
	if o == monthFirst {
		return month(start.Month) + " " + days
	}
	return days + " " + month(start.Month)
}

// joined is a date of its part and its year.
func (u usage) joined(p dates.Point, part, year string, o order) string {
	switch {
	case part == "":
		return year
	case o == monthFirst && p.Day > 0:
		return part + u.comma + year
	}
	return part + " " + year
}

// year is a year as historians count.
func (u usage) year(y int64) string {
	if y > 0 {
		return u.num(itoa(y))
	}
	return u.num(itoa(1-y)) + " " + u.word("BCE")
}

// between is a date of which only its bounds can be said.
func (u usage) between(d dates.Date, circa string) dated {
	from, to := "", ""
	if d.Lo != dates.OpenLo {
		from = u.year(dates.CivilFromUnix(d.Lo).Year)
	}
	if d.Hi != dates.OpenHi {
		to = u.year(dates.CivilFromUnix(d.Hi - 1).Year)
	}
	text := from
	if from != to {
		text = from + "–" + to
	}
	text = u.word(circa) + " " + text
	return dated{year: text, full: text, said: true}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
