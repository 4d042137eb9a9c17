package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake/web"
)

func pngOf(t testing.TB, w, h int, shade uint8) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = shade
	}
	m.SetGray(0, 0, color.Gray{Y: ^shade})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const sentences = "The council met on Tuesday and decided, after a long debate that went on into the night, to build the bridge over the river again."

func clock() time.Time { return time.Unix(1_650_000_000, 0) }

// told is what a draft has of pictures: before which words, and what is said of them.
func told(d Draft) (all []string) {
	for _, p := range d.Pictures {
		at := "above"
		if p.Position >= 0 {
			at, _, _ = strings.Cut(d.Text[p.Position:], ".")
		}
		all = append(all, fmt.Sprintf("%s: %dx%d %q %q %q %q", at, p.Width, p.Height, p.Alt, p.Caption, p.Credit, p.Source))
	}
	return all
}

func same(t *testing.T, name string, d Draft, want ...string) {
	t.Helper()
	if got := told(d); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, p := range d.Pictures {
		if err := func() error { q := p.Picture; q.Article = data.NewID(); return q.Validate() }(); err != nil || len(p.Page.Body) == 0 || p.Page.Hash != p.Hash {
			t.Errorf("%s: %v, %d bytes", name, err, len(p.Page.Body))
		}
	}
}

// article is a page with pictures under addresses.
func article(first, second, icon string) string {
	return `<!DOCTYPE html><html><head><title>The bridge</title></head><body><article><h1>The bridge</h1>
<figure><img src="` + first + `" alt="The old bridge"><figcaption>Before the flood <span class="credit">Amal Haddad</span></figcaption></figure>
<p>First. ` + sentences + `</p><p>Second. ` + sentences + `</p><img src="` + second + `"><p>Third. ` + sentences + ` <img src="` + icon + `"></p></article></body></html>`
}

func TestPicturesOfMHTML(t *testing.T) {
	part := func(head string, raw []byte) string {
		return "--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n" + head + "\r\n\r\n" + base64.StdEncoding.EncodeToString(raw) + "\r\n"
	}
	raw := "MIME-Version: 1.0\r\nSnapshot-Content-Location: https://example.org/news/1\r\nContent-Type: multipart/related; boundary=B\r\n\r\n" +
		"--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://example.org/news/1\r\n\r\n" + article("a.png", "cid:two", "icon.png") + "\r\n" +
		part("Content-Location: https://example.org/news/a.png", pngOf(t, 300, 200, 10)) + part("Content-ID: <two>", pngOf(t, 100, 90, 20)) +
		part("Content-Location: https://example.org/news/icon.png", pngOf(t, 32, 32, 30)) + "--B--\r\n"
	d, err := Reader{Now: clock}.Read(t.Context(), Source{Data: []byte(raw)}, nil)
	if err != nil || d.Format != MHTML {
		t.Fatal(d.Format, err)
	}
	same(t, "MHTML", d, `above: 300x200 "The old bridge" "Before the flood" "Amal Haddad" "https://example.org/news/a.png"`, `Third: 100x90 "" "" "" ""`)
	id := data.NewID()
	edit := d.Add(id, 1)
	if len(edit.Pictures) != 2 || len(edit.Pages) != 3 || edit.Pictures[1].After.Article != id || edit.Pictures[1].After.Order != 1 {
		t.Errorf("%d pictures, %d pages", len(edit.Pictures), len(edit.Pages))
	}
	d.Pictures[0].Left = true
	if edit := d.Add(id, 1); len(edit.Pictures) != 1 || len(edit.Pages) != 2 {
		t.Errorf("one is left out: %d pictures, %d pages", len(edit.Pictures), len(edit.Pages))
	}
	edit = data.Edit{}
	if d.Illustrate(&edit, id, []data.Picture{{Hash: d.Pictures[1].Hash, Order: 5}}); len(edit.Pictures) != 0 {
		t.Errorf("one that the article has comes again: %d", len(edit.Pictures))
	}
}

// Pictures in addresses are in the page itself; drawings and what is damaged are told of.
func TestPicturesInAddresses(t *testing.T) {
	address := func(raw []byte) string { return "data:image/png;base64," + base64.StdEncoding.EncodeToString(raw) }
	first := pngOf(t, 300, 200, 10)
	d, err := Reader{Now: clock}.Read(t.Context(), Source{Data: []byte(article(address(first), address(first[:20]), "data:image/svg+xml,%3Csvg/%3E"))}, nil)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "addresses", d, `above: 300x200 "The old bridge" "Before the flood" "Amal Haddad" ""`)
	warned := ""
	for _, w := range d.Warnings {
		if w.Kind == Unpictured {
			warned = w.Detail
		}
	}
	if warned != "1" {
		t.Errorf("warned of %q pictures", warned)
	}
}

