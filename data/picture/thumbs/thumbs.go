// Package thumbs makes pictures as small as they are shown, and keeps them in files that may
// be deleted at any time.
//
// The one idea behind it: a small picture follows from the bytes of the large one and from
// its size alone, so that its name is their hash and that size; nothing else is kept, and
// a file that is missing or damaged is made again.
package thumbs

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/picture"
)

// Size is how large a picture is made, in pixels: to fit into the box, or as it fills it,
// cut at its sides. None is made larger than it is.
type Size struct {
	Width, Height int
	Fills         bool
}

// Cache keeps small pictures. It may be used by several goroutines.
type Cache struct {
	files afero.Fs
	dir   string
	most  int64 // bytes of all files

	writing sync.Mutex
	size    int64 // of all files, -1 while not counted
}

// New returns a cache in a folder, which need not exist, of so many bytes at most; "" keeps
// nothing.
func New(files afero.Fs, dir string, most int64) *Cache {
	return &Cache{files: files, dir: dir, most: most, size: -1}
}

// Picture returns the picture whose bytes have a hash: that of its file, else it is made of
// what read returns. The error is read's, a *picture.Error, or that of ctx. That a file
// cannot be written is no error.
func (c *Cache) Picture(ctx context.Context, hash [32]byte, s Size, read func(context.Context) ([]byte, error)) (*image.RGBA, error) {
	path := ""
	if c.dir != "" {
		path = filepath.Join(c.dir, s.name(hash))
		if made := c.load(ctx, path, s); made != nil {
			return made, nil
		}
	}
	made, err := lean(ctx, read, func(raw []byte) (*image.RGBA, error) { return c.make(ctx, raw, s) })
	if err == nil && path != "" {
		c.keep(path, made)
	}
	return made, err
}

// Whole decodes all of the picture whose bytes read returns. Errors are those of Picture.
func Whole(ctx context.Context, read func(context.Context) ([]byte, error)) (*picture.Whole, error) {
	return lean(ctx, read, func(raw []byte) (*picture.Whole, error) { return picture.Decode(ctx, raw) })
}

// lean makes something of the bytes of a picture. Where these are many, memory is given back at
// once: what reading them took, before they are decoded, and what decoding took, which is several
// times as much as is kept. Waiting for that takes a part of the time that decoding does, and
// nobody else waits.
func lean[T any](ctx context.Context, read func(context.Context) ([]byte, error), use func(raw []byte) (T, error)) (made T, err error) {
	raw, err := read(ctx)
	if err != nil {
		return made, err
	}
	many := len(raw) > large
	if many {
		debug.FreeOSMemory()
	}
	made, err = use(raw)
	if many {
		raw = nil
		debug.FreeOSMemory()
	}
	return made, err
}

// large is from how many bytes of a file on memory is given back at once.
const large = 1 << 20

func (s Size) name(hash [32]byte) string {
	how := "fit"
	if s.Fills {
		how = "fill"
	}
	return fmt.Sprintf("%s-%dx%d-%s", hex.EncodeToString(hash[:]), s.Width, s.Height, how)
}

// make decodes a picture as large as it is wanted.
func (c *Cache) make(ctx context.Context, raw []byte, s Size) (*image.RGBA, error) {
	if !s.Fills {
		return picture.Fit(ctx, raw, s.Width, s.Height)
	}
	info, err := picture.Look(raw)
	if err != nil {
		return nil, err
	}
	w, h := s.Width, s.Height
	if info.Width*h > info.Height*w { // wide: what is beside the middle is cut
		w = min(info.Width*h/info.Height+1, info.Width)
	} else {
		h = min(info.Height*w/info.Width+1, info.Height)
	}
	whole, err := picture.Fit(ctx, raw, w, h)
	if err != nil {
		return nil, err
	}
	size := whole.Rect.Size()
	w, h = min(s.Width, size.X), min(s.Height, size.Y)
	cut := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(cut, cut.Rect, whole, image.Pt((size.X-w)/2, (size.Y-h)/2), draw.Src)
	return cut, nil
}

// mostFile is how large the file of a small picture is at most.
const mostFile = 16 << 20

// load reads a file; nil where it is missing, or no such picture.
func (c *Cache) load(ctx context.Context, path string, s Size) *image.RGBA {
	info, err := c.files.Stat(path)
	if err != nil || info.Size() > mostFile {
		return nil
	}
	raw, err := afero.ReadFile(c.files, path)
	if err != nil {
		return nil
	}
	if size, err := picture.Look(raw); err != nil || size.Width > s.Width || size.Height > s.Height {
		return nil
	}
	made, err := picture.Fit(ctx, raw, s.Width, s.Height)
	if err != nil {
		return nil
	}
	return made
}

// quality is that of small pictures without transparency, as JPEG.
const quality = 90

// keep writes a file whole or not at all, and makes room for it.
func (c *Cache) keep(path string, made *image.RGBA) {
	var raw bytes.Buffer
	var err error
	if made.Opaque() {
		err = jpeg.Encode(&raw, made, &jpeg.Options{Quality: quality})
	} else {
		err = png.Encode(&raw, made)
	}
	if err != nil {
		return
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	if c.files.MkdirAll(c.dir, 0o700) != nil {
		return
	}
	f, err := afero.TempFile(c.files, c.dir, unfinished)
	if err != nil {
		return
	}
	_, err = f.Write(raw.Bytes())
	if closed := f.Close(); err != nil || closed != nil || c.files.Rename(f.Name(), path) != nil {
		_ = c.files.Remove(f.Name()) // it goes with the next room that is made
		return
	}
	if c.size >= 0 {
		c.size += int64(raw.Len())
	}
	if c.size < 0 || c.size > c.most {
		c.makeRoom()
	}
}

// unfinished is how the names of files begin that are being written, stale after which time
// such a file is of a program that was ended.
const (
	unfinished = "new-"
	stale      = time.Hour
)

// makeRoom counts the files and, where they take too much, deletes the oldest until a quarter
// is free.
func (c *Cache) makeRoom() {
	all, err := afero.ReadDir(c.files, c.dir)
	if err != nil {
		return
	}
	slices.SortFunc(all, func(a, b os.FileInfo) int {
		return cmp.Or(a.ModTime().Compare(b.ModTime()), strings.Compare(a.Name(), b.Name()))
	})
	c.size = 0
	for _, f := range all {
		c.size += f.Size()
	}
	room := c.most
	if c.size > c.most {
		room -= c.most / 4
	}
	for _, f := range all {
		if old := strings.HasPrefix(f.Name(), unfinished) && time.Since(f.ModTime()) > stale; (c.size > room || old) && c.files.Remove(filepath.Join(c.dir, f.Name())) == nil {
			c.size -= f.Size()
		}
	}
}
