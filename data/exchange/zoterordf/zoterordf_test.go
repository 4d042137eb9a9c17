package zoterordf

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/works"
)

const head = `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:vcard="http://nwalsh.com/rdf/vCard#" xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
`

// sample is as Zotero writes: items of several types, a journal of two articles, a note and
// an attachment of an item, a note on nothing, a collection.
const sample = head + `
 <bib:Article rdf:about="http://example.org/tides">
  <z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf rdf:resource="urn:issn:1234-5679"/>
  <bib:authors><rdf:Seq>
   <rdf:li><foaf:Person><foaf:surname>Smith</foaf:surname><foaf:givenName>Ann B.</foaf:givenName></foaf:Person></rdf:li>
   <rdf:li><foaf:Person><foaf:surname>UNESCO</foaf:surname></foaf:Person></rdf:li>
  </rdf:Seq></bib:authors>
  <z:translators><rdf:Seq><rdf:li><foaf:Person><foaf:surname>حداد</foaf:surname><foaf:givenname>رنا</foaf:givenname></foaf:Person></rdf:li></rdf:Seq></z:translators>
  <dcterms:isReferencedBy rdf:resource="#item_7"/>
  <link:link rdf:resource="#item_8"/>
  <dc:subject>ports</dc:subject>
  <dc:subject><z:AutomaticTag><rdf:value>tides</rdf:value></z:AutomaticTag></dc:subject>
  <dc:subject><dcterms:LCC><rdf:value>QB 1</rdf:value></dcterms:LCC></dc:subject>
  <dc:title>Tides &amp; trade</dc:title>
  <dcterms:abstract>About tides.</dcterms:abstract>
  <dc:date>01/2020</dc:date>
  <z:language>en_US</z:language>
  <bib:pages>37–42</bib:pages>
  <dc:description>Citation Key: smith2020
read in the library</dc:description>
  <dcterms:dateSubmitted>2026-11-30 10:11:12</dcterms:dateSubmitted>
 </bib:Article>
 <bib:Article rdf:about="#item_2"><z:itemType>journalArticle</z:itemType><dcterms:isPartOf rdf:resource="urn:issn:1234-5679"/><dc:title>Moons</dc:title><dc:date>April 13, 2018</dc:date></bib:Article>
 <bib:Journal rdf:about="urn:issn:1234-5679"><dc:title>Harbour Studies</dc:title><prism:volume>27</prism:volume><prism:number>3</prism:number>
  <dc:identifier>ISSN 1234-5679</dc:identifier><dc:identifier>DOI 10.1000/x</dc:identifier><dcterms:alternative>Harb Stud</dcterms:alternative></bib:Journal>
 <bib:Memo rdf:about="#item_7"><rdf:value>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;</rdf:value><dc:subject>todo</dc:subject></bib:Memo>
 <z:Attachment rdf:about="#item_8"><z:itemType>attachment</z:itemType><rdf:resource rdf:resource="files/8/x.html"/>
  <dc:identifier><dcterms:URI><rdf:value>https://example.org/copy</rdf:value></dcterms:URI></dc:identifier><dc:title>Snapshot</dc:title></z:Attachment>
 <bib:BookSection rdf:about="urn:isbn:978-0-306-40615-7"><z:itemType>bookSection</z:itemType>
  <dcterms:isPartOf><bib:Book><dc:identifier>ISBN 978-0-306-40615-7</dc:identifier><dc:title>The Book</dc:title>
   <dcterms:isPartOf><bib:Series><dc:title>A Series</dc:title></bib:Series></dcterms:isPartOf></bib:Book></dcterms:isPartOf>
  <dc:publisher><foaf:Organization><vcard:adr><vcard:Address><vcard:locality>بيروت</vcard:locality></vcard:Address></vcard:adr><foaf:name>Press</foaf:name></foaf:Organization></dc:publisher>
  <link:link rdf:resource="#item_8"/><dc:title>A chapter</dc:title><dc:date>4/2/2022</dc:date><prism:edition>2</prism:edition>
 </bib:BookSection>
 <bib:Article rdf:about="https://example.org/news"><z:itemType>newspaperArticle</z:itemType>
  <dcterms:isPartOf><bib:Part><dc:title>World</dc:title><dcterms:isPartOf><bib:Newspaper><dc:title>النهار</dc:title></bib:Newspaper></dcterms:isPartOf></bib:Part></dcterms:isPartOf>
  <dc:identifier><dcterms:URI><rdf:value>https://example.org/news</rdf:value></dcterms:URI></dc:identifier>
  <dc:title>شتاء</dc:title><dc:date>undated</dc:date><z:newField>kept</z:newField></bib:Article>
 <bib:Memo rdf:about="#item_9"><rdf:value>Alone
with a second line</rdf:value></bib:Memo>
 <z:Collection rdf:about="#collection_1"><dc:title>Winter</dc:title><dcterms:hasPart rdf:resource="#item_2"/></z:Collection>
 <z:Collection rdf:about="#collection_2"><dc:title>Seasons</dc:title><dcterms:hasPart rdf:resource="#collection_1"/></z:Collection>
</rdf:RDF>`

