package claims

import (
	"math"

	"tarikh.org/tarikh/data/dates"
)

// Value is what is claimed: a figure, or a date, or a name. The zero value is the figure
// 0, as in "nobody was hurt".
type Value struct {
	// Lo and Hi are the figure as it is told, both ends included: the same for one number.
	Lo, Hi float64
	Approx bool // "about 20"
	// AtLeast and AtMost say that the figure is a bound: "at least 12", "more than 12".
	AtLeast, AtMost bool
	// Vague is the order of a figure without a number, whose Lo and Hi are 0: 1 "several",
	// 10 "dozens", 100 "hundreds" and so on; 0 for figures with one.
	Vague  float64
	Unit   string     // of money, weight and distance: one of the Unit constants; else empty
	Date   dates.Date // zero for others
	Name   string     // the key of a name; empty for others
	Kind   NameKind   // of what has the name
	Within string     // the key of the country of a place; empty for others
}

// Units of money are by the name of the currency, whichever country's it is.
const (
	UnitDollar, UnitEuro, UnitPound, UnitYen, UnitYuan                                     = "dollar", "euro", "pound", "yen", "yuan"
	UnitLira, UnitRiyal, UnitDirham, UnitDinar, UnitFranc, UnitRouble, UnitRupee, UnitPeso = "lira", "riyal", "dirham", "dinar", "franc", "rouble", "rupee", "peso"
	UnitTonne, UnitKilogram, UnitKilometre, UnitMetre, UnitMile                            = "tonne", "kilogram", "kilometre", "metre", "mile"
)

// Relation is how two values of a subject are to each other.
type Relation uint8

// The relations.
const (
	Unlike  Relation = iota // they cannot be compared: of two currencies, two names
	Equal                   // the same
	Agrees                  // both can be true
	Differs                 // not both can be true
)

// about is how far from "about 20" a figure can be, as a part of it.
const about = 0.15

// Compare returns how two values of one subject are to each other; it is symmetric.
func Compare(a, b Value) Relation {
	switch {
	case a == b:
		return Equal
	case a.Name != "" || b.Name != "":
		return Unlike
	case !a.Date.IsZero() || !b.Date.IsZero():
		if a.Date.IsZero() || b.Date.IsZero() {
			return Unlike
		}
		return agreeIf(a.Date.Lo < b.Date.Hi && b.Date.Lo < a.Date.Hi)
	case a.Unit != b.Unit:
		return Unlike
	}
	aLo, aHi := a.span()
	bLo, bHi := b.span()
	return agreeIf(aLo <= bHi && bLo <= aHi)
}

func agreeIf(yes bool) Relation {
	if yes {
		return Agrees
	}
	return Differs
}

// span is the interval in which the figure is.
func (v Value) span() (lo, hi float64) {
	lo, hi = v.Lo, v.Hi
	switch {
	case v.Vague == 1: // several
		lo, hi = 2, 99
	case v.Vague > 0:
		lo, hi = v.Vague, 100*v.Vague
	}
	if v.Approx {
		lo, hi = lo-about*math.Abs(lo), hi+about*math.Abs(hi)
	}
	if v.AtLeast {
		hi = math.Inf(1)
	}
	if v.AtMost {
		lo = 0
	}
	return lo, hi
}

// exact reports whether a figure is one number that nothing bounds.
func (v Value) exact() bool {
	return v.Lo == v.Hi && !v.Approx && !v.AtLeast && !v.AtMost && v.Vague == 0
}

// Summary is what the claims of a topic of figures amount to: the value that the most
// passages give where all agree, an exact one before others; else the range from the
// lowest to the highest of their numbers ("12 to 21"). Those of other units than the
// most usual one, and of vague figures beside numbers, do not count. It is false for
// dates and names.
func (t Topic) Summary() (Value, bool) {
	if t.Subject == Day || t.Subject == Place || t.Subject == Named {
		return Value{}, false
	}
	variants := t.Variants()
	unit := t.Claims[variants[0][0]].Unit
	var best Value
	rank := -1
	for n, v := range variants {
		value := t.Claims[v[0]].Value
		if value.Unit != unit {
			continue
		}
		if r := value.precision()*len(variants) + len(variants) - n; r > rank {
			best, rank = value, r
		}
	}
	low, high := best, best
	for _, v := range variants {
		value := t.Claims[v[0]].Value
		if value.Unit != unit || value.Vague > 0 || Compare(best, value) != Differs {
			continue
		}
		if value.Lo < low.Lo {
			low = value
		}
		if value.Hi > high.Hi {
			high = value
		}
	}
	if low == high {
		return best, true
	}
	return Value{Lo: low.Lo, Hi: high.Hi, Approx: low.Approx || high.Approx, Unit: unit}, true
}

// precision tells values that say more from those that say less.
func (v Value) precision() int {
	switch {
	case v.exact():
		return 4
	case v.Vague > 0:
		return 0
	case v.AtLeast || v.AtMost:
		return 1
	case v.Approx:
		return 2
	}
	return 3
}
