package pdf

import (
	"fmt"
	"strings"
	"time"
)

// Info is what a document says of itself.
type Info struct {
	Title  string // of the window that shows it; must not be empty
	Author string
	Lang   string // BCP 47
	RTL    bool   // pages follow each other from right to left
	// Unit is how many points a unit of a page has; 0 is 1. Everything on pages is in units.
	Unit float64
	// Made is the time of the document, in UTC: the same document has the same bytes.
	Made time.Time
}

// producer is the name of the program in its files.
const producer = "Tarikh"

// dictionary is the document information dictionary (14.3.3).
func (i Info) dictionary() string {
	made := i.Made.UTC().Format("D:20060102150405Z")
	author := ""
	if i.Author != "" {
		author = " /Author " + text(i.Author)
	}
	return fmt.Sprintf("<< /Title %s%s /Creator %s /Producer %s /CreationDate (%s) /ModDate (%s) >>", text(i.Title), author, text(producer), text(producer), made, made)
}

// xmp is the same as XMP, and that the document keeps to PDF/UA-1 (ISO 14289-1, 5).
func (i Info) xmp() string {
	made := i.Made.UTC().Format(time.RFC3339)
	author := ""
	if i.Author != "" {
		author = "<dc:creator><rdf:Seq><rdf:li>" + escapeXML(i.Author) + "</rdf:li></rdf:Seq></dc:creator>\n"
	}
	return "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" " +
		"xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n" +
		"<dc:format>application/pdf</dc:format>\n" +
		"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escapeXML(i.Title) + "</rdf:li></rdf:Alt></dc:title>\n" +
		author +
		"<dc:language><rdf:Bag><rdf:li>" + escapeXML(i.Lang) + "</rdf:li></rdf:Bag></dc:language>\n" +
		"<xmp:CreateDate>" + made + "</xmp:CreateDate><xmp:ModifyDate>" + made + "</xmp:ModifyDate><xmp:CreatorTool>" + producer + "</xmp:CreatorTool>\n" +
		"<pdf:Producer>" + producer + "</pdf:Producer>\n" +
		"<pdfuaid:part>1</pdfuaid:part>\n" +
		"</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
}

// escapeXML escapes a text for XML, and leaves out what XML cannot hold.
func escapeXML(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}
