package office

import (
	"fmt"
	"strconv"
	"strings"

	"tarikh.org/tarikh/ui/print/content"
)

// odt is an OpenDocument text that is being written.
type odt struct {
	*archive
	*content.Content
	rtl       bool
	page      page
	text      markup
	footnotes int
	shown     int  // pictures, so far
	listed    bool // within the list of sources
}

const odtType = "application/vnd.oasis.opendocument.text"

const odtSpaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"` +
	` xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"`

const odtManifest = xmlHead + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="` + odtType + `"/>` +
	`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>`

// mode is a writing mode.
func mode(rtl bool) string {
	if rtl {
		return "rl-tb"
	}
	return "lr-tb"
}

// points is a length of twentieths of a point.
func points(twentieths int) string {
	return strconv.FormatFloat(float64(twentieths)/20, 'f', -1, 64) + "pt"
}

// odtFaces are the fonts.
const odtFaces = `<office:font-face-decls><style:font-face style:name="` + serifFont + `" svg:font-family="'` + serifFont + `'" style:font-family-generic="roman" style:font-pitch="variable"/>` +
	`<style:font-face style:name="` + sansFont + `" svg:font-family="` + sansFont + `" style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>`

// look writes styles.xml.
func (o *odt) look() {
	m := o.begin("styles.xml")
	latin, arabic := strings.Split(latinTongue, "-"), strings.Split(arabicTongue, "-")
	align := "left"
	if o.rtl {
		align = "right"
	}
	m.put(xmlHead + `<office:document-styles` + odtSpaces + ` office:version="1.3">` + odtFaces + `<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2" style:writing-mode="` + mode(o.rtl) + `" fo:text-align="` + align + `"/>` +
		`<style:text-properties ` + odtFont(serifFont) + ` fo:font-size="11pt" style:font-size-complex="11pt" fo:language="` + latin[0] + `" fo:country="` + latin[1] + `" style:language-complex="` + arabic[0] + `" style:country-complex="` + arabic[1] + `"/></style:default-style>` +
		`<style:style style:name="Standard" style:family="paragraph" style:class="text"/>`)
	for i, l := range styles {
		m.put(o.paragraphStyle(style(i), l))
	}
	m.put(`<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>` +
		`<style:style style:name="Italic" style:family="text"><style:text-properties fo:font-style="italic" style:font-style-complex="italic"/></style:style>` +
		`<style:style style:name="Muted" style:family="text"><style:text-properties fo:color="#` + inkMuted + `"/></style:style>` +
		`<style:style style:name="Footnote_20_Symbol" style:display-name="Footnote Symbol" style:family="text"/>` +
		`<style:style style:name="Footnote_20_anchor" style:display-name="Footnote anchor" style:family="text"><style:text-properties style:text-position="super 60%"/></style:style>` +
		`<style:style style:name="Index_20_Link" style:display-name="Index Link" style:family="text"/>` +
		`<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text"><style:text-properties fo:color="#` + inkLink + `" style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"/></style:style>` +
		`<text:notes-configuration text:note-class="footnote" text:default-style-name="Footnote" text:citation-style-name="Footnote_20_Symbol" text:citation-body-style-name="Footnote_20_anchor" text:master-page-name="Standard" style:num-format="1" text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>` +
		`<text:list-style style:name="Sources"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment">` +
		`<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="24pt" fo:text-indent="-24pt" fo:margin-left="24pt"/></style:list-level-properties></text:list-level-style-number></text:list-style>`)
	across := "portrait"
	if o.page.width > o.page.height {
		across = "landscape"
	}
	m.put(`</office:styles><office:automatic-styles>` + fmt.Sprintf(`<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="%s" fo:page-height="%s" style:print-orientation="%s" fo:margin-top="%[4]s" fo:margin-bottom="%[4]s" fo:margin-left="%[4]s" fo:margin-right="%[4]s" style:writing-mode="%[5]s">`,
		points(o.page.width), points(o.page.height), across, points(o.page.margin*3/4), mode(o.rtl)) + `<style:footnote-sep style:width="0.5pt" style:distance-before-sep="6pt" style:distance-after-sep="4pt" style:line-style="solid" style:adjustment="` + align + `" style:rel-width="25%" style:color="#` + inkMuted + `"/></style:page-layout-properties>` +
		`<style:header-style><style:header-footer-properties fo:min-height="12pt" fo:margin-bottom="10pt"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="12pt" fo:margin-top="10pt"/></style:footer-style></style:page-layout></office:automatic-styles>` +
		`<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">`)
	before, between, after := pageNumber(o.Locale)
	foot := func(name string) {
		m.put(`<style:`+name+`><text:p text:style-name="Footer">`, before, `<text:page-number text:select-page="current">1</text:page-number>`, between, `<text:page-count>1</text:page-count>`, after, `</text:p></style:`+name+`>`)
	}
	m.put(`<style:header><text:p text:style-name="Header">`, marked(content.Isolated(o.Title), o.rtl), `</text:p></style:header><style:header-first><text:p text:style-name="Header"/></style:header-first>`)
	foot("footer")
	foot("footer-first")
	m.put(`</style:master-page></office:master-styles></office:document-styles>`)
	o.end(m)
}

