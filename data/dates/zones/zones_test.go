package zones

import (
	"slices"
	"testing"
	"time"

	"tarikh.org/tarikh/data/dates"
)

func TestTable(t *testing.T) {
	k := known()
	if len(k.zones) < 400 {
		t.Fatalf("%d zones", len(k.zones))
	}
	if !slices.IsSortedFunc(k.zones, func(a, b zone) int { return cmpString(a.id, b.id) }) {
		t.Error("not in order")
	}
	for _, z := range k.zones {
		if dates.AxisIn(z.id).Zone() != z.id {
			t.Errorf("%q is no zone that is known", z.id)
		}
		if len(z.names[0]) == 0 || slices.Contains(z.folded, "") {
			t.Errorf("%q has names %q", z.id, z.names)
		}
	}
}

func cmpString(a, b string) int {
	if a < b {
		return -1
	}
	return 1
}

func TestBehind(t *testing.T) {
	for _, c := range []struct{ text, zone, read string }{
		{"Beijing time on Friday", "Asia/Shanghai", "Beijing time"},
		{" Moscow time, he said", "Europe/Moscow", " Moscow time"},
		{"(Kyiv time) and", "Europe/Kyiv", "(Kyiv time)"},
		{"New York time", "America/New_York", "New York time"},
		{"U.S. Eastern time.", "America/New_York", "U.S. Eastern time"},
		{"Eastern Standard Time", "America/New_York", "Eastern Standard Time"},
		{"Greenwich Mean Time", "Etc/GMT", "Greenwich Mean Time"},
		{"Europe/Kyiv", "Europe/Kyiv", "Europe/Kyiv"},
		{"Europe/Kyiv.", "Europe/Kyiv", "Europe/Kyiv"},
		{"America/Port-au-Prince on", "America/Port-au-Prince", "America/Port-au-Prince"},
		{"America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"},
		{"EST on 4 February", "America/New_York", "EST"},
		{"GMT, said", "Etc/GMT", "GMT"},
		{"بتوقيت القاهرة", "Africa/Cairo", "بتوقيت القاهرة"},
		{"بتوقيت القاهره يوم الجمعة", "Africa/Cairo", "بتوقيت القاهره"},
		{"بتوقيت مكة المكرمة، وقال", "Asia/Riyadh", "بتوقيت مكة المكرمة"},
		{"(بتوقيت غرينتش)", "Etc/GMT", "(بتوقيت غرينتش)"},
		{"بتوقيت بيونغ يانغ.", "Asia/Pyongyang", "بتوقيت بيونغ يانغ"},
		{"heure de Paris", "Europe/Paris", "heure de Paris"},
		{"Sao Paulo time", "America/Sao_Paulo", "Sao Paulo time"},
	} {
		n, named, ok := Behind(c.text)
		if !ok || named.Zone != c.zone || c.text[:n] != c.read {
			t.Errorf("%q: %q of %q (%v), want %q of %q", c.text, named.Zone, c.text[:n], ok, c.zone, c.read)
		}
	}
	for _, text := range []string{
		"", "Beijing", "Beijing was calm", "local time", "Georgian time", "GMT+3", "GMT +3", "CST", "IST", "est", "Europe/Nowhere", "بتوقيت", "بتوقيت عمان",
		"بالتوقيت المحلي", "(Kyiv time", "heure", "time", "and Beijing time",
	} {
		if n, named, ok := Behind(text); ok {
			t.Errorf("%q: %q of %q", text, named.Zone, text[:n])
		}
	}
}

