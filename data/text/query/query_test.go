package query_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/data/text/query"
)

var today = query.Options{Today: dates.Civil{Year: 2026, Month: 11, Day: 23}}

func word(w string) query.Term { return query.Term{Values: []string{w}} }

func phrase(words ...string) query.Term { return query.Term{Values: words, Phrase: true} }

func field(f query.Field, values ...string) query.Term { return query.Term{Field: f, Values: values} }

func date(t testing.TB, f query.Field, edtf string) query.Term {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return query.Term{Field: f, Date: d}
}

func not(t query.Term) query.Term { t.Not = true; return t }

func begun(t query.Term) query.Term { t.Prefix = true; return t }

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []query.Term
	}{
		{"nothing", " \u200f\t ", nil},
		{"words", "summit  Beijing", []query.Term{word("summit"), word("Beijing")}},
		{"Arabic words", "قمة بكين", []query.Term{word("قمة"), word("بكين")}},
		{"a phrase", `"winter games"`, []query.Term{phrase("winter", "games")}},
		{"a phrase of one word", `"Games"`, []query.Term{phrase("Games")}},
		{"other quotation marks", "«البيان المشترك» “bird’s nest”", []query.Term{phrase("البيان", "المشترك"), phrase("bird’s", "nest")}},
		{"a phrase that is not closed", `"winter gam`, []query.Term{phrase("winter", "gam")}},
		{"none of that", `-sport -"winter games" -tag:trade`, []query.Term{not(word("sport")), not(phrase("winter", "games")), not(field(query.Tag, "trade"))}},
		{"a mark of direction before", "\u200f-\u200fرياضة", []query.Term{not(word("رياضة"))}},
		{"a beginning", "summ* \"winter ga*\"", []query.Term{begun(word("summ")), begun(phrase("winter", "ga"))}},
		{"marks alone", `- " ! "" * --`, nil},
		{"a hyphen inside", "COVID-19 e-mail", []query.Term{word("COVID-19"), word("e-mail")}},
		{"fields", "tag:a|b track:\"Far East\" source:X", []query.Term{field(query.Tag, "a", "b"), field(query.Track, "Far East"), field(query.Source, "X")}},
		{"Arabic fields", "وسم:تجارة|نفط مسار:رياضة مصدر:\"وكالة سبوتنيك\" كاتب:تاريخ", []query.Term{
			field(query.Tag, "تجارة", "نفط"), field(query.Track, "رياضة"), field(query.Source, "وكالة سبوتنيك"), field(query.Author, "تاريخ"),
		}},
		{"capitals in a name", "Tag:A TRACK:b", []query.Term{field(query.Tag, "A"), field(query.Track, "b")}},
		{"a quotation mark in a value", `tag:"say ""yes"""`, []query.Term{field(query.Tag, `say "yes"`)}},
		{"a value twice", "tag:a|a|", []query.Term{field(query.Tag, "a")}},
		{"colours", "colour:red|Blue color:amber لون:أخضر", []query.Term{field(query.Colour, "red", "blue"), field(query.Colour, "amber"), field(query.Colour, "green")}},
		{"flags", "has:note|place is:uncertain فيه:ملاحظه هو:غير-مؤكد", []query.Term{
			field(query.Has, "note", "place"), field(query.Is, "uncertain"), field(query.Has, "note"), field(query.Is, "uncertain"),
		}},
		{"dates", "from:2020 to:\"4 Feb 2022\" on:2022-02-04", []query.Term{date(t, query.From, "2020"), date(t, query.To, "2022-02-04"), date(t, query.On, "2022-02-04")}},
		{"how well it is verified", "status:disputed|refuted -حالة:مصدر-واحد", []query.Term{field(query.Status, "disputed", "refuted"), not(field(query.Status, "single-source"))}},
		{"what was known", "known:2020-02 -معلوم:٢٠٢٠", []query.Term{date(t, query.Known, "2020-02"), not(date(t, query.Known, "2020"))}},
		{"Arabic dates", "من:٢٠٢٠ إلى:\"٤ شباط/فبراير ٢٠٢٢\" الى:2021", []query.Term{date(t, query.From, "2020"), date(t, query.To, "2022-02-04"), date(t, query.To, "2021")}},
		{"actors", "actor:\"Michel Aoun\"|un -شخص:عون", []query.Term{field(query.Actor, "Michel Aoun", "un"), not(field(query.Actor, "عون"))}},
		{"today", "on:today", []query.Term{date(t, query.On, "2026-11-23")}},
		{"a field without a value", "tag: summit", []query.Term{word("summit")}},
		{"an unknown field", "foo:bar http://example.org", []query.Term{word("foo:bar"), word("http://example.org")}},
		{"no date", "from:nowhere", []query.Term{word("from:nowhere")}},
		{"no date in words", `from:"some day"`, []query.Term{phrase(`from:"some`, `day"`)}},
		{"an unknown flag", "has:wings colour:mauve|red", []query.Term{word("has:wings"), word("colour:mauve|red")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := query.Parse(c.text, today)
			if want := (query.Query{Terms: c.want}); !got.Equal(want) {
				t.Errorf("%q:\n got %+v\nwant %+v", c.text, got.Terms, c.want)
			}
			for _, term := range got.Terms {
				if part := strings.Trim(c.text[term.Start:term.End], " "); !query.Parse(part, today).Equal(query.Query{Terms: []query.Term{term}}) {
					t.Errorf("the term %+v is said to be from %q", term, part)
				}
			}
		})
	}
}

