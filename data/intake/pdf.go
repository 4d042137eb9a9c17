package intake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os/exec"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The programs of poppler that read PDF, and how long they may take.
const (
	pdfText    = "pdftotext"
	pdfInfo    = "pdfinfo"
	maxPDFTime = 60 * time.Second
)

// pdfDocument is the text of a PDF and what it says of itself.
type pdfDocument struct {
	paragraphs             []string
	title, author, created string
	pages, empty           int // how many there are, and how many without text
}

// readPDF reads a PDF through pdftotext, which runs in a process of its own: it
// gets the file through a pipe, and is stopped when it takes too long or writes
// too much.
func readPDF(ctx context.Context, raw []byte) (pdfDocument, error) {
	if _, err := exec.LookPath(pdfText); err != nil {
		return pdfDocument{}, refuse(NoTool, -1, "reading PDF needs the program %s, which is not installed (it is part of poppler, in the package poppler-utils on Debian and Ubuntu)", pdfText)
	}
	text, err := pipe(ctx, raw, pdfText, "-q", "-enc", "UTF-8", "-eol", "unix", "-", "-")
	if err != nil {
		return pdfDocument{}, err
	}
	d := pdfDocument{}
	d.paragraphs, d.pages, d.empty = reflow(text)
	if _, err := exec.LookPath(pdfInfo); err == nil {
		// A title is welcome, but the text is what counts.
		if about, err := pipe(ctx, raw, pdfInfo, "-enc", "UTF-8", "-isodates", "-"); err == nil {
			d.properties(about)
		}
	}
	return d, ctx.Err()
}

// pipe runs a program on bytes and returns what it prints.
func pipe(ctx context.Context, in []byte, program string, args ...string) (string, error) {
	limited, cancel := context.WithTimeout(ctx, maxPDFTime)
	defer cancel()
	cmd := exec.CommandContext(limited, program, args...)
	cmd.Stdin = bytes.NewReader(in)
	cmd.WaitDelay = time.Second
	out := &bounded{left: maxText}
	var complaint bounded
	complaint.left = 4000
	cmd.Stdout, cmd.Stderr = out, &complaint
	err := cmd.Run()
	reason := strings.TrimSpace(strings.ToValidUTF8(complaint.String(), ""))
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case limited.Err() != nil:
		return "", refuse(Slow, -1, "%s took longer than %d seconds", program, int(maxPDFTime/time.Second))
	case out.full:
		return "", tooLarge(maxText + 1)
	case strings.Contains(strings.ToLower(reason), "password"):
		return "", refuse(Encrypted, -1, "it is protected by a password")
	case err != nil:
		_, exited := errors.AsType[*exec.ExitError](err)
		if !exited {
			reason = err.Error()
		}
		first, _, _ := strings.Cut(reason, "\n")
		return "", refuse(Broken, -1, "it is damaged, or no PDF: %s cannot read it (%.200s)", program, clean(first))
	}
	return strings.ToValidUTF8(out.String(), "\ufffd"), nil
}

// bounded keeps what is written up to a number of bytes, and then fails.
type bounded struct {
	bytes.Buffer
	left int
	full bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if len(p) > b.left {
		b.full = true
		return 0, io.ErrShortWrite
	}
	b.left -= len(p)
	return b.Buffer.Write(p)
}

// properties reads what pdfinfo prints: a name, a colon, spaces, a value.
func (d *pdfDocument) properties(about string) {
	for line := range strings.Lines(about) {
		name, value, _ := strings.Cut(line, ":")
		value = clean(value)
		switch name {
		case "Title":
			if !madeUp(value) {
				d.title = value
			}
		case "Author":
			d.author = value
		case "CreationDate":
			d.created = value
		}
	}
}

// madeUp reports titles that a program gave: names of files and of itself.
func madeUp(title string) bool {
	lower := strings.ToLower(title)
	switch path.Ext(lower) {
	case ".doc", ".docx", ".indd", ".qxd", ".pdf", ".rtf", ".odt", ".tex", ".dvi", ".ps", ".html", ".htm":
		return true
	}
	return strings.HasPrefix(lower, "microsoft word") || strings.HasPrefix(lower, "untitled") || !strings.ContainsFunc(title, unicode.IsLetter)
}

// reflow makes paragraphs of what pdftotext prints: lines as on paper, empty
// lines between blocks, a form feed after every page. Lines of a block are
// joined, a paragraph that continues on the next page is one, and what is at the head or
// foot of most pages is dropped.
func reflow(text string) (paragraphs []string, pages, empty int) {
	sheets := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	var blocks [][]string // of pages
	margins := map[string]int{}
	for _, sheet := range sheets {
		page := cutBlocks(sheet)
		if len(page) == 0 {
			empty++
		}
		blocks = append(blocks, page)
		for _, b := range margin(page) {
			margins[b]++
		}
	}
	for _, page := range blocks {
		edges := margin(page)
		for i, b := range page {
			last := len(page) - 1
			if head := i == 0 && running(margins, edges, 0, len(sheets)); head || i == last && running(margins, edges, len(edges)-1, len(sheets)) {
				continue
			}
			if n := len(paragraphs); i <= 1 && n > 0 && goesOn(paragraphs[n-1], b) {
				paragraphs[n-1] = hyphenated(paragraphs[n-1], b)
				continue
			}
			paragraphs = append(paragraphs, b)
		}
	}
	return paragraphs, len(sheets), empty
}

// cutBlocks joins the lines of each block of a page.
func cutBlocks(sheet string) []string {
	var out []string
	block := ""
	for line := range strings.SplitSeq(sheet, "\n") {
		line = clean(written(line))
		switch {
		case line != "" && block == "":
			block = line
		case line != "":
			block = hyphenated(block, line)
		case block != "":
			out, block = append(out, block), ""
		}
	}
	if block != "" {
		out = append(out, block)
	}
	return out
}

// written turns what is drawn back into what was written: Arabic letters in
// their presentation forms and ligatures become letters, and the marks by which
// pdftotext marks the direction of a line are dropped.
func written(line string) string {
	var b strings.Builder
	for _, r := range line {
		switch {
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == '\ufeff' || r == '\u00ad':
		case r >= 0xfb00 && r <= 0xfb06 || r >= 0xfb50 && r <= 0xfdff && r != '﴾' && r != '﴿' || r >= 0xfe70 && r <= 0xfefc:
			b.WriteString(norm.NFKC.String(string(r)))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hyphenated joins two lines; a hyphen at the end of the first, between small
// letters, was put there by the line.
func hyphenated(a, b string) string {
	stem, cut := strings.CutSuffix(a, "-")
	last, _ := utf8.DecodeLastRuneInString(stem)
	first, _ := utf8.DecodeRuneInString(b)
	if cut && unicode.IsLower(last) && unicode.IsLower(first) {
		return stem + b
	}
	return a + " " + b
}

// margin is the first and the last block of a page without its digits.
func margin(page []string) []string {
	if len(page) == 0 {
		return nil
	}
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return -1
			}
			return r
		}, s)
	}
	return []string{letters(page[0]), letters(page[len(page)-1])}
}

// running reports a head or foot that most pages have.
func running(margins map[string]int, edges []string, at, pages int) bool {
	return pages >= 3 && len(edges) > 0 && utf8.RuneCountInString(edges[at]) <= 120 && margins[edges[at]]*2 > pages
}

// goesOn reports that a paragraph has no end and the next no beginning.
func goesOn(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return (last == ',' || last == '-' || last == '،' || unicode.IsLetter(last)) && unicode.IsLower(first)
}

// maxText is the most bytes of a text that a program may print.
const maxText = MaxText
