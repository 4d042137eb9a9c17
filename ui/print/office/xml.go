package office

import (
	"archive/zip"
	"bufio"
	"hash/crc32"
	"io"
	"strings"
	"unicode/utf8"
)

// xmlHead begins every file.
const xmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

// markup is a file of an archive that is being written. What people wrote goes through
// text alone.
type markup struct {
	*bufio.Writer
	// dropped counts the characters that XML 1.0 does not allow, of all files of the archive.
	dropped *int
}

// text writes text as characters, in elements and in attributes.
func (m markup) text(s string) {
	clean, dropped := escape(s)
	*m.dropped += dropped
	m.WriteString(clean)
}

// put writes markup, every second part of which is text.
func (m markup) put(parts ...string) {
	for i, p := range parts {
		if i%2 == 0 {
			m.WriteString(p)
		} else {
			m.text(p)
		}
	}
}

// escape makes a text one of XML 1.0, in one line, and counts the characters that are not
// allowed there (section 2.2), which it leaves out.
func escape(s string) (clean string, dropped int) {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case r < ' ' || r == '\ufffe' || r == '\uffff' || r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
			dropped++
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), dropped
}

// archive is the file of many that a document is.
type archive struct {
	zip     *zip.Writer
	dropped int
	err     error
}

func newArchive(w io.Writer) *archive { return &archive{zip: zip.NewWriter(w)} }

// begin begins a file, which ends where the next one begins. All have the same time, none,
// so that the same library gives the same bytes.
func (a *archive) begin(name string) markup {
	w, err := a.zip.Create(name)
	if err != nil {
		a.fail(err)
		w = io.Discard
	}
	return markup{bufio.NewWriterSize(w, 1<<16), &a.dropped}
}

func (a *archive) end(m markup) { a.fail(m.Flush()) }

// add adds a file with fixed contents.
func (a *archive) add(name, contents string) {
	m := a.begin(name)
	m.WriteString(contents)
	a.end(m)
}

// stored adds a file that is not compressed, and whose size is before it (OpenDocument 1.3,
// part 2, section 3.3).
func (a *archive) stored(name, contents string) {
	w, err := a.zip.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(contents)), CompressedSize64: uint64(len(contents)), UncompressedSize64: uint64(len(contents)),
	})
	if err == nil {
		_, err = io.WriteString(w, contents)
	}
	a.fail(err)
}

func (a *archive) fail(err error) {
	if a.err == nil {
		a.err = err
	}
}

// close ends the archive and returns the first error of all.
func (a *archive) close() error {
	a.fail(a.zip.Close())
	return a.err
}
