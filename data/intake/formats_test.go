package intake_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/intake"
)

// paper is a page of two paragraphs with what a draft can be made of.
const paper = `<html lang="en"><head><title>The dike breaks | The Mill</title><meta name="author" content="Ada Marsh">
<meta property="article:published_time" content="2022-02-04T08:00:00Z"></head><body><h1>The dike breaks</h1>
<p>The river rose for three days, and on the fourth the dike above the mill gave way. By noon the lower streets were
under a metre of water, and the boats of the fishermen went from door to door to bring people out.</p>
<h2>The pumps</h2><p>Nobody was hurt. The mayor, who had slept in the town hall since Sunday, said that the new pumps had held, that the
old ones had not, and that the council would meet in the school until its own floor was dry again.</p></body></html>`

func archived(header string, html string) string {
	return "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://mill.example/dike\r\nSubject: =?utf-8?Q?The=20dike=20breaks?=\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----X\"\r\n\r\n------X\r\nContent-Type: text/html\r\n" + header +
		"Content-Location: https://mill.example/dike\r\n\r\n" + html + "\r\n------X\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://mill.example/a.png\r\n\r\niVBORw0KGgo=\r\n------X--\r\n"
}

func packed(t testing.TB, files ...string) string {
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
	return out.String()
}

// Every format is told by its content, whatever its file is called, and gives
// the same text.
func TestFormats(t *testing.T) {
	docx := packed(t, "word/document.xml", `<w:document xmlns:w="w"><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>The dike breaks</w:t></w:r></w:p><w:p><w:r><w:t>The river rose for three days.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>The pumps</w:t></w:r></w:p></w:document>`,
		"docProps/core.xml", `<a xmlns:dc="b" xmlns:dcterms="c"><dc:creator>Ada Marsh</dc:creator><dcterms:created>2022-02-04T08:00:00Z</dcterms:created></a>`)
	odt := packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", `<a xmlns:text="t"><text:h text:outline-level="1">The dike breaks</text:h><text:p>The river rose for three days.</text:p><text:h text:outline-level="2">The pumps</text:h></a>`,
		"meta.xml", `<a xmlns:dc="b" xmlns:meta="c"><dc:creator>Ada Marsh</dc:creator><meta:creation-date>2022-02-04</meta:creation-date></a>`)
	quoted := strings.ReplaceAll(strings.ReplaceAll(paper, "=", "=3D"), "three days", "three=\r\n days")
	for _, c := range []struct {
		name, file, content string
		format              intake.Format
		from                intake.Origin // of the date
	}{
		{"a page", "a.html", paper, intake.HTML, "opengraph"},
		{"a page by another name", "a.txt", paper, intake.HTML, "opengraph"},
		{"a page of XHTML", "a", `<?xml version="1.0" encoding="utf-8"?>` + "\n" + paper, intake.HTML, "opengraph"},
		{"an archive of a page", "a.mhtml", archived("Content-Transfer-Encoding: quoted-printable\r\n", quoted), intake.MHTML, "opengraph"},
		{"an archive of a page by another name", "a.html", archived("Content-Transfer-Encoding: binary\r\n", paper), intake.MHTML, "opengraph"},
		{"a word processor's document", "a.docx", docx, intake.DOCX, "document"},
		{"an open document", "a.bin", odt, intake.ODT, "document"},
		{"Markdown", "a.md", "---\ntitle: \"The dike breaks\"\nauthor: Ada Marsh\ndate: 2022-02-04\n---\n\nThe river rose\nfor **three** [days](x).\n\n# The pumps\n\n<script>x</script>\n", intake.Markdown, "document"},
		{"plain text", "a.txt", "The dike breaks\n\n4 February 2022\n\nThe river rose for three days.\n\nThe pumps\n", intake.PlainText, "dateline"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := afero.NewMemMapFs()
			if err := afero.WriteFile(files, c.file, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			var told []int64
			d, err := intake.Reader{Files: files}.Read(t.Context(), intake.File(c.file), func(done, total int64) { told = append(told, done, total) })
			if err != nil {
				t.Fatal(err)
			}
			if d.Format != c.format || d.Title.Value != "The dike breaks" || d.Published.Value.EDTF != "2022-02-04" || d.Published.From != c.from {
				t.Errorf("got a %s: %+v, %+v", d.Format, d.Title, d.Published)
			}
			if !strings.Contains(d.Text, "The river rose for three days") || !strings.Contains(d.Text, "\nThe pumps\n") {
				t.Errorf("text: %q", d.Text)
			}
			if c.format != intake.PlainText && (d.Byline.Value != "Ada Marsh" || len(d.Blocks) != 1 || string(d.Page.Body) != c.content) {
				t.Errorf("byline %+v, blocks %v, page of %d bytes", d.Byline, d.Blocks, len(d.Page.Body))
			}
			if c.format == intake.PlainText && (d.Text != c.content || len(d.Page.Body) != 0) {
				t.Error("plain text is not kept as it is, or twice")
			}
			if c.format == intake.MHTML && d.URL.Value != "https://mill.example/dike" {
				t.Errorf("address %+v", d.URL)
			}
			if n := len(told); n < 2 || told[n-2] != int64(len(c.content)) || told[n-1] != int64(len(c.content)) {
				t.Errorf("told %v of %d bytes", told, len(c.content))
			}
			checkDraft(t, d)
		})
	}
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, markdown, text string }{
		{"emphasis", "a **b** *c* __d__ _e_ ~~f~~ `g`", "a b c d e f g\n"},
		{"what is none", "2 * 3 snake_case a_b_c \\*x\\*", "2 * 3 snake_case a_b_c *x*\n"},
		{"links", "[a](http://b \"c\") [d][e] ![f](g) <b>h</b> [i]", "a [d][e] f h [i]\n"},
		{"links defined elsewhere", "[d][e] and [f]\n\n[e]: http://a\n[f]: http://b \"c\"\n", "d and f\n"},
		{"tasks", "- [ ] a\n- [x] b", "[item]a\n[item]b\n"},
		{"lines and paragraphs", "a\nb\n\nc\n---\nd", "a b\n\n[heading]c\n\nd\n"},
		{"headings", "# A #\n## b\n#c", "[heading]b\n\n#c\n"},
		{"lists", "a\n\n- b\n  c\n* d\n1. e\n2022 f", "a\n\n[item]b c\n[item]d\n[item]e 2022 f\n"},
		{"quotations", "> a\nb\n>> c\n\nd", "[quotation]a b\n\n[quotation]c\n\nd\n"},
		{"code", "```go\n<a> *b*\n```\nc", "<a> *b*\n\nc\n"},
		{"rules", "a\n\n***\n\nb\n\n- - -\nc", "a\n\nb\n\nc\n"},
		{"HTML", "a <script>b</script>\n\n<div>c &amp; d</div>", "a\n\nc & d\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := afero.NewMemMapFs()
			if err := afero.WriteFile(files, "a.md", []byte(c.markdown), 0o600); err != nil {
				t.Fatal(err)
			}
			d, err := intake.Reader{Files: files}.Read(t.Context(), intake.File("a.md"), nil)
			if err != nil {
				t.Fatal(err)
			}
			got := d.Text
			for _, b := range slices.Backward(d.Blocks) {
				got = got[:b.Start] + "[" + string(b.Kind) + "]" + got[b.Start:]
			}
			if got != c.text {
				t.Errorf("got %q, want %q", got, c.text)
			}
		})
	}
}

