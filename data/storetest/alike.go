package storetest

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// Alike fills two stores with the same random library and asks both the same random
// queries, half of them after an edit: hits and their order, snippets, counts, filters,
// facets and orders must be the same. The seed tells the library and the queries.
func Alike(t *testing.T, one, other data.Store, seed uint64, queries int) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	l := newRandomLibrary(t, r)
	apply(t, one, l.insert())
	apply(t, other, l.insert())
	if r.IntN(3) == 0 {
		for _, s := range []data.Store{one, other} {
			was := must(s.Library(t.Context()))(t)
			now := was
			now.Zone = "America/New_York"
			apply(t, s, data.Edit{Label: "zone", Library: []data.Change[data.Library]{data.Update(was, now)}})
		}
	}
	var now asked
	well := false
	defer func() {
		if !well {
			t.Logf("seed %d: %q (typing %v)", seed, now.text, now.typing)
		}
	}()
	for i := range queries {
		if i == queries/2 {
			changes := rand.New(rand.NewPCG(seed, 2))
			l.r = changes
			e := l.change(storedContent(t, one))
			apply(t, one, e)
			apply(t, other, restamped(e, storedContent(t, other)))
			l.r = r
		}
		now = l.query()
		if differs(t, one, other, now) != "" {
			now = shortened(t, one, other, now)
			t.Error(differs(t, one, other, now))
			return
		}
	}
	well = true
}

// restamped is an edit of rows as they are in another store.
func restamped(e data.Edit, c content) data.Edit {
	e.Events, e.Annotations = slices.Clone(e.Events), slices.Clone(e.Annotations)
	for i, change := range e.Events {
		if change.Before != nil {
			before := c.Events[change.Before.ID]
			e.Events[i].Before = &before
		}
	}
	for i, change := range e.Annotations {
		if change.Before != nil {
			before := c.Annotations[change.Before.ID]
			e.Annotations[i].Before = &before
		}
	}
	return e
}

// asked is a query as it is typed, and how it is asked.
type asked struct {
	terms  []string
	text   string
	typing bool
	limit  int
	kinds  []data.Kind
	by     data.EventKey
}

// query draws one of up to four terms.
func (l *randomLibrary) query() asked {
	a := asked{typing: l.r.IntN(3) == 0, limit: 1 + l.r.IntN(40), by: data.EventKey(l.r.IntN(int(data.ByStatus) + 1))}
	for range 1 + min(l.r.IntN(4), l.r.IntN(4)) {
		term := l.term()
		if l.r.IntN(5) == 0 {
			term = "-" + term
		}
		a.terms = append(a.terms, term)
	}
	if a.text = strings.Join(a.terms, " "); l.r.IntN(3) == 0 {
		a.text += " "
	}
	for _, kind := range data.Searched() {
		if l.r.IntN(3) == 0 {
			a.kinds = append(a.kinds, kind)
		}
	}
	return a
}

// term draws a word, a phrase or a field.
func (l *randomLibrary) term() string {
	of := func(names, values []string) string {
		value := func() string { return `"` + strings.ReplaceAll(pickOf(l.r, values), `"`, `""`) + `"` }
		text := pickOf(l.r, names) + ":" + value()
		if l.r.IntN(3) == 0 {
			text += "|" + value()
		}
		return text
	}
	text := strings.Fields(pickOf(l.r, l.texts))
	switch l.r.IntN(16) {
	case 0, 1, 2, 3:
		return l.word()
	case 4, 5: // the beginning of a word
		letters := []rune(l.word())
		return string(letters[:1+l.r.IntN(len(letters))]) + "*"
	case 6, 7: // words side by side
		from := l.r.IntN(len(text))
		phrase := strings.Join(text[from:min(len(text), from+1+l.r.IntN(4))], " ")
		if l.r.IntN(4) == 0 {
			phrase += "*"
		}
		return `"` + strings.ReplaceAll(phrase, `"`, `""`) + `"`
	case 8: // a day in words
		return pickOf(l.r, []string{"4 February 2022", "٤ شباط ٢٠٢٢", "February 2022", "كانون الثاني", "شباط/فبراير", "12 May 2021", "2022-02-04", "آب", "4.2.2022", "February 4th, 2022"})
	case 9:
		return of([]string{"tag", "وسم"}, []string{"trade", "القمه", "to check", "x,y", `"q"`, "nothing"})
	case 10:
		return of([]string{"track", "مسار", "source", "مصدر"}, []string{"diplomacy", "رياضه", "XINHUA", "مقال", "مدرسة", "nobody"})
	case 11:
		return of([]string{"author", "كاتب", "actor", "طرف"}, append([]string{"a reader", "هدى", "هدى المصري", "A. Reporter", "summit", "المصري"}, l.names()...))
	case 12:
		return of([]string{"place", "مكان"}, append([]string{"beijing", "بكين", "مدرسه", "-90,-180,90,180", "0,0,60,120", "-50,100,50,-100"}, l.names()...))
	case 13:
		name := pickOf(l.r, []string{"from", "to", "on", "known", "since", "منذ", "حتى", "في", "معلوم"})
		return name + `:"` + pickOf(l.r, append([]string{"2022-02-04", "2021", "2019-12", "4 شباط 2022"}, randomDates()...)) + `"`
	case 14:
		return of([]string{"colour", "لون"}, data.Colours())
	}
	field := pickOf(l.r, []query.Field{query.Has, query.Is, query.Status})
	return of([]string{string(field), query.Name(field, "ar")}, query.FixedValues(field))
}

