package scene

import "tarikh.org/tarikh/data/dates"

// The ticks of the Islamic calendar. Months are counted from Muharram of the year 0,
// which does not exist: ticks begin with the Hijra.

// beforeHijri is unit.before; of an instant before the Hijra the first tick after it.
func (u unit) beforeHijri(t int64) int64 {
	h, _, ok := dates.HijriOf(floorDiv(t, secondsPerDay))
	if !ok {
		h = dates.Hijri{Year: 1, Month: 1, Day: 1}
	}
	month := h.Year*12 + int64(h.Month) - 1
	switch u.division {
	case hijriDays:
		return month*u.slots() + min(int64(h.Day-1)/u.n, u.slots()-1)
	case hijriMonths:
		return month / u.n
	default:
		return h.Year / u.n
	}
}

// hijri returns the day of tick k.
func (u unit) hijri(k int64) dates.Hijri {
	month, day := k*u.n, int64(1)
	switch u.division {
	case hijriDays:
		month = k / u.slots()
		day += (k - month*u.slots()) * u.n
	case hijriYears:
		month *= 12
	default:
	}
	h := dates.Hijri{Year: month / 12, Month: int(month%12) + 1, Day: int(day)}
	if h.Year < 1 {
		return dates.Hijri{Year: 1, Month: 1, Day: 1} // of several years: the first year, not the year 0
	}
	if _, _, ok := h.Days(); !ok { // a short month does not have it
		month++
		h = dates.Hijri{Year: month / 12, Month: int(month%12) + 1, Day: 1}
	}
	return h
}

func (u unit) atHijri(k int64) int64 {
	days, _, _ := u.hijri(k).Days()
	return days * secondsPerDay
}

func (u unit) hijriLabel(l Locale, k int64, long bool) string {
	h := u.hijri(k)
	switch u.division {
	case hijriDays:
		if long {
			return l.HijriDay(h.Month, h.Day)
		}
		return l.Number(int64(h.Day))
	case hijriMonths:
		return l.HijriMonth(h.Month)
	default:
		return l.HijriYear(h.Year)
	}
}

func (u unit) hijriName(l Locale, k int64) string {
	h := u.hijri(k)
	switch u.division {
	case hijriDays:
		return l.HijriDate(h)
	case hijriMonths:
		return l.HijriMonthYear(h.Year, h.Month)
	default:
		return l.HijriYear(h.Year)
	}
}
