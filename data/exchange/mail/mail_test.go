package mail_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/mail"
)

func lines(s ...string) string { return strings.Join(s, "\r\n") + "\r\n" }

var newsletter = lines(
	"Return-Path: <bounce@news.example>", "Received: from x", "From: =?UTF-8?B?2KPZhdmK2LHYqSDYrdiv2KfYrw==?= <amira@news.example>", "To: reader@example.org",
	"Subject: =?utf-8?Q?The_bridge?=", " =?utf-8?Q?_is_open?=", "Date: Fri, 04 Feb 2022 23:30:00 -0800 (PST)", "Message-ID: <abc@news.example>",
	"Archived-At: <https://news.example/archive/7>", `List-Id: "Bridge News" <bridge.news.example>`, "MIME-Version: 1.0",
	`Content-Type: multipart/mixed; boundary="outer"`, "",
	"--outer", `Content-Type: multipart/alternative; boundary="inner"`, "",
	"--inner", "Content-Type: text/plain; charset=utf-8", "", "Plain words.", "",
	"--inner", "Content-Type: text/html; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable", "",
	"<html><body><p>The bridge was opened on Fri=", "day. Caf=E9.</p><img src=3D\"cid:1\"></body></html>", "--inner--",
	"--outer", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "Content-Disposition: attachment; filename=x.png", "", "AAAA", "--outer--",
)

const plainMail = "From: a@example.org\nSubject: words\nDate: 3 Feb 2022 10:00 +0000\nMessage-ID: <2@example.org>\nContent-Type: text/plain; format=flowed\n\nThis is one \nparagraph of words.\n\n> quoted \n> text\n\nEnd.\n"

func read(t testing.TB, f form.Format, text string) (form.Document, error) {
	t.Helper()
	_, doc, err := formtest.Contained(t, f, "in.eml", text)
	return doc, err
}

func eml() form.Format  { return mail.Formats()[0] }
func mbox() form.Format { return mail.Formats()[1] }

func said(doc form.Document) string {
	var b strings.Builder
	for _, a := range doc.Articles {
		b.WriteString(strings.Join([]string{a.Key, a.Title, a.Byline, a.Published.EDTF, a.URL, a.Citation.Container, strings.ReplaceAll(strings.TrimSpace(a.Text), "\n", "/")}, "|") + "\n")
	}
	return b.String()
}

func TestMessages(t *testing.T) {
	html := "<p>" + strings.Repeat("Words of a letter. ", 5)
	for name, c := range map[string]struct{ in, want string }{
		"newsletter": {newsletter, "abc@news.example|The bridge is open|أميرة حداد|2022-02-04|https://news.example/archive/7|Bridge News|The bridge was opened on Friday. Café.\n"},
		"plain":      {plainMail, "2@example.org|words|a@example.org|2022-02-03|||This is one paragraph of words.//> quoted text//End.\n"},
		"lines that are no fields, no date": {
			">From someone\nFrom: \"A, B\" <a@example.org>, c@example.org\nthis is no field\nSubject: caf\xe9 au lait\nDate: yesterday\n\nWords.\n",
			"|café au lait|A, B, c@example.org||||Words.\n",
		},
		"a part that never ends": {
			"From: a@b.example\nSubject: cut\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>What came of it",
			"|cut|a@b.example||||What came of it\n",
		},
		"broken base64": {
			"From: a@b.example\nSubject: cut\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(html))[:60] + "!!\n==\nxyz",
			"|cut|a@b.example||||Words of a letter. Words of a letter. Word\n",
		},
		"a charset that nobody knows": {
			"From: a@b.example\nSubject: =?x-none?Q?a_b?=\nContent-Type: text/plain; charset=x-none\n\nWords caf\xc3\xa9.\n",
			"|=?x-none?Q?a_b?=|a@b.example||||Words café.\n",
		},
		"forwarded whole": {
			"From: a@b.example\nSubject: fwd\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\nFrom: c@d.example\nSubject: in\n\nWords within.\n--x--\n",
			"|fwd|a@b.example||||Words within.\n",
		},
	} {
		doc, err := read(t, eml(), c.in)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := said(doc); got != c.want {
			t.Errorf("%s:\n%swant\n%s(%v)", name, got, c.want, doc.Skipped)
		}
	}
	if doc, err := read(t, eml(), "From: a@b.example\nSubject: x\nContent-Type: image/png\n\nAAAA"); err != nil || len(doc.Skipped) != 1 || doc.Skipped[0].Why != form.NoText {
		t.Errorf("a picture: %v, %v", doc.Skipped, err)
	}
}

