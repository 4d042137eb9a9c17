package bringin

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data/intake"
)

func TestPasted(t *testing.T) {
	html := []byte("<p>words</p>")
	for _, c := range []struct {
		name, text string
		html       []byte
		want       intake.Source
		ok         bool
	}{
		{"nothing", " \n", nil, intake.Source{}, false},
		{"an address", " https://example.org/a?b=c \n", nil, intake.Address("https://example.org/a?b=c"), true},
		{"an address that was copied as a link", "https://example.org/", html, intake.Address("https://example.org/"), true},
		{"an address in a text", "see https://example.org/", nil, intake.Pasted("see https://example.org/"), true},
		{"another kind of address", "file:///etc/passwd", nil, intake.Pasted("file:///etc/passwd"), true},
		{"no host", "https:///x", nil, intake.Pasted("https:///x"), true},
		{"a part of a page", "words", html, intake.PastedHTML(html), true},
		{"a text", "words of a text", nil, intake.Pasted("words of a text"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := pasted(c.text, c.html)
			if ok != c.ok || got.URL != c.want.URL || string(got.Data) != string(c.want.Data) || got.Media != c.want.Media {
				t.Errorf("got %+v %v", got, ok)
			}
		})
	}
}

func TestTypedAddresses(t *testing.T) {
	text := "عقد مجلس الأمن جلسة طارئة بشأن أوكرانيا."
	for _, c := range []struct {
		name, typed string
		want        []intake.Source
	}{
		{"nothing", " ", nil},
		{"an address", " https://example.org/a ", []intake.Source{intake.Address("https://example.org/a")}},
		{"a bare host", "localhost", []intake.Source{intake.Address("localhost")}},
		{"several", "example.org/a http://localhost/b", []intake.Source{intake.Address("example.org/a"), intake.Address("http://localhost/b")}},
		{"a text", text, []intake.Source{intake.Pasted(text)}},
		{"an address in a text", "see https://example.org/", []intake.Source{intake.Pasted("see https://example.org/")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			same := func(a, b intake.Source) bool { return a.URL == b.URL && string(a.Data) == string(b.Data) }
			if got := typedAddresses(c.typed); !slices.EqualFunc(got, c.want, same) {
				t.Errorf("got %+v", got)
			}
		})
	}
}
