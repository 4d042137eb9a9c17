package app

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/claims"
)

// What Arabic and English articles report of one event is one main event, with what both say;
// other events of the day stay apart.
func TestMainEventsAcrossScripts(t *testing.T) {
	for _, c := range []struct {
		name            string
		english, arabic string
		one             bool
		shared          []Shared
	}{
		{
			"a figure and a town",
			"An earthquake of magnitude 6.8 shook Marrakesh and the villages of the High Atlas on 8 September 2023.\n",
			"هزّ زلزال بقوة 6.8 درجات مدينة مراكش وقرى الأطلس الكبير في 8 أيلول/سبتمبر 2023.\n",
			true,
			[]Shared{{Subject: claims.Magnitude, Value: claims.Value{Lo: 6.8, Hi: 6.8}}, {Name: "Marrakesh"}},
		},
		{
			"two names and a town",
			"President Ronald Reagan and General Secretary Mikhail Gorbachev met in Reykjavik on 11 October 1986 to talk about arms.\n",
			"التقى الرئيس رونالد ريغان والأمين العام ميخائيل غورباتشوف في ريكيافيك يوم 11 تشرين الأول/أكتوبر 1986 لبحث خفض السلاح.\n",
			true,
			[]Shared{{Name: "Reykjavík"}, {Name: "Mikhail Gorbachev"}, {Name: "Ronald Reagan"}},
		},
		{
			"two fires of one day",
			"A fire in a garment factory in Karachi killed 250 workers on 11 September 2012.\n",
			"قُتل 25 عاملا في حريق مصنع للأحذية في لاهور يوم 11 أيلول/سبتمبر 2012.\n",
			false, nil,
		},
		{
			"another figure of the same thing",
			"A fire in a garment factory in Karachi killed 250 workers on 11 September 2012, and 55 were injured.\n",
			"قُتل 25 عاملا وأصيب 55 في حريق مصنع في كراتشي يوم 11 أيلول/سبتمبر 2012.\n",
			false, nil,
		},
		{
			"a town alone",
			"A school was opened in Cairo on 3 May 2021 by the mayor, who spoke for an hour.\n",
			"وصل وفد رياضي إلى القاهرة يوم 3 أيار/مايو 2021 ولعب مباراة ودية.\n",
			false, nil,
		},
	} {
		l, store := emptyLibrary(t)
		for i, text := range []string{c.english, c.arabic} {
			a := data.Article{ID: data.NewID(), Title: "T", Lang: []string{"en", "ar"}[i]}
			if _, err := store.Apply(t.Context(), data.Edit{Label: "a", Articles: []data.Change[data.Article]{data.Insert(a.WithText(text))}}); err != nil {
				t.Fatal(err)
			}
		}
		s := storyOf(t, l)
		if one := s.Events[0].Articles == 2 && len(s.Events[0].Passages) == 2; one != c.one {
			t.Errorf("%s: of both articles: %t: %+v", c.name, one, s.Events)
		}
		if got := s.Events[0].Shared; !slices.EqualFunc(got, c.shared, func(a, b Shared) bool { return a.Name == b.Name && a.Subject == b.Subject && a.Value.Lo == b.Value.Lo }) {
			t.Errorf("%s: shared are %+v, want %+v", c.name, got, c.shared)
		}
	}
}