// names are some that entities have.
func (l *randomLibrary) names() (out []string) {
	for range 6 {
		out = append(out, pickOf(l.r, pickOf(l.r, l.entities).Called()))
	}
	return out
}

// shortened is a query with fewer terms that the stores still answer in different ways.
func shortened(t testing.TB, one, other data.Store, a asked) asked {
	for i := 0; i < len(a.terms) && len(a.terms) > 1; {
		short := a
		short.terms = slices.Delete(slices.Clone(a.terms), i, i+1)
		if short.text = strings.Join(short.terms, " "); strings.HasSuffix(a.text, " ") {
			short.text += " "
		}
		if differs(t, one, other, short) != "" {
			a = short
		} else {
			i++
		}
	}
	return a
}

// differs says in what two stores differ in their answers to a query; "" for nothing.
func differs(t testing.TB, one, other data.Store, a asked) string {
	first, second := answersOf(t, one, a), answersOf(t, other, a)
	for i, x := range first {
		if y := second[i]; !reflect.DeepEqual(x.value, y.value) {
			return fmt.Sprintf("%s (limit %d, kinds %v): %s", x.of, a.limit, a.kinds, difference(x.value, y.value))
		}
	}
	return ""
}

// difference is where two answers begin to differ.
func difference(one, other any) string {
	a, b := reflect.ValueOf(one), reflect.ValueOf(other)
	for i := 0; a.Kind() == reflect.Slice && i < min(a.Len(), b.Len()); i++ {
		if x, y := a.Index(i).Interface(), b.Index(i).Interface(); !reflect.DeepEqual(x, y) {
			return fmt.Sprintf("%d and %d, at %d:\n one   %+v\n other %+v", a.Len(), b.Len(), i, x, y)
		}
	}
	return fmt.Sprintf("\n one   %+v\n other %+v", one, other)
}

// reply is what a store answers to one call.
type reply struct {
	of    string
	value any
}

// answersOf are all answers of a store that depend on a query.
func answersOf(t testing.TB, s data.Store, a asked) (out []reply) {
	t.Helper()
	ctx, q := t.Context(), query.Parse(a.text, query.Options{Typing: a.typing})
	cols, tracks := columnsAndTracks(t, s)
	add := func(of string, value any) { out = append(out, reply{of, value}) }
	counts := must(s.SearchCounts(ctx, q))(t)
	add("counts", counts)
	for _, kind := range data.Searched() {
		ids := must(s.SearchIDs(ctx, q, kind))(t)
		slices.SortFunc(ids, func(a, b data.ID) int { return bytes.Compare(a[:], b[:]) })
		add("rows of "+kind.String(), append([]data.ID{}, ids...))
	}
	newest := must(s.SearchNewest(ctx, q, a.limit, a.kinds...))(t)
	add("the newest, whether there are more", []bool{newest.Newest, newest.Partial})
	add("the newest", newest.Hits)
	best := must(s.Search(ctx, q, a.limit, a.kinds...))(t)
	add("the best, whether there are more", []bool{best.Newest, best.Partial})
	if !best.Partial {
		for i := range best.Hits {
			best.Hits[i].Score = 0
		}
		slices.SortFunc(best.Hits, func(a, b data.Hit) int { return bytes.Compare(a.ID[:], b.ID[:]) })
		add("the best", best.Hits)
	}
	matching := must(s.Matching(ctx, q, cols, tracks))(t)
	add("filtered", append([]int32{}, matching...))
	facets := must(s.Facets(ctx, q, cols, tracks))(t)
	for _, field := range []query.Field{query.Track, query.Tag, query.Source, query.Actor, query.Colour, query.Status, query.Has, query.Is} {
		add("counts of "+string(field), append([]data.FacetCount{}, facets[field]...))
	}
	add("in order", must(s.EventOrder(ctx, cols, matching, a.by, a.typing))(t))
	return out
}
