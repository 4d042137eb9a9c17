package pagelink

import (
	"net/url"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	const mark = "0123456789abcdef"
	for _, c := range []struct{ link, address, title, mark string }{
		{"tarikh:add?url=https%3A%2F%2Fexample.org%2Fnews%3Fid%3D7&title=News&page=" + mark, "https://example.org/news?id=7", "News", mark},
		{"TARIKH:add?url=http://example.org/a%23part&title=%D8%B9%D9%86%D9%88%D8%A7%D9%86%20%20%D8%A3", "http://example.org/a", "عنوان أ", ""},
		{"tarikh://add/?url=https://example.org", "https://example.org", "", ""},
		{"tarikh:add?url=https://example.org&title=" + strings.Repeat("a", 3000), "https://example.org", strings.Repeat("a", maxTitle) + "…", ""},
	} {
		p, err := Parse(c.link)
		if err != nil || p.URL != c.address || p.Title != c.title || p.mark != c.mark || p.InClipboard() != (c.mark != "") {
			t.Errorf("%.80s: %+v, %v", c.link, p, err)
		}
	}
}

func TestHostileLinks(t *testing.T) {
	add := func(address string) string { return "tarikh:add?url=" + url.QueryEscape(address) }
	for name, c := range map[string]struct{ link, want string }{
		"another scheme":      {"https://example.org", "not one of Tarikh"},
		"no scheme":           {"add", "not one of Tarikh"},
		"another verb":        {"tarikh:delete?url=https://example.org", `asks for "delete"`},
		"no address":          {"tarikh:add", "not one of the web"},
		"a script":            {add("javascript:alert(1)"), "not one of the web"},
		"a script with host":  {add("javascript://example.org/%0aalert(1)"), "only http and https"},
		"a file":              {add("file:///etc/passwd"), "only http and https"},
		"data":                {add("data:text/html,x"), "not one of the web"},
		"a folder":            {add("/etc/passwd"), "not one of the web"},
		"a password":          {add("https://me:secret@example.org"), "name or password"},
		"no host":             {add("https:///a"), "no host"},
		"very long":           {add("https://example.org/" + strings.Repeat("a", maxLink)), "over 16 KB"},
		"a line break":        {"tarikh:add?url=https://example.org\n", "control"},
		"an encoded one":      {add("https://example.org/\r\nHost: x"), "control"},
		"one in the title":    {add("https://example.org") + "&title=a%00b", "control"},
		"no UTF-8":            {add("https://example.org") + "&title=%ff", "control"},
		"a bad escape":        {"tarikh:add?url=%zz", "cannot be read"},
		"a mark that is none": {add("https://example.org") + "&page=../../x", "a mark"},
		"a second command":    {"tarikh:add?url=https://example.org;--new", "cannot be read"},
	} {
		if p, err := Parse(c.link); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %+v, %v; want %q", name, p, err, c.want)
		}
	}
}

// Only what the bookmark has put there is taken out of the clipboard.
func TestClipboard(t *testing.T) {
	p, err := Parse("tarikh:add?url=https://example.org&page=0123456789abcdef")
	if err != nil {
		t.Fatal(err)
	}
	for clipboard, want := range map[string]string{
		"<!--tarikh 0123456789abcdef--><html></html>": "<html></html>",
		"<!--tarikh 0123456789abcdef-->":              "",
		"<!--tarikh fedcba9876543210--><html></html>": "",
		"a password": "",
		"":           "",
	} {
		if html, ok := p.HTML(clipboard); html != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", clipboard, html, ok)
		}
	}
	p.mark = ""
	if _, ok := p.HTML("<!--tarikh --><html></html>"); ok {
		t.Error("a page without a mark is in the clipboard")
	}
}

// The bookmark is the script on one line, which a browser decodes to the same.
func TestBookmarklet(t *testing.T) {
	b := Bookmarklet()
	if strings.ContainsAny(b, "\n\t \"<>#") || len(b) > 2000 {
		t.Errorf("%d bytes: %s", len(b), b)
	}
	script, err := url.PathUnescape(strings.TrimPrefix(b, "javascript:"))
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	if err != nil || squeeze(script) != squeeze(source) {
		t.Errorf("%v: %s", err, script)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("tarikh:add?url=https%3A%2F%2Fexample.org%2Fnews%3Fid%3D7&title=News&page=0123456789abcdef")
	f.Fuzz(func(t *testing.T, link string) {
		p, err := Parse(link)
		if err != nil {
			return
		}
		u, err := url.Parse(p.URL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
			t.Errorf("%q is taken", p.URL)
		}
	})
}