func TestSearch(t *testing.T) {
	for words, want := range map[string]string{
		"Beijing": "Asia/Shanghai", "beij": "Asia/Shanghai", "بكين": "Asia/Shanghai", "الصين": "Asia/Shanghai", "shanghai": "Asia/Shanghai",
		"القاهره": "Africa/Cairo", "kyiv": "Europe/Kyiv", "new york": "America/New_York", "Europe/Lond": "Europe/London", "utc": "Etc/UTC",
		"Sao Paulo": "America/Sao_Paulo", "اسطنبول": "Europe/Istanbul", "Aires": "America/Argentina/Buenos_Aires",
	} {
		if got := Search(words); len(got) == 0 || got[0] != want {
			t.Errorf("%q finds %q, want %q", words, got, want)
		}
	}
	if got := Search("عمان"); !slices.Contains(got, "Asia/Amman") || !slices.Contains(got, "Asia/Muscat") {
		t.Errorf("both are called so: %q", got)
	}
	if got := Search(""); len(got) != len(known().zones) {
		t.Errorf("without words: %d", len(got))
	}
	if got := Search("xyzzy"); got != nil {
		t.Errorf("found %q", got)
	}
}

func TestName(t *testing.T) {
	for _, c := range []struct{ zone, lang, want string }{
		{"Asia/Shanghai", "en", "Beijing"},
		{"Asia/Shanghai", "ar", "بكين"},
		{"Antarctica/Troll", "ar", "Troll"},
		{"America/North_Dakota/New_Salem", "en", "New Salem"},
		{"Europe/Nowhere_yet", "en", "Nowhere yet"},
	} {
		if got := Name(c.zone, c.lang); got != c.want {
			t.Errorf("%s: %q, want %q", c.zone, got, c.want)
		}
	}
}

// Letters mean their offset; the name of the zone is kept where that has it then.
func TestIn(t *testing.T) {
	for _, c := range []struct {
		text, edtf string
		want       []string
		zone       string
	}{
		{"EST", "2022-02-04T15:00", []string{"2022-02-04T15:00-05:00"}, "America/New_York"},
		{"EST", "2022-07-04T15:00", []string{"2022-07-04T15:00-05:00"}, ""},
		{"ET", "2022-07-04T15:00", []string{"2022-07-04T15:00-04:00"}, "America/New_York"},
		{"EST", "2022-11-06T01:30", []string{"2022-11-06T01:30-05:00"}, "America/New_York"},
		{"ET", "2022-11-06T01:30", []string{"2022-11-06T01:30-04:00", "2022-11-06T01:30-05:00"}, "America/New_York"},
		{"GMT", "2022-07-04T15:00", []string{"2022-07-04T15:00Z"}, "Etc/GMT"},
		{"Beijing time", "2022-07-04T15:00", []string{"2022-07-04T15:00+08:00"}, "Asia/Shanghai"},
		{"Berlin time", "2022-07-04", []string{"2022-07-04"}, "Europe/Berlin"},
	} {
		_, named, _ := Behind(c.text)
		d, err := dates.Parse(c.edtf)
		if err != nil {
			t.Fatal(err)
		}
		in, zone := named.In(d)
		var got []string
		for _, d := range in {
			got = append(got, d.EDTF)
		}
		if !slices.Equal(got, c.want) || zone != c.zone {
			t.Errorf("%s %s: %q in %q, want %q in %q", c.edtf, c.text, got, zone, c.want, c.zone)
		}
	}
}

func TestNow(t *testing.T) {
	at := time.Date(2022, 7, 4, 0, 0, 0, 0, time.UTC)
	if got, ok := Now("Europe/Berlin", at); !ok || got != 7200 {
		t.Error(got, ok)
	}
	if got, ok := Now("Europe/Nowhere", at); ok {
		t.Error(got)
	}
}

func FuzzBehind(f *testing.F) {
	for _, seed := range []string{"Beijing time", "(Kyiv time)", "بتوقيت القاهرة", "EST", "Europe/Kyiv", "heure de Paris", "(", ". . .", "\xff time"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, named, ok := Behind(text)
		if ok && (n <= 0 || n > len(text) || named.Zone == "") {
			t.Errorf("%q: %d, %q", text, n, named.Zone)
		}
		if again, same, okAgain := Behind(text[:max(min(n, len(text)), 0)]); ok && (!okAgain || again != n || same != named) {
			t.Errorf("%q is read differently alone: %d, %v", text[:n], again, same)
		}
	})
}
