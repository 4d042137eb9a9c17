package gazetteer

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// known is read once for all tests.
var known = New()

func TestWhatIsBuiltIn(t *testing.T) {
	started := time.Now()
	all := known.All()
	t.Logf("%d places in %v, %d bytes packed", len(all), time.Since(started), len(packed))
	countries, cities, arabic := 0, 0, 0
	for _, p := range all {
		if p.Kind == Country {
			countries++
		} else {
			cities++
			if p.Arabic != "" {
				arabic++
			}
		}
		if p.English == "" || math.Abs(p.Lat) > 90 || math.Abs(p.Lon) > 180 || p.Radius <= 0 {
			t.Errorf("%+v is no place", p)
		}
		if p.Kind == Country && (p.Arabic == "" || p.Radius > 6_000_000) {
			t.Errorf("country %+v", p)
		}
	}
	t.Logf("%d countries, %d cities, %d of them in Arabic", countries, cities, arabic)
	if countries < 245 || cities < 25_000 || arabic < 5_000 {
		t.Errorf("%d countries, %d cities, %d of them in Arabic", countries, cities, arabic)
	}
	if len(packed) > 1<<20 {
		t.Errorf("packed: %d bytes", len(packed))
	}
}

func TestSuggest(t *testing.T) {
	for _, tc := range []struct {
		typed string
		want  []string // full names in the language of the case, at the beginning
		lang  string
	}{
		{"cai", []string{"Cairo, Egypt"}, "en"},
		{"القاه", []string{"القاهرة، مصر"}, "ar"},
		{"قاهرة", []string{"القاهرة، مصر"}, "ar"},
		{"طرابلس", []string{"طرابلس، ليبيا", "طرابلس، لبنان"}, "ar"},
		{"طرابلس، لبنان", []string{"طرابلس، لبنان"}, "ar"},
		{"Tripoli, leb", []string{"Tripoli, Lebanon"}, "en"},
		{"egy", []string{"Egypt"}, "en"},
		{"الاسكندريه", []string{"الإسكندرية، مصر"}, "ar"},
		{"Kiev", []string{"Kyiv, Ukraine"}, "en"},
		{"القدس", []string{"القدس"}, "ar"}, // no country is said
		{"فلسطين", []string{"فلسطين"}, "ar"},
		{"xian", []string{"Xi’an, China"}, "en"},
		{"31.2,29.9", []string{"31.2,29.9"}, "en"},
		{"٣١٫٢، ٢٩٫٩", []string{"31.2,29.9"}, "ar"},
		{"", nil, "en"},
		{"qqqq", nil, "en"},
		{"،", nil, "ar"},
		{"91,10", nil, "en"},
	} {
		var got []string
		for _, p := range known.Suggest(tc.typed, 8) {
			got = append(got, known.Full(p, tc.lang))
		}
		if len(got) < len(tc.want) || !slices.Equal(got[:len(tc.want)], tc.want) || tc.want == nil && got != nil {
			t.Errorf("%q: %q, not %q", tc.typed, got, tc.want)
		}
	}
}

func TestACountryIsAnArea(t *testing.T) {
	for name, least := range map[string]float64{"Egypt": 500_000, "روسيا": 2_000_000, "Lebanon": 60_000} {
		p := known.Named(name)
		if len(p) == 0 || p[0].Kind != Country || p[0].Radius < least {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if p := known.Named("Cairo")[0]; p.Radius < 2000 || p.Radius > 60_000 {
		t.Errorf("Cairo has a radius of %g", p.Radius)
	}
}

func TestCoordinates(t *testing.T) {
	for _, tc := range []struct {
		text     string
		lat, lon float64
	}{
		{"31.2,29.9", 31.2, 29.9},
		{" 31.2 , 29.9 ", 31.2, 29.9},
		{"-33.87 151.21", -33.87, 151.21},
		{"31.2 N 29.9 E", 31.2, 29.9},
		{"33.87°S, 151.21°E", -33.87, 151.21},
		{"38.9 N 77.04 W", 38.9, -77.04},
		{"31°12′N, 29°54′E", 31.2, 29.9},
		{`31°12'00"N 29°54'00"E`, 31.2, 29.9},
		{"٣١٫٢، ٢٩٫٩", 31.2, 29.9},
		{"٣١٫٢ ش، ٢٩٫٩ ق", 31.2, 29.9},
		{"٣١٫٢ ج، ٢٩٫٩ شرق", -31.2, 29.9},
		{"31.2 جنوبًا 29.9 غربًا", -31.2, -29.9},
		{"31.2 North, 29.9 West", 31.2, -29.9},
		{"٣٣٫٨٧ ج ٧٠ غ", -33.87, -70},
		{"90,180", 90, 180},
		{"-90,-180", -90, -180},
	} {
		p, err := Coordinates(tc.text)
		if err != nil || math.Abs(p.Lat-tc.lat) > 1e-9 || math.Abs(p.Lon-tc.lon) > 1e-9 {
			t.Errorf("%q: %g %g %v", tc.text, p.Lat, p.Lon, err)
		}
	}
	for _, text := range []string{"", "31.2", "31.2,", "Cairo", "31.2 E 29.9 N", "31°75′N, 29°E", "1,2,3", "-31 N, 2 E", "2022,", "31..2,4", "N,E"} {
		if p, err := Coordinates(text); !errors.Is(err, ErrNoCoordinates) {
			t.Errorf("%q: %v %v", text, p, err)
		}
	}
	var beyond *RangeError
	if _, err := Coordinates("90.01,0"); !errors.As(err, &beyond) || beyond.Longitude {
		t.Errorf("beyond the pole: %v", err)
	}
	if _, err := Coordinates("10, 181"); !errors.As(err, &beyond) || !beyond.Longitude {
		t.Errorf("beyond the circle: %v", err)
	}
	coarse, _ := Coordinates("31,30")
	fine, _ := Coordinates("31.0001,30.0001")
	if coarse.Radius < 50_000 || fine.Radius > 10 {
		t.Errorf("the doubt of 31,30 is %g m, of four digits %g m", coarse.Radius, fine.Radius)
	}
}

// TestCoordinatesAreWrittenAsTheyAreRead is the way there and back.
func TestCoordinatesAreWrittenAsTheyAreRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lat, lon := rapid.Float64Range(-90, 90).Draw(t, "lat"), rapid.Float64Range(-180, 180).Draw(t, "lon")
		p, err := Coordinates(Position(lat, lon))
		if err != nil || math.Abs(p.Lat-lat) > 6e-6 || math.Abs(p.Lon-lon) > 6e-6 {
			t.Fatalf("%s: %v %v", Position(lat, lon), p, err)
		}
	})
}

