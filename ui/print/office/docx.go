package office

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"

	"tarikh.org/tarikh/ui/print/content"
)

// docx is a document of Office Open XML (ECMA-376, transitional, as Word reads and writes
// it) that is being written: its text first, then the footnotes, which are kept until then.
// Elements are in the order that the schema gives, which Word insists on.
type docx struct {
	*archive
	*content.Content
	rtl       bool
	page      page
	text      markup
	notes     bytes.Buffer
	footnotes int
	names     int // of paragraphs, so far
	images    int // in the archive
	shown     int // pictures, so far
	// The links of the text, and those of the footnotes.
	links, noteLinks relations
}

// relations are the addresses that a part refers to, each once.
type relations struct {
	ids       map[string]int
	addresses []string
}

// id is that of an address.
func (r *relations) id(address string) string {
	n, known := r.ids[address]
	if !known {
		if r.ids == nil {
			r.ids = map[string]int{}
		}
		n = len(r.addresses) + 1
		r.ids[address] = n
		r.addresses = append(r.addresses, address)
	}
	return "link" + strconv.Itoa(n)
}

func newDOCX(w io.Writer, c *content.Content, p page, media func(*archive, string) map[[32]byte]illustration) (file, *archive) {
	d := &docx{archive: newArchive(w), Content: c, rtl: c.Locale.RTL(), page: p}
	d.add("[Content_Types].xml", docxTypes)
	d.add("_rels/.rels", docxRels)
	d.images = len(media(d.archive, "word/media/"))
	d.text = d.begin("word/document.xml")
	d.text.put(xmlHead + `<w:document` + docxSpaces + `><w:body>`)
	return d, d.archive
}

// part is where paragraphs go: the text, or the footnotes.
type part struct {
	markup
	links *relations
}

func (d *docx) paragraph(p paragraph) {
	to := part{d.text, &d.links}
	to.put(`<w:p>`)
	to.properties(p, d.rtl)
	if p.name != "" {
		d.names++
		id := strconv.Itoa(d.names)
		to.put(`<w:bookmarkStart w:id="`+id+`" w:name="`, p.name, `"/><w:bookmarkEnd w:id="`+id+`"/>`)
	}
	d.spans(to, p)
	to.put(`</w:p>`)
}

// properties writes w:pPr (CT_PPr).
func (m part) properties(p paragraph, rtl bool) {
	l := styles[p.style]
	m.put(`<w:pPr><w:pStyle w:val="` + l.wordID + `"/>`)
	if p.keep {
		m.put(`<w:keepNext/>`)
	}
	if p.number > 0 {
		m.put(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`)
	}
	if p.bar != "" {
		side := "left"
		if p.rtl != p.far {
			side = "right"
		}
		m.put(`<w:pBdr><w:` + side + ` w:val="single" w:sz="12" w:space="8" w:color="` + hex(p.bar) + `"/></w:pBdr>`)
	}
	m.put(bidi(p.rtl, rtl))
	if p.depth > 0 || p.far {
		from, to := l.indent+p.depth*depthStep, 0
		if p.far {
			from, to = to, from
		}
		m.put(fmt.Sprintf(`<w:ind w:left="%d" w:right="%d"/>`, from, to))
	}
	if p.end {
		m.put(`<w:jc w:val="right"/>`)
	}
	m.put(`</w:pPr>`)
}

// spans writes the runs of a paragraph, with links around those that have them.
func (d *docx) spans(to part, p paragraph) {
	for _, r := range runs(p.spans, p.rtl) {
		switch {
		case r.note != nil:
			d.footnotes++
			id := strconv.Itoa(d.footnotes)
			to.put(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/>` + rtlMark(r.rtl) + `</w:rPr><w:footnoteReference w:id="` + id + `"/></w:r>`)
			d.footnote(id, r.span)
		case r.picture != nil:
			d.picture(to, r.span)
		case r.page != "":
			to.put(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGEREF `, r.page, ` \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t></w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)
		case r.tab:
			to.put(`<w:r><w:tab/></w:r>`)
		case r.link != "":
			to.put(`<w:hyperlink r:id="` + to.links.id(r.link) + `" w:history="1">`)
			to.run(r, "Hyperlink")
			to.put(`</w:hyperlink>`)
		case r.to != "":
			to.put(`<w:hyperlink w:anchor="`, r.to, `" w:history="1">`)
			to.run(r, "")
			to.put(`</w:hyperlink>`)
		default:
			to.run(r, "")
		}
	}
}

