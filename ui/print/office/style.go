package office

// style is a paragraph style, an index of styles.
type style int

const (
	body style = iota
	title
	standfirst
	summary
	contentsHead
	contentsLine
	section
	heading
	dateline
	quote
	particular
	noteHead
	noteText
	bibliography
	footnote
	caption
	cell
	header
	footer
)

// look is how a style looks. Distances are in twentieths of a point, as OOXML has them.
type look struct {
	wordID, wordName string // its id and its name in DOCX: those of Word's own where there is one
	odtName, shown   string // its name in ODT as LibreOffice has it, and that which people see
	size             float64
	ink              string // RRGGBB
	before           int
	after            int
	line             int // of a line, in 240ths of its height
	serif            bool
	bold             bool
	keep             bool // with the paragraph that follows
	outline          int  // the level of a heading, from 1 on
	indent           int  // from where it begins to read
	hanging          int  // the first line is so much before that
	rule             bool // a line is below it
}

const (
	inkText  = "1F2328"
	inkDate  = "4B4F56"
	inkMuted = "666A71"
	inkLink  = "1B62D6"
	inkLine  = "CFC8BA"
)

// styles are the looks of all styles. The first is the one that the others are based on.
var styles = [...]look{
	body:         {wordID: "BodyText", wordName: "Body Text", odtName: "Text_20_body", shown: "Text body", size: 11, ink: inkText, after: 80, line: 288, serif: true},
	title:        {wordID: "Title", wordName: "Title", odtName: "Title", shown: "Title", size: 28, ink: inkText, before: 480, after: 120, line: 252, serif: true, bold: true, keep: true},
	standfirst:   {wordID: "Subtitle", wordName: "Subtitle", odtName: "Subtitle", shown: "Subtitle", size: 13, ink: inkDate, after: 100, line: 288, serif: true},
	summary:      {wordID: "Summary", wordName: "Summary", odtName: "Summary", shown: "Summary", size: 9.5, ink: inkMuted, after: 40, line: 264},
	contentsHead: {wordID: "TOCHeading", wordName: "TOC Heading", odtName: "Contents_20_Heading", shown: "Contents Heading", size: 14, ink: inkText, before: 360, after: 100, line: 252, serif: true, bold: true, keep: true},
	contentsLine: {wordID: "TOC1", wordName: "toc 1", odtName: "Contents_20_1", shown: "Contents 1", size: 10.5, ink: inkText, after: 30, line: 264, serif: true},
	section:      {wordID: "Heading1", wordName: "heading 1", odtName: "Heading_20_1", shown: "Heading 1", size: 19, ink: inkText, before: 480, after: 120, line: 252, serif: true, bold: true, keep: true, outline: 1, rule: true},
	heading:      {wordID: "Heading2", wordName: "heading 2", odtName: "Heading_20_2", shown: "Heading 2", size: 13, ink: inkText, before: 300, after: 20, line: 264, serif: true, bold: true, keep: true, outline: 2},
	dateline:     {wordID: "Dateline", wordName: "Dateline", odtName: "Dateline", shown: "Dateline", size: 9.5, ink: inkMuted, after: 80, line: 264},
	quote:        {wordID: "Quote", wordName: "Quote", odtName: "Quotations", shown: "Quotations", size: 11, ink: inkText, before: 40, after: 80, line: 288, serif: true, indent: 300},
	particular:   {wordID: "Particulars", wordName: "Particulars", odtName: "Particulars", shown: "Particulars", size: 9.5, ink: inkMuted, after: 40, line: 264},
	noteHead:     {wordID: "NoteHeading", wordName: "Note Heading", odtName: "Note_20_Heading", shown: "Note Heading", size: 8.5, ink: inkMuted, before: 80, line: 264, bold: true, keep: true, indent: 300},
	noteText:     {wordID: "Note", wordName: "Note", odtName: "Note", shown: "Note", size: 9.5, ink: inkText, after: 20, line: 264, indent: 300},
	bibliography: {wordID: "Bibliography", wordName: "Bibliography", odtName: "Bibliography_20_1", shown: "Bibliography 1", size: 10.5, ink: inkText, before: 60, after: 60, line: 276, serif: true, indent: 480, hanging: 480},
	footnote:     {wordID: "FootnoteText", wordName: "footnote text", odtName: "Footnote", shown: "Footnote", size: 9, ink: inkText, line: 252, serif: true},
	caption:      {wordID: "Caption", wordName: "caption", odtName: "Caption", shown: "Caption", size: 9.5, ink: inkMuted, before: 240, after: 60, line: 264, bold: true, keep: true},
	cell:         {wordID: "TableText", wordName: "Table Text", odtName: "Table_20_Contents", shown: "Table Contents", size: 9.5, ink: inkText, before: 20, after: 20, line: 264},
	header:       {wordID: "Header", wordName: "header", odtName: "Header", shown: "Header", size: 8.5, ink: inkMuted, line: 252},
	footer:       {wordID: "Footer", wordName: "footer", odtName: "Footer", shown: "Footer", size: 8.5, ink: inkMuted, line: 252},
}

// Fonts that have Latin and Arabic letters, on most systems.
const (
	serifFont = "Times New Roman"
	sansFont  = "Arial"
)

// font is the font of a style.
func (l look) font() string {
	if l.serif {
		return serifFont
	}
	return sansFont
}
