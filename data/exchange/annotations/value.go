package annotations

import "encoding/json"

// ObjectOf is a value of JSON as an object, nil if it is none.
func ObjectOf(v any) map[string]any {
	o, _ := v.(map[string]any)
	return o
}

// ListOf is a value as a list: itself, or the one that it is; nil for none.
func ListOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// TextOf is a value as a text: a string, the id or value of an object, the first of a list
// of them; "" for anything else.
func TextOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return TextOf(v[0])
		}
	case map[string]any:
		for _, name := range []string{"id", "@id", "value", "@value"} {
			if s, ok := v[name].(string); ok {
				return s
			}
		}
	}
	return ""
}

// CountOf is a number that counts something, 0 for anything else.
func CountOf(v any) int {
	s, _ := v.(json.Number)
	n, err := s.Int64()
	if err != nil || n < 0 || n > maxCount {
		return 0
	}
	return int(n)
}

// maxCount is more than the characters of any text.
const maxCount = 1 << 30
