package claims_test

import (
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
)

// one is the only claim of a subject in a text.
func one(t *testing.T, lang, text string, subject claims.Subject) claims.Value {
	t.Helper()
	for _, topic := range claims.Of([]claims.Passage{{Text: text, Lang: lang}}) {
		if topic.Subject == subject && len(topic.Claims) == 1 {
			return topic.Claims[0].Value
		}
	}
	t.Fatalf("%q has not one claim of %s", text, subject)
	return claims.Value{}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want claims.Relation
	}{
		{"21 dead", "twenty-one dead", claims.Equal},
		{"21 dead", "٢١ قتيلا", claims.Equal},
		{"21 dead", "واحد وعشرون قتيلا", claims.Equal},
		{"21 dead", "about 20 dead", claims.Agrees},
		{"21 dead", "نحو عشرين قتيلا", claims.Agrees},
		{"21 dead", "at least 12 dead", claims.Agrees},
		{"21 dead", "ما لا يقل عن ١٢ قتيلا", claims.Agrees},
		{"21 dead", "between 12 and 21 dead", claims.Agrees},
		{"21 dead", "dozens dead", claims.Agrees},
		{"21 dead", "عشرات القتلى", claims.Agrees},
		{"21 dead", "up to 30 dead", claims.Agrees},
		{"21 dead", "12 dead", claims.Differs},
		{"21 dead", "about 30 dead", claims.Differs},
		{"21 dead", "more than 30 dead", claims.Differs},
		{"21 dead", "أقل من عشرين قتيلا", claims.Differs},
		{"21 dead", "hundreds dead", claims.Differs},
		{"2 dead", "قتيلان", claims.Equal},
		{"200 dead", "مئتا قتيل", claims.Equal},
		{"nobody was killed", "2 dead", claims.Differs},
	} {
		a, b := one(t, "", c.a, claims.Dead), one(t, "", c.b, claims.Dead)
		if got, back := claims.Compare(a, b), claims.Compare(b, a); got != c.want || back != c.want {
			t.Errorf("%q to %q: %d, back %d; want %d", c.a, c.b, got, back, c.want)
		}
	}
	if got := claims.Compare(one(t, "en", "$5 million", claims.Money), one(t, "en", "€5 million", claims.Money)); got != claims.Unlike {
		t.Errorf("two currencies: %d", got)
	}
}

func TestSummary(t *testing.T) {
	for _, c := range []struct {
		texts  []string
		want   string
		differ bool
	}{
		{[]string{"21 dead", "twenty-one dead", "at least 12 dead"}, "21", false},
		{[]string{"at least 12 dead", "dozens dead"}, ">=12", false},
		{[]string{"12 dead", "21 dead", "about 20 dead"}, "12..21", true},
		{[]string{"about 20 dead", "18 dead"}, "18", false},
		{[]string{"dozens dead"}, "vague10", false},
		{[]string{"21 dead", "hundreds dead"}, "21", true},
	} {
		var passages []claims.Passage
		for _, text := range c.texts {
			passages = append(passages, claims.Passage{Text: text, Lang: "en"})
		}
		topics := claims.Of(passages)
		if len(topics) != 1 || len(topics[0].Claims) != len(c.texts) {
			t.Fatalf("%q: %+v", c.texts, topics)
		}
		got, ok := topics[0].Summary()
		if !ok || short(got) != c.want || topics[0].Differ() != c.differ {
			t.Errorf("%q: %s, differ %v; want %s, %v", c.texts, short(got), topics[0].Differ(), c.want, c.differ)
		}
	}
}

// Dates that overlap agree, and names cannot be told apart by rule.
func TestDatesAndNames(t *testing.T) {
	published, _ := dates.Parse("2020-08-06")
	topics := claims.Of([]claims.Passage{
		{Text: "The port exploded on 4 August 2020.", Lang: "en", Published: published, Names: []claims.Name{{Start: 4, End: 8, Key: "port", Kind: claims.OfPlace}}},
		{Text: "The blast in August 2020", Lang: "en", Published: published},
		{Text: "انفجر المرفأ في 5 أغسطس 2020", Lang: "ar", Published: published},
	})
	if len(topics) != 2 || topics[0].Subject != claims.Day || topics[1].Subject != claims.Place || !topics[0].Differ() {
		t.Fatalf("topics: %+v", topics)
	}
	c := topics[0].Claims
	if claims.Compare(c[0].Value, c[1].Value) != claims.Agrees || claims.Compare(c[0].Value, c[2].Value) != claims.Differs {
		t.Errorf("dates: %+v", c)
	}
	if _, ok := topics[0].Summary(); ok {
		t.Error("dates have a summary in figures")
	}
}

// How two values are to each other does not depend on their order.
func TestCompareIsSymmetric(t *testing.T) {
	value := rapid.Custom(func(t *rapid.T) claims.Value {
		v := claims.Value{Lo: float64(rapid.IntRange(0, 60).Draw(t, "lo"))}
		v.Hi = v.Lo + float64(rapid.IntRange(0, 9).Draw(t, "width"))
		v.Approx = rapid.Bool().Draw(t, "approx")
		switch rapid.IntRange(0, 3).Draw(t, "bound") {
		case 1:
			v.AtLeast = true
		case 2:
			v.AtMost = true
		case 3:
			v = claims.Value{Vague: 10}
		}
		return v
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := value.Draw(t, "a"), value.Draw(t, "b")
		if claims.Compare(a, b) != claims.Compare(b, a) || (claims.Compare(a, b) == claims.Equal) != (a == b) {
			t.Fatalf("%+v, %+v", a, b)
		}
	})
}

// Passages differ in places where none of the one is one of the other or its country, and in
// persons where these have names that are alike but not the same.
func TestNamesDiffer(t *testing.T) {
	place := func(key, within string) claims.Name {
		return claims.Name{End: 1, Key: key, Kind: claims.OfPlace, Within: within}
	}
	person := func(key string) claims.Name { return claims.Name{End: 1, Key: key} }
	body := func(key string) claims.Name { return claims.Name{End: 1, Key: key, Kind: claims.OfBody} }
	for _, c := range []struct {
		name string
		a, b []claims.Name
		want bool
	}{
		{"one place", []claims.Name{place("beirut", "lebanon")}, []claims.Name{place("beirut", "lebanon")}, false},
		{"a city and its country", []claims.Name{place("beirut", "lebanon")}, []claims.Name{place("lebanon", "")}, false},
		{"one of two", []claims.Name{place("beirut", "lebanon"), place("paris", "france")}, []claims.Name{place("paris", "france")}, false},
		{"two cities", []claims.Name{place("beirut", "lebanon")}, []claims.Name{place("tripoli", "lebanon")}, true},
		{"another first name", []claims.Name{person("hassan diab")}, []claims.Name{person("ahmed diab")}, true},
		{"a surname alone", []claims.Name{person("hassan diab")}, []claims.Name{person("diab")}, false},
		{"both in one", []claims.Name{person("hassan diab"), person("ahmed diab")}, []claims.Name{person("ahmed diab")}, false},
		{"two persons", []claims.Name{person("hassan diab")}, []claims.Name{person("michel aoun")}, false},
		{"two bodies", []claims.Name{body("ministry of health")}, []claims.Name{body("ministry of justice")}, false},
		{"a short word", []claims.Name{person("al amin")}, []claims.Name{person("al hariri")}, false},
	} {
		topics := claims.Of([]claims.Passage{{Text: "x", Names: c.a}, {Text: "y", Names: c.b}})
		if len(topics) != 1 || topics[0].Differ() != c.want {
			t.Errorf("%s: %+v", c.name, topics)
		}
	}
}
