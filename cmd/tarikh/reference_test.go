package main

import (
	"strings"
	"testing"
)

// A note on a source that the library has as a reference waits for its text, and is told
// so; the text that comes in for the source's address takes the reference's place.
func TestReferenceGetsItsText(t *testing.T) {
	library := emptyLibrary(t)
	refs := writeFile(t, "refs.json", `[{"id":"a","type":"article-newspaper","title":"How the dike gave way","author":[{"family":"Haddad","given":"Sami"}],`+
		`"URL":"https://mill.example/dike","issued":{"date-parts":[[2022]]}}]`)
	notes := writeFile(t, "notes.jsonld", `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"https://h.example/1","type":"Annotation",`+
		`"body":{"type":"TextualBody","value":"See.","format":"text/plain"},"target":{"source":"http://mill.example/dike?utm_source=x",`+
		`"selector":{"type":"TextQuoteSelector","exact":"boats went from house to house","prefix":"By noon ","suffix":" to bring people"}}}`)
	if out := must(t, "import", library, refs); !strings.Contains(out, "1 references") {
		t.Error(out)
	}
	if out := must(t, "import", library, notes); !strings.Contains(out, "1 notes that wait for a text") || strings.Contains(out, "references") {
		t.Error(out)
	}
	if out := must(t, "notes", library, "--as", "txt"); !strings.Contains(out, "Waits for the text of its source") || !strings.Contains(out, "Sami Haddad") {
		t.Error(out)
	}
	for query, finds := range map[string]bool{"haddad": true, "author:haddad is:reference": true, "has:text": false} {
		if code, out, _ := tarikh(t, "search", library, query); strings.Contains(out, "How the dike") != finds {
			t.Errorf("%s: exit %d, %s", query, code, out)
		}
	}
	text := writeFile(t, "dike.txt", "The dike\n\nThe river rose for three days. By noon boats went from door to door to bring people out.\n")
	out := must(t, "add-article", library, text, "--url", "https://www.mill.example/dike/")
	if !strings.Contains(out, "\tfilled\t") || !strings.Contains(out, "\tcheck\tother words changed\tboats went from house to house -> boats went from door to door\n") {
		t.Error(out)
	}
	if out := must(t, "notes", library, "--as", "txt"); strings.Contains(out, "Waits") || !strings.Contains(out, "boats went from door to door") {
		t.Error(out)
	}
	if out := must(t, "import", library, refs, notes); !strings.Contains(out, "2 unchanged") || strings.Contains(out, "conflicts") {
		t.Error(out)
	}
	must(t, "check", library)
}