func readText(t testing.TB, text string) form.Document {
	t.Helper()
	return formtest.MustRead(t, read, "library.rdf", text, form.Options{})
}

func TestRead(t *testing.T) {
	doc := readText(t, sample)
	if len(doc.Articles) != 5 || len(doc.Notes) != 2 {
		t.Fatalf("%d articles, %d notes", len(doc.Articles), len(doc.Notes))
	}
	a, moons, chapter, news, alone := doc.Articles[0], doc.Articles[1], doc.Articles[2], doc.Articles[3], doc.Articles[4]
	for _, f := range []struct{ name, got, want string }{
		{"key", a.Key, "http://example.org/tides"},
		{"title", a.Title, "Tides & trade"},
		{"month", a.Published.EDTF, "2020-01"},
		{"journal", a.Citation.Container, "Harbour Studies"},
		{"volume", a.Citation.Volume, "27"},
		{"issue", a.Citation.Issue, "3"},
		{"ISSN", a.Citation.ISSN, "1234-5679"},
		{"DOI", a.Citation.DOI, "10.1000/x"},
		{"short", a.Citation.Extra["container-title-short"], "Harb Stud"},
		{"pages", a.Citation.Pages, "37-42"},
		{"language", a.Lang, "en-US"},
		{"accessed", a.Citation.Accessed, "2026-11-30T10:11:12"},
		{"keywords", strings.Join(a.Citation.Keywords, "|"), "ports|tides"},
		{"call number", a.Citation.Extra["call-number"], "QB 1"},
		{"key of the reader", a.Citation.Extra[works.ExtraKey], "smith2020"},
		{"address by its name", a.URL, "http://example.org/tides"},
		{"address of the attachment", chapter.URL, "https://example.org/copy"},
		{"abstract", a.Citation.Abstract, "About tides."},
		{"second of a journal", moons.Citation.Container, "Harbour Studies"},
		{"day", moons.Published.EDTF, "2018-04-13"},
		{"collection", moons.Citation.Extra["collections"], "Seasons/Winter"},
		{"book", chapter.Citation.Container, "The Book"},
		{"series", chapter.Citation.Extra["collection-title"], "A Series"},
		{"ISBN", chapter.Citation.ISBN, "978-0-306-40615-7"},
		{"publisher", chapter.Publisher, "Press"},
		{"place", chapter.Citation.PublisherPlace, "بيروت"},
		{"either day", chapter.Published.EDTF, "[2022-02-04,2022-04-02]"},
		{"type", chapter.Citation.Type, "chapter"},
		{"newspaper", news.Publisher, "النهار"},
		{"section", news.Citation.Extra["section"], "World"},
		{"address", news.URL, "https://example.org/news"},
		{"date in words", news.Citation.Extra[works.ExtraIssued], "undated"},
		{"new field", news.Citation.Extra["zotero:newField"], "kept"},
		{"note", doc.Notes[0].Text, "First.\n\nSecond."},
		{"note's key", doc.Notes[0].Key, "#item_7"},
		{"note's tag", strings.Join(doc.Notes[0].Tags, "|"), "todo"},
		{"title of a note", alone.Title, "Alone"},
		{"note alone", doc.Notes[1].Text, "Alone\nwith a second line"},
	} {
		if f.got != f.want {
			t.Errorf("%s: %q, want %q", f.name, f.got, f.want)
		}
	}
	if !slices.Equal(a.Citation.Authors, []data.Name{{Family: "Smith", Given: "Ann B."}, {Literal: "UNESCO"}}) || !slices.Equal(a.Citation.Translators, []data.Name{{Family: "حداد", Given: "رنا"}}) {
		t.Errorf("%+v", a.Citation)
	}
	if doc.Notes[0].Article != a.ID || doc.Dropped["attachments"] != 1 {
		t.Errorf("note on %v, dropped %v", doc.Notes[0].Article, doc.Dropped)
	}
}