// picture writes a picture that is as a letter in its paragraph (DrawingML, CT_Inline).
func (d *docx) picture(to part, s span) {
	d.shown++
	w, h := d.page.size(*s.picture)
	const emu = 12_700 // a point
	size := fmt.Sprintf(`cx="%d" cy="%d"`, int(w*emu), int(h*emu))
	id := strconv.Itoa(d.shown)
	to.put(`<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent `+size+`/><wp:docPr id="`+id+`" name="Picture `+id+`" descr="`, s.alt,
		`"/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>`+
			`<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">`+
			`<pic:nvPicPr><pic:cNvPr id="`+id+`" name="`+s.picture.file+`"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="image`+strconv.Itoa(s.picture.n)+`"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
			`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext `+size+`/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`)
}

// run writes w:r with its properties (CT_RPr).
func (m part) run(r run, style string) {
	m.put(`<w:r>`)
	properties := ""
	if style != "" {
		properties += `<w:rStyle w:val="` + style + `"/>`
	}
	if r.bold {
		properties += `<w:b/><w:bCs/>`
	}
	if r.italic {
		properties += `<w:i/><w:iCs/>`
	}
	if r.colour != "" {
		properties += `<w:color w:val="` + hex(r.colour) + `"/>`
	} else if r.muted {
		properties += `<w:color w:val="` + inkMuted + `"/>`
	}
	properties += rtlMark(r.rtl)
	if lang := tongue(r.lang); lang != "" && r.rtl {
		properties += `<w:lang w:bidi="` + lang + `"/>`
	} else if lang != "" {
		properties += `<w:lang w:val="` + lang + `"/>`
	}
	if properties != "" {
		m.put(`<w:rPr>` + properties + `</w:rPr>`)
	}
	m.put(`<w:t xml:space="preserve">`, r.text, `</w:t></w:r>`)
}

func rtlMark(rtl bool) string {
	if rtl {
		return `<w:rtl/>`
	}
	return ""
}

// footnote writes a footnote of the document's own words.
func (d *docx) footnote(id string, mark span) {
	to := part{markup{bufio.NewWriter(&d.notes), &d.dropped}, &d.noteLinks}
	to.put(`<w:footnote w:id="` + id + `"><w:p>`)
	to.properties(paragraph{style: footnote, rtl: d.rtl}, d.rtl)
	to.put(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/>` + rtlMark(d.rtl) + `</w:rPr><w:footnoteRef/></w:r>`)
	d.spans(to, paragraph{style: footnote, rtl: d.rtl, spans: noteSpans(mark)})
	to.put(`</w:p></w:footnote>`)
	to.Flush() // into memory
}

