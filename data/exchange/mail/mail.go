// Package mail reads messages: a single one (EML, RFC 5322) and mailboxes (mbox, RFC 4155).
//
// The one idea behind it: a mailbox may be larger than memory, so it is gone through once
// for where each message begins and what its head says, and a message is read when it is
// chosen. Messages in the wild break every rule: a line of a head that is none is passed
// over, and what can be read of a body that is cut off is read.
package mail

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
)

// Formats returns the formats.
func Formats() []form.Format {
	return []form.Format{
		container.Format(form.Format{Name: "eml", Title: "E-mail (EML)", Endings: []string{".eml"}, Likeness: likeMessage}, openMessage),
		container.Format(form.Format{Name: "mbox", Title: "E-mail (mbox)", Endings: []string{".mbox", ".mbx"}, Likeness: likeMailbox}, openMailbox),
	}
}

// maxMessage is the largest message that is read, in bytes.
const maxMessage = data.MaxArticle

// likeMessage tells a message by the names in its head; an archive of a page, which has
// the form of one, is none.
func likeMessage(p *form.Probe) int {
	h := parseHeader(p.Head)
	known := 0
	for _, name := range []string{"From", "To", "Subject", "Date", "Message-Id", "Mime-Version", "Received", "Return-Path", "Delivered-To"} {
		if h.Get(name) != "" {
			known++
		}
	}
	lower := bytes.ToLower(p.Head[:min(len(p.Head), 4096)])
	archive := h.Get("Snapshot-Content-Location") != "" || strings.HasPrefix(h.Get("From"), "<Saved by") ||
		bytes.Contains(lower, []byte("multipart/related")) && h.Get("To") == "" && h.Get("Received") == ""
	switch {
	case archive || likeMailbox(p) > 0 || known < 2 || h.Get("From") == "" || !startsWithField(p.Head):
		return 0
	case known < 4:
		return 60
	}
	return 90
}

func likeMailbox(p *form.Probe) int {
	line, rest, _ := bytes.Cut(p.Head, []byte("\n"))
	if isFrom(line) && startsWithField(rest) {
		return 95
	}
	return 0
}

func openMessage(_ context.Context, file form.File, _ form.Options) (*container.File, error) {
	if file.Size > maxMessage {
		_, err := file.Bytes(maxMessage)
		return nil, err
	}
	c := &container.File{}
	raw, err := file.Bytes(maxMessage)
	if err != nil {
		return nil, err
	}
	c.Entries = append(c.Entries, entry(parseHeader(raw), int64(len(raw)), form.Place{Line: 1}))
	c.Open = func(context.Context, int) (container.Item, error) { return open(raw) }
	return c, nil
}

func openMailbox(ctx context.Context, file form.File, o form.Options) (*container.File, error) {
	c := &container.File{}
	var pieces []piece
	s := newScanner(file)
	for n := 1; ; n++ {
		if n%100 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, fmt.Errorf("import %s: %w", file.Name, err)
			}
			if o.Progress != nil {
				o.Progress(float64(s.offset) / float64(file.Size))
			}
		}
		at, head, err := s.message(ctx)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, file.Fail(form.Place{Path: fmt.Sprintf("message %d", n)}, "%w", err)
		}
		place := form.Place{Path: fmt.Sprintf("message %d, byte %d", n, at.from)}
		switch e := entry(parseHeader(head), at.to-at.from, place); {
		case len(pieces) >= container.MaxEntries:
			return nil, file.Fail(place, "a mailbox of up to %d messages is read; divide it", container.MaxEntries)
		case at.to-at.from > maxMessage:
			c.Skip(place, form.TooLong, fmt.Sprintf("%s: %d MB of up to %d MB", e.Title, (at.to-at.from)>>20, maxMessage>>20))
		default:
			pieces, c.Entries = append(pieces, at), append(c.Entries, e)
		}
	}
	c.Open = func(_ context.Context, i int) (container.Item, error) {
		raw := make([]byte, pieces[i].to-pieces[i].from)
		if _, err := file.ReadAt(raw, pieces[i].from); err != nil && err != io.EOF {
			return container.Item{}, err
		}
		return open(unquoted(raw))
	}
	return c, nil
}

// unquoted takes away the ">" before lines that begin with "From " in the message
// (mboxrd).
func unquoted(raw []byte) []byte {
	if !bytes.Contains(raw, []byte("\n>")) {
		return raw
	}
	out := make([]byte, 0, len(raw))
	for line := range bytes.Lines(raw) {
		if bare := bytes.TrimLeft(line, ">"); len(bare) < len(line) && bytes.HasPrefix(bare, []byte("From ")) {
			line = line[1:]
		}
		out = append(out, line...)
	}
	return out
}

// entry is a message as its head tells of it.
func entry(h header, size int64, place form.Place) form.Entry {
	sent := h.sent()
	e := form.Entry{
		Title: form.Shorten(form.Line(h.text("Subject")), data.MaxTitle), URL: h.address(), Date: day(sent), Size: size, Kind: form.MessageEntry,
		Key: form.Shorten(strings.Trim(form.Line(h.Get("Message-Id")), "<>"), data.MaxForeign), Place: place,
	}
	if !sent.IsZero() {
		e.Saved = sent.Unix()
	}
	if e.Title == "" {
		e.Title = form.Shorten(cmp.Or(container.Byline(h.people("From")), "—"), data.MaxTitle)
	}
	return e
}

// day is the day on which something was sent, by the sender's clock.
func day(sent time.Time) dates.Date {
	if sent.IsZero() {
		return dates.Date{}
	}
	d, err := dates.Parse(sent.Format(time.DateOnly))
	if err != nil {
		return dates.Date{}
	}
	return d
}

// open reads a message.
func open(raw []byte) (container.Item, error) {
	h := parseHeader(raw)
	b := body{left: maxParts}
	b.part(h, bytes.NewReader(raw[h.size:]), 0)
	people, sent := h.people("From"), h.sent()
	i := container.Item{
		Sure: true,
		Known: data.Article{
			Title: form.Shorten(form.Line(h.text("Subject")), data.MaxTitle), Byline: container.Byline(people), URL: h.address(), Published: day(sent),
			Lang: strings.TrimSpace(h.Get("Content-Language")),
			Citation: data.Citation{
				Type: "personal_communication", Authors: people, Container: form.Shorten(h.list(), data.MaxTitle), Keywords: container.Keywords(strings.Split(h.text("Keywords"), ",")...),
			},
		},
	}
	if !sent.IsZero() {
		i.Saved = sent.Unix()
	}
	switch {
	case b.html != nil:
		i.Source = intake.PastedHTML(b.html)
		i.Source.Media = b.media
	case b.plain != "":
		i.Source = intake.Source{Data: []byte(b.plain), Media: "text/plain"}
	default:
		return i, &intake.Error{Kind: intake.Empty, Offset: -1, Reason: "there is no text in the message"}
	}
	return i, nil
}
