package gazetteer

import (
	"cmp"
	"slices"
	"strings"
)

// Suggest returns what a reader may mean who has typed so much, n at most, the likeliest
// first: coordinates, places of that name, then those whose names begin so. After a comma
// follows the country, or its beginning: «طرابلس، لبنان». Nothing typed gives nothing.
func (g *Gazetteer) Suggest(typed string, n int) []Place {
	if p, err := Coordinates(typed); err == nil {
		return []Place{p}
	}
	name, country := divide(typed)
	want := folded(name)
	if want == "" {
		return nil
	}
	t := g.tables()
	all := t.within(t.beginning(want), folded(country))
	exact := map[int32]bool{}
	for _, i := range t.exactly(want) {
		exact[i] = true
	}
	slices.SortStableFunc(all, func(a, b int32) int {
		if exact[a] != exact[b] {
			if exact[a] {
				return -1
			}
			return 1
		}
		return cmp.Compare(t.places[b].Weight(), t.places[a].Weight())
	})
	return t.listed(all[:min(n, len(all))])
}

// Named returns the places of a name, the likeliest first; after a comma its country may
// follow. A name of a country is that country and the cities of the same name.
func (g *Gazetteer) Named(name string) []Place {
	name, country := divide(name)
	t := g.tables()
	all := t.within(t.exactly(folded(name)), folded(country))
	slices.SortStableFunc(all, func(a, b int32) int { return cmp.Compare(t.places[b].Weight(), t.places[a].Weight()) })
	return t.listed(all)
}

// divide cuts what is typed at its first comma.
func divide(typed string) (name, country string) {
	if i := strings.IndexAny(typed, ",،"); i >= 0 {
		_, country, _ = strings.Cut(strings.ReplaceAll(typed, "،", ","), ",")
		return typed[:i], country
	}
	return typed, ""
}

func (t *tables) listed(indexes []int32) []Place {
	places := make([]Place, len(indexes))
	for i, at := range indexes {
		places[i] = t.places[at]
	}
	return places
}

// exactly returns the places that have a folded name.
func (t *tables) exactly(name string) (all []int32) {
	from, _ := slices.BinarySearchFunc(t.names, name, func(n named, name string) int { return strings.Compare(n.folded, name) })
	for ; from < len(t.names) && t.names[from].folded == name; from++ {
		all = append(all, t.names[from].place)
	}
	return all
}

// beginning returns the places with a name that begins with a folded text, with or
// without the Arabic article, each once.
func (t *tables) beginning(with string) (all []int32) {
	seen := map[int32]bool{}
	for _, start := range []string{with, "ال" + with, strings.TrimPrefix(with, "ال")} {
		if len([]rune(start)) < 2 && start != with {
			continue
		}
		from, _ := slices.BinarySearchFunc(t.names, start, func(n named, start string) int { return strings.Compare(n.folded, start) })
		for ; from < len(t.names) && strings.HasPrefix(t.names[from].folded, start); from++ {
			if i := t.names[from].place; !seen[i] {
				seen[i] = true
				all = append(all, i)
			}
		}
	}
	return all
}

// within keeps the places of the countries whose names or codes begin with a folded text.
func (t *tables) within(places []int32, country string) []int32 {
	if country == "" {
		return places
	}
	codes := map[string]bool{strings.ToUpper(country): true}
	for _, i := range t.beginning(country) {
		if p := t.places[i]; p.Kind == Country {
			codes[p.Country] = true
		}
	}
	return slices.DeleteFunc(places, func(i int32) bool { return !codes[t.places[i].Country] })
}
