// Package feed reads feeds: RSS 0.9 to 2.0, Atom (RFC 4287) and JSON Feed 1.1.
//
// The one idea behind it: a feed is read as a browser reads a page, for what it means: a
// feed that is cut off or not well-formed gives the items before and after the fault. An
// item with its text becomes an article; one with a few words about it a reference with
// these words as its abstract, whose text can be fetched.
package feed

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/page"
)

// Format returns the format.
func Format() form.Format {
	return container.Format(form.Format{
		Name: "feed", Title: "RSS, Atom, JSON Feed", Endings: []string{".rss", ".atom", ".rdf", ".xml", ".json"},
		Likeness: likeness,
	}, open)
}

func likeness(p *form.Probe) int {
	switch {
	case p.Root == "rss" || p.Root == "RDF" && bytes.Contains(p.Head, []byte("purl.org/rss/")):
		return 100
	case p.Root == "feed" && (bytes.Contains(p.Head, []byte("w3.org/2005/Atom")) || bytes.Contains(p.Head, []byte("purl.org/atom/"))):
		return 100
	case !p.Array && p.Has("version", "items") && bytes.Contains(p.Head, []byte("jsonfeed.org")):
		return 100
	}
	return 0
}

// maxFile is the largest feed, in bytes.
const maxFile = 64 << 20

func open(ctx context.Context, file form.File, o form.Options) (*container.File, error) {
	raw, err := file.Bytes(maxFile)
	if err != nil {
		return nil, err
	}
	var f feed
	if trimmed := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\ufeff")), " \t\r\n"); bytes.HasPrefix(trimmed, []byte("{")) {
		f, err = parseJSON(trimmed)
	} else {
		var text string
		if text, err = intake.DecodeAs(raw, "text/xml; charset="+declared(raw)); err == nil {
			f, err = parseXML(ctx, text)
		}
	}
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("import %s: %w", file.Name, ctx.Err())
	case err != nil:
		return nil, file.Fail(form.Place{}, "the feed cannot be read: %w", err)
	}
	c := &container.File{Title: form.Shorten(text(f.title), data.MaxTitle)}
	var items []item
	for _, t := range f.items {
		t.url = address(t.url, cmp.Or(t.base, f.page))
		if t.clean(); t.title+t.url+t.content == "" {
			c.Skip(t.place, form.NoTitle, "")
			continue
		}
		items, c.Entries = append(items, t), append(c.Entries, t.entry())
	}
	if f.broken != nil {
		c.Skip(f.place, form.Unreadable, f.broken.Error())
	}
	c.Open = func(_ context.Context, i int) (container.Item, error) { return items[i].open(c.Title, f.lang), nil }
	return c, nil
}

// declared is the charset of an XML declaration.
func declared(raw []byte) string {
	head := raw[:min(len(raw), 200)]
	_, after, found := bytes.Cut(head, []byte("encoding="))
	if !found || len(after) < 2 || !bytes.HasPrefix(bytes.TrimSpace(head), []byte("<?xml")) {
		return ""
	}
	name, _, _ := bytes.Cut(after[1:], after[:1])
	return string(name)
}

// clean moves the words about an item to where they belong: without a content the
// summary is the text if it is long, or if there is nothing else to be had.
func (t *item) clean() {
	t.title = form.Shorten(text(t.title), data.MaxTitle)
	if strings.TrimSpace(t.content) == "" {
		t.content = ""
		if words, _ := form.PlainHTML(t.summary); t.url == "" || utf8.RuneCountInString(words) >= wholeText {
			t.content, t.summary = t.summary, ""
		}
	}
}

// wholeText is from how many characters on a description is taken for the text.
const wholeText = 800

func (t *item) entry() form.Entry {
	e := form.Entry{
		Title: t.title, URL: t.url, Date: page.ParseDay(cmp.Or(t.published, t.changed), t.lang), Saved: container.Stamp(cmp.Or(t.published, t.changed)),
		Size: int64(len(t.content)), Kind: form.ArticleEntry, Key: form.Shorten(cmp.Or(t.id, t.url), data.MaxForeign), Place: t.place,
	}
	if t.url != "" && !strings.Contains(t.id, ":") { // ids of a feed alone: "7"
		e.Key = form.Shorten(strings.TrimSpace(t.id+" "+t.url), data.MaxForeign)
	}
	if t.content == "" {
		e.Kind = form.ReferenceEntry
	}
	if e.Title == "" {
		words, _ := form.PlainHTML(cmp.Or(t.content, t.summary))
		e.Title, _ = form.Headline(words, "")
		e.Title = cmp.Or(e.Title, form.Shorten(t.url, data.MaxTitle), "—")
	}
	return e
}

func (t *item) open(feed, lang string) container.Item {
	people := container.People(t.people...)
	abstract, _ := form.PlainHTML(t.summary)
	i := container.Item{
		Known: data.Article{
			Title: t.title, URL: t.url, Byline: container.Byline(people), Publisher: feed, Lang: cmp.Or(t.lang, lang),
			Published: page.ParseDay(cmp.Or(t.published, t.changed), cmp.Or(t.lang, lang)), Changed: page.ParseDay(t.changed, cmp.Or(t.lang, lang)),
			Citation: data.Citation{
				Type: "webpage", Container: feed, Authors: people, Keywords: container.Keywords(t.tags...), Abstract: form.Shorten(abstract, maxAbstract),
			},
		},
		Sure: true, Saved: container.Stamp(cmp.Or(t.published, t.changed)),
	}
	if i.Known.Changed == i.Known.Published {
		i.Known.Changed = data.Article{}.Changed
	}
	if t.content != "" {
		i.Source = intake.PastedHTML([]byte(t.content))
	}
	return i
}

const maxAbstract = 64 << 10
