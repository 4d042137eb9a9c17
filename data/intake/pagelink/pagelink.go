// Package pagelink is how a browser hands over the page that it shows: a link of the
// scheme tarikh, which the system opens with the program, and a bookmark that makes it.
//
//	tarikh:add?url=https%3A%2F%2Fexample.org%2Fnews&title=News&page=0123456789abcdef
//
// The one idea behind it: a link is short and anybody may make one, so it only says where
// the page is. The page itself, as it is shown there, goes through the clipboard, behind a
// mark that the bookmark draws and the link repeats: what else is in the clipboard is never
// taken for it. The bookmark runs in the page without asking it for anything, so no policy
// of the page (CSP) hinders it. A link adds nothing: the reader is asked.
package pagelink

import (
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/intake/web"
)

// Scheme is that of the links, with its colon.
const Scheme = "tarikh:"

// Limits in bytes of a link and of the title in it.
const (
	maxLink  = 16 << 10
	maxTitle = 2 << 10
)

// Page is a page that a link names.
type Page struct {
	URL   string // http or https, without a name and password
	Title string // as the browser shows it; may be empty
	mark  string // of the page in the clipboard; "" if it is not there
}

// markPattern is that of the marks of the bookmark.
var markPattern = regexp.MustCompile(`^[0-9a-f]{16}$`)

// Parse reads a link. It refuses what is no link of the bookmark, and addresses that are
// not of the web.
func Parse(link string) (Page, error) {
	page, err := parse(link)
	if err != nil {
		return Page{}, fmt.Errorf("the link is refused: %w", err)
	}
	return page, nil
}

func parse(link string) (p Page, err error) {
	switch {
	case len(link) > maxLink:
		return p, fmt.Errorf("it is over %d KB", maxLink>>10)
	case !utf8.ValidString(link) || strings.ContainsFunc(link, unicode.IsControl):
		return p, errors.New("it holds control characters")
	}
	scheme, rest, _ := strings.Cut(link, ":")
	if !strings.EqualFold(scheme+":", Scheme) {
		return p, errors.New("it is not one of Tarikh")
	}
	verb, query, _ := strings.Cut(strings.TrimPrefix(rest, "//"), "?")
	if strings.Trim(verb, "/") != "add" { // some systems add slashes
		return p, fmt.Errorf("it asks for %q, and only pages can be added", verb)
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return p, errors.New("it cannot be read")
	}
	address := values.Get("url")
	if strings.ContainsFunc(address+values.Get("title"), func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError }) {
		return p, errors.New("it holds control characters")
	}
	if !strings.Contains(address, "://") { // "javascript:…" is no host with a port
		return p, errors.New("its address is not one of the web")
	}
	u, err := web.Parse(address)
	if err != nil {
		return p, err
	}
	p = Page{URL: u.String(), Title: strings.Join(strings.Fields(values.Get("title")), " "), mark: values.Get("page")}
	if len(p.Title) > maxTitle {
		p.Title = strings.ToValidUTF8(p.Title[:maxTitle], "") + "…"
	}
	if p.mark != "" && !markPattern.MatchString(p.mark) {
		return Page{}, errors.New("it holds a mark that is none")
	}
	return p, nil
}

// InClipboard reports whether the page itself is said to be in the clipboard.
func (p Page) InClipboard() bool { return p.mark != "" }

// HTML is the page as the browser shows it, if that is what the clipboard holds.
func (p Page) HTML(clipboard string) (html string, ok bool) {
	if p.mark == "" {
		return "", false
	}
	if html, ok = strings.CutPrefix(clipboard, "<!--tarikh "+p.mark+"-->"); !ok {
		return "", false
	}
	return html, html != ""
}

//go:embed bookmarklet.js
var source string

// Bookmarklet is the address of the bookmark.
func Bookmarklet() string {
	var b strings.Builder
	for line := range strings.Lines(source) {
		b.WriteString(strings.TrimSpace(line))
	}
	return "javascript:" + strings.NewReplacer("%", "%25", `"`, "%22", " ", "%20", "<", "%3C", ">", "%3E", "#", "%23").Replace(b.String())
}
