// Package packet puts what is taken of a library, with its sources, into one zip file that
// anybody can check: an evidence packet.
//
// The one idea behind it: a manifest says of every file how long it is and what its SHA-256
// is, and of every passage where it is in the text of its source; Verify reads the packet
// and says what is not as the manifest has it. It needs no library, and nothing of it needs
// this program: the sums are those of sha256sum. What it cannot tell is when the packet was
// made, since whoever changes a file can change the manifest with it; who needs that keeps
// the SHA-256 of the packet itself elsewhere.
package packet

import (
	"archive/zip"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"mime"
	"path"
	"slices"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/picture"
)

// The names of the files of every packet.
const (
	manifestName = "MANIFEST.json"
	sumsName     = "SHA256SUMS"
	readmeName   = "README.txt"
)

// kind is what the manifest of a packet begins with, version what of it is read.
const (
	kind    = "tarikh-packet"
	version = 1
)

// Manifest is what a packet says of itself. Times are in UTC, as RFC 3339 has them, "" for
// what is not known; sums are SHA-256 in hexadecimal digits.
type Manifest struct {
	Kind    string   `json:"kind"`
	Version int      `json:"version"`
	Title   string   `json:"title"`
	Library string   `json:"library"` // its ID
	Edited  string   `json:"edited"`  // when the library was edited last
	Events  []Event  `json:"events"`
	Sources []Source `json:"sources"`
	// Pictures are the pictures and other files of events and sources, as the library has them.
	Pictures []Picture `json:"pictures,omitempty"`
	Files    []Sum     `json:"files"` // all but the manifest and SHA256SUMS, by name
}

// Event is an event with the passages that report it.
type Event struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Date     string    `json:"date"` // EDTF
	Passages []Passage `json:"passages"`
}

// Passage is where a source reports an event.
type Passage struct {
	Source int    `json:"source"` // its number
	Part   string `json:"part"`   // "text" or "title"
	Start  int    `json:"start"`  // bytes of the part, in UTF-8, half-open
	End    int    `json:"end"`
	Quote  string `json:"quote"`
	// Place is "found", "in doubt" or "not found": how sure it is that the words of the
	// passage are where it says. Only those that are found are checked.
	Place string `json:"place"`
}

