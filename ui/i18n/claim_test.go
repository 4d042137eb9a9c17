package i18n

import (
	"testing"

	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
)

func TestClaims(t *testing.T) {
	en, ar := locale(t, English, Options{}), locale(t, Arabic, Options{})
	one := func(n float64) claims.Value { return claims.Value{Lo: n, Hi: n} }
	day, _ := dates.Parse("2020-08-04")
	dollars := claims.Value{Lo: 3.8e9, Hi: 4.6e9, Approx: true, Unit: claims.UnitDollar}
	least := one(12)
	least.AtLeast = true
	for _, c := range []struct {
		subject claims.Subject
		value   claims.Value
		en, ar  string
	}{
		{claims.Dead, claims.Value{Lo: 12, Hi: 21}, "12 to 21 dead", "القتلى: 12 إلى 21"},
		{claims.Dead, least, "at least 12 dead", "القتلى: 12 على الأقل"},
		{claims.Hurt, claims.Value{Vague: 10}, "dozens injured", "الجرحى: عشرات"},
		{claims.Displaced, claims.Value{Vague: 10_000}, "at least 10,000 displaced", "النازحون: 10,000 على الأقل"},
		{claims.Damage, dollars, "Damage: about 3.8 billion to 4.6 billion dollars", "الأضرار: نحو 3.8 مليار إلى 4.6 مليار دولار"},
		{claims.Aid, claims.Value{Lo: 5e6, Hi: 5e6, Unit: claims.UnitEuro}, "Aid: 5 million euros", "المساعدات: 5 ملايين يورو"},
		{claims.Magnitude, one(7.2), "Magnitude: 7.2", "قوة الزلزال: 7.2"},
		{claims.Weight, claims.Value{Lo: 2750, Hi: 2750, Unit: claims.UnitTonne}, "Weight: 2,750 tonnes", "الوزن: 2,750 طن"},
		{claims.Percent, one(49.7), "Percentage: 49.7 %", "النسبة: 49.7 في المئة"},
		{claims.Day, claims.Value{Date: day}, "Date: 4 August 2020", "التاريخ: 4 آب/أغسطس 2020"},
	} {
		if got := en.ClaimOf(c.subject, c.value); got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
		if got := ar.ClaimOf(c.subject, c.value); got != c.ar {
			t.Errorf("%q, want %q", got, c.ar)
		}
	}
	for _, s := range claims.Subjects() {
		if key := "claim.subject." + string(s); !en.Has(key) || !ar.Has(key) {
			t.Errorf("no word for %s", s)
		}
	}
}
