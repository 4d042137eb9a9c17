// Package copying is what the window puts into the clipboard: events and passages with their
// sources, citations, and the timeline as a picture.
//
// The one idea behind it: whatever is copied is put into words by package clip, as plain
// text, which every program takes. The same with formatting, and pictures, are commands of
// their own, there where the desktop has a program for them: its clipboard holds content
// of one type at a time.
package copying

import (
	"bytes"
	"context"
	"image"
	"image/png"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/clip"
	"tarikh.org/tarikh/ui/clipboard"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Reading is where words are selected.
type Reading interface {
	Selection() (anchor.Selector, bool)
}

// Desktop is the desktop's clipboard for more than plain text.
type Desktop interface {
	Can() bool
	Put(ctx context.Context, kind string, content []byte) error
}

// Feature is copying.
type Feature struct {
	host    *feature.Host
	reading Reading
	desktop Desktop
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, r Reading, d Desktop) *Feature {
	return &Feature{host: h, reading: r, desktop: d}
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {}

// Formats reports whether the desktop takes more than plain text.
func (f *Feature) Formats() bool { return f.desktop.Can() }

// Words is how things are put into words in the language in use.
func (f *Feature) Words() clip.Words {
	k := f.host.Kit()
	return clip.Words{Locale: k.Locale, Date: func(d dates.Date) string {
		words := k.Locale.Date(d)
		if f.host.State.Reading.Second == "hijri" {
			if hijri := k.Locale.Hijri(d); hijri != "" {
				return k.T("event.date.hijri", "date", words, "hijri", hijri)
			}
		}
		return words
	}, Link: func(address string) bool { return feature.WebLink(address) != nil }}
}

func (f *Feature) event(rich bool) { f.Events([]data.ID{f.host.Library.Event().ID}, rich) }

func (f *Feature) words(rich bool) {
	if s, ok := f.reading.Selection(); ok {
		f.put(f.Words().Passage(clip.Passage{Words: s.Exact, Article: f.host.Library.Article().Article}), rich)
	}
}

// Passage copies words of an article with their source.
func (f *Feature) Passage(words string, of data.Article) {
	f.put(f.Words().Passage(clip.Passage{Words: words, Article: of}), false)
}

// Events copies events with the passages that report them, as they are ordered; rich: with
// formatting.
func (f *Feature) Events(ids []data.ID, rich bool) {
	n, words := f.host.Library.Snapshot(), f.Words()
	if n == nil {
		return
	}
	library.Load(f.host.Library, nil, func(ctx context.Context, store data.Store) (clip.Content, error) {
		events, err := taken(ctx, store, ids, n.Articles, words.Locale.Lang())
		return words.Events(events), err
	}, func(c clip.Content) { f.put(c, rich) })
}

// taken reads events with the passages that report them, those in a language first, as the
// card has them.
func taken(ctx context.Context, store data.Store, ids []data.ID, articles []data.Article, lang string) ([]clip.Event, error) {
	by := make(map[data.ID]data.Article, len(articles))
	for _, a := range articles {
		by[a.ID] = a
	}
	rows, err := store.EventRows(ctx, ids)
	if err != nil {
		return nil, err
	}
	var events []clip.Event
	for _, e := range rows {
		if e.ID == (data.ID{}) {
			continue // it is no longer there
		}
		excerpts, err := store.EventExcerpts(ctx, e.ID)
		if err != nil {
			return nil, err
		}
		event := clip.Event{Event: e}
		for _, first := range []bool{true, false} {
			for _, x := range excerpts {
				if a, ok := by[x.Article]; ok && (a.Lang == lang) == first {
					event.Passages = append(event.Passages, clip.Passage{Words: x.Anchor.Exact, Article: a})
				}
			}
		}
		events = append(events, event)
	}
	return events, nil
}

func (f *Feature) put(c clip.Content, rich bool) {
	if !rich {
		f.host.Clipboard.SetContent(c.Text)
		return
	}
	f.hand(clipboard.HTML, []byte(c.HTML))
}

// hand gives content to the desktop.
func (f *Feature) hand(kind string, content []byte) {
	f.away(func(ctx context.Context) error { return f.desktop.Put(ctx, kind, content) })
}

// Picture copies a picture.
func (f *Feature) Picture(picture image.Image) {
	f.away(func(ctx context.Context) error {
		content, err := encoded(picture)
		if err != nil {
			return err
		}
		return f.desktop.Put(ctx, clipboard.PNG, content)
	})
}

// away does work on another goroutine, and shows its error.
func (f *Feature) away(work func(context.Context) error) {
	feature.Background(f.host, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			f.host.Fail(err)
		}
	})
}

// SavePicture asks for a file to save a picture as.
func (f *Feature) SavePicture(picture image.Image, title, name string) {
	feature.Background(f.host, func(context.Context) ([]byte, error) { return encoded(picture) }, func(content []byte, err error) {
		if err != nil {
			f.host.Fail(err)
			return
		}
		f.host.SaveFile(feature.Choice{Title: title, Name: feature.FileName(name, "timeline") + ".png", Suffix: []string{".png"}, Kind: f.host.Kit().T("choose.pictures")}, content)
	})
}

func encoded(picture image.Image) ([]byte, error) {
	var out bytes.Buffer
	err := png.Encode(&out, picture)
	return out.Bytes(), err
}