// contents writes a field which Word can make again. Until then it says how many events
// there are in each entry, which stays true.
func (d *docx) contents(title string, entries []entry) {
	to := part{d.text, &d.links}
	to.put(`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>`)
	d.paragraph(paragraph{style: contentsHead, rtl: d.rtl, spans: []span{{text: title}}})
	for i, e := range entries {
		p := paragraph{style: contentsLine, rtl: d.rtl}
		to.put(`<w:p>`)
		to.properties(p, d.rtl)
		if i == 0 {
			to.put(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-1" \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
		}
		to.put(`<w:hyperlink w:anchor="`, e.place, `" w:history="1">`)
		p.spans = []span{{text: e.name}, {text: " \u00b7 " + e.count, muted: true}, {tab: true}, {page: e.place}}
		d.spans(to, p)
		to.put(`</w:hyperlink></w:p>`)
	}
	if len(entries) > 0 {
		to.put(`<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`)
	}
	to.put(`</w:sdtContent></w:sdt>`)
}

// table writes the table of tracks.
func (d *docx) table(title string, rows []row) {
	d.paragraph(paragraph{style: caption, rtl: d.rtl, spans: []span{{text: title}}})
	to := part{d.text, &d.links}
	visual := ""
	if d.rtl {
		visual = `<w:bidiVisual/>`
	}
	wide := max(d.page.width-2*d.page.margin-tableCount, tableCount)
	to.put(`<w:tbl><w:tblPr><w:tblStyle w:val="Tracks"/>` + visual + `<w:tblW w:w="` + strconv.Itoa(wide+tableCount) + `" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>` +
		`<w:tblGrid><w:gridCol w:w="` + strconv.Itoa(wide) + `"/><w:gridCol w:w="` + strconv.Itoa(tableCount) + `"/></w:tblGrid>`)
	for _, r := range rows {
		to.put(`<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(wide) + `" w:type="dxa"/></w:tcPr>`)
		d.paragraph(paragraph{style: cell, rtl: d.rtl, spans: []span{{text: "\u25cf ", colour: r.colour}, {text: r.name}}})
		to.put(`</w:tc><w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(tableCount) + `" w:type="dxa"/></w:tcPr>`)
		d.paragraph(paragraph{style: cell, rtl: d.rtl, end: true, spans: []span{{text: r.count}}})
		to.put(`</w:tc></w:tr>`)
	}
	to.put(`</w:tbl>`)
}

// close writes the parts that are known last.
func (d *docx) close() error {
	across, rtl := "", ""
	if d.page.width > d.page.height {
		across = ` w:orient="landscape"`
	}
	if d.rtl {
		rtl = `<w:bidi/>`
	}
	d.text.put(fmt.Sprintf(`<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/><w:footerReference w:type="first" r:id="footer"/>`+
		`<w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="708" w:footer="708" w:gutter="0"/><w:titlePg/>%s</w:sectPr>`,
		d.page.width, d.page.height, across, d.page.margin, d.page.margin, d.page.margin, d.page.margin, rtl) + `</w:body></w:document>`)
	d.end(d.text)

	notes := d.begin("word/footnotes.xml")
	notes.put(xmlHead + `<w:footnotes` + docxSpaces + `>` +
		`<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr>` + bidi(d.rtl, false) + `<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr>` + bidi(d.rtl, false) + `<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`)
	notes.Write(d.notes.Bytes())
	notes.put(`</w:footnotes>`)
	d.end(notes)

	pictures := ""
	for n := range d.images {
		pictures += fmt.Sprintf(`<Relationship Id="image%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image%[1]d.jpg"/>`, n+1)
	}
	d.relations("word/_rels/document.xml.rels", docxParts+pictures, d.links)
	d.relations("word/_rels/footnotes.xml.rels", "", d.noteLinks)
	looks := d.begin("word/styles.xml")
	docxStyles(looks, d.rtl, d.page.width-2*d.page.margin)
	d.end(looks)
	d.edges()
	d.add("word/settings.xml", docxSettings)
	d.add("word/numbering.xml", docxNumbering)
	d.about()
	return d.archive.close()
}

// relations writes what a part refers to.
func (d *docx) relations(name, fixed string, r relations) {
	m := d.begin(name)
	m.put(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + fixed)
	for _, address := range r.addresses {
		m.put(`<Relationship Id="`+r.id(address)+`" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="`, address, `" TargetMode="External"/>`)
	}
	m.put(`</Relationships>`)
	d.end(m)
}

// edges writes the header and the footer of pages.
func (d *docx) edges() {
	head := d.begin("word/header1.xml")
	to := part{head, &relations{}}
	to.put(xmlHead + `<w:hdr` + docxSpaces + `><w:p>`)
	p := paragraph{style: header, rtl: d.rtl, spans: []span{{text: content.Isolated(d.Title)}}}
	to.properties(p, d.rtl)
	d.spans(to, p)
	to.put(`</w:p></w:hdr>`)
	d.end(head)

	foot := d.begin("word/footer1.xml")
	to = part{foot, &relations{}}
	to.put(xmlHead + `<w:ftr` + docxSpaces + `><w:p>`)
	to.properties(paragraph{style: footer, rtl: d.rtl, end: true}, d.rtl)
	field := func(what string) {
		to.put(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + what + ` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)
	}
	before, between, after := pageNumber(d.Locale)
	d.spans(to, paragraph{style: footer, rtl: d.rtl, spans: []span{{text: before}}})
	field("PAGE")
	d.spans(to, paragraph{style: footer, rtl: d.rtl, spans: []span{{text: between}}})
	field("NUMPAGES")
	d.spans(to, paragraph{style: footer, rtl: d.rtl, spans: []span{{text: after}}})
	to.put(`</w:p></w:ftr>`)
	d.end(foot)
}

// about writes the properties of the document.
func (d *docx) about() {
	at := d.From.Edited.UTC().Format("2006-01-02T15:04:05Z")
	m := d.begin("docProps/core.xml")
	m.put(xmlHead+`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>`, d.Title,
		`</dc:title><dc:creator>`, d.Author, `</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">`+at+`</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">`+at+`</dcterms:modified><dc:language>`+d.Locale.Lang()+`</dc:language></cp:coreProperties>`)
	d.end(m)
	d.add("docProps/app.xml", xmlHead+`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Tarikh</Application></Properties>`)
}
