package form

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Object is an object of JSON as JSON.Any reads it, in which a number is a json.Number.
type Object map[string]any

// Text is a member that is a text, a number or a truth value, "" for anything else.
func (o Object) Text(name string) string {
	switch v := o[name].(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// Object is a member that is an object, nil for anything else.
func (o Object) Object(name string) Object {
	v, _ := o[name].(map[string]any)
	return v
}

// Objects are those in a member that is a list.
func (o Object) Objects(name string) (all []Object) {
	list, _ := o[name].([]any)
	for _, v := range list {
		if entry, ok := v.(map[string]any); ok {
			all = append(all, entry)
		}
	}
	return all
}
