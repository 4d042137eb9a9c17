package office

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/print/content"
)

func newODT(w io.Writer, c *content.Content, p page, media func(*archive, string) map[[32]byte]illustration) (file, *archive) {
	o := &odt{archive: newArchive(w), Content: c, rtl: c.Locale.RTL(), page: p}
	o.stored("mimetype", odtType)
	pictures := ""
	for n := range len(media(o.archive, "Pictures/")) {
		pictures += fmt.Sprintf(`<manifest:file-entry manifest:full-path="Pictures/image%d.jpg" manifest:media-type="image/jpeg"/>`, n+1)
	}
	o.add("META-INF/manifest.xml", odtManifest+pictures+`</manifest:manifest>`)
	o.look()
	o.about()
	o.text = o.begin("content.xml")
	o.text.put(xmlHead + `<office:document-content` + odtSpaces + ` office:version="1.3">` + odtFaces + `<office:automatic-styles>`)
	o.automatic()
	o.text.put(`</office:automatic-styles><office:body><office:text>`)
	return o, o.archive
}

func (o *odt) paragraph(p paragraph) {
	l := styles[p.style]
	if o.listed && p.number == 0 {
		o.text.put(`</text:list>`)
		o.listed = false
	}
	element := "text:p"
	if l.outline > 0 {
		element = "text:h"
	}
	if p.number > 0 {
		if !o.listed {
			more := ""
			if p.number > 1 {
				more = ` text:continue-numbering="true"`
			}
			o.text.put(`<text:list text:style-name="Sources"` + more + `>`)
			o.listed = true
		}
		o.text.put(`<text:list-item>`)
	}
	o.text.put(`<` + element + ` text:style-name="` + o.named(p) + `"`)
	if l.outline > 0 {
		o.text.put(` text:outline-level="` + strconv.Itoa(l.outline) + `"`)
	}
	o.text.put(`>`)
	if p.name != "" {
		o.text.put(`<text:bookmark text:name="`, p.name, `"/>`)
	}
	o.spans(p)
	o.text.put(`</` + element + `>`)
	if p.number > 0 {
		o.text.put(`</text:list-item>`)
	}
}

// spans writes the texts of a paragraph. Their direction is that of their letters, with the
// marks that runs puts in.
func (o *odt) spans(p paragraph) {
	for _, s := range p.spans {
		switch {
		case s.note != nil:
			o.footnotes++
			n := strconv.Itoa(o.footnotes)
			note := paragraph{style: footnote, rtl: o.rtl, spans: noteSpans(s)}
			o.text.put(`<text:note text:id="note` + n + `" text:note-class="footnote"><text:note-citation>` + n + `</text:note-citation><text:note-body><text:p text:style-name="` + o.named(note) + `">`)
			o.spans(note)
			o.text.put(`</text:p></text:note-body></text:note>`)
		case s.picture != nil:
			o.picture(s)
		case s.page != "":
			o.text.put(`<text:bookmark-ref text:reference-format="page" text:ref-name="`, s.page, `"></text:bookmark-ref>`)
		case s.tab:
			o.text.put(`<text:tab/>`)
		default:
			o.words(s, p.rtl)
		}
	}
}

// picture writes a picture that is as a letter in its paragraph.
func (o *odt) picture(s span) {
	o.shown++
	w, h := o.page.size(*s.picture)
	o.text.put(fmt.Sprintf(`<draw:frame draw:name="Picture %d" text:anchor-type="as-char" svg:width="%.1fpt" svg:height="%.1fpt"><draw:image xlink:href="Pictures/%s" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" draw:mime-type="image/jpeg"/><svg:desc>`, o.shown, w, h, s.picture.file),
		s.alt, `</svg:desc></draw:frame>`)
}

// words writes a text with what it leads to around it, and its looks.
func (o *odt) words(s span, rtl bool) {
	shut := ""
	if to := s.link; to != "" || s.to != "" {
		style := "Internet_20_link"
		if to == "" {
			to, style = "#"+s.to, "Index_20_Link"
		}
		o.text.put(`<text:a xlink:type="simple" text:style-name="`+style+`" text:visited-style-name="`+style+`" xlink:href="`, to, `">`)
		shut = `</text:a>`
	}
	for _, name := range o.looks(s) {
		o.text.put(`<text:span text:style-name="` + name + `">`)
		shut = `</text:span>` + shut
	}
	text := marked(s.text, rtl)
	// White space at the edges of elements, and more than one of it, is said by elements
	// (section 6.1.2).
	for i, word := range strings.Split(strings.Map(blank, text), " ") {
		if i > 0 {
			o.text.put(`<text:s/>`)
		}
		o.text.text(word)
	}
	o.text.put(shut)
}

