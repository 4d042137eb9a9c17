// Package intake turns a source that a reader gives, a file, an address or pasted
// text, into the draft of an article.
//
// The one idea behind it: what is kept is what the source holds. Plain text is
// decoded to UTF-8 and its line endings become "\n"; nothing else is touched,
// neither normalised nor reshaped, because excerpts point into it by offset and
// quote. Of pages and documents the paragraphs of the main text are kept, and the
// source as it was received beside them. What cannot be read is refused with the
// source, the place in it and the reason; whatever had to be guessed says so.
package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake/office"
	"tarikh.org/tarikh/data/intake/page"
	"tarikh.org/tarikh/data/intake/web"
)

// ReadText reads a text file. A file over MaxText bytes is refused
// before it is read. Every error is an *Error and names the file.
func ReadText(files afero.Fs, path string) (Text, error) {
	raw, err := readFile(context.Background(), files, path, nil)
	if err != nil {
		return Text{}, named(File(path), err)
	}
	text, err := Decode(raw)
	if err != nil {
		return Text{}, named(File(path), err)
	}
	return text, nil
}

// Reader turns sources into drafts. The zero Reader but for Files is ready for
// use, and may be used by many goroutines at once.
type Reader struct {
	Files afero.Fs
	// Web fetches addresses.
	Web web.Client
	// Turn is of Readers whose large sources are read one at a time; nil: all at once.
	Turn Turn
	// Now is the clock that dates pages as received; nil: time.Now.
	Now func() time.Time
}

// Read turns one source into a draft. Every error is an *Error and names the
// source, but ctx.Err() when cancelled. progress may be nil.
func (r Reader) Read(ctx context.Context, s Source, progress Progress) (Draft, error) {
	got, err := r.receive(ctx, s, progress)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return Draft{}, named(s, err)
	}
	d, err := r.draft(ctx, s, got)
	if err != nil {
		return Draft{}, named(s, err)
	}
	return d, nil
}

// named makes an *Error that names the source of any error but that of a
// cancelled context. A server that took too long is not one.
func named(s Source, err error) error {
	fetched, ok := errors.AsType[*web.Error](err)
	if slow := ok && fetched.Kind == web.Slow; !slow && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)) {
		return err
	}
	refused, ok := errors.AsType[*Error](err)
	if !ok {
		refused = &Error{Kind: Unreadable, Offset: -1, Reason: "it cannot be read: " + cause(err).Error(), Err: err}
		if fetched, ok := errors.AsType[*web.Error](err); ok {
			refused.Kind, refused.Reason = Kind(fetched.Kind), fetched.Reason
		}
	}
	refused.Path = s.Name()
	return refused
}

func (r Reader) receive(ctx context.Context, s Source, progress Progress) (received, error) {
	switch {
	case len(s.Data) > data.MaxArticle:
		return received{}, tooLarge(int64(len(s.Data)))
	case s.URL != "" && s.Data != nil:
		return received{raw: s.Data, media: s.Media, url: s.URL, files: s.Embedded}, nil
	case s.URL != "":
		get := r.Web.Get
		if s.Named {
			get = r.Web.GetNamed
		}
		answer, err := get(ctx, s.URL, progress)
		return received{raw: answer.Body, media: answer.Media, url: answer.URL, robots: answer.Robots}, err
	case s.Path != "":
		raw, err := readFile(ctx, r.Files, s.Path, progress)
		return received{raw: raw, name: s.Path}, err
	}
	return received{raw: s.Data, media: s.Media, pasted: true, files: s.Embedded}, nil
}

// page is the source as it is kept beside the text.
func (r Reader) page(got received, media string) data.Page {
	if got.media != "" {
		media = strings.Map(func(r rune) rune {
			if r < ' ' || r > '~' {
				return -1 // media types are ASCII
			}
			return r
		}, got.media)
	}
	return data.NewPage(got.raw, fmt.Sprintf("%.200s", media), got.url, r.now().Unix())
}

func (r Reader) now() time.Time {
	if r.Now != nil {
		return r.Now()
	}
	return time.Now()
}

// draft reads what was received.
func (r Reader) draft(ctx context.Context, s Source, got received) (Draft, error) {
	format, err := formatOf(got)
	if err != nil {
		return Draft{}, err
	}
	if size := int64(len(got.raw)); size > format.limit() {
		return Draft{}, tooLarge(size)
	}
	end, err := r.Turn.take(ctx, len(got.raw))
	if err != nil {
		return Draft{}, err
	}
	defer end()
	d := Draft{Source: s, Format: format}
	switch format {
	case PlainText:
		err = d.plain(got)
	case Markdown:
		err = d.markdown(ctx, got)
	case HTML:
		err = d.html(ctx, got)
	case MHTML:
		got.files, err = d.mhtml(ctx, got)
	case PDF:
		err = d.pdf(ctx, got.raw)
	case DOCX, ODT:
		got.files, err = d.office(ctx, got.raw)
	}
	if err != nil {
		return Draft{}, asError(err)
	}
	if len(d.Text) > MaxText {
		return Draft{}, refuse(TooLarge, -1, "its text is over %d MB", MaxText>>20)
	}
	if d.Text != string(got.raw) {
		d.Page = r.page(got, mediaOf(format))
	}
	d.complete(got)
	r.pictured(ctx, s, got, &d)
	return d, ctx.Err()
}

// asError makes an *Error of the errors of the packages that read formats.
func asError(err error) error {
	for _, known := range [...]struct {
		err  error
		kind Kind
	}{
		{page.ErrDeep, Deep},
		{page.ErrTooBig, TooLarge},
		{page.ErrEmpty, Empty},
		{page.ErrScripts, Scripts},
		{office.ErrEncrypted, Encrypted},
		{office.ErrBig, TooLarge},
		{office.ErrDeep, Deep},
		{office.ErrUnknown, Unknown},
		{office.ErrBroken, Broken},
	} {
		if errors.Is(err, known.err) {
			return &Error{Kind: known.kind, Offset: -1, Reason: err.Error(), Err: err}
		}
	}
	return err
}
