package dates

import (
	"math"
	"math/bits"
)

// Hijri is a day of the Islamic calendar, of lunar months of 29 or 30 days. Days
// are taken from midnight to midnight and not from the sunset before, as offices
// and newspapers do.
type Hijri struct {
	Year       int64 // from 1, of the Hijra
	Month, Day int   // from 1
}

// Years of which the lengths of the months are known, see ummAlQura.
const (
	FirstUmmAlQura int64 = 1356
	LastUmmAlQura  int64 = 1500
)

const (
	ummAlQuraStart = -11_981  // days from 1970-01-01 to 1 Muharram 1356, 14 March 1937
	hijraStart     = -492_148 // to 1 Muharram 1, 19 July 622 (16 July in the Julian calendar)
)

// Days returns the days from 1970-01-01 to the day, and whether they are certain.
//
// Within FirstUmmAlQura to LastUmmAlQura they are: that is the civil calendar of
// Saudi Arabia. Outside they come from the tabular calendar (11 leap years in 30,
// counted from the Friday epoch), which may be a day or two off what people
// counted then, by sight of the moon and from place to place.
//
// ok is false if there is no such day.
func (h Hijri) Days() (days int64, certain, ok bool) {
	if h.Year < 1 || h.Month < 1 || h.Month > 12 || h.Day < 1 {
		return 0, false, false
	}
	if h.Year < FirstUmmAlQura || h.Year > LastUmmAlQura {
		return h.tabular(), false, h.Day <= tabularLength(h.Year, h.Month)
	}
	if h.Day > ummAlQuraLength(h.Year, h.Month) {
		return 0, false, false
	}
	days = ummAlQuraStart + int64(h.Day) - 1
	for year := FirstUmmAlQura; year < h.Year; year++ {
		days += ummAlQuraYear(year)
	}
	for m := 1; m < h.Month; m++ {
		days += int64(ummAlQuraLength(h.Year, m))
	}
	return days, true, true
}

// HijriOf returns the day of the Islamic calendar that days from 1970-01-01 name, the
// inverse of Days. It is certain where Days is. ok is false before the Hijra.
//
// Where the tabular calendar and that of Umm al-Qura meet, the last month of the one
// before is as long as it has to be.
func HijriOf(days int64) (h Hijri, certain, ok bool) {
	switch {
	case days < hijraStart:
		return Hijri{}, false, false
	case days < ummAlQuraStart:
		return tabularOf(days, 1, FirstUmmAlQura-1), false, true
	}
	from := int64(ummAlQuraStart)
	for h.Year = FirstUmmAlQura; h.Year <= LastUmmAlQura; h.Year++ {
		length := ummAlQuraYear(h.Year)
		if days-from < length {
			for h.Month = 1; days-from >= int64(ummAlQuraLength(h.Year, h.Month)); h.Month++ {
				from += int64(ummAlQuraLength(h.Year, h.Month))
			}
			h.Day = int(days-from) + 1
			return h, true, true
		}
		from += length
	}
	return tabularOf(days, LastUmmAlQura+1, math.MaxInt64), false, true
}

// tabularOf is the inverse of tabular, of a day that is in the years from first to last.
func tabularOf(days, first, last int64) Hijri {
	h := Hijri{min(max((days-hijraStart)/355+1, first), last), 1, 1}
	// The estimate is never late, and early by less than three years in a thousand.
	for h.Year < last && (Hijri{h.Year + 1, 1, 1}).tabular() <= days {
		h.Year += max((days-h.tabular())/355, 1)
	}
	for h.Month < 12 && (Hijri{h.Year, h.Month + 1, 1}).tabular() <= days {
		h.Month++
	}
	h.Day = int(max(days-h.tabular(), 0)) + 1
	return h
}

// tabular returns the days by the arithmetic of the civil calendar: months of 30
// and 29 days in turn, and a 30th day of the last one in the years 2, 5, 7, 10,
// 13, 16, 18, 21, 24, 26 and 29 of every 30.
func (h Hijri) tabular() int64 {
	return hijraStart + (h.Year-1)*354 + (3+11*h.Year)/30 + int64(59*(h.Month-1)+1)/2 + int64(h.Day) - 1
}

func tabularLength(year int64, month int) int {
	if month%2 == 1 || month == 12 && (14+11*year)%30 < 11 {
		return 30
	}
	return 29
}

