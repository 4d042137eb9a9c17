package office

import (
	"fmt"
	"strconv"
)

const docxSpaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

const docxTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
	`<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>` +
	`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`

const docxRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="document" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="app" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>`

// bidi is the direction of a paragraph where it is not the document's.
func bidi(rtl, document bool) string {
	switch {
	case rtl == document:
		return ""
	case rtl:
		return `<w:bidi/>`
	}
	return `<w:bidi w:val="0"/>`
}

// docxParts are the parts that the text refers to.
const docxParts = `<Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
	`<Relationship Id="settings" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>` +
	`<Relationship Id="numbering" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>` +
	`<Relationship Id="footnotes" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>` +
	`<Relationship Id="header" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>` +
	`<Relationship Id="footer" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>`

// docxNumbering numbers the list of sources.
const docxNumbering = xmlHead + `<w:numbering` + docxSpaces + `><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>` +
	`<w:pPr><w:ind w:left="480" w:hanging="480"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

// docxSettings are the settings of a document: the footnotes that separate others, the
// ways of Word 2013 and later, and its languages.
const docxSettings = xmlHead + `<w:settings` + docxSpaces + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>` +
	`<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="` + latinTongue + `" w:bidi="` + arabicTongue + `"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`

// docxStyles writes word/styles.xml of a document whose lines are so wide, in twentieths of a
// point.
func docxStyles(m markup, rtl bool, width int) {
	m.put(xmlHead + `<w:styles` + docxSpaces + `><w:docDefaults><w:rPrDefault><w:rPr>` + docxFonts(serifFont) +
		`<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="` + latinTongue + `" w:eastAsia="zh-CN" w:bidi="` + arabicTongue + `"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/>` + bidi(rtl, false) + `</w:pPr></w:style>` +
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>`)
	for i, l := range styles {
		m.put(docxStyle(style(i), l, width))
	}
	m.put(`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:rPr><w:color w:val="` + inkLink + `"/><w:u w:val="single"/></w:rPr></w:style>` +
		`<w:style w:type="table" w:customStyle="1" w:styleId="Tracks"><w:name w:val="Tracks"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="` + inkLine + `"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="` + inkLine + `"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="` + inkLine + `"/></w:tblBorders></w:tblPr></w:style></w:styles>`)
}

// docxStyle is a paragraph style (CT_Style).
func docxStyle(s style, l look, width int) string {
	custom := ""
	switch s {
	case summary, dateline, particular, noteText, cell:
		custom = ` w:customStyle="1"`
	}
	out := `<w:style w:type="paragraph"` + custom + ` w:styleId="` + l.wordID + `"><w:name w:val="` + l.wordName + `"/><w:basedOn w:val="Normal"/>`
	if l.outline > 0 || s == title {
		out += `<w:next w:val="BodyText"/>`
	}
	out += `<w:qFormat/><w:pPr>`
	if l.keep {
		out += `<w:keepNext/><w:keepLines/>`
	}
	if l.rule {
		out += `<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="3" w:color="` + inkLine + `"/></w:pBdr>`
	}
	if s == contentsLine {
		out += `<w:tabs><w:tab w:val="right" w:pos="` + strconv.Itoa(width) + `"/></w:tabs>`
	}
	out += fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="auto"/>`, l.before, l.after, l.line)
	if l.hanging > 0 {
		out += fmt.Sprintf(`<w:ind w:left="%d" w:hanging="%d"/>`, l.indent, l.hanging)
	} else if l.indent > 0 {
		out += fmt.Sprintf(`<w:ind w:left="%d"/>`, l.indent)
	}
	if l.outline > 0 {
		out += `<w:outlineLvl w:val="` + strconv.Itoa(l.outline-1) + `"/>`
	}
	out += `</w:pPr><w:rPr>` + docxFonts(l.font())
	if l.bold {
		out += `<w:b/><w:bCs/>`
	}
	size := strconv.Itoa(int(l.size * 2))
	return out + `<w:color w:val="` + l.ink + `"/><w:sz w:val="` + size + `"/><w:szCs w:val="` + size + `"/></w:rPr></w:style>`
}

func docxFonts(font string) string {
	return `<w:rFonts w:ascii="` + font + `" w:hAnsi="` + font + `" w:eastAsia="` + font + `" w:cs="` + font + `"/>`
}
