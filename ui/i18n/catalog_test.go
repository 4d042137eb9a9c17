package i18n

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

// forms are the cardinal plural forms of CLDR, with a number for each.
var forms = map[string]map[string]int{
	English: {"one": 1, "other": 7},
	Arabic:  {"zero": 0, "one": 1, "two": 2, "few": 103, "many": 34, "other": 1200},
}

// ownSets are names that only Arabic has a choice of.
var ownSets = []string{"months.levant", "months.maghreb", "months.morocco"}

// catalog reads a catalog as it is: a text, or texts by plural form.
func catalog(t *testing.T, lang string) map[string]map[string]string {
	t.Helper()
	data, err := fs.ReadFile(assets.Files, "translations/"+lang+".json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatalf("%s.json: %v", lang, err)
	}
	out := map[string]map[string]string{}
	for key, value := range raw {
		switch value := value.(type) {
		case string:
			out[key] = map[string]string{"": value}
		case map[string]any:
			out[key] = map[string]string{}
			for form, text := range value {
				out[key][form] = fmt.Sprint(text)
			}
		default:
			t.Errorf("%s.json: %s is neither a text nor plural forms", lang, key)
		}
	}
	return out
}

func locale(t testing.TB, lang string, o Options) *Locale {
	t.Helper()
	l, err := New(assets.Files, lang)
	if err != nil {
		t.Fatal(err)
	}
	if l, err = l.With(o); err != nil {
		t.Fatal(err)
	}
	return l
}

// A key that is there twice would be read by its last line, whatever the first says.
func TestNoKeyIsThereTwice(t *testing.T) {
	for _, lang := range []string{English, Arabic} {
		data, err := fs.ReadFile(assets.Files, "translations/"+lang+".json")
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, m := range regexp.MustCompile(`(?m)^\t"([^"]+)":`).FindAllSubmatch(data, -1) {
			if key := string(m[1]); seen[key] {
				t.Errorf("%s.json has %s twice", lang, key)
			} else {
				seen[key] = true
			}
		}
		if len(seen) != len(catalog(t, lang)) {
			t.Errorf("%s.json: %d keys at the beginning of lines, %d in all", lang, len(seen), len(catalog(t, lang)))
		}
	}
}

func TestCatalogsHaveTheSameKeysAndPlaces(t *testing.T) {
	en, ar := catalog(t, English), catalog(t, Arabic)
	for key, message := range ar {
		other, ok := en[key]
		if !ok {
			if !slices.Contains(ownSets, key) {
				t.Errorf("%s is in Arabic only", key)
			}
			continue
		}
		if a, e := places(message), places(other); !slices.Equal(a, e) {
			t.Errorf("%s has places %v in Arabic, %v in English", key, a, e)
		}
	}
	for key := range en {
		if _, ok := ar[key]; !ok {
			t.Errorf("%s is in English only", key)
		}
	}
}

