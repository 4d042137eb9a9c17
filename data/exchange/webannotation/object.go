package webannotation

import (
	"strings"

	"tarikh.org/tarikh/data/exchange/annotations"
)

// object is an object of JSON; its names are without @ and without the prefix oa.
type object map[string]any

// bare is a name of JSON-LD as the context of annotations has it: "id" for "@id", and
// "hasTarget" of Open Annotation as "target".
func bare(name string) string {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "@"), "oa:")
	if rest, ok := strings.CutPrefix(name, "has"); ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
		name = strings.ToLower(rest[:1]) + rest[1:]
	}
	if name == "item" || name == "members" { // of drafts
		name = "items"
	}
	return name
}

// objectOf is a value as an object, nil if it is none.
func objectOf(v any) object {
	members := annotations.ObjectOf(v)
	if members == nil {
		return nil
	}
	o := make(object, len(members))
	for name, value := range members {
		if short := bare(name); members[short] == nil || short == name {
			o[short] = value
		}
	}
	return o
}

// is reports whether an object is of a type, among others.
func (o object) is(of string) bool {
	for _, t := range annotations.ListOf(o["type"]) {
		if s, ok := t.(string); ok && bare(s) == of {
			return true
		}
	}
	return false
}

func (o object) isAnnotation() bool { return o.is("Annotation") || o["target"] != nil }

// itemsOf are the members of a set of resources, nil for anything else.
func itemsOf(o object) []any {
	for _, set := range []string{"Choice", "Composite", "List", "Independents"} {
		if o.is(set) {
			return annotations.ListOf(o["items"])
		}
	}
	if o["id"] == nil && o["source"] == nil && o["value"] == nil {
		return annotations.ListOf(o["items"])
	}
	return nil
}

// wordsOf are the texts of a list, without the prefix oa.
func wordsOf(list []any) []string {
	var words []string
	for _, v := range list {
		if w := strings.TrimPrefix(annotations.TextOf(v), "oa:"); w != "" {
			words = append(words, w)
		}
	}
	return words
}
