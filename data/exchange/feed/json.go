package feed

import (
	"cmp"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
)

// The parts of a JSON Feed that are read; numbers occur as ids.
type jsonFeed struct {
	Title    string     `json:"title"`
	Language string     `json:"language"`
	Home     string     `json:"home_page_url"`
	Feed     string     `json:"feed_url"`
	Items    []jsonItem `json:"items"`
}

type jsonItem struct {
	ID          json.RawMessage `json:"id"`
	URL         string          `json:"url"`
	ExternalURL string          `json:"external_url"`
	Title       string          `json:"title"`
	HTML        string          `json:"content_html"`
	Text        string          `json:"content_text"`
	Summary     string          `json:"summary"`
	Published   string          `json:"date_published"`
	Modified    string          `json:"date_modified"`
	Language    string          `json:"language"`
	Tags        []string        `json:"tags"`
	Author      jsonAuthor      `json:"author"` // version 1
	Authors     []jsonAuthor    `json:"authors"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

func parseJSON(raw []byte) (feed, error) {
	var j jsonFeed
	if err := json.Unmarshal(raw, &j); err != nil {
		var kind *json.UnmarshalTypeError
		if !errors.As(err, &kind) { // a value of another type is left out, the rest is read
			return feed{}, err
		}
	}
	if len(j.Items) > container.MaxEntries {
		return feed{}, errMany
	}
	f := feed{title: paragraphs(j.Title), lang: j.Language, page: cmp.Or(form.WebAddress(j.Home), form.WebAddress(j.Feed))}
	for n, i := range j.Items {
		t := item{
			id: strings.Trim(string(i.ID), `"`), title: paragraphs(i.Title), url: cmp.Or(i.URL, i.ExternalURL), content: i.HTML, summary: paragraphs(i.Summary),
			published: i.Published, changed: i.Modified, tags: i.Tags, lang: i.Language, place: form.Place{Path: "items[" + strconv.Itoa(n) + "]"},
		}
		if t.content == "" {
			t.content = paragraphs(i.Text)
		}
		for _, a := range append(i.Authors, i.Author) {
			if a.Name != "" {
				t.people = append(t.people, a.Name)
			}
		}
		f.items = append(f.items, t)
	}
	return f, nil
}
