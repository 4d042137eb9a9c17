package tags

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/ui/library"
)

// load reads all tags in use.
func load(l *library.Library, slot *library.Slot, done func([]data.TagCount)) {
	library.Load(l, slot, func(ctx context.Context, store data.Store) ([]data.TagCount, error) { return store.Tags(ctx) }, done)
}

// tagEnds are the characters that end a tag as it is typed, of both scripts.
const tagEnds = ",،;؛\n"

// splitTags reads tags as people type them: separated by commas of either
// script, without repeats.
func splitTags(text string) []string {
	var tags []string
	for _, tag := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(tagEnds, r) }) {
		if tag = cleanTag(tag); tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// cleanTag is a tag without the white space around and between its words, and
// without the sign that other programs put before one.
func cleanTag(tag string) string {
	return strings.TrimPrefix(strings.Join(strings.Fields(tag), " "), "#")
}

// typedTags takes finished tags out of what is typed: all that a comma follows. What
// is left is still being typed.
func typedTags(text string) (done []string, rest string) {
	i := strings.LastIndexAny(text, tagEnds)
	if i < 0 {
		return nil, text
	}
	end := i + len(string([]rune(text[i:])[0]))
	return splitTags(text[:i]), strings.TrimLeft(text[end:], " ")
}

// addTags adds tags to others, without repeats. A tag that differs from one in use
// by vowel signs, case or the like only is taken as that one.
func addTags(tags, more []string, inUse []data.TagCount) []string {
	tags = slices.Clone(tags)
	for _, tag := range more {
		tag = known(tag, inUse)
		if tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// known is a tag as it is in use, where it differs by vowel signs, case or the like only.
func known(tag string, inUse []data.TagCount) string {
	if slices.ContainsFunc(inUse, func(c data.TagCount) bool { return c.Tag == tag }) {
		return tag
	}
	same := fold.String(tag)
	if i := slices.IndexFunc(inUse, func(c data.TagCount) bool { return fold.String(c.Tag) == same }); i >= 0 {
		return inUse[i].Tag
	}
	return tag
}

// mostSuggested is how many tags are offered.
const mostSuggested = 7

// suggestTags are the tags in use that what is typed may become, without those that
// are there already: those that begin so first, then those with a word that begins
// so, then the most used. Nothing typed: the most used.
func suggestTags(typed string, have []string, inUse []data.TagCount) []data.TagCount {
	want := fold.String(cleanTag(typed))
	rank := func(c data.TagCount) int {
		name := fold.String(c.Tag)
		switch {
		case strings.HasPrefix(name, want):
			return 0
		case strings.Contains(name, " "+want):
			return 1
		case strings.Contains(name, want):
			return 2
		}
		return 3
	}
	var fit []data.TagCount
	for _, c := range inUse {
		if !slices.Contains(have, c.Tag) && rank(c) < 3 {
			fit = append(fit, c)
		}
	}
	slices.SortStableFunc(fit, func(a, b data.TagCount) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.Events+b.Annotations, a.Events+a.Annotations), strings.Compare(a.Tag, b.Tag))
	})
	return fit[:min(len(fit), mostSuggested)]
}

// MostUsed are the names with the greatest counts, sorted by name.
func MostUsed(counts map[string]int, limit int) []string {
	names := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	names = names[:min(len(names), limit)]
	slices.Sort(names)
	return names
}
