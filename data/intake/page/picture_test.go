package page

import (
	"fmt"
	"strings"
	"testing"
)

const prose = "The council met on Tuesday and decided, after a long debate that went on into the night, to build the bridge over the river again."

// Pictures of the main text are found at their places with what is said of them; decorations,
// and those of other parts of the page, are not.
func TestPicturesOfAPage(t *testing.T) {
	markup := `<!DOCTYPE html><html><head><title>The bridge</title><meta property="og:image" content="/lead.jpg"></head><body>
<nav><img src="/logo.png" alt="Logo"></nav>
<article><h1>The bridge</h1>
<figure><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="hero.jpg" alt="The old bridge"><figcaption>The bridge before the flood. <span class="credit">Photo: Amal Haddad</span></figcaption></figure>
<p>First. ` + prose + `</p>
<p>Second. ` + prose + ` <img src="icon.png" width="16" height="16"> <img src="inline.png"></p>
<div class="wp-caption"><picture><source srcset="large.webp 2000w, middle.webp 800w"><img src="small.jpg"></picture><p class="wp-caption-text">The plan of the engineers</p></div>
<p>Third. ` + prose + `</p>
<aside class="related"><img src="other.jpg" alt="Another story"></aside>
</article>
<footer><img src="/foot.jpg"></footer></body></html>`
	p, err := Read(t.Context(), markup, "https://example.org/news/1")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, pic := range p.Pictures {
		at := "above"
		if pic.Position >= 0 {
			at, _, _ = strings.Cut(p.Text[pic.Position:], ".")
			at, _, _ = strings.Cut(at, "\n")
		}
		got = append(got, fmt.Sprintf("%s: %s %q %q %q", at, strings.Join(pic.Addresses, " "), pic.Alt, pic.Caption, pic.Credit))
	}
	want := []string{
		`above: https://example.org/news/hero.jpg data:image/gif;base64,R0lGODlhAQABAAAAACw= "The old bridge" "The bridge before the flood." "Photo: Amal Haddad"`,
		`The plan of the engineers: https://example.org/news/inline.png "" "" ""`,
		`The plan of the engineers: https://example.org/news/small.jpg https://example.org/news/large.webp https://example.org/news/middle.webp "" "The plan of the engineers" ""`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s\nin\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"), p.Text)
	}
	if p.Lead != "https://example.org/lead.jpg" {
		t.Errorf("the lead picture is %q", p.Lead)
	}
}
