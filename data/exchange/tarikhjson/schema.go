package tarikhjson

import (
	"encoding/json"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// object is a part of a JSON Schema.
type object = map[string]any

// Schema returns the JSON Schema (draft 2020-12) of version 2, made of the shapes of rows.
func Schema() ([]byte, error) {
	members := object{
		"format":   object{"const": jsonFormat},
		"version":  object{"const": 2},
		"revision": object{"type": "integer", "description": "of the library when it was written"},
		"library":  rowSchema(data.KindLibrary),
		"pages":    listOf(pageSchema()),
	}
	for _, list := range lists {
		members[list.name] = listOf(rowSchema(list.of))
	}
	schema := closed(members, []string{"format", "version", "library"})
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = "Tarikh JSON, version 2: a whole library"
	schema["$defs"] = object{
		"id":   object{"type": "string", "format": "uuid"},
		"date": object{"type": "string", "description": "EDTF, levels 0 to 2, with times to the minute"},
		"time": object{"type": "string", "format": "date-time"},
		"hash": object{"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256"},
		"passage": closed(object{
			"start": object{"type": "integer", "minimum": 0, "description": "UTF-8 bytes of the text"}, "exact": text(), "prefix": text(), "suffix": text(),
		}, []string{"exact"}),
		"citation": citationSchema(),
	}
	return json.MarshalIndent(schema, "", "  ")
}

// citationSchema is that of data.Citation.
func citationSchema() object {
	members := object{
		"type": object{"type": "string", "enum": data.CitationTypes()}, "accessed": ref("date"),
		"keywords": listOf(text()), "extra": object{"type": "object", "additionalProperties": text()},
	}
	name := closed(object{"family": text(), "given": text(), "literal": text()}, nil)
	for _, role := range []string{"authors", "editors", "translators"} {
		members[role] = listOf(name)
	}
	for _, field := range []string{"container", "volume", "issue", "pages", "edition", "publisher_place", "doi", "isbn", "issn", "abstract"} {
		members[field] = text()
	}
	return closed(members, nil)
}

func text() object { return object{"type": "string", "minLength": 1} }

func listOf(items object) object { return object{"type": "array", "items": items} }

// closed is an object without other members.
func closed(members object, needed []string) object {
	o := object{"type": "object", "properties": members, "additionalProperties": false}
	if len(needed) > 0 {
		o["required"] = needed
	}
	return o
}

func ref(name string) object { return object{"$ref": "#/$defs/" + name} }

func pageSchema() object {
	return closed(object{
		"hash": ref("hash"), "media": text(), "url": text(), "fetched": ref("time"),
		"body": object{"type": "string", "contentEncoding": "base64"},
	}, []string{"hash", "fetched", "body"})
}

func rowSchema(of data.Kind) object {
	shape := of.Shape()
	row := shape.New()
	members, needed := object{}, []string{}
	for _, f := range shape.Fields {
		if derived(f) {
			continue
		}
		members[f.Name] = fieldSchema(f, row)
		if f.Needed {
			needed = append(needed, f.Name)
		}
	}
	return closed(members, needed)
}

func fieldSchema(f data.Field, row data.Row) object {
	switch f.At(row).(type) {
	case *string:
		o := text()
		if len(f.Among) > 0 {
			o["enum"] = filled(f.Among)
		}
		return o
	case *bool:
		return object{"type": "boolean"}
	case *int, *int64:
		if f.Use == data.UseTime {
			return ref("time")
		}
		o := object{"type": "integer"}
		if f.Least != 0 || f.Most != 0 {
			o["minimum"], o["maximum"] = f.Least, f.Most
		}
		return o
	case *dates.Date:
		return ref("date")
	case *data.ID:
		return ref("id")
	case *[32]byte:
		return ref("hash")
	case *anchor.Selector:
		return ref("passage")
	case *[]string:
		return listOf(text())
	case *data.Citation:
		return ref("citation")
	case *map[string]string:
		return object{"type": "object", "additionalProperties": text()}
	case *data.Doubt, *data.Verdict, *data.Position:
		return object{"type": "object"}
	}
	return listOf(object{"type": "object"})
}

// filled are the values that are not empty.
func filled(values []string) []string {
	var out []string
	for _, v := range values {
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}
