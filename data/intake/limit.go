package intake

import (
	"bytes"
	"context"

	"tarikh.org/tarikh/data"
)

const (
	// MaxText is the most bytes of a text that is brought in. While it is read and
	// added, a text takes some ten times its size and a page twenty; a long novel has
	// 4 MB.
	MaxText = 12 << 20
	// maxHeader is the most bytes of the header of an archive of a page.
	maxHeader = 1 << 20
	// large is from where on sources are read one at a time, in bytes.
	large = 1 << 20
)

// limit is the most bytes that a source of a format may have.
func (f Format) limit() int64 {
	switch f {
	case PlainText, Markdown, HTML:
		return MaxText
	}
	return data.MaxArticle // most of it are pictures
}

// limitOf is the limit of a source that begins with head.
func limitOf(head []byte, media, name string) int64 {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) { // its end says what it is
		return data.MaxArticle
	}
	format, err := formatOf(received{raw: head, media: media, name: name})
	if err != nil {
		return data.MaxArticle
	}
	return format.limit()
}

func tooLarge(size int64) *Error {
	return refuse(TooLarge, -1, "it is %d MB; texts and pages of up to %d MB are brought in, other documents of up to %d MB",
		(size+1<<20-1)>>20, MaxText>>20, data.MaxArticle>>20)
}

// Turn lets one of several large sources be read at a time, so that their memory does
// not add up.
type Turn chan struct{}

// NewTurn returns a free Turn.
func NewTurn() Turn { return make(Turn, 1) }

// take waits for the turn of a source of so many bytes and returns what ends it. A nil
// Turn is always free.
func (t Turn) take(ctx context.Context, size int) (end func(), err error) {
	if t == nil || size < large {
		return func() {}, nil
	}
	select {
	case t <- struct{}{}:
		return func() { <-t }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