// places returns what is in braces in any form of a message, sorted.
func places(message map[string]string) []string {
	found := map[string]bool{}
	for _, text := range message {
		for _, place := range regexp.MustCompile(`\{[a-z]+(:plain)?\}`).FindAllString(text, -1) {
			found[place] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func TestMessagesAreWellFormed(t *testing.T) {
	key := regexp.MustCompile(`^[a-z0-9]+(\.[a-z0-9]+)*$`)
	for _, lang := range Languages() {
		for name, message := range catalog(t, lang) {
			if !key.MatchString(name) {
				t.Errorf("%s: the key %q is not dotted and lower-case", lang, name)
			}
			for _, text := range message {
				if strings.TrimSpace(text) != text || text == "" {
					t.Errorf("%s: %s is empty or has white space around it: %q", lang, name, text)
				}
				if strings.Count(text, "{") != len(regexp.MustCompile(`\{[a-z]+(:plain)?\}`).FindAllString(text, -1)) {
					t.Errorf("%s: %s has a place that isn't a lower-case name: %q", lang, name, text)
				}
			}
		}
	}
}

func TestEveryPluralFormIsThereAndChosen(t *testing.T) {
	for lang, numbers := range forms {
		l := locale(t, lang, Options{})
		want := slices.Sorted(maps.Keys(numbers))
		for key, message := range catalog(t, lang) {
			if _, single := message[""]; single {
				continue
			}
			if got := slices.Sorted(maps.Keys(message)); !slices.Equal(got, want) {
				t.Errorf("%s: %s has the forms %v, want %v", lang, key, got, want)
			}
			for form, n := range numbers {
				text := strings.ReplaceAll(message[form], "{n}", l.Count(n))
				if got := l.TN(key, n); got != text {
					t.Errorf("%s: %s for %d is %q, want the form %s: %q", lang, key, n, got, form, text)
				}
			}
		}
	}
}

func TestPlurals(t *testing.T) {
	for _, c := range []struct {
		lang string
		n    int
		want string
	}{
		{English, 0, "0 events"},
		{English, 1, "1 event"},
		{English, 34, "34 events"},
		{English, 1200, "1,200 events"},
		{Arabic, 0, "لا أحداث"},
		{Arabic, 1, "حدث واحد"},
		{Arabic, 2, "حدثان"},
		{Arabic, 3, "3 أحداث"},
		{Arabic, 10, "10 أحداث"},
		{Arabic, 11, "11 حدثًا"},
		{Arabic, 99, "99 حدثًا"},
		{Arabic, 100, "100 حدث"},
		{Arabic, 105, "105 أحداث"},
	} {
		if got := locale(t, c.lang, Options{}).TN("count.events", c.n); got != c.want {
			t.Errorf("%s, %d: %q, want %q", c.lang, c.n, got, c.want)
		}
	}
}

func TestMessages(t *testing.T) {
	en, ar := locale(t, English, Options{}), locale(t, Arabic, Options{})
	for _, c := range []struct{ name, got, want string }{
		{"name", ar.T("app.name"), "تاريخ"},
		{"numbers", en.T("excerpt.of", "n", 1, "m", int64(1200)), "Excerpt 1 of 1,200"},
		{"names in any case", en.T("excerpt.of", "N", 1, "M", "3"), "Excerpt 1 of 3"},
		{"digits alone stay bare in Arabic", ar.T("excerpt.of", "n", "1", "m", "3"), "مقتطف 1 من 3"},
		{"the same direction", en.T("command.undo.named", "what", en.T("edit.note.add")), "Undo: add note"},
		{"Latin in Arabic is isolated", ar.T("event.source", "source", "Xinhua"), "المصدر: \u2068Xinhua\u2069"},
		{"Arabic in English is isolated", en.T("event.source", "source", "شينخوا"), "Source: \u2068شينخوا\u2069"},
		{"a date in digits in Arabic is isolated", ar.T("event.source", "source", "2022-02-04"), "المصدر: \u20682022-02-04\u2069"},
		{"a date in digits in English", en.T("event.source", "source", "2022-02-04"), "Source: 2022-02-04"},
		{"a name of a file stays as it is", ar.T("library.copyname", "name", "China"), "China (نسخة)"},
		{"a place without a value", en.T("event.source", "sauce", "x"), "Source: {source}"},
		{"a name without a value", en.T("event.source", "source"), "Source: {source}"},
		{"a missing message", en.T("no.such.message", "n", 1), "no.such.message"},
		{"a missing plural", en.TN("no.such.message", 2), "no.such.message"},
		{"one form for all numbers", en.TN("app.name", 1), "Tarikh"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
	if !ar.RTL() || en.RTL() || ar.Lang() != Arabic || !en.Has("app.name") || en.Has("no.such.message") {
		t.Error("RTL, Lang or Has is wrong")
	}
}

func TestEveryFaultAndNoteOfADateHasWords(t *testing.T) {
	for _, lang := range Languages() {
		l := locale(t, lang, Options{})
		for _, note := range find.Notes() {
			if words := l.DateNote(note); words == "date.note."+string(note) || !l.Has("date.note."+string(note)) {
				t.Errorf("%s: no words for the note %s", lang, note)
			}
		}
		for _, fault := range dates.Faults() {
			if key := "error.date." + string(fault); !l.Has(key) {
				t.Errorf("%s: %s is missing", lang, key)
			}
		}
	}
	en := locale(t, English, Options{})
	got := en.DateError(&dates.SyntaxError{Text: "2022-13", Fault: dates.FaultMonth})
	if want := "2022-13 is not a date that can be read: there is no such month; months run from 01 to 12."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		want string
	}{
		{"nothing", nil, English},
		{"LANG", map[string]string{"LANG": "ar_EG.UTF-8"}, Arabic},
		{"a bare language", map[string]string{"LANG": "ar"}, Arabic},
		{"a tag", map[string]string{"LANG": "ar-SY"}, Arabic},
		{"a modifier", map[string]string{"LANG": "AR@latin"}, Arabic},
		{"another language", map[string]string{"LANG": "fr_FR.UTF-8"}, English},
		{"Mapuche", map[string]string{"LANG": "arn_CL"}, English},
		{"LC_ALL before LANG", map[string]string{"LC_ALL": "en_GB.UTF-8", "LANG": "ar_EG"}, English},
		{"LC_MESSAGES before LANG", map[string]string{"LC_MESSAGES": "ar_SA", "LANG": "en_GB"}, Arabic},
		{"LANGUAGE before all", map[string]string{"LANGUAGE": "ar:en", "LC_ALL": "en_GB"}, Arabic},
		{"the first of LANGUAGE that we have", map[string]string{"LANGUAGE": "fr:en_US:ar", "LANG": "ar_EG"}, English},
		{"LANGUAGE without one we have", map[string]string{"LANGUAGE": "fr:de", "LANG": "ar_EG"}, Arabic},
		{"LANGUAGE under C", map[string]string{"LANGUAGE": "ar", "LANG": "C.UTF-8"}, English},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Detect(func(name string) string { return c.env[name] }); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