func TestTyping(t *testing.T) {
	for text, want := range map[string][]query.Term{
		"summit bei":     {word("summit"), begun(word("bei"))},
		"summit ":        {word("summit")},
		`"winter ga`:     {begun(phrase("winter", "ga"))},
		`"winter games"`: {phrase("winter", "games")},
		`"winter `:       {phrase("winter")},
		"-spo":           {not(begun(word("spo")))},
		"tag:tra":        {field(query.Tag, "tra")},
		"قمة بك":         {word("قمة"), begun(word("بك"))},
	} {
		got := query.Parse(text, query.Options{Typing: true})
		if !got.Equal(query.Query{Terms: want}) {
			t.Errorf("%q:\n got %+v\nwant %+v", text, got.Terms, want)
		}
		if again := query.Parse(got.String(), query.Options{Typing: true}); !again.Equal(got) {
			t.Errorf("%q: %q is read as %+v", text, got, again.Terms)
		}
	}
}

func TestText(t *testing.T) {
	for text, want := range map[string][2]string{
		`tag:"to check"|b from:2020 "a b" -c*`: {`tag:"to check"|b from:2020 "a b" -c*`, `وسم:"to check"|b من:2020 "a b" -c*`},
		"has:note is:uncertain colour:red":     {"has:note is:uncertain colour:red", "له:ملاحظة هو:تقريبي لون:أحمر"},
		"summit":                               {"summit ", "summit "},
	} {
		q := query.Parse(text, today)
		if got := q.String(); got != want[0] {
			t.Errorf("%q: got %q, want %q", text, got, want[0])
		}
		if got := q.Text("ar"); got != want[1] {
			t.Errorf("%q in Arabic: got %q, want %q", text, got, want[1])
		}
	}
}

func TestEveryNameIsRead(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		for _, f := range []query.Field{query.Tag, query.Track, query.Source, query.Author, query.Colour, query.From, query.To, query.On, query.Known, query.Actor, query.Status, query.Has, query.Is} {
			value := "2020"
			if values := query.FixedValues(f); values != nil {
				value = query.ValueName(f, values[len(values)-1], lang)
			}
			q := query.Parse(query.Name(f, lang)+":"+value, today)
			if len(q.Terms) != 1 || q.Terms[0].Field != f {
				t.Errorf("%s in %q is read as %+v", f, lang, q.Terms)
			}
			for _, v := range query.FixedValues(f) {
				q := query.Parse(query.Name(f, lang)+":"+query.ValueName(f, v, lang), today)
				if want := field(f, v); len(q.Terms) != 1 || !q.Terms[0].Equal(want) {
					t.Errorf("%s:%s in %q is read as %+v", f, v, lang, q.Terms)
				}
			}
		}
	}
}

func TestWithAndWithout(t *testing.T) {
	q := query.Parse("summit tag:a from:2020", today)
	more := q.With(field(query.Tag, "b"))
	if len(q.Terms) != 3 || len(more.Terms) != 4 || !more.With(field(query.Tag, "b")).Equal(more) {
		t.Errorf("with tag:b: %q", more)
	}
	if got := more.Without(field(query.Tag, "b")); !got.Equal(q) {
		t.Errorf("without it again: %q", got)
	}
	if got := more.WithoutField(query.Tag); len(got.Terms) != 2 || len(got.Words()) != 1 {
		t.Errorf("without tags: %q", got)
	}
}

// pieces are what is likely to upset the parser.
func pieces() []string {
	return []string{
		" ", "-", `"`, `""`, "*", "|", ":", "«", "»", "“", "”", "tag:", "from:", "to:", "has:", "is:", "colour:", "ﷺ", "محمد", "وسم:", "من:",
		"2020", "2020-02/..", "note", "uncertain", "red", "word", "قمة", "\u200f", "\u064e", "é", "\xff", "a b", "\n", "e-mail", "1 Feb",
		"foo:bar", "yesterday", "كانون", "الثاني", "آب", "سبتمبر", "4", "٤", "فبراير", "February", "2022-02-04", "ببكين",
	}
}