// Source is an article.
type Source struct {
	Number    int    `json:"number"`
	ID        string `json:"id"`
	Title     string `json:"title"`
	Byline    string `json:"byline,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Address   string `json:"address,omitempty"`
	Lang      string `json:"lang,omitempty"`
	Citation  string `json:"citation"`            // a note, by the rules of Chicago
	Accessed  string `json:"accessed,omitempty"`  // EDTF: when who cites it looked at it
	Published string `json:"published,omitempty"` // EDTF
	Added     string `json:"added,omitempty"`     // to the library
	Text      string `json:"text,omitempty"`      // the file of its text; "" for a reference, which has none
	Page      *Page  `json:"page,omitempty"`      // as it was received; nil where it was not kept
}

// Page is a page as it was received.
type Page struct {
	File    string `json:"file"`
	Media   string `json:"media,omitempty"`
	Address string `json:"address,omitempty"` // from which it came, after redirects
	Fetched string `json:"fetched,omitempty"`
}

// Picture is a picture, or another file, of an event or a source.
type Picture struct {
	File    string `json:"file"`
	Event   string `json:"event,omitempty"`  // its ID
	Source  int    `json:"source,omitempty"` // its number
	Media   string `json:"media"`
	Name    string `json:"name,omitempty"` // as it was received
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
	Licence string `json:"licence,omitempty"`
	Address string `json:"address,omitempty"` // from which it came
	Alt     string `json:"alt,omitempty"`
	Taken   string `json:"taken,omitempty"` // EDTF
}

// Sum is what a file must be.
type Sum struct {
	File   string `json:"file"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Words are what a packet says to those who open it.
type Words func(lang string) (string, error)

// Format returns the line of evidence packets in the table of formats, which hold what
// other formats write: chronology and page.
func Format(chronology, page form.Format, words Words) form.Format {
	return form.Format{
		Name: "packet", Title: "Evidence packet", Endings: []string{".zip"}, Group: form.GroupDocument, Asked: true,
		Speaks: chronology.Speaks, Pictures: true,
		Knows: slices.Compact(slices.Sorted(slices.Values(slices.Concat(chronology.Knows, page.Knows)))),
		Write: func(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
			p := &writer{Context: ctx, zip: zip.NewWriter(w), from: from}
			if err := p.all(chronology, page, words); err != nil {
				return nil, fmt.Errorf("packet: %w", err)
			}
			return p.lost, nil
		},
	}
}

// writer writes a packet.
type writer struct {
	context.Context
	zip  *zip.Writer
	from form.Taken
	sums []Sum
	lost form.Dropped
}

func (w *writer) all(chronology, page form.Format, words Words) error {
	said, err := words(w.from.Lang)
	if err != nil {
		return err
	}
	if err := w.text(readmeName, strings.ReplaceAll(said, "{title}", form.Line(w.from.Titled()))); err != nil {
		return err
	}
	for _, f := range []form.Format{chronology, page} {
		err := w.file(map[form.Group]string{form.GroupDocument: "chronology", form.GroupPage: "page"}[f.Group]+f.Endings[0], func(to io.Writer) error {
			_, err := f.Write(w, to, w.from)
			return err
		})
		if err != nil {
			return err
		}
	}
	m := Manifest{
		Kind: kind, Version: version, Title: form.Line(w.from.Titled()), Library: w.from.Library.ID.String(), Edited: stamp(w.from.Edited.Unix()),
		Events: []Event{}, Sources: []Source{},
	}
	numbers := map[data.ID]int{}
	for i, a := range w.from.Articles {
		numbers[a.ID] = i + 1
		s, err := w.source(i+1, a.ID)
		if err != nil {
			return err
		}
		m.Sources = append(m.Sources, s)
	}
	if m.Pictures, err = w.pictures(numbers); err != nil {
		return err
	}
	for _, e := range w.from.Events {
		m.Events = append(m.Events, event(e, numbers))
	}
	slices.SortFunc(w.sums, func(a, b Sum) int { return strings.Compare(a.File, b.File) })
	m.Files = w.sums
	return w.close(m)
}

// close writes the manifest, and the sums of all files with it.
func (w *writer) close(m Manifest) error {
	raw, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := w.text(manifestName, string(raw)+"\n"); err != nil {
		return err
	}
	var lines strings.Builder
	for _, s := range w.sums {
		fmt.Fprintf(&lines, "%s  %s\n", s.SHA256, s.File)
	}
	if err := w.text(sumsName, lines.String()); err != nil {
		return err
	}
	return w.zip.Close()
}

// source writes what there is of an article.
func (w *writer) source(number int, id data.ID) (Source, error) {
	if err := w.Err(); err != nil {
		return Source{}, err
	}
	a, err := w.from.Article(w, id)
	if err != nil {
		return Source{}, err
	}
	s := Source{
		Number: number, ID: a.ID.String(), Title: a.Title, Byline: a.Byline, Publisher: a.Publisher, Address: a.URL,
		Published: a.Published.EDTF, Added: stamp(a.Added), Lang: a.Lang, Accessed: a.Citation.Accessed,
		Citation: cite.Of(a, cite.Options{Style: cite.ChicagoNote, Lang: w.from.Lang}).String(),
	}
	folder := fmt.Sprintf("sources/%03d", number)
	if a.Text != "" {
		s.Text = folder + "/text.txt"
		if err := w.text(s.Text, a.Text); err != nil {
			return s, err
		}
	}
	if a.Page == [sha256.Size]byte{} {
		return s, nil
	}
	page, err := w.from.Page(w, a.Page)
	if err != nil {
		return s, err
	}
	s.Page = &Page{File: folder + "/page" + ending(page.Media), Media: page.Media, Address: page.URL, Fetched: stamp(page.Fetched)}
	return s, w.file(s.Page.File, func(to io.Writer) error {
		_, err := to.Write(page.Body)
		return err
	})
}

// pictures writes the pictures of events and sources, each file once. One whose bytes the
// library has lost is left out.
func (w *writer) pictures(numbers map[data.ID]int) (all []Picture, err error) {
	names := map[[sha256.Size]byte]string{}
	for _, p := range w.from.Pictures {
		if err := w.Err(); err != nil {
			return nil, err
		}
		out := Picture{
			Source: numbers[p.Article], Media: p.Type, Name: p.Name, Caption: p.Caption, Credit: p.Credit, Licence: p.Licence, Address: p.Source, Alt: p.Alt, Taken: p.Taken.EDTF,
		}
		if p.Event != (data.ID{}) {
			out.Event = p.Event.String()
		}
		if out.Event == "" && out.Source == 0 {
			w.lost.Lose(form.LosesPictures, 1)
			continue
		}
		if out.File = names[p.Hash]; out.File == "" {
			page, err := w.from.Page(w, p.Hash)
			if errors.Is(err, data.ErrNotFound) {
				w.lost.Lose(form.LosesGone, 1)
				continue
			}
			if err != nil {
				return nil, err
			}
			out.File = fmt.Sprintf("pictures/%03d%s", len(names)+1, ending(p.Type))
			names[p.Hash] = out.File
			if err := w.file(out.File, func(to io.Writer) error { _, err := to.Write(page.Body); return err }); err != nil {
				return nil, err
			}
		}
		all = append(all, out)
	}
	return all, nil
}

// event is an event of the manifest.
func event(e form.TakenEvent, numbers map[data.ID]int) Event {
	out := Event{ID: e.ID.String(), Title: e.Title, Date: e.Date.EDTF, Passages: []Passage{}}
	for _, x := range e.Excerpts {
		number, ok := numbers[x.Article]
		if !ok {
			continue
		}
		p := Passage{Source: number, Part: "text", Start: x.Anchor.Start, End: x.Anchor.End, Quote: x.Anchor.Exact, Place: "found"}
		if x.Anchor.Part == data.OfTitle {
			p.Part = "title"
		}
		switch x.Doubt.State {
		case data.CheckMe:
			p.Place = "in doubt"
		case data.Orphan:
			p.Place = "not found"
		}
		out.Passages = append(out.Passages, p)
	}
	return out
}

// ending is that of the name of a page of a media type.
func ending(media string) string {
	kind, _, err := mime.ParseMediaType(media)
	if err != nil {
		return ".bin"
	}
	endings := map[string]string{
		"text/html": ".html", "application/xhtml+xml": ".xhtml", "text/plain": ".txt", "text/markdown": ".md", "application/pdf": ".pdf",
		"multipart/related": ".mhtml", "message/rfc822": ".eml", "application/vnd.oasis.opendocument.text": ".odt",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
	}
	return cmp.Or(endings[kind], picture.Type(kind).Ending(), ".bin")
}

// stamp is a time in UTC, "" for none.
func stamp(unix int64) string {
	if unix == 0 {
		return ""
	}
	return time.Unix(unix, 0).UTC().Format(time.RFC3339)
}

func (w *writer) text(name, text string) error {
	return w.file(name, func(to io.Writer) error {
		_, err := io.WriteString(to, text)
		return err
	})
}

// file writes a file and keeps its sum.
func (w *writer) file(name string, write func(io.Writer) error) error {
	header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: w.from.Edited.UTC()}
	if inner := path.Ext(name); slices.Contains([]string{".pdf", ".docx", ".odt", ".jpg", ".png", ".webp", ".avif"}, inner) { // compressed already
		header.Method = zip.Store
	}
	to, err := w.zip.CreateHeader(header)
	if err != nil {
		return err
	}
	counted := &counter{to: to, sum: sha256.New()}
	if err := write(counted); err != nil {
		return err
	}
	w.sums = append(w.sums, Sum{name, counted.n, hex.EncodeToString(counted.sum.Sum(nil))})
	return nil
}

// counter counts what is written, and sums it up.
type counter struct {
	to  io.Writer
	n   int64
	sum hash.Hash
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.n += int64(n)
	c.sum.Write(p[:n])
	return n, err
}
