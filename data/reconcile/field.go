package reconcile

import (
	"maps"
	"reflect"
	"slices"

	"tarikh.org/tarikh/data"
)

// states are a row in its states; joined is made of the others.
type states struct{ base, mine, theirs, joined data.Row }

// field joins a field. Where it could not, both sides are in the conflict, each with what
// could be joined of the other.
func (j *Joined) field(shape *data.Shape, f data.Field, r states) (Conflict, bool) {
	switch {
	case derived(f), f.Same(r.base, r.mine), f.Same(r.mine, r.theirs):
	case f.Same(r.base, r.theirs), f.Name == "order", // see arrange
		f.Name == "blocks", // where they are is not what anybody decides
		j.anchored(f, r):
		set(shape, f, r.joined, r.mine)
	case f.Use == data.UseTime:
		if *f.At(r.mine).(*int64) > *f.At(r.theirs).(*int64) {
			set(shape, f, r.joined, r.mine)
		}
	default:
		c := Conflict{Shape: shape, Field: f, Base: r.base, Mine: shape.Copy(r.mine), Theirs: shape.Copy(r.theirs)}
		if !parts(f, r.base, c.Mine, c.Theirs) {
			return c, false
		}
		f.Set(r.joined, c.Mine)
	}
	return Conflict{}, true
}

// anchored reports whether a field is the place of a passage in an article to which both
// have given another text: it is found again in the one that is chosen.
func (j *Joined) anchored(f data.Field, r states) bool {
	if f.Name != "anchor" && f.Name != "doubt" {
		return false
	}
	switch row := r.mine.(type) {
	case *data.Excerpt:
		return j.retexted[row.Article]
	case *data.Annotation:
		return j.retexted[row.Article]
	case *data.Dismissal:
		return j.retexted[row.Article]
	}
	return false
}

// derived reports whether a field follows from another one: a text from its hash, the part
// from the anchor.
func derived(f data.Field) bool {
	return f.Use == data.UseBody || f.Use == data.UseDerived || f.Name == "part"
}

// followers are the fields that go with one of the same row where that is decided.
func followers(shape *data.Shape, f data.Field) (names []string) {
	switch {
	case f.Use == data.UseHash:
		for _, other := range shape.Fields {
			if derived(other) || other.Use == data.UsePageRef || other.Name == "blocks" {
				names = append(names, other.Name)
			}
		}
	case f.Name == "anchor":
		return []string{"doubt"}
	case f.Name == "position" && shape.Kind == data.KindEntity:
		return []string{"basis", "ref"}
	case f.Name == "lo":
		return []string{"hi"}
	}
	return names
}

// set copies a field and those that go with it.
func set(shape *data.Shape, f data.Field, row, from data.Row) {
	f.Set(row, from)
	names := followers(shape, f)
	for _, other := range shape.Fields {
		if slices.Contains(names, other.Name) {
			other.Set(row, from)
		}
	}
}

// parts joins what has parts of its own, in the rows of both sides, and reports whether
// these have the same then.
func parts(f data.Field, base, mine, theirs data.Row) bool {
	switch m := f.At(mine).(type) {
	case *[]string:
		return union(f.At(base).(*[]string), m, f.At(theirs).(*[]string))
	case *[]data.Link:
		return union(f.At(base).(*[]data.Link), m, f.At(theirs).(*[]data.Link))
	case *[]data.Reference:
		return union(f.At(base).(*[]data.Reference), m, f.At(theirs).(*[]data.Reference))
	case *data.EntityNames:
		return union(f.At(base).(*data.EntityNames), m, f.At(theirs).(*data.EntityNames))
	case *map[string]string:
		return keyed(f.At(base).(*map[string]string), m, f.At(theirs).(*map[string]string))
	case *data.Citation:
		return cited(f.At(base).(*data.Citation), m, f.At(theirs).(*data.Citation))
	case *data.Claims:
		return claimed(f.At(base).(*data.Claims), m, f.At(theirs).(*data.Claims))
	case *data.Verdict:
		return sameVerdict(m, f.At(theirs).(*data.Verdict))
	}
	return false
}

// union joins lists: theirs without what mine has taken away, and then what mine has added.
func union[L ~[]T, T comparable](base, mine, theirs *L) bool {
	var out L
	for _, t := range *theirs {
		if slices.Contains(*mine, t) || !slices.Contains(*base, t) {
			out = append(out, t)
		}
	}
	for _, m := range *mine {
		if !slices.Contains(*base, m) && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	*mine, *theirs = out, out
	return true
}

// one joins what is under one name; it reports false where both have changed it in different
// ways.
func one[V any](base, mine, theirs V) (V, bool) {
	switch {
	case reflect.DeepEqual(base, mine), reflect.DeepEqual(mine, theirs):
		return theirs, true
	case reflect.DeepEqual(base, theirs):
		return mine, true
	}
	return mine, false
}

// keyed joins what is named, name by name.
func keyed[V any](base, mine, theirs *map[string]V) bool {
	m, t, same := map[string]V{}, map[string]V{}, true
	at := func(of map[string]V, name string) *V {
		if v, ok := of[name]; ok {
			return &v
		}
		return nil
	}
	put := func(in map[string]V, name string, v *V) {
		if v != nil {
			in[name] = *v
		}
	}
	names := maps.Clone(*theirs)
	if names == nil {
		names = map[string]V{}
	}
	maps.Copy(names, *mine)
	for name := range names {
		joined, ok := one(at(*base, name), at(*mine, name), at(*theirs, name))
		if ok {
			put(m, name, joined)
			put(t, name, joined)
			continue
		}
		same = false
		put(m, name, at(*mine, name))
		put(t, name, at(*theirs, name))
	}
	*mine, *theirs = m, t
	return same
}

// claimed joins claims, subject by subject, in the order of theirs.
func claimed(base, mine, theirs *data.Claims) bool {
	order := slices.Concat(*theirs, *mine)
	by := func(claims data.Claims) map[string]data.Claim {
		all := map[string]data.Claim{}
		for _, c := range claims {
			all[c.Subject] = c
		}
		return all
	}
	b, m, t := by(*base), by(*mine), by(*theirs)
	same := keyed(&b, &m, &t)
	listed := func(all map[string]data.Claim) (out data.Claims) {
		for _, c := range order {
			if now, ok := all[c.Subject]; ok {
				out = append(out, now)
				delete(all, c.Subject)
			}
		}
		return out
	}
	*mine, *theirs = listed(m), listed(t)
	return same
}

// cited joins citations, field by field.
func cited(base, mine, theirs *data.Citation) bool {
	same := keyed(&base.Extra, &mine.Extra, &theirs.Extra)
	same = union(&base.Keywords, &mine.Keywords, &theirs.Keywords) && same
	b, m, t := reflect.ValueOf(base).Elem(), reflect.ValueOf(mine).Elem(), reflect.ValueOf(theirs).Elem()
	for i := range b.NumField() {
		joined, ok := one(b.Field(i).Interface(), m.Field(i).Interface(), t.Field(i).Interface())
		if same = same && ok; ok {
			m.Field(i).Set(reflect.ValueOf(joined))
			t.Field(i).Set(reflect.ValueOf(joined))
		}
	}
	return same
}

// sameVerdict joins two verdicts of one state: the one that has a reason is taken, theirs
// where both or neither have.
func sameVerdict(mine, theirs *data.Verdict) bool {
	if mine.State != theirs.State || mine.Why != "" && theirs.Why != "" && mine.Why != theirs.Why {
		return false
	}
	if mine.Why != "" {
		*theirs = *mine
	}
	*mine = *theirs
	return true
}