func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces()), 0, 10).Draw(t, "pieces"), "")
	})
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkText asserts what holds for the query of every text.
func checkText(t failer, text string) {
	t.Helper()
	for _, o := range []query.Options{{}, today, {Today: today.Today, Typing: true}} {
		q := query.Parse(text, o)
		for _, lang := range []string{"en", "ar"} {
			if again := query.Parse(q.Text(lang), o); !again.Equal(q) {
				t.Fatalf("%q: %q is read as %+v, was %+v", text, q.Text(lang), again.Terms, q.Terms)
			}
		}
		end := 0
		for _, term := range q.Terms {
			if term.Start < end || term.End <= term.Start || term.End > len(text) {
				t.Fatalf("%q: a term from %d to %d after %d", text, term.Start, term.End, end)
			}
			end = term.End
			if term.Field == query.Words && len(term.Pattern().Phrase) == 0 {
				t.Fatalf("%q: a term without words: %+v", text, term)
			}
		}
		checkFinds(t, q, text)
	}
}

// checkFinds asserts that what is marked in a text holds a word of the query, and
// that the offsets are right: they are ascending, apart and of whole characters.
func checkFinds(t failer, q query.Query, text string) {
	t.Helper()
	end := 0
	for r := range q.Finder().Ranges(text) {
		if r.Start < end || r.End <= r.Start || r.End > len(text) {
			t.Fatalf("%q in %q: a find from %d to %d after %d", q, text, r.Start, r.End, end)
		}
		end = r.End
		if utf8.ValidString(text) && (!utf8.RuneStart(text[r.Start]) || r.End < len(text) && !utf8.RuneStart(text[r.End])) {
			t.Fatalf("%q in %q: the find from %d to %d splits a character", q, text, r.Start, r.End)
		}
		words := slices.Collect(fold.Words(text[r.Start:r.End]))
		if !slices.ContainsFunc(q.Patterns(), func(a query.Asked) bool { return !a.Not && holds(a.Pattern, words) }) {
			t.Fatalf("%q in %q: %q is marked", q, text, text[r.Start:r.End])
		}
	}
}

// holds reports whether folded words are one form of a pattern: written apart from
// Finder, so that it says what that should find.
func holds(p query.Pattern, words []string) bool {
	if len(p.Near) > 0 {
		return !slices.ContainsFunc(p.Near, func(group [][]string) bool {
			return !slices.ContainsFunc(group, func(phrase []string) bool {
				return strings.Contains(" "+strings.Join(words, " ")+" ", " "+strings.Join(phrase, " ")+" ")
			})
		})
	}
	if p.Month != "" && fold.MonthNamed(words...) == p.Month {
		return true
	}
	if len(words) != len(p.Phrase) {
		return false
	}
	last := len(words) - 1
	fits := func(word, want string, i int) bool {
		return word == want || p.Prefix && last > 0 && i == last && strings.HasPrefix(word, want)
	}
	for _, form := range p.Beginnings {
		if last == 0 && strings.HasPrefix(words[0], form) {
			return true
		}
	}
	for _, key := range p.Keys {
		if last == 0 && (words[0] == key || slices.Contains(fold.Keys(words[0]), key)) {
			return true
		}
	}
	return slices.ContainsFunc(p.Forms, func(form string) bool {
		for i, word := range words {
			want := p.Phrase[i]
			if i == 0 {
				want = form
			}
			if !fits(word, want, i) {
				return false
			}
		}
		return true
	})
}

func TestTextIsTheQuery(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkText(t, anyText().Draw(t, "text")) })
}

func FuzzParse(f *testing.F) {
	for _, p := range pieces() {
		f.Add(p + " " + p)
		f.Add(p + "x*")
	}
	f.Add(`summit -"winter games" tag:a|"b c" from:"1 Feb 2022" has:note`)
	f.Add("4 فبراير 2022 كانون الثاني 2022 آب")
	f.Add("4 February 2022, 2022-02-04 May 2022 4/2/2022")
	f.Add("قمة بكين وسم:«غير هذا» من:2020")
	f.Add("from:«-")
	f.Fuzz(func(t *testing.T, text string) { checkText(t, text) })
}

// A page that was pasted into the field is searched for its beginning.
func TestLongQueriesAreCut(t *testing.T) {
	for name, text := range map[string]string{
		"words": strings.Repeat("word ", 1<<20), "one word": strings.Repeat("و", 1<<20), "a phrase": `"` + strings.Repeat("a ", 1<<20) + `"`,
		"no letters": strings.Repeat("\x80", 1<<20),
	} {
		q := query.Parse(text, query.Options{})
		if s := q.String(); len(s) > 16<<10 || !utf8.ValidString(s) {
			t.Errorf("%s: %d bytes are kept, valid: %t", name, len(s), utf8.ValidString(s))
		}
	}
}
