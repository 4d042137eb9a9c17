package page_test

import (
	"testing"

	"tarikh.org/tarikh/data/intake/page"
)

func TestFromXHTML(t *testing.T) {
	for in, want := range map[string]string{
		`<title/><p>a</p>`:            `<title></title><p>a</p>`,
		`<p class="a/b" id='x>y'/>z`:  `<p class="a/b" id='x>y'></p>z`,
		`<br/><img src="a"/><hr />`:   `<br/><img src="a"/><hr />`,
		`<epub:switch/><A id="p1" />`: `<epub:switch></epub:switch><A id="p1" ></A>`,
		`a < b /> c`:                  `a < b /> c`,
		`<p>no such`:                  `<p>no such`,
		`<a href=x/>`:                 `<a href=x></a>`,
	} {
		if got := page.FromXHTML(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
