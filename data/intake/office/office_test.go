package office_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/intake/office"
)

// pack makes an archive of names and texts, in pairs.
func pack(t testing.TB, files ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const (
	word = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>`
	dc   = `<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:title>A &amp; B</dc:title><dc:creator>Ada</dc:creator><dcterms:created>2022-02-04T08:00:00Z</dcterms:created></cp:coreProperties>`
	odf  = `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s"><office:automatic-styles><style:style style:name="P7" style:parent-style-name="Quotations"/></office:automatic-styles><office:body><office:text>`
)

func paragraph(style, text string) string {
	if style != "" {
		style = `<w:pPr>` + style + `</w:pPr>`
	}
	return `<w:p>` + style + `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

func TestDOCX(t *testing.T) {
	for _, c := range []struct{ name, xml, html string }{
		{"paragraphs", paragraph("", "a &lt; b") + paragraph("", "ج"), "<p>a &lt; b</p>\n<p>ج</p>\n"},
		{"runs", `<w:p><w:r><w:t>a</w:t></w:r><w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>`, "<p>a b<br>c</p>\n"},
		{"title and headings", paragraph(`<w:pStyle w:val="Title"/>`, "a") + paragraph(`<w:pStyle w:val="Heading2"/>`, "b") + paragraph(`<w:outlineLvl w:val="0"/>`, "c"), "<h1>a</h1>\n<h2>b</h2>\n<h1>c</h1>\n"},
		{"lists and quotations", paragraph(`<w:numPr><w:ilvl w:val="0"/></w:numPr>`, "a") + paragraph(`<w:pStyle w:val="IntenseQuote"/>`, "b"), "<li>a</li>\n<blockquote>b</blockquote>\n"},
		{"deleted words", `<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:ins><w:r><w:t>c</w:t></w:r></w:ins></w:p>`, "<p>ac</p>\n"},
		{"codes of fields", `<w:p><w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r><w:r><w:t>a</w:t></w:r></w:p>`, "<p>a</p>\n"},
		{"a table", `<w:tbl><w:tr><w:tc>` + paragraph("", "a") + `</w:tc><w:tc>` + paragraph("", "b") + `</w:tc></w:tr></w:tbl>`, "<p>a</p>\n<p>b</p>\n"},
		{"a text box", `<w:p><w:r><w:t>a</w:t></w:r><w:r><w:txbxContent>` + paragraph("", "b") + `</w:txbxContent></w:r></w:p>`, "<p>a</p>\n<p>b</p>\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := office.Read(pack(t, "[Content_Types].xml", "", "word/document.xml", word+c.xml+`</w:body></w:document>`, "docProps/core.xml", dc))
			if err != nil || d.HTML != c.html {
				t.Errorf("got %q, %v, want %q", d.HTML, err, c.html)
			}
			if d.Title != "A & B" || d.Author != "Ada" || d.Created != "2022-02-04T08:00:00Z" {
				t.Errorf("properties: %+v", d)
			}
		})
	}
}

func TestODT(t *testing.T) {
	for _, c := range []struct{ name, xml, html string }{
		{"paragraphs", `<text:p>a<text:s text:c="3"/>b<text:line-break/>c</text:p><text:p>ج</text:p>`, "<p>a b<br>c</p>\n<p>ج</p>\n"},
		{"spans and links", `<text:p>a <text:span>b <text:a>c</text:a></text:span></text:p>`, "<p>a b c</p>\n"},
		{"headings", `<text:p text:style-name="Title">a</text:p><text:h text:outline-level="2">b</text:h>`, "<h1>a</h1>\n<h2>b</h2>\n"},
		{"lists and quotations", `<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list><text:p text:style-name="P7">b</text:p>`, "<li>a</li>\n<blockquote>b</blockquote>\n"},
		{"what was deleted, remarks, footnotes", `<text:tracked-changes><text:p>x</text:p></text:tracked-changes><text:p>a<office:annotation><text:p>y</text:p></office:annotation>b<text:note>z</text:note></text:p>`, "<p>ab</p>\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw := pack(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", odf+c.xml+`</office:text></office:body></office:document-content>`,
				"meta.xml", `<o:m xmlns:o="o" xmlns:dc="d" xmlns:meta="m"><dc:title>T</dc:title><dc:language>ar-EG</dc:language><meta:creation-date>2022-02-04T08:00:00</meta:creation-date></o:m>`)
			d, err := office.Read(raw)
			if err != nil || d.HTML != c.html {
				t.Errorf("got %q, %v, want %q", d.HTML, err, c.html)
			}
			if d.Title != "T" || d.Lang != "ar-EG" || d.Created != "2022-02-04T08:00:00" {
				t.Errorf("properties: %+v", d)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	bomb := strings.Repeat(" ", 65<<20)
	entities := `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>`
	whole := pack(t, "word/document.xml", word+paragraph("", strings.Repeat("a river rose ", 500))+`</w:body></w:document>`)
	for _, c := range []struct {
		name string
		raw  []byte
		want error
	}{
		{"no archive", []byte("PK\x03\x04 and no more"), office.ErrUnknown},
		{"another archive", pack(t, "a.txt", "b"), office.ErrUnknown},
		{"a spreadsheet", pack(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<a/>"), office.ErrUnknown},
		{"a bomb", pack(t, "word/document.xml", bomb), office.ErrBig},
		{"10,000 nested elements", pack(t, "word/document.xml", strings.Repeat("<w:p>", 10_000)), office.ErrDeep},
		{"entities", pack(t, "word/document.xml", entities), office.ErrBroken},
		{"no XML", pack(t, "word/document.xml", "words"), nil},
		{"cut XML", pack(t, "word/document.xml", word+"<w:p"), office.ErrBroken},
		{"cut archive", whole[:len(whole)/2], office.ErrUnknown},
		{"a protected ODT", pack(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "x", "META-INF/manifest.xml", "<manifest:encryption-data/>"), office.ErrEncrypted},
		{"an ODT without content", pack(t, "mimetype", "application/vnd.oasis.opendocument.text"), office.ErrBroken},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := office.Read(c.raw)
			if !errors.Is(err, c.want) || c.want == nil && d.HTML != "" {
				t.Errorf("got %.40q, %v; want %v", d.HTML, err, c.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(word+paragraph("", "a")+`</w:body></w:document>`, true)
	f.Add(odf+`<text:p>a</text:p>`, false)
	f.Add(`</w:del></w:p><w:t>a`, true)
	f.Add(`<a b="&#0;">`, false)
	f.Fuzz(func(t *testing.T, xml string, docx bool) {
		files := []string{"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", xml}
		if docx {
			files = []string{"word/document.xml", xml, "docProps/core.xml", xml}
		}
		if d, err := office.Read(pack(t, files...)); err == nil && strings.Contains(d.HTML, "<script") {
			t.Fatalf("not escaped: %q", d.HTML)
		}
	})
}