// blank makes a space of what is white.
func blank(r rune) rune {
	switch r {
	case '\t', '\n', '\r', '\u2028', '\u2029':
		return ' '
	}
	return r
}

// looks are the styles of a text.
func (o *odt) looks(s span) (names []string) {
	for _, n := range []struct {
		is   bool
		name string
	}{
		{s.bold, "Bold"},
		{s.italic, "Italic"},
		{s.muted, "Muted"},
		{s.colour != "", "Colour_" + colourName(s.colour)},
		{tongue(s.lang) != "", "Lang_" + tongue(s.lang)},
	} {
		if n.is {
			names = append(names, n.name)
		}
	}
	return names
}

// colourName is a colour of data.Colours, as it is shown.
func colourName(colour string) string {
	if slices.Contains(data.Colours(), colour) {
		return colour
	}
	return noBar
}

// named is the style of a paragraph: that of its kind, or an automatic one which has its direction
// and what else is its own.
func (o *odt) named(p paragraph) string {
	if p.rtl == o.rtl && !p.end && !p.keep && p.bar == "" && p.depth == 0 {
		return styles[p.style].odtName
	}
	name := "P" + strconv.Itoa(int(p.style)) + mode(p.rtl)
	if p.end {
		name += "-end"
	}
	if p.far {
		name += "-far"
	}
	if p.keep {
		name += "-keep"
	}
	if p.bar != "" {
		name += "-" + strconv.Itoa(p.depth) + colourName(p.bar)
	}
	return name
}

// automatic writes the automatic styles that paragraphs may have.
func (o *odt) automatic() {
	for i, l := range styles {
		s := style(i)
		for _, rtl := range []bool{false, true} {
			for _, end := range []bool{false, true} {
				if p := (paragraph{style: s, rtl: rtl, end: end}); o.named(p) != l.odtName {
					o.variant(p)
				}
			}
			if s != quote && s != noteText && s != noteHead {
				continue
			}
			for depth := range maxDepth + 1 {
				for _, colour := range data.Colours() {
					o.variant(paragraph{style: s, rtl: rtl, bar: colour, depth: depth})
					o.variant(paragraph{style: s, rtl: rtl, bar: colour, depth: depth, far: true})
				}
			}
		}
	}
	o.variant(paragraph{style: dateline, rtl: o.rtl, keep: true})
	for _, colour := range data.Colours() {
		o.text.put(`<style:style style:name="Colour_` + colour + `" style:family="text"><style:text-properties fo:color="#` + hex(colour) + `"/></style:style>`)
	}
	for _, lang := range o.tongues() {
		base, rest, _ := strings.Cut(lang, "-")
		country := "none"
		if len(rest) == 2 {
			country = strings.ToUpper(rest)
		}
		o.text.put(fmt.Sprintf(`<style:style style:name="Lang_%s" style:family="text"><style:text-properties fo:language="%s" fo:country="%s" style:language-complex="%[2]s" style:country-complex="%[3]s"/></style:style>`, lang, strings.ToLower(base), country))
	}
	o.text.put(`<style:style style:name="Tracks" style:family="table"><style:table-properties style:width="` + points(o.page.width-2*o.page.margin) + `" table:align="margins" style:writing-mode="` + mode(o.rtl) + `"/></style:style>` +
		`<style:style style:name="TracksName" style:family="table-column"><style:table-column-properties style:column-width="` + points(max(o.page.width-2*o.page.margin-tableCount, tableCount)) + `"/></style:style>` +
		`<style:style style:name="TracksCount" style:family="table-column"><style:table-column-properties style:column-width="` + points(tableCount) + `"/></style:style>` +
		`<style:style style:name="TracksCell" style:family="table-cell"><style:table-cell-properties fo:padding="3pt" fo:border-left="none" fo:border-right="none" fo:border-top="none" fo:border-bottom="0.5pt solid #` + inkLine + `"/></style:style>` +
		`<style:style style:name="Contents" style:family="section"><style:section-properties style:editable="false"/></style:style>`)
}