// What takes goldmark minutes by itself is read in seconds, and nothing of it is lost.
func TestHostileMarkdown(t *testing.T) {
	length := 1_000_000
	if testing.Short() {
		length = 400_000
	}
	for _, piece := range []string{"[a](", "[a](b", "*a_ ", ">", "> ", "1. ", "[a]: b\n"} {
		t.Run(piece, func(t *testing.T) {
			files := afero.NewMemMapFs()
			if err := afero.WriteFile(files, "a.md", []byte("The end.\n\n"+strings.Repeat(piece, length/len(piece))), 0o600); err != nil {
				t.Fatal(err)
			}
			read := make(chan error, 1)
			go func() {
				d, err := intake.Reader{Files: files}.Read(t.Context(), intake.File("a.md"), nil)
				if err == nil && len(d.Text) < length/2 {
					err = fmt.Errorf("only %d bytes of text", len(d.Text))
				}
				read <- err
			}()
			select {
			case err := <-read:
				if err != nil {
					t.Error(err)
				}
			case <-time.After(90 * time.Second): // some are enough, on a machine that does nothing else
				t.Fatal("it takes over 90 seconds")
			}
		})
	}
}

func TestPasted(t *testing.T) {
	for _, c := range []struct {
		name   string
		source intake.Source
		format intake.Format
		text   string
		title  string
	}{
		{"text", intake.Pasted("The dike\n\nIt broke < once."), intake.PlainText, "The dike\n\nIt broke < once.", "The dike"},
		{"text in which HTML is named", intake.Pasted("The <b> tag\n\nIt is old."), intake.PlainText, "The <b> tag\n\nIt is old.", "The <b> tag"},
		{"the source of a piece of a page", intake.Pasted(" <div><h1>The dike</h1><p>It broke.</p></div>"), intake.HTML, "It broke.\n", "The dike"},
		{"rich text", intake.PastedHTML([]byte("<meta charset='utf-8'><span>It</span> <a href='x'>broke.</a>")), intake.HTML, "It broke.\n", ""},
		{"rich text in UTF-16", intake.PastedHTML([]byte("\xff\xfeI\x00t\x00 \x00b\x00r\x00o\x00k\x00e\x00")), intake.HTML, "It broke\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := intake.Reader{}.Read(t.Context(), c.source, nil)
			if err != nil || d.Format != c.format || d.Text != c.text || d.Title.Value != c.title {
				t.Errorf("got a %s %q of %q, %v", d.Format, d.Text, d.Title.Value, err)
			}
		})
	}
	d, err := intake.Reader{}.Read(t.Context(), intake.Pasted(paper), nil)
	if err != nil || d.Title.From != "heading" || strings.Contains(d.Text, "The dike breaks") {
		t.Errorf("the source of a page: %+v, %v", d, err)
	}
}