func TestDayFirst(t *testing.T) {
	doc, err := read(context.Background(), formtest.File("library.rdf", sample), form.Options{DayFirst: form.DayFirst})
	if err != nil || doc.Articles[2].Published.EDTF != "2022-02-04" {
		t.Error(doc.Articles[2].Published, err)
	}
}

func TestWrong(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"cut":      {head + "<bib:Book>\n<dc:title>", "line 6: it is not whole XML: unexpected EOF"},
		"no items": {head + "</rdf:RDF>", "it has no items of Zotero"},
		"deep":     {head + strings.Repeat("<x>", 100), "it has more than 60 elements in each other"},
		"entity":   {`<!DOCTYPE x [<!ENTITY a "b">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a;</rdf:RDF>`, "invalid character entity &a;"},
		"encoding": {`<?xml version="1.0" encoding="x-none"?><a/>`, `there is no encoding "x-none"`},
	} {
		_, err := read(context.Background(), formtest.File("library.rdf", c.text), form.Options{})
		if err == nil || !strings.Contains(err.Error(), "import library.rdf: ") || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

// What many items name, and texts in many pieces, cost no more than the file.
func TestHostile(t *testing.T) {
	var b strings.Builder
	b.WriteString(head + `<bib:Journal rdf:about="j">` + strings.Repeat("<a/>", 20_000) + `</bib:Journal><bib:Memo rdf:about="m"><rdf:value>` + strings.Repeat("x", 100_000) + `</rdf:value></bib:Memo>`)
	for i := range 5000 {
		fmt.Fprintf(&b, `<bib:Article rdf:about="%d"><z:itemType>webpage</z:itemType><dc:title>T</dc:title><dcterms:isPartOf rdf:resource="j"/><dcterms:isReferencedBy rdf:resource="m"/></bib:Article>`, i)
	}
	b.WriteString(`<bib:Book rdf:about="self"><z:itemType>book</z:itemType><dc:title>T</dc:title><dcterms:isPartOf rdf:resource="self"/></bib:Book>`)
	b.WriteString(`<bib:Book><z:itemType>book</z:itemType><dc:title>` + strings.Repeat("a<x/>", 50_000) + `</dc:title></bib:Book></rdf:RDF>`)
	began := time.Now()
	doc := readText(t, b.String())
	if len(doc.Articles) != 5002 || len(doc.Notes) != 1 || doc.Dropped["elements that too many items name"] == 0 {
		t.Errorf("%d articles, %d notes, dropped %v", len(doc.Articles), len(doc.Notes), doc.Dropped)
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("it took %s", took)
	}
}

func FuzzRead(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := read(context.Background(), formtest.File("library.rdf", text), form.Options{})
		if err == nil {
			formtest.Check(t, doc)
		}
	})
}
