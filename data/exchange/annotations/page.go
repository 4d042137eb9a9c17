package annotations

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
)

// uri is the name of what an Extra field of a citation holds: a name of the page that is no
// address of the web.
const uri = "URI"

// Page returns the reference for a page, made where it is the first of its address or, of
// one without, of its name, or else of its title and author.
func (r *Reader) Page(p Page, place form.Place) data.ID {
	address := p.address()
	key := address
	if key == "" {
		key = form.Line(p.Name)
	}
	if key == "" {
		key = form.Line(p.Title) + "\x00" + form.Line(p.Author)
	}
	if id, ok := r.pages[key]; ok {
		return id
	}
	sum := sha256.Sum256([]byte(key))
	a := data.Article{
		ID: data.NewID(), Added: r.options.Now.Unix(), Citation: p.Citation,
		Title:  r.Fit(place, "title", cmp.Or(form.Line(p.Title), bare(address), address), data.MaxTitle),
		Byline: r.Fit(place, "author", form.Line(p.Author), data.MaxTitle),
	}
	switch web := form.WebAddress(address); {
	case web != "" && len(web) <= data.MaxTitle:
		a.URL = web
		a.Citation.DOI = cmp.Or(a.Citation.DOI, data.NormalDOI(web))
	case address != "":
		a.Citation.Extra = withExtra(a.Citation.Extra, uri, address)
	}
	a = a.WithText("")
	r.pages[key] = a.ID
	r.Articles = append(r.Articles, form.Article{Article: a, Source: form.Source{Key: "page " + hex.EncodeToString(sum[:16]), Place: place}})
	return a.ID
}

// withExtra adds a field to the Extra fields of a citation.
func withExtra(extra map[string]string, name, text string) map[string]string {
	extra = maps.Clone(extra)
	if extra == nil {
		extra = map[string]string{}
	}
	extra[name] = form.Shorten(form.Line(text), data.MaxTitle)
	return extra
}

// bare is an address as the title of what has none.
func bare(address string) string {
	for _, scheme := range []string{"https://", "http://"} {
		address = strings.TrimPrefix(address, scheme)
	}
	return strings.TrimSuffix(address, "/")
}

// contextLength is how many characters before and after a passage are kept.
const contextLength = 32

// Passage is the anchor of a quotation, of which only the words are known yet; zero for
// none.
func (r *Reader) Passage(q Quote, place form.Place) anchor.Selector {
	exact, prefix, suffix := tidy(q.Exact), tidy(q.Prefix), tidy(q.Suffix)
	begins := len(exact) - len(strings.TrimLeft(exact, space))
	prefix, exact = prefix+exact[:begins], exact[begins:]
	ends := len(strings.TrimRight(exact, space))
	exact, suffix = exact[:ends], exact[ends:]+suffix
	switch {
	case exact == "":
		return anchor.Selector{}
	case len(exact) > data.MaxText:
		r.Skip(place, form.TooLong, "quotation")
		return anchor.Selector{}
	}
	start := min(max(q.Position, 0), data.MaxArticle)
	return anchor.Selector{Start: start, End: start + len(exact), Exact: exact, Prefix: lastOf(prefix), Suffix: firstOf(suffix)}
}

const space = " \t\n\u00a0"

// tidy is a text as articles have it; unlike form.Clean it keeps the space around it.
func tidy(s string) string {
	return strings.NewReplacer("\x00", "", "\ufeff", "", "\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\ufffd"))
}

// lastOf and firstOf are the characters of a text that are next to a passage.
func lastOf(s string) string {
	at := len(s)
	for range contextLength {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

func firstOf(s string) string {
	at := 0
	for range contextLength {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return s[:at]
}
