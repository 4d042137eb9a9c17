package epub_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/epub"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// packed is a zip of files, in the order of names and contents.
func packed(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const rootFile = `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

const opf3 = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>A History of Bridges</dc:title><dc:creator id="c1">Amira Haddad</dc:creator><dc:creator id="c2">Jo Vries</dc:creator><meta refines="#c2" property="role">trl</meta>
<dc:language>en</dc:language><dc:publisher>River Press</dc:publisher><dc:date>2019</dc:date><dc:identifier>urn:isbn:9780306406157</dc:identifier><dc:subject>bridges</dc:subject></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one%20first.xhtml" media-type="application/xhtml+xml"/><item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="notes" href="text/notes.xhtml" media-type="application/xhtml+xml"/><item id="pic" href="p.svg" media-type="image/svg+xml"/></manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="one"/><itemref idref="two" linear="yes"/><itemref idref="notes" linear="no"/><itemref idref="pic"/><itemref idref="gone"/></spine></package>`

const (
	nav   = `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body><nav epub:type="landmarks"><a href="text/two.xhtml">Begin reading</a></nav><nav epub:type="toc"><ol><li><a href="text/one%20first.xhtml">Wood and <i>stone</i></a><ol><li><a href="text/one%20first.xhtml#s2">Stone</a></li></ol></li></ol></nav></body></html>`
	one   = `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x"/></head><body><a id="p1"/><h1>Wood and stone</h1><p>The first bridges were of wood.</p><p>Later ones were of stone.</p></body></html>`
	two   = `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>A History of Bridges</title></head><body><h2>Iron</h2><p>Iron came in 1779.</p></body></html>`
	cover = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Cover</title></head><body><img src="c.jpg"/></body></html>`
)

func book(t testing.TB, more ...string) string {
	return packed(t, append([]string{
		"mimetype", "application/epub+zip", "META-INF/container.xml", rootFile, "OEBPS/book.opf", opf3, "OEBPS/nav.xhtml", nav, "OEBPS/cover.xhtml", cover,
		"OEBPS/text/one first.xhtml", one, "OEBPS/text/two.xhtml", two, "OEBPS/text/notes.xhtml", two, "OEBPS/p.svg", "<svg/>",
	}, more...)...)
}

func read(t testing.TB, contents string) (form.Document, error) {
	t.Helper()
	_, doc, err := formtest.Contained(t, epub.Format(), "book.epub", contents)
	return doc, err
}

func TestRead(t *testing.T) {
	doc, err := read(t, book(t))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range doc.Articles {
		c := a.Citation
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s", a.Key, a.Title, a.Byline, a.Publisher, a.Lang, a.Published.EDTF, c.Container, c.ISBN, c.Translators, c.Type, strings.ReplaceAll(a.Text, "\n", "/")))
	}
	const same = "|Amira Haddad|River Press|en|2019|A History of Bridges|9780306406157|[Jo Vries]|chapter|"
	want := "urn:isbn:9780306406157 OEBPS/text/one first.xhtml|Wood and stone" + same + "The first bridges were of wood.//Later ones were of stone./\n" +
		"urn:isbn:9780306406157 OEBPS/text/two.xhtml|Iron" + same + "Iron came in 1779./"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	var skipped []string
	for _, s := range doc.Skipped {
		skipped = append(skipped, s.Where.String()+": "+string(s.Why))
	}
	if want := "OEBPS/p.svg: unsupported\nspine[6]: unknown\nOEBPS/cover.xhtml: no_text"; strings.Join(skipped, "\n") != want {
		t.Errorf("skipped\n%s\nwant\n%s", strings.Join(skipped, "\n"), want)
	}
	if doc.Dropped["part that is not linear"] != 1 {
		t.Errorf("dropped %v", doc.Dropped)
	}
}

func TestEPUB2(t *testing.T) {
	opf := `<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"><dc:title>كتاب الجسور</dc:title>
<dc:creator opf:role="aut">أميرة</dc:creator><dc:creator opf:role="edt">سلمى</dc:creator><dc:date opf:event="modification">2020-01-01</dc:date><dc:date opf:event="publication">2011-05-06</dc:date><dc:identifier opf:scheme="ISBN">0-306-40615-2</dc:identifier></metadata>
<manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/><item id="a" href="a.html" media-type="application/xhtml+xml"/></manifest><spine toc="ncx"><itemref idref="a"/><itemref idref="a"/></spine></package>`
	ncx := `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>الفصل الأول</text></navLabel><content src="a.html#x"/><navPoint><navLabel><text>جزء</text></navLabel><content src="a.html#y"/></navPoint></navPoint></navMap></ncx>`
	doc, err := read(t, packed(t, "META-INF/container.xml", strings.ReplaceAll(rootFile, "OEBPS/", ""), "book.opf", opf, "toc.ncx", ncx, "a.html", "<html><body><p>كانت الجسور الأولى من خشب.</p></body></html>"))
	if err != nil || len(doc.Articles) != 1 {
		t.Fatalf("%+v, %v", doc.Articles, err)
	}
	a := doc.Articles[0]
	if a.Title != "الفصل الأول" || a.Byline != "أميرة" || a.Published.EDTF != "2011-05-06" || a.Citation.ISBN != "9780306406157" || len(a.Citation.Editors) != 1 || a.Lang != "ar" {
		t.Errorf("%+v", a.Article)
	}
}

func TestProtected(t *testing.T) {
	encrypted := func(file, algorithm string) string {
		return `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="` + algorithm + `"/><enc:CipherData><enc:CipherReference URI="` + file + `"/></enc:CipherData></enc:EncryptedData></encryption>`
	}
	const aes = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
	for name, c := range map[string]struct {
		more []string
		want string
	}{
		"Adobe":    {[]string{"META-INF/encryption.xml", encrypted("OEBPS/text/two.xhtml", aes), "META-INF/rights.xml", "<rights/>"}, "Adobe ADEPT"},
		"LCP":      {[]string{"META-INF/encryption.xml", encrypted("OEBPS/text/one%20first.xhtml", aes), "META-INF/license.lcpl", "{}"}, "Readium LCP"},
		"Apple":    {[]string{"META-INF/encryption.xml", encrypted("OEBPS/text/two.xhtml", aes), "META-INF/sinf.xml", "<x/>"}, "Apple FairPlay"},
		"another":  {[]string{"META-INF/encryption.xml", encrypted("OEBPS/text/two.xhtml", aes)}, "aes128-cbc"},
		"a font":   {[]string{"META-INF/encryption.xml", encrypted("OEBPS/font.otf", "http://www.idpf.org/2008/embedding")}, ""},
		"a broken": {[]string{"META-INF/encryption.xml", "<encryption><"}, "META-INF/encryption.xml"},
	} {
		_, err := read(t, book(t, c.more...))
		if (err == nil) != (c.want == "") || err != nil && (!strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "book.epub")) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHostile(t *testing.T) {
	deep := strings.Repeat("<navPoint>", 100_000)
	doc, err := read(t, packed(t, "META-INF/container.xml", strings.ReplaceAll(rootFile, "OEBPS/", ""), "toc.ncx", "<ncx><navMap>"+deep, "a.html", "<p>Words.", "book.opf",
		`<package><metadata/><manifest><item id="ncx" href="toc.ncx"/><item id="a" href="../../a.html" media-type="text/html"/><item id="b" href="a.html" media-type="text/html"/></manifest><spine toc="ncx"><itemref idref="a"/><itemref idref="b"/></spine></package>`))
	if err != nil || len(doc.Articles) != 1 || len(doc.Skipped) != 2 {
		t.Errorf("%+v, %v, %v", doc.Articles, doc.Skipped, err)
	}
	bomb := "<p>" + strings.Repeat("a", 20<<20)
	doc, err = read(t, packed(t, "META-INF/container.xml", strings.ReplaceAll(rootFile, "OEBPS/", ""), "a.html", bomb, "b.html", "<p>Words.", "book.opf",
		`<package><manifest><item id="a" href="a.html" media-type="text/html"/><item id="b" href="b.html" media-type="text/html"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`))
	if err != nil || len(doc.Articles) != 1 || len(doc.Skipped) != 1 || !strings.Contains(doc.Skipped[0].Detail, "12 MB") {
		t.Errorf("%d, %v, %v", len(doc.Articles), doc.Skipped, err)
	}
	for want, contents := range map[string]string{
		"damaged":       book(t)[:200],
		"names no book": packed(t, "META-INF/container.xml", "<container/>"),
		"nested":        packed(t, "META-INF/container.xml", strings.Repeat("<a>", 1000)),
		"no article":    packed(t, "META-INF/container.xml", rootFile, "OEBPS/book.opf", "<package/>"),
	} {
		if _, err := read(t, contents); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(opf3, nav, one)
	f.Add("<package><manifest><item href='%zz'/></manifest><spine><itemref/></spine></package>", "<nav><a href=", "<?xml?><title/><p/>")
	f.Fuzz(func(t *testing.T, opf, nav, chapter string) {
		if len(opf)+len(nav)+len(chapter) < 1<<15 {
			_, _ = read(t, packed(t, "META-INF/container.xml", rootFile, "OEBPS/book.opf", opf, "OEBPS/nav.xhtml", nav, "OEBPS/text/two.xhtml", chapter, "OEBPS/cover.xhtml", chapter))
		}
	})
}

func FuzzArchive(f *testing.F) {
	f.Add([]byte(book(f)))
	f.Add([]byte(packed(f, "META-INF/container.xml", "", "META-INF/container.xml", rootFile)))
	f.Fuzz(func(t *testing.T, contents []byte) {
		if len(contents) < 1<<16 {
			_, _ = read(t, string(contents))
		}
	})
}
