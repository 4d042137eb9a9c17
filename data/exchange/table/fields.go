package table

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// The most tracks of a table, and tags of an event.
const (
	maxTracks = 1_000
	maxWords  = 200
)

// title is the first title of the row that there is.
func (b *builder) title() string {
	if title := b.cell(Title); title != "" {
		return title
	}
	for _, i := range b.several[OtherTitle] {
		if title := b.in(i); !none(title) {
			return title
		}
	}
	return ""
}

// kept are the cells that no field has, as lines, and the addresses in them.
func (b *builder) kept(when dates.Date) (string, []form.Link) {
	var lines []string
	var links []form.Link
	keep := func(i int) {
		words, found := plain(b.in(i))
		if none(words) {
			return
		}
		lines = append(lines, form.Said(b.t.Columns[i].Name, words))
		links = append(links, found...)
	}
	for i, c := range b.m.Columns {
		switch c.Means {
		case Keep:
			keep(i)
		case OtherTitle:
			if b.in(i) != b.title() {
				keep(i)
			}
		case Ignore:
			if !none(b.in(i)) {
				b.doc.Drop(b.t.Columns[i].Name)
			}
		case Display:
			if d, one := form.Human(b.in(i), dates.Civil{}); !one || d != when {
				keep(i)
			}
		case Address, Picture:
			if b.r.Links[i] == "" && wordy(b.in(i)) {
				keep(i)
			}
		case Duration:
			if _, ok := lengthOf(b.in(i)); !ok {
				keep(i)
			}
		}
	}
	return strings.Join(lines, "\n"), links
}

// links are the addresses in their own columns. Other words there are kept.
func (b *builder) links() (links []form.Link) {
	for _, i := range slices.Sorted(maps.Keys(b.r.Links)) {
		meaning := b.m.Columns[i].Means
		link := form.Link{URL: b.r.Links[i]}
		if words := b.in(i); meaning != Title && !strings.Contains(words, "://") {
			link.Title = words
		}
		if meaning != Ignore {
			links = append(links, link)
		}
	}
	for _, meaning := range []Meaning{Address, Picture, Source} {
		for _, i := range b.several[meaning] {
			cell := b.in(i)
			if none(cell) {
				continue
			}
			found := addresses(cell)
			links = append(links, found...)
		}
	}
	return links
}

// addresses are the addresses of the web in a cell, which may be several or have tags.
func addresses(cell string) (links []form.Link) {
	if a := form.WebAddress(cell); a != "" && !strings.ContainsAny(strings.TrimSpace(cell), " \n\t|") {
		return []form.Link{{URL: a}}
	}
	_, links = plain(cell)
	if len(links) > 0 {
		return links
	}
	for _, word := range wordsOf(cell) {
		if a := address(word); a != "" && len(links) < data.MaxLinks {
			links = append(links, form.Link{URL: a})
		}
	}
	return links
}

// joined are the cells of a meaning in one line, each once.
func (b *builder) joined(meaning Meaning, between string) string {
	var parts []string
	for _, i := range b.several[meaning] {
		words, _ := plain(b.in(i))
		words = form.Line(words)
		if meaning == Source && strings.Contains(words, "://") && form.WebAddress(words) != "" {
			continue // it is among the links
		}
		if !none(words) && (len(parts) == 0 || parts[len(parts)-1] != words) {
			parts = append(parts, words)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return b.doc.Fit(b.place(b.at[meaning]), string(meaning), strings.Join(parts, between), data.MaxTitle)
}

func (b *builder) tags() []string {
	var words []string
	for _, meaning := range []Meaning{Tags, Entity} {
		for _, i := range b.several[meaning] {
			if cell := b.in(i); !none(cell) {
				words = append(words, splitWords(cell, b.split[i])...)
			}
		}
	}
	if len(words) > maxWords {
		b.doc.Drop("tags")
		words = words[:maxWords]
	}
	if len(words) == 0 {
		return nil
	}
	return b.doc.FitTags(b.place(-1), words)
}

// track is the track that a cell names, zero for none.
func (b *builder) track(cell string) data.ID {
	name, _ := plain(cell)
	name = form.Line(name)
	if none(name) {
		name = form.Line(b.m.Track)
	}
	if name == "" {
		return data.ID{}
	}
	name = form.Shorten(name, data.MaxTitle)
	if id, ok := b.tracks[name]; ok {
		return id
	}
	if len(b.tracks) == maxTracks {
		b.doc.Drop("track")
		return data.ID{}
	}
	id := b.doc.TrackNamed(name, "")
	b.tracks[name] = id
	return id
}

func (b *builder) importance() int {
	cell := strings.ToLower(latinDigits(b.cell(Importance)))
	if none(cell) {
		return data.DefaultImportance
	}
	n, err := strconv.Atoi(strings.TrimSuffix(cell, ".0"))
	if err == nil && n >= data.MinImportance && n <= data.MaxImportance {
		return n
	}
	if n, ok := importances[cell]; ok {
		return n
	}
	b.skip(Importance, form.Unreadable)
	return data.DefaultImportance
}

var importances = map[string]int{
	"very low": 1, "low": 2, "medium": 3, "normal": 3, "high": 4, "very high": 5, "critical": 5, "minor": 2, "major": 4,
	"منخفضة": 2, "متوسطة": 3, "عالية": 4, "مرتفعة": 4, "حرجة": 5, "faible": 2, "moyenne": 3, "haute": 4, "élevée": 4,
	"niedrig": 2, "mittel": 3, "hoch": 4, "baja": 2, "media": 3, "alta": 4, "низкая": 2, "средняя": 3, "высокая": 4,
}

// wordsOf are the words of a cell of addresses.
func wordsOf(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(" \n\t|;,<>\"", r) })
}

// address is the address of the web that a word is, "" for none.
func address(word string) string {
	switch {
	case strings.HasPrefix(word, "//"): // as pages have it
		word = "https:" + word
	case strings.HasPrefix(word, "www."):
		word = "http://" + word
	}
	return form.WebAddress(word)
}

// wordy reports whether a cell says more than addresses.
func wordy(cell string) bool {
	words, _ := plain(cell)
	for _, word := range wordsOf(words) {
		if address(word) == "" && strings.ContainsFunc(word, unicode.IsLetter) {
			return true
		}
	}
	return false
}