// What cannot be read is refused with the file, the reason and, where there is
// one, the place.
func TestReadRefuses(t *testing.T) {
	missing := "nothing"
	big := packed(t, "word/document.xml", strings.Repeat(" ", 65<<20))
	for _, c := range []struct {
		name, content string
		kind          intake.Kind
	}{
		{missing, "", intake.Missing},
		{"empty", "", intake.Empty},
		{"blank", " \n\t", intake.Empty},
		{"binary", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", intake.Binary},
		{"a picture", "\x89PNG\r\n\x1a\n", intake.Unknown},
		{"a drawing", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", intake.Unknown},
		{"a drawing after what it declares", "\ufeff<?xml version='1.0'?>\n<!-- made > by -->\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'a.dtd' [<!ENTITY a 'b'>]>\n<svg>", intake.Unknown},
		{"a program's archive", packed(t, "a", "b"), intake.Unknown},
		{"RTF", `{\rtf1 a}`, intake.Unknown},
		{"a bomb in a document", big, intake.TooLarge},
		{"10,000 nested tags", "<html>" + strings.Repeat("<div>", 10_000) + "a", intake.Deep},
		{"scripts only", "<html><div id=app></div><script src=a.js></script><noscript>Scripts are off.</noscript></html>", intake.Scripts},
		{"a page without text", "<html><body><img src=a.png></body></html>", intake.Empty},
		{"a page of 20 MB", "<html><p>" + strings.Repeat("word ", 4<<20), intake.TooLarge},
		{"an archive that is cut", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=X\n\n--X\nContent-Type: image/png\n\n", intake.Broken},
		{"an archive in an archive, and so on", nested(50), intake.Broken},
		{"Arabic in a charset that nobody knows", "\xc7\xe1\x01\xd3\xe1\xc7\xe3", intake.Binary},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := afero.NewMemMapFs()
			if c.name != missing {
				if err := afero.WriteFile(files, c.name, []byte(c.content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			d, err := intake.Reader{Files: files}.Read(t.Context(), intake.File(c.name), nil)
			refused, ok := errors.AsType[*intake.Error](err)
			if !ok || refused.Kind != c.kind || refused.Path != c.name || refused.Reason == "" {
				t.Errorf("got %.40q, %v; want a refusal: %s", d.Text, err, c.kind)
			}
			if d.Text != "" || d.Page.Body != nil {
				t.Error("half a draft came with the refusal")
			}
		})
	}
}

// nested is a mail in a mail, n deep.
func nested(n int) string {
	text := "Content-Type: text/plain\n\nx"
	for i := range n {
		text = fmt.Sprintf("Content-Type: multipart/related; boundary=b%d\n\n--b%d\n%s\n--b%d--\n", i, i, text, i)
	}
	return "MIME-Version: 1.0\n" + text
}

// script puts a program of that name in front of all others.
func script(t *testing.T, name, text string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("a script of a shell")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH"))
}

func pasteAs(t *testing.T, content string) (intake.Draft, error) {
	t.Helper()
	return intake.Reader{}.Read(t.Context(), intake.Pasted(content), nil)
}

func TestPDFWithoutItsProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := pasteAs(t, "%PDF-1.7\n")
	if refused, ok := errors.AsType[*intake.Error](err); !ok || refused.Kind != intake.NoTool || !strings.Contains(err.Error(), "poppler-utils") {
		t.Errorf("got %v", err)
	}
}

func TestPDF(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string
		kind       intake.Kind
		warning    intake.Warning
	}{
		{"lines, hyphens, blocks", `printf 'The dike\n\nThe river rose for\nthree days, and the inter-\nnational press came.\n\nAnd left.\n\f'`, "The dike\n\nThe river rose for three days, and the international press came.\n\nAnd left.\n", "", intake.Warning{}},
		{"a paragraph that goes on overleaf", `printf 'The dike\n\nThe river rose\n\ffor three days.\n\f'`, "The dike\n\nThe river rose for three days.\n", "", intake.Warning{}},
		{"heads and feet", `for i in 1 2 3 4; do printf "The Mill, page $i\n\nPart $i of the text.\n\n- $i -\n\f"; done`, "Part 1 of the text.\n\nPart 2 of the text.\n\nPart 3 of the text.\n\nPart 4 of the text.\n", "", intake.Warning{}},
		{"Arabic as it is drawn", `printf '\342\200\253\357\273\241\357\273\274\357\272\263\342\200\254\n\f'`, "ملاس\n", "", intake.Warning{}},
		{"pages without text", `printf 'The dike\n\f\f'`, "The dike\n", "", intake.Warning{Kind: intake.Unpaged, Detail: "1"}},
		{"pictures only", `printf '\f\f'`, "", intake.Empty, intake.Warning{}},
		{"damage", `echo "Syntax Error: Couldn't read xref table" >&2; exit 1`, "", intake.Broken, intake.Warning{}},
		{"a password", `echo "Command Line Error: Incorrect password" >&2; exit 1`, "", intake.Encrypted, intake.Warning{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			script(t, "pdfinfo", "exit 1")
			script(t, "pdftotext", "cat >/dev/null\n"+c.text)
			d, err := pasteAs(t, "%PDF-1.7\n")
			refused, _ := errors.AsType[*intake.Error](err)
			switch {
			case c.kind != "":
				if refused == nil || refused.Kind != c.kind {
					t.Errorf("got %q, %v; want a refusal: %s", d.Text, err, c.kind)
				}
			case err != nil || d.Text != c.want || d.Format != intake.PDF:
				t.Errorf("got %q, %v; want %q", d.Text, err, c.want)
			case c.warning != intake.Warning{} && !slices.Contains(d.Warnings, c.warning):
				t.Errorf("warns of %v", d.Warnings)
			}
		})
	}
}

func TestPDFSaysWhatItIs(t *testing.T) {
	script(t, "pdfinfo", `cat >/dev/null; printf 'Title:           The dike: a report\nAuthor:          Ada Marsh\nCreationDate:    2022-02-04T08:00:00Z\nPages: 1\n'`)
	script(t, "pdftotext", `cat >/dev/null; printf 'First line\n\nText.\n\f'`)
	d, err := pasteAs(t, "%PDF-1.7\n")
	if err != nil || d.Title.Value != "The dike: a report" || d.Byline.Value != "Ada Marsh" || d.Published.Value.EDTF != "2022-02-04" || d.Published.From != intake.FromDocument {
		t.Errorf("got %+v, %v", d, err)
	}
}

// The program itself, where it is installed, on a file of one page.
func TestPDFForReal(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	stream := "BT /F1 12 Tf 72 720 Td (The river rose for three days.) Tj ET"
	var pdf strings.Builder
	pdf.WriteString("%PDF-1.4\n")
	var at []int
	for i, object := range []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(stream), stream),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "<</Title(The dike breaks)/CreationDate(D:20220204080000Z)>>",
	} {
		at = append(at, pdf.Len())
		fmt.Fprintf(&pdf, "%d 0 obj%s endobj\n", i+1, object)
	}
	start := pdf.Len()
	fmt.Fprintf(&pdf, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&pdf, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&pdf, "trailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	d, err := pasteAs(t, pdf.String())
	if err != nil || d.Text != "The river rose for three days.\n" || d.Title.Value != "The dike breaks" || d.Published.Value.EDTF != "2022-02-04" {
		t.Errorf("got %q, %+v, %+v, %v", d.Text, d.Title, d.Published, err)
	}
	if _, err := pasteAs(t, pdf.String()[:100]); err == nil {
		t.Error("half a PDF is read")
	}
}