func TestPlacesOfAPassage(t *testing.T) {
	for _, tc := range []struct {
		text string
		want []string // as the text has them
	}{
		{"The leaders met in Beijing on 4 February, before the Games in Zhangjiakou.", []string{"Beijing", "Zhangjiakou"}},
		{"He left New York for London; London was cold.", []string{"New York", "London"}},
		{"The United States and Russia spoke in Geneva.", []string{"United States", "Russia", "Geneva"}},
		{"اجتمع الرئيسان في بكين ثم سافرا إلى القاهرة.", []string{"بكين", "القاهرة"}},
		{"ووصل الوفد بالقاهرة وبيروت", []string{"بالقاهرة", "وبيروت"}},
		{"Most people were reading. Nice and Split are words here.", nil},
		{"", nil},
	} {
		var got []string
		for _, f := range known.In(tc.text) {
			got = append(got, tc.text[f.Start:f.End])
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%q: %q", tc.text, got)
		}
	}
}

func TestDateline(t *testing.T) {
	for text, want := range map[string]string{
		"CAIRO (Reuters) - Egypt said on Monday": "Cairo",
		"GENEVA, 13 February (AP) — Talks":       "Geneva",
		"BEIJING — China said":                   "Beijing",
		"القاهرة - رويترز: قالت مصر":             "Cairo",
		"طرابلس/ليبيا (الأناضول)":                "Tripoli",
		"Cairo is a large city, they say":        "",
		"Talks began":                            "",
		"":                                       "",
	} {
		f, ok := known.Dateline(text)
		if ok != (want != "") || ok && f.Places[0].English != want {
			t.Errorf("%q: %v %v", text, f, ok)
		}
	}
}

func TestPackedPlacesComeBack(t *testing.T) {
	places := []Place{
		{ID: "iso:EG", Kind: Country, English: "Egypt", Arabic: "مصر", Country: "EG", Lat: 26.5, Lon: 29.8, Radius: 700_000, Population: 5},
		{ID: "geonames:1", Kind: Capital, English: "A", Others: []string{"B", "C"}, Country: "EG", Lat: -1, Lon: 2},
	}
	raw, err := Pack(places)
	if err != nil {
		t.Fatal(err)
	}
	back, err := unpack(raw)
	if err != nil || len(back) != 2 || back[0].Radius != 700_000 || !slices.Equal(back[1].Others, places[1].Others) || back[1].Kind != Capital {
		t.Fatalf("%+v %v", back, err)
	}
	if _, err := Pack([]Place{{English: "a\tb"}}); err == nil {
		t.Error("a tab in a name was packed")
	}
	if _, err := unpack(raw[:len(raw)/2]); err == nil {
		t.Error("half of the file was read")
	}
}

func FuzzPlaces(f *testing.F) {
	for _, s := range []string{"31.2,29.9", "31°12′N 29°54′E", "طرابلس، لبنان", "CAIRO (Reuters) -", "في بكين والقاهرة", "New York, New York", strings.Repeat("Saint ", 50), "\xff,\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := Coordinates(s); err == nil && (math.Abs(p.Lat) > 90 || math.Abs(p.Lon) > 180 || p.Radius < 1) {
			t.Fatalf("%q is %+v", s, p)
		}
		if n := len(known.Suggest(s, 8)); n > 8 {
			t.Fatalf("%d suggestions", n)
		}
		found := known.In(s)
		if d, ok := known.Dateline(s); ok {
			found = append(found, d)
		}
		for _, at := range found {
			if at.Start < 0 || at.End > len(s) || at.Start >= at.End || len(at.Places) == 0 {
				t.Fatalf("%q: %+v", s, at)
			}
		}
	})
}