// length returns the number of days of a month.
func (h Hijri) length() int {
	if h.Year < FirstUmmAlQura || h.Year > LastUmmAlQura {
		return tabularLength(h.Year, h.Month)
	}
	return ummAlQuraLength(h.Year, h.Month)
}

// ummAlQuraYear is the number of days of a year in the table.
func ummAlQuraYear(year int64) (days int64) {
	days = 12*29 + int64(bits.OnesCount16(ummAlQura[year-FirstUmmAlQura]))
	if year == 1364 {
		days-- // see ummAlQuraLength
	}
	return days
}

func ummAlQuraLength(year int64, month int) int {
	if year == 1364 && month == 8 {
		return 28 // Sha'ban, which the printed calendar cut short
	}
	return 29 + int(ummAlQura[year-FirstUmmAlQura]>>(12-month)&1)
}

// ummAlQura holds the months of the Umm al-Qura calendar by year: a bit that is
// set, from the highest of twelve for Muharram on, is a month of 30 days.
//
// The lengths are those of the calendars as they were in use: the comparison
// calendar of King Fahd University of Petroleum and Minerals for 1356 to 1411,
// the printed Umm al-Qura comparative calendars to 1450, and what King Abdulaziz
// City for Science and Technology publishes to 1500. R. H. van Gent ("The Umm
// al-Qura Calendar of Saudi Arabia", Utrecht) gives the same but for three
// months. Years before 1356 are left out: sources differ on them, and the
// newspaper of that name had months of 28 and 31 days.
//
// The table of ICU and CLDR for 1300 to 1600 is not this one: it is today's rule
// reckoned backwards, and puts 1 Muharram 1400, the day on which the Grand Mosque
// of Mecca was seized, a day late (21 November 1979). Both agree on 1420 to 1450.
var ummAlQura = [LastUmmAlQura - FirstUmmAlQura + 1]uint16{
	0x2b2, 0xaab, 0xd26, 0xe92, 0xaab, 0xaaa, 0xaaa, 0xaab, 0xaae, 0xaab, 0xaaa, 0xaaa,
	0xaab, 0xab6, 0xaaa, 0xa57, 0x54b, 0x555, 0xab3, 0xaa6, 0x4ea, 0x95b, 0xaaa, 0x555,
	0xaaa, 0xb4a, 0xb65, 0x5aa, 0xaaa, 0xb2e, 0xcab, 0x2ab, 0x6aa, 0xaab, 0xab4, 0xaab,
	0x2ab, 0xa2b, 0xaa6, 0xb4a, 0xba5, 0x5aa, 0xab5, 0x556, 0xd2b, 0x54a, 0xea5, 0x752,
	0x6e9, 0x36a, 0xaad, 0x555, 0xaa5, 0xb52, 0xba9, 0x5b4, 0x9ba, 0x4db, 0x25d, 0x52d,
	0xaa5, 0xad4, 0xaea, 0x56d, 0x4bd, 0x23d, 0x91d, 0xa95, 0xb4a, 0xb5a, 0x56d, 0x2b6,
	0x93b, 0x49b, 0x655, 0x6a9, 0x754, 0xb6a, 0x56c, 0xaad, 0x555, 0xb29, 0xb92, 0xba9,
	0x5d4, 0xada, 0x55a, 0xaab, 0x595, 0x749, 0x764, 0xbaa, 0x5b5, 0x2b6, 0xa56, 0xd2a,
	0xe95, 0x72a, 0x755, 0x35a, 0x95d, 0x49b, 0xa4d, 0xd26, 0xd53, 0x5aa, 0xaad, 0x4b6,
	0xa57, 0x527, 0xa95, 0xb4a, 0xb55, 0x36c, 0x9ae, 0x4b6, 0xa96, 0xb4a, 0xda5, 0x5d2,
	0x5d9, 0x2dc, 0x96d, 0x4ad, 0x655, 0x6d2, 0xb69, 0x374, 0x9b6, 0x4d7, 0x2ab, 0x54b,
	0x6a5, 0x752, 0xb69, 0x56b, 0x2ad, 0x94d, 0xc95, 0xd4a, 0xea5, 0x6ca, 0xad5, 0x556,
	0xc97,
}