// paragraphStyle is a style of paragraphs.
func (o *odt) paragraphStyle(s style, l look) string {
	class, of := "text", "paragraph"
	out := `<style:style style:name="` + l.odtName + `" style:display-name="` + l.shown + `" style:family="` + of + `" style:parent-style-name="Standard" style:class="` + class + `"`
	if l.outline > 0 {
		out += fmt.Sprintf(` style:next-style-name="Text_20_body" style:default-outline-level="%d"`, l.outline)
	}
	out += fmt.Sprintf(`><style:paragraph-properties fo:margin-top="%s" fo:margin-bottom="%s" fo:line-height="%d%%"`, points(l.before), points(l.after), l.line*100/240)
	if l.keep {
		out += ` fo:keep-with-next="always" fo:keep-together="always"`
	}
	if l.rule {
		out += ` fo:border-bottom="0.75pt solid #` + inkLine + `" fo:padding-bottom="3pt"`
	}
	if l.indent > 0 {
		out += ` fo:margin-left="` + points(l.indent) + `"`
		if l.hanging > 0 {
			out += ` fo:text-indent="-` + points(l.hanging) + `"`
		}
	}
	if s == footer {
		align := "right"
		if o.rtl {
			align = "left"
		}
		out += ` fo:text-align="` + align + `"`
	}
	out += `>`
	if s == contentsLine {
		out += `<style:tab-stops><style:tab-stop style:position="` + points(o.page.width-2*o.page.margin) + `" style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops>`
	}
	size := fmt.Sprint(l.size) + "pt"
	out += `</style:paragraph-properties><style:text-properties ` + odtFont(l.font()) + ` fo:font-size="` + size + `" style:font-size-complex="` + size + `" fo:color="#` + l.ink + `"`
	if l.bold {
		out += ` fo:font-weight="bold" style:font-weight-complex="bold"`
	}
	return out + `/></style:style>`
}

func odtFont(font string) string {
	return `style:font-name="` + font + `" style:font-name-complex="` + font + `" style:font-name-asian="` + font + `"`
}

// about writes the properties of the document.
func (o *odt) about() {
	at := o.From.Edited.UTC().Format("2006-01-02T15:04:05Z")
	m := o.begin("meta.xml")
	m.put(xmlHead+`<office:document-meta`+odtSpaces+` office:version="1.3"><office:meta><meta:generator>Tarikh</meta:generator><dc:title>`, o.Title, `</dc:title><meta:initial-creator>`, o.Author, `</meta:initial-creator><dc:creator>`, o.Author,
		`</dc:creator><meta:creation-date>`+at+`</meta:creation-date><dc:date>`+at+`</dc:date><dc:language>`+o.Locale.Lang()+`</dc:language></office:meta></office:document-meta>`)
	o.end(m)
}
