package csljson

import (
	"encoding/json"
	"fmt"

	"tarikh.org/tarikh/data/exchange/form"
)

// The variables that are names and dates, besides those with fields of their own.
var (
	nameVariables = []string{
		"chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator", "director", "editor-translator", "editorial-director",
		"executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient",
		"reviewed-author", "script-writer", "series-creator",
	}
	dateVariables = []string{"available-date", "event-date", "original-date", "submitted"}
)

// textVariables are the variables that are texts and numbers, besides those with fields of
// their own.
var textVariables = []string{
	"archive", "archive-place", "archive_collection", "archive_location", "authority", "call-number", "chapter-number", "citation-key", "citation-label", "collection-number",
	"collection-title", "container-title-short", "dimensions", "division", "event", "event-place", "event-title", "genre", "jurisdiction", "medium", "note", "number", "number-of-pages",
	"number-of-volumes", "original-publisher", "original-publisher-place", "original-title", "part", "part-number", "part-title", "PMCID", "PMID", "printing",
	"references", "reviewed-genre", "reviewed-title", "scale", "section", "source", "status", "supplement", "supplement-number", "title-short", "version", "volume-title",
	"volume-title-short", "year-suffix",
}

// scalar is a value as text, "" for lists and objects.
func scalar(value any) string {
	switch v := value.(type) {
	case string:
		return form.Clean(v)
	case json.Number:
		return v.String()
	case bool:
		return fmt.Sprint(v)
	}
	return ""
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