// variant writes an automatic paragraph style.
func (o *odt) variant(p paragraph) {
	l := styles[p.style]
	side, other := "left", "right"
	if p.rtl {
		side, other = other, side
	}
	align := side
	if p.end {
		align = other
	}
	o.text.put(`<style:style style:name="` + o.named(p) + `" style:family="paragraph" style:parent-style-name="` + l.odtName + `"><style:paragraph-properties style:writing-mode="` + mode(p.rtl) + `" fo:text-align="` + align + `"`)
	if p.keep {
		o.text.put(` fo:keep-with-next="always"`)
	}
	// Lines are at the left and at the right, whatever the direction; the left margin is where
	// a paragraph begins to read, in LibreOffice at least.
	from, to := "left", "right"
	if p.far {
		side, other, from, to = other, side, to, from
	}
	if l.indent > 0 {
		o.text.put(fmt.Sprintf(` fo:margin-%s="%s" fo:margin-%s="0pt"`, from, points(l.indent+p.depth*depthStep), to))
	}
	if p.bar != "" {
		o.text.put(fmt.Sprintf(` fo:border-%s="1.5pt solid #%s" fo:padding-%[1]s="8pt" fo:padding-%s="0pt" fo:border-%[3]s="none"`, side, hex(p.bar), other))
	}
	o.text.put(`/></style:style>`)
}

// tongues are the languages that sources say, each once.
func (o *odt) tongues() (all []string) {
	for _, a := range o.From.Articles {
		if lang := tongue(a.Lang); lang != "" && !slices.Contains(all, lang) {
			all = append(all, lang)
		}
	}
	return all
}

// contents writes a table of contents that can be made again, with the numbers of pages as
// fields, which are right before that too.
func (o *odt) contents(title string, entries []entry) {
	o.text.put(`<text:table-of-content text:style-name="Contents" text:protected="true" text:name="Contents"><text:table-of-content-source text:outline-level="1" text:use-index-marks="false"><text:index-title-template text:style-name="Contents_20_Heading">`, title,
		`</text:index-title-template><text:table-of-content-entry-template text:outline-level="1" text:style-name="Contents_20_1"><text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>`+
			`</text:table-of-content-source><text:index-body><text:index-title text:style-name="Contents" text:name="Contents_Head">`)
	o.paragraph(paragraph{style: contentsHead, rtl: o.rtl, spans: []span{{text: title}}})
	o.text.put(`</text:index-title>`)
	for _, e := range entries {
		p := paragraph{style: contentsLine, rtl: o.rtl, spans: []span{{text: e.name, to: e.place}, {text: " \u00b7 " + e.count, muted: true}, {tab: true}, {page: e.place}}}
		o.paragraph(p)
	}
	o.text.put(`</text:index-body></text:table-of-content>`)
}

// table writes the table of tracks.
func (o *odt) table(title string, rows []row) {
	o.paragraph(paragraph{style: caption, rtl: o.rtl, spans: []span{{text: title}}})
	o.text.put(`<table:table table:name="Tracks" table:style-name="Tracks"><table:table-column table:style-name="TracksName"/><table:table-column table:style-name="TracksCount"/>`)
	for _, r := range rows {
		o.text.put(`<table:table-row><table:table-cell table:style-name="TracksCell" office:value-type="string">`)
		o.paragraph(paragraph{style: cell, rtl: o.rtl, spans: []span{{text: "\u25cf ", colour: r.colour}, {text: r.name}}})
		o.text.put(`</table:table-cell><table:table-cell table:style-name="TracksCell" office:value-type="string">`)
		o.paragraph(paragraph{style: cell, rtl: o.rtl, end: true, spans: []span{{text: r.count}}})
		o.text.put(`</table:table-cell></table:table-row>`)
	}
	o.text.put(`</table:table>`)
}

func (o *odt) close() error {
	if o.listed {
		o.text.put(`</text:list>`)
	}
	o.text.put(`</office:text></office:body></office:document-content>`)
	o.end(o.text)
	return o.archive.close()
}
