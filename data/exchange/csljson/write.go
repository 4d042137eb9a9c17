package csljson

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/works"
)

// write writes an array of items, a line for each field. Dates are numbers: one that is in
// doubt is as wide as it may be, and circa.
func write(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	out := works.NewWriter(w, from)
	out.WriteString("[")
	err := out.Each(ctx, func(i int, e works.Entry) error {
		if i > 0 {
			out.WriteString(",")
		}
		raw, err := encoded(itemOf(e, &out.Lost))
		out.WriteString("\n")
		out.Write(raw)
		return err
	})
	if err != nil {
		return nil, err
	}
	out.WriteString("\n]\n")
	return out.Finish()
}

// encoded is an item with a line for each field, those first by which people find it.
func encoded(item map[string]any) ([]byte, error) {
	names := slices.SortedFunc(maps.Keys(item), func(a, b string) int {
		rank := func(name string) int { return slices.Index([]string{"title", "type", "id"}, name) }
		return cmp.Or(rank(b)-rank(a), strings.Compare(a, b))
	})
	var out bytes.Buffer
	for i, name := range names {
		var value bytes.Buffer
		e := json.NewEncoder(&value)
		e.SetEscapeHTML(false)
		if err := e.Encode(item[name]); err != nil {
			return nil, err
		}
		before := ",\n  "
		if i == 0 {
			before = "{"
		}
		fmt.Fprintf(&out, "%s%q: %s", before, name, bytes.TrimSpace(value.Bytes()))
	}
	out.WriteString("}")
	return out.Bytes(), nil
}

// itemOf is an entry as an item of CSL.
func itemOf(e works.Entry, lost *form.Dropped) map[string]any {
	c := e.Citation
	container, publisher := cite.In(e.Article)
	item := map[string]any{"id": e.Key, "type": cite.Type(e.Article)}
	for name, text := range map[string]string{
		"title": e.Title, "container-title": container, "publisher": publisher, "publisher-place": c.PublisherPlace, "volume": c.Volume, "issue": c.Issue, "page": c.Pages,
		"edition": c.Edition, "DOI": c.DOI, "ISBN": c.ISBN, "ISSN": c.ISSN, "URL": e.URL, "language": e.Lang, "abstract": c.Abstract, "keyword": works.KeywordList(c.Keywords),
	} {
		if text != "" {
			item[name] = text
		}
	}
	for name, people := range map[string][]data.Name{"author": e.Authors, "editor": c.Editors, "translator": c.Translators} {
		if len(people) > 0 {
			item[name] = namesOf(people)
		}
	}
	if d := dateOf(e.Published, lost); d != nil {
		item["issued"] = d
	}
	if seen, err := dates.Parse(c.Accessed); err == nil {
		item["accessed"] = dateOf(seen, lost)
	}
	if len(e.Notes) > 0 {
		item["annote"] = e.Notes[0]
		lost.Lose(form.LosesNotes, len(e.Notes)-1)
	}
	extra(item, c.Extra, lost)
	return item
}

// extra puts the variables of CSL where they belong, and what is none into "custom".
func extra(item map[string]any, all map[string]string, lost *form.Dropped) {
	custom := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text := all[name]
		_, taken := item[name]
		switch {
		case name == works.ExtraIssued && !taken:
			item[name] = map[string]any{"literal": form.Line(text)}
		case slices.Contains(nameVariables, name) && !taken:
			item[name] = namesOf(works.NamesIn(text))
		case slices.Contains(dateVariables, name) && !taken:
			if d, err := dates.Parse(text); err == nil {
				item[name] = dateOf(d, lost)
			} else {
				item[name] = map[string]any{"literal": form.Line(text)}
			}
		case slices.Contains(textVariables, name) && !taken:
			item[name] = text
		default:
			custom[name] = text
		}
	}
	if len(custom) > 0 {
		item["custom"] = custom
	}
}

func namesOf(people []data.Name) []any {
	var out []any
	for _, n := range people {
		if n.Literal != "" {
			out = append(out, struct {
				Literal string `json:"literal"`
			}{n.Literal})
			continue
		}
		out = append(out, struct {
			Family string `json:"family,omitempty"`
			Given  string `json:"given,omitempty"`
		}{n.Family, n.Given})
	}
	return out
}