func zipOf(t testing.TB, files ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		to, err := w.Create(f[0])
		if err == nil {
			_, err = to.Write([]byte(f[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPicturesOfDocuments(t *testing.T) {
	pixels := string(pngOf(t, 300, 200, 10))
	docx := zipOf(t, [2]string{"word/document.xml", `<w:document><w:body><w:p><w:r><w:t>First. Words.</w:t></w:r></w:p>
<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="A &quot;bridge&quot;"/><a:graphic><a:blip r:embed="rId7"/></a:graphic></wp:inline></w:drawing></w:r></w:p>
<w:p><w:r><w:drawing><wp:docPr id="2" descr="from outside"/><a:blip r:embed="rId8"/></w:drawing><w:t>Second. Words.</w:t></w:r></w:p></w:body></w:document>`},
		[2]string{"word/_rels/document.xml.rels", `<Relationships><Relationship Id="rId7" Target="media/image1.png"/><Relationship Id="rId8" Target="https://example.org/x.png" TargetMode="External"/></Relationships>`},
		[2]string{"word/media/image1.png", pixels})
	odt := zipOf(t, [2]string{"mimetype", "application/vnd.oasis.opendocument.text"},
		[2]string{"content.xml", `<office:document-content><office:body><office:text><text:p>First. Words.</text:p><text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:title>no</svg:title><svg:desc>A "bridge"</svg:desc></draw:frame></text:p><text:p>Second. Words.</text:p></office:text></office:body></office:document-content>`},
		[2]string{"Pictures/1.png", pixels})
	for name, raw := range map[string][]byte{"DOCX": docx, "ODT": odt} {
		d, err := Reader{Now: clock}.Read(t.Context(), Source{Data: raw}, nil)
		if err != nil {
			t.Fatal(name, err)
		}
		same(t, name, d, `Second: 300x200 "A \"bridge\"" "" "" ""`)
		if d.Text != "First. Words.\n\nSecond. Words.\n" {
			t.Errorf("%s: the text is %q", name, d.Text)
		}
		// A title takes the beginning of the text away, or puts one before it.
		d.Title.From = "heading"
		d.Title.Value = "Old"
		d.Retitle("New")
		same(t, name+" with another title", d, `Second: 300x200 "A \"bridge\"" "" "" ""`)
	}
}

// The picture that stands for a page is fetched only where the reader wants it, as a page is:
// each connection is made by one function, which is asked for it.
func TestTheLeadPictureIsFetchedOnlyIfWanted(t *testing.T) {
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Host+r.URL.Path)
		switch r.URL.Path {
		case "/lead.png":
			_, _ = w.Write(pngOf(t, 300, 200, 10))
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, strings.Replace(article("/inner.png", "/other.png", "/icon.png"), "<head>", `<head><meta property="og:image" content="%s">`, 1), r.URL.Query().Get("lead"))
		}
	}))
	defer server.Close()
	dialled := 0
	client := web.Client{
		Proxy: func(*http.Request) (*url.URL, error) { return nil, nil },
		Lookup: func(_ context.Context, host string) ([]netip.Addr, error) {
			if host == "inside.example.org" {
				return []netip.Addr{netip.MustParseAddr("192.168.1.1")}, nil
			}
			return []netip.Addr{netip.MustParseAddr("93.184.216.34")}, nil
		},
		Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			dialled++
			return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
		},
	}
	for _, c := range []struct {
		lead   string
		wanted bool
		dials  int
		have   int
	}{
		{"http://example.org/lead.png", false, 1, 0},
		{"http://example.org/lead.png", true, 2, 1},
		{"http://inside.example.org/lead.png", true, 1, 0}, // a page must not lead there
		{"http://127.0.0.1/lead.png", true, 1, 0},
		{"file:///etc/passwd", true, 1, 0},
	} {
		dialled, asked = 0, nil
		source := Address("http://example.org/news?lead=" + url.QueryEscape(c.lead))
		source.LeadPicture = c.wanted
		d, err := Reader{Now: clock, Web: client}.Read(t.Context(), source, nil)
		if err != nil {
			t.Fatal(err)
		}
		if dialled != c.dials || len(d.Pictures) != c.have {
			t.Errorf("%s, wanted %v: %d connections (%v), %d pictures", c.lead, c.wanted, dialled, asked, len(d.Pictures))
		}
		if c.have > 0 && (d.Pictures[0].Source != c.lead || d.Pictures[0].Position != data.Lead) {
			t.Errorf("%+v", d.Pictures[0].Picture)
		}
	}
	// What is not from the web leads nowhere.
	dialled = 0
	page := strings.Replace(article("http://example.org/a.png", "http://example.org/b.png", ""), "<head>", `<head><meta property="og:image" content="http://example.org/lead.png">`, 1)
	if _, err := (Reader{Now: clock, Web: client}).Read(t.Context(), Source{Data: []byte(page), URL: "http://example.org/news", LeadPicture: true}, nil); err != nil || dialled > 0 {
		t.Errorf("a page that was handed over: %d connections, %v", dialled, err)
	}
}
