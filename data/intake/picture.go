package intake

import (
	"context"
	"encoding/base64"
	"net/url"
	"path"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake/page"
	"tarikh.org/tarikh/data/picture"
)

// Picture is a picture of a draft: its row, which is the article's that the draft becomes, and
// its bytes.
type Picture struct {
	data.Picture
	Page data.Page
	From string // the address by which its source refers to it
	Left bool   // the reader does not take it
}

// Embedded finds a file that a source has in itself by the address under which its page refers
// to it. It reports false for one that is not there.
type Embedded func(address string) ([]byte, bool)

// ReadPicture makes a row of the file of a picture, for an event, an article or a story
// that is set then, and the page that brings its bytes. Where the photograph was taken is
// left out of them unless that is to be kept. name is that of the file; now is Unix
// seconds. The error is a *picture.Error.
func ReadPicture(raw []byte, name string, keepPosition bool, now int64) (data.Picture, data.Page, error) {
	info, err := picture.Look(raw)
	if err != nil {
		return data.Picture{}, data.Page{}, err
	}
	if info.HasPosition && !keepPosition {
		raw = picture.WithoutPosition(raw)
	}
	kept := data.NewPage(raw, string(info.Type), "", now)
	p := data.Picture{
		ID: data.NewID(), Position: data.Lead, Hash: kept.Hash, Type: string(info.Type),
		Width: info.Width, Height: info.Height, Size: int64(len(raw)), Name: name,
	}
	if info.Taken != "" {
		if p.Taken, err = dates.Parse(strings.TrimSuffix(info.Taken, ":00")); err != nil {
			p.Taken, _ = dates.Parse(info.Taken[:len("2006-01-02")]) // zero where that is no date either
		}
	}
	return p, kept, nil
}

// IsCut reports whether the picture of a page is cut off: what is there of it is shown.
func IsCut(page data.Page) bool {
	info, err := picture.Look(page.Body)
	return err == nil && info.Cut
}

// The pictures of one draft: how many bytes they have together at most, and how many pixels
// one has on a side at most that is an icon, a button or a dot by which readers are counted.
const (
	maxPictures = 128 << 20
	decoration  = 63
)

// pictured takes the pictures of a text that its source has in itself, and the one that stands
// for a page that was fetched, if the reader wants it.
func (r Reader) pictured(ctx context.Context, s Source, got received, d *Draft) {
	t := &taker{draft: d, now: r.now().Unix(), there: map[[32]byte]bool{}}
	for _, of := range d.refers {
		if ctx.Err() != nil {
			return
		}
		t.first(of, got.files)
	}
	if d.lead != "" && s.LeadPicture && fetched(s) {
		if answer, err := r.Web.GetNamed(ctx, d.lead, nil); err != nil || !t.take(answer.Body, page.Picture{Position: data.Lead}, d.lead) {
			t.refused++
		}
	}
	d.refers, d.lead = nil, ""
	if t.refused > 0 {
		d.warn(Unpictured, strconv.Itoa(t.refused))
	}
	if t.cut > 0 {
		d.warn(CutPictures, strconv.Itoa(t.cut))
	}
}

// taker takes pictures into a draft.
type taker struct {
	draft   *Draft
	now     int64
	size    int // bytes
	there   map[[32]byte]bool
	refused int
	cut     int // those that are taken
}

// first takes the first picture that can be read of those that a text refers to at a place.
func (t *taker) first(of page.Picture, files Embedded) {
	bad := false
	for _, address := range of.Addresses {
		raw, ok := embedded(files, address)
		if !ok || isDot(raw) {
			continue
		}
		if bad = !t.take(raw, of, address); !bad {
			return
		}
	}
	if bad {
		t.refused++
	}
}

// take takes a picture that can be read; it reports false for one that cannot.
func (t *taker) take(raw []byte, of page.Picture, address string) bool {
	p, kept, err := ReadPicture(raw, fileName(address), false, t.now)
	switch {
	case err != nil:
		return false
	case p.Width <= decoration || p.Height <= decoration || t.there[p.Hash] || t.size+len(kept.Body) > maxPictures:
		return true
	}
	if IsCut(kept) {
		t.cut++
	}
	t.size += len(kept.Body)
	t.there[p.Hash] = true
	p.Position, p.Order = of.Position, len(t.draft.Pictures)
	p.Caption, p.Credit, p.Alt = of.Caption, shortened(of.Credit), of.Alt
	if u, err := url.Parse(address); err == nil && (u.Scheme == "http" || u.Scheme == "https") && len(address) <= data.MaxTitle {
		p.Source, kept.URL = address, address
	}
	t.draft.Pictures = append(t.draft.Pictures, Picture{Picture: p, Page: kept, From: address})
	return true
}

// fileName is the name of the file at an address, "" where it has none.
func fileName(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "data" || u.Path == "" {
		return ""
	}
	return shortened(path.Base(u.Path))
}

// fetched reports a source that comes from the web.
func fetched(s Source) bool { return s.URL != "" && s.Data == nil }

// isDot reports a picture that is put where a page shows the right one later.
func isDot(raw []byte) bool {
	info, err := picture.Look(raw)
	return err == nil && info.Width*info.Height <= 64
}

// embedded is the file that an address refers to: in the address itself, or in the source.
func embedded(files Embedded, address string) ([]byte, bool) {
	if strings.HasPrefix(address, "data:") {
		head, body, ok := strings.Cut(address, ",")
		if !ok || strings.Contains(head, "svg") || len(body) > 2*picture.MaxBytes {
			return nil, false
		}
		if plain, err := url.PathUnescape(body); err == nil {
			body = plain
		}
		if !strings.HasSuffix(head, ";base64") {
			return []byte(body), true
		}
		body = strings.Map(func(r rune) rune {
			if r == ' ' || r == '\n' || r == '\r' || r == '\t' {
				return -1
			}
			return r
		}, body)
		raw, err := base64.StdEncoding.DecodeString(body)
		if err != nil {
			raw, err = base64.RawStdEncoding.DecodeString(body)
		}
		return raw, err == nil
	}
	if files == nil {
		return nil, false
	}
	return files(address)
}

// Again is a picture that was found under an address in a source, read again.
func (s Source) Again(address string) ([]byte, bool) { return embedded(s.Embedded, address) }

// shortened is a line within the limit of one.
func shortened(line string) string {
	if line = clean(line); len(line) > data.MaxTitle {
		line = strings.ToValidUTF8(line[:data.MaxTitle], "")
	}
	return line
}

// taken are the pictures that the reader takes, as rows of an article, with their pages; those
// that the article has already are left out.
func (d Draft) taken(article data.ID, there []data.Picture) (rows []data.Change[data.Picture], pages []data.Page) {
	known := map[[32]byte]bool{}
	order := 0
	for _, p := range there {
		known[p.Hash] = true
		order = max(order, p.Order+1)
	}
	for _, p := range d.Pictures {
		if p.Left || known[p.Hash] {
			continue
		}
		row := p.Picture
		row.Article, row.Order = article, order+len(rows)
		if row.Position > len(d.Text) {
			row.Position = len(d.Text)
		}
		rows, pages = append(rows, data.Insert(row)), append(pages, p.Page)
	}
	return rows, pages
}

// Illustrate adds to an edit, which makes the draft the text of an article, the pictures that
// the article does not have yet.
func (d Draft) Illustrate(edit *data.Edit, article data.ID, there []data.Picture) {
	rows, pages := d.taken(article, there)
	edit.Pictures, edit.Pages = append(edit.Pictures, rows...), append(edit.Pages, pages...)
}
