// Package offer makes pictures that a file of a format has in itself or beside it into what an
// import offers: nothing of them is taken before the reader chooses it, and nothing is fetched.
// What cannot be taken is noted with the reason, in one way for all formats.
package offer

import (
	"archive/zip"
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/picture"
)

// decoration is how many pixels an icon has on a side at most, most how many bytes the pictures
// of one document have together, and mostNamed how many files are looked for.
const (
	decoration = 63
	most       = 128 << 20
	mostNamed  = 5_000
	mostFiles  = 200_000 // among which they are looked for
)

// Add offers the picture that raw is the file of; of says what it belongs to and what is said
// of it. A decoration is counted as left out.
func Add(doc *form.Document, raw []byte, of data.Picture, where form.Place) {
	p, page, err := intake.ReadPicture(raw, of.Name, false, 0)
	if err != nil {
		why, detail := Why(err), of.Name
		if refused, ok := errors.AsType[*picture.Error](err); ok && why == form.PictureKind {
			detail = cmp.Or(refused.Format, of.Name)
		}
		doc.Skip(where, why, detail)
		return
	}
	if p.Width <= decoration || p.Height <= decoration {
		doc.Drop("icon")
		return
	}
	at := slices.IndexFunc(doc.Offered, func(o form.Offered) bool { return o.Page.Hash == page.Hash })
	if at >= 0 {
		page = doc.Offered[at].Page // its bytes are there once
	} else if size(doc)+len(page.Body) > most {
		doc.Skip(where, form.PictureMany, of.Name)
		return
	}
	p.Event, p.Article, p.Source = of.Event, of.Article, of.Source
	p.Caption, p.Alt = form.Shorten(of.Caption, data.MaxText), form.Shorten(of.Alt, data.MaxText)
	p.Credit = form.Shorten(form.Line(of.Credit), data.MaxTitle)
	if intake.IsCut(page) {
		doc.Skip(where, form.PictureCut, of.Name)
	}
	doc.Offered = append(doc.Offered, form.Offered{Picture: p, Page: page, Fetched: of.Source != ""})
}

// IsFull reports whether no more pictures are offered: those there have as many bytes as all may.
func IsFull(doc *form.Document) bool { return size(doc) >= most }

// size is how many bytes the pictures that are offered have.
func size(doc *form.Document) (n int) {
	counted := map[[32]byte]bool{}
	for _, o := range doc.Offered {
		if !counted[o.Page.Hash] {
			counted[o.Page.Hash] = true
			n += len(o.Page.Body)
		}
	}
	return n
}

// Why is why a picture is not taken.
func Why(err error) form.Why {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return form.PictureMissing
	case errors.Is(err, picture.ErrDrawing):
		return form.PictureDrawing
	}
	switch form.LosesPicture(err) {
	case form.LosesLarge:
		return form.PictureLarge
	case form.LosesKinds:
		return form.PictureKind
	}
	return form.PictureDamaged
}

// Base64 offers a picture that is written as letters.
func Base64(doc *form.Document, text string, of data.Picture, where form.Place) {
	if len(text) > 2*picture.MaxBytes {
		doc.Skip(where, form.PictureLarge, "")
		return
	}
	raw, err := base64.StdEncoding.DecodeString(strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, text))
	if err != nil {
		doc.Skip(where, form.PictureDamaged, "")
		return
	}
	Add(doc, raw, of, where)
}

// Address offers the picture that an address has in itself ("data:image/png;base64,…").
func Address(doc *form.Document, address string, of data.Picture, where form.Place) {
	head, body, _ := strings.Cut(strings.TrimPrefix(address, "data:"), ",")
	body, _, _ = strings.Cut(body, "#")
	switch {
	case strings.Contains(head, "svg"):
		doc.Skip(where, form.PictureDrawing, "")
	case !strings.HasSuffix(head, ";base64"):
		doc.Skip(where, form.PictureKind, form.Line(head))
	default:
		Base64(doc, body, of, where)
	}
}