func mailbox() string {
	return "From amira@news.example Fri Feb  4 23:30:00 2022\r\n" + newsletter + "\r\n" +
		"From a@example.org Thu Feb  3 10:00:00 2022\n" + strings.Replace(plainMail, "End.", ">From here on words.\n>>From twice\nFrom the beginning, no message\n\nFrom the end of 1999 on.", 1) + "\n" +
		"From broken Thu Feb  3 10:00:00 2022\n\nno head at all\n"
}

func TestMailbox(t *testing.T) {
	c, doc, err := formtest.Contained(t, mbox(), "all.mbox", mailbox())
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Entries) != 3 || c.Entries[1].Key != "2@example.org" || c.Entries[1].Date.EDTF != "2022-02-03" {
		t.Fatalf("listed %+v", c.Entries)
	}
	if text := doc.Articles[1].Text; !strings.Contains(text, "\nFrom here on words.\n>From twice\nFrom the beginning, no message\n\nFrom the end of 1999 on.") {
		t.Errorf("its text is %q", text)
	}
	only, err := c.Read(t.Context(), []int{1}, form.Options{})
	if err != nil || len(only.Articles) != 1 || only.Articles[0].Title != "words" {
		t.Errorf("%+v, %v", only.Articles, err)
	}
}

// endless is a mailbox larger than memory, of one message again and again.
type endless struct{ message []byte }

func (e endless) ReadAt(p []byte, off int64) (int, error) {
	for n := 0; n < len(p); {
		n += copy(p[n:], e.message[(off+int64(n))%int64(len(e.message)):])
	}
	return len(p), nil
}

func TestMailboxIsNotReadWhole(t *testing.T) {
	e := endless{append([]byte("From a@b Fri Feb  4 23:30:00 2022\nFrom: a@b.example\nSubject: long\n\n"), append(bytes.Repeat([]byte("words and words\n"), 1<<16), '\n')...)}
	ctx, cancel := context.WithCancel(t.Context())
	told := 0.0
	_, err := mbox().List(ctx, form.File{Name: "huge.mbox", Size: 10 << 30, ReaderAt: e}, form.Options{Progress: func(done float64) {
		told = done
		cancel()
	}})
	if !errors.Is(err, context.Canceled) || told <= 0 || told > 0.1 {
		t.Errorf("%v at %v", err, told)
	}
	c, err := mbox().List(t.Context(), form.File{Name: "small.mbox", Size: 4 * int64(len(e.message)), ReaderAt: io.NewSectionReader(e, 0, 4*int64(len(e.message)))}, form.Options{})
	if err != nil || len(c.Entries) != 4 {
		t.Errorf("%d entries, %v", len(c.Entries), err)
	}
}

func TestLikeness(t *testing.T) {
	archive := "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\nSubject: x\nDate: Fri, 4 Feb 2022 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
	for _, c := range []struct {
		text      string
		eml, mbox bool
	}{
		{newsletter, true, false},
		{plainMail, true, false},
		{mailbox(), false, true},
		{archive, false, false},
		{"From here on it was better.\n\nYes.", false, false},
		{"title: x\nauthor: y\n", false, false},
		{"From: me\nI wrote this.", false, false},
	} {
		p := form.NewProbe(formtest.File("x", c.text))
		if a, b := eml().Likeness(p) > 50, mbox().Likeness(p) > 50; a != c.eml || b != c.mbox {
			t.Errorf("%.40q: message %v, mailbox %v", c.text, a, b)
		}
	}
}

func TestSavedIsWhenItWasSent(t *testing.T) {
	c, _, err := formtest.Contained(t, eml(), "x.eml", newsletter)
	if want := time.Date(2022, 2, 5, 7, 30, 0, 0, time.UTC).Unix(); err != nil || c.Entries[0].Saved != want {
		t.Errorf("%d, %v", c.Entries[0].Saved, err)
	}
}

func FuzzMessage(f *testing.F) {
	for _, text := range []string{newsletter, plainMail, "From: \"=?utf-8?B?\xff?=\nContent-Type: multipart/x; boundary=\"\"\n\n----", "A:\n b\nContent-Type: text/html; charset=utf-16\n\n\xff\xfe<"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1<<16 {
			_, _ = read(t, eml(), text)
		}
	})
}

func FuzzMailbox(f *testing.F) {
	f.Add(mailbox())
	f.Add("From x 1:2\nFrom x 1:2\n\nFrom x 1:2\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1<<16 {
			_, _ = read(t, mbox(), text)
		}
	})
}