// Named offers the pictures that the document names (see form.Document.Named) and that are in a
// folder, under their own names. Where none is given, they are not looked for. The error is that
// of ctx.
func Named(ctx context.Context, doc *form.Document, in fs.FS) error {
	if in == nil {
		doc.Named = nil
		return nil
	}
	return offerNamed(ctx, doc, func(name string) ([]byte, error) { return read(in, name) })
}

// NamedWithin is Named for a folder, or an archive, that is the file itself: a picture is found
// in any folder of it, first in that which its name says. It returns the files of pictures that
// nothing names.
func NamedWithin(ctx context.Context, doc *form.Document, in fs.FS) (unnamed []string, err error) {
	byBase, used := map[string][]string{}, map[string]bool{}
	n := 0
	err = fs.WalkDir(in, ".", func(name string, d fs.DirEntry, err error) error {
		if n++; err != nil || n > mostFiles || ctx.Err() != nil {
			return fs.SkipAll // what is found up to there is enough
		}
		if !d.IsDir() && IsNamed(name) {
			base := strings.ToLower(path.Base(name))
			byBase[base] = append(byBase[base], name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = offerNamed(ctx, doc, func(name string) ([]byte, error) {
		plain, bad := url.PathUnescape(cleaned(name))
		if bad != nil {
			plain = cleaned(name)
		}
		found, score := "", 0
		for _, other := range byBase[strings.ToLower(path.Base(plain))] {
			likeness := 1
			switch {
			case other == cleaned(name), other == plain:
				likeness = 3
			case strings.HasSuffix(other, "/"+strings.TrimLeft(plain, "./")):
				likeness = 2
			}
			if likeness > score {
				found, score = other, likeness
			}
		}
		if found == "" {
			return nil, fs.ErrNotExist
		}
		used[found] = true
		return read(in, found)
	})
	for _, names := range byBase {
		for _, name := range names {
			if !used[name] {
				unnamed = append(unnamed, name)
			}
		}
	}
	return unnamed, err
}

// Archive is the zip that a file is, nil for another.
func Archive(file form.File) fs.FS {
	z, err := zip.NewReader(file, file.Size)
	if err != nil || len(z.File) > mostFiles {
		return nil
	}
	return z
}

// offerNamed offers the pictures that the document names.
func offerNamed(ctx context.Context, doc *form.Document, read func(name string) ([]byte, error)) error {
	at := map[string][]form.Named{} // by file: each is read once
	var files []string
	for i, n := range doc.Named {
		if i == mostNamed {
			doc.Skip(n.Where, form.PictureMany, n.File)
			break
		}
		if at[n.File] == nil {
			files = append(files, n.File)
		}
		at[n.File] = append(at[n.File], n)
	}
	doc.Named = nil
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		raw, err := read(file)
		for _, n := range at[file] {
			if err != nil {
				doc.Skip(n.Where, Why(err), file)
				continue
			}
			of := n.Picture
			of.Name = path.Base(cleaned(file))
			if plain, err := url.PathUnescape(of.Name); err == nil {
				of.Name = plain
			}
			Add(doc, raw, of, n.Where)
		}
	}
	return nil
}

// IsNamed reports whether what a file says is the name of a picture, not an address.
func IsNamed(name string) bool {
	if strings.Contains(name, ":") || strings.ContainsAny(name, "<>\n") {
		return false
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic", ".heif", ".bmp", ".tif", ".tiff":
		return true
	}
	return false
}

// cleaned is a path with slashes.
func cleaned(name string) string {
	return path.Clean(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "./"))
}

// read reads the file of a picture. One outside of the folder is not there.
func read(in fs.FS, name string) ([]byte, error) {
	name = cleaned(name)
	f, err := open(in, name)
	if err != nil {
		if plain, bad := url.PathUnescape(name); bad == nil && plain != name {
			f, err = open(in, path.Clean(plain))
		}
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fs.ErrNotExist
	case info.Size() > picture.MaxBytes:
		return nil, &picture.Error{Reason: picture.ErrBytes}
	}
	return io.ReadAll(io.LimitReader(f, picture.MaxBytes+1)) // one that grew is refused then
}

func open(in fs.FS, name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrNotExist
	}
	return in.Open(name)
}
