package intake_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"tarikh.org/tarikh/data/intake"
)

// report is a text that every page below holds: Arabic that two charsets can write.
const report = "قال المتحدث باسم الحكومة إن الوفد وصل إلى العاصمة صباح اليوم، وإن المفاوضات ستبدأ غدا في مقر الوزارة. وأضاف أن الطرفين اتفقا على جدول الأعمال."

// Whatever a page says of its charset, its words come out right, and what it
// said wrongly is told.
func TestCharsetOfPages(t *testing.T) {
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	german := "Über die Brücke fuhr der König; für die Straße galt das nicht. „Größe“ ist – wie man weiß – keine Frage des Ärgers."
	russian := "Переговоры прошли в Пекине и закончились совместным заявлением двух сторон."
	french := "Le président a été reçu à l’Élysée où il a dîné ; la réunion, prévue dès février, s’est achevée très tôt."
	for _, c := range []struct {
		name, text, meta, media string
		encoding                encoding.Encoding
		warning                 intake.Warning
	}{
		{"UTF-8", report, "utf-8", "", nil, intake.Warning{}},
		{"UTF-8 without a word", report, "", "", nil, intake.Warning{}},
		{"UTF-8 with a mark, said to be another", "\ufeff" + report, "windows-1256", "", nil, intake.Warning{}},
		{"UTF-8 that says windows-1256", report, "windows-1256", "", nil, intake.Warning{Kind: intake.Mislabeled, Detail: "windows-1256"}},
		{"UTF-8 whose server says ISO-8859-1", report, "utf-8", "text/html; charset=ISO-8859-1", nil, intake.Warning{Kind: intake.Mislabeled, Detail: "windows-1252"}},
		{"windows-1256", report, "windows-1256", "", charmap.Windows1256, intake.Warning{Kind: intake.Converted, Detail: "windows-1256"}},
		{"windows-1256 by the header", report, "", `text/html; charset="windows-1256"`, charmap.Windows1256, intake.Warning{Kind: intake.Converted, Detail: "windows-1256"}},
		{"windows-1256 that says UTF-8", report, "utf-8", "", charmap.Windows1256, intake.Warning{Kind: intake.Mislabeled, Detail: "UTF-8"}},
		{"windows-1256 that says ISO-8859-1", report, "iso-8859-1", "", charmap.Windows1256, intake.Warning{Kind: intake.Mislabeled, Detail: "windows-1252"}},
		{"windows-1256 that says ISO-8859-6", report, "iso-8859-6", "", charmap.Windows1256, intake.Warning{Kind: intake.Mislabeled, Detail: "ISO-8859-6"}},
		{"windows-1256 without a word", report, "", "", charmap.Windows1256, intake.Warning{Kind: intake.Converted, Detail: "windows-1256"}},
		{"ISO-8859-6", report, "ISO-8859-6", "", charmap.ISO8859_6, intake.Warning{Kind: intake.Converted, Detail: "ISO-8859-6"}},
		{"ISO-8859-6 that says windows-1256", report, "windows-1256", "", charmap.ISO8859_6, intake.Warning{Kind: intake.Mislabeled, Detail: "windows-1256"}},
		{"ISO-8859-6 without a word", report, "", "", charmap.ISO8859_6, intake.Warning{Kind: intake.Converted, Detail: "ISO-8859-6"}},
		{"UTF-16", report, "utf-16", "", utf16, intake.Warning{Kind: intake.Converted, Detail: "UTF-16LE"}},
		{"UTF-16 without a mark", report, "", "", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), intake.Warning{Kind: intake.Converted, Detail: "UTF-16BE"}},
		{"windows-1252 that says ISO-8859-1", german, "iso-8859-1", "", charmap.Windows1252, intake.Warning{Kind: intake.Converted, Detail: "windows-1252"}},
		{"windows-1252 that says UTF-8", french, "utf-8", "", charmap.Windows1252, intake.Warning{Kind: intake.Mislabeled, Detail: "UTF-8"}},
		{"windows-1252 without a word", french, "", "", charmap.Windows1252, intake.Warning{Kind: intake.Converted, Detail: "windows-1252"}},
		{"windows-1251", russian, "windows-1251", "", charmap.Windows1251, intake.Warning{Kind: intake.Converted, Detail: "windows-1251"}},
		{"KOI8-R by the header", russian, "", "text/html;charset=koi8-r", charmap.KOI8R, intake.Warning{Kind: intake.Converted, Detail: "koi8-r"}},
		{"a header that is wrong, a meta that is right", russian, "windows-1251", "text/html; charset=utf-8", charmap.Windows1251, intake.Warning{Kind: intake.Mislabeled, Detail: "UTF-8"}},
		{"GBK", "北京冬奥会开幕式于二月四日举行，持续了两个多小时。", "gb2312", "", simplifiedchinese.GBK, intake.Warning{Kind: intake.Converted, Detail: "gbk"}},
		{"ISO-2022-JP, all of it ASCII", "北京で開会式が行われた。", "iso-2022-jp", "", japanese.ISO2022JP, intake.Warning{Kind: intake.Converted, Detail: "iso-2022-jp"}},
		{"a charset that nobody knows", report, "x-klingon", "", nil, intake.Warning{}},
		{"ASCII that says anything", "The river rose for three days.", "windows-1256", "", nil, intake.Warning{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			head := ""
			if c.meta != "" {
				head = `<meta http-equiv="Content-Type" content="text/html; charset=` + c.meta + `">`
			}
			raw := "<html><head>" + head + "<title>x</title></head><body><p>" + strings.TrimPrefix(c.text, "\ufeff") + "</p></body></html>"
			if strings.HasPrefix(c.text, "\ufeff") {
				raw = "\ufeff" + raw
			}
			if c.encoding != nil {
				encoded, err := c.encoding.NewEncoder().String(raw)
				if err != nil {
					t.Fatal(err)
				}
				raw = encoded
			}
			d, err := intake.Reader{}.Read(t.Context(), intake.Source{Data: []byte(raw), Media: c.media}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if want := strings.TrimPrefix(c.text, "\ufeff"); strings.TrimSpace(d.Text) != want {
				t.Errorf("got %q, want %q", d.Text, want)
			}
			got := intake.Warning{}
			for _, w := range d.Warnings {
				switch w.Kind {
				case intake.Converted, intake.Mislabeled, intake.Damaged:
					got = w
				}
			}
			if got != c.warning {
				t.Errorf("warns of %v, want %v", got, c.warning)
			}
		})
	}
}

func TestDamagedPages(t *testing.T) {
	for _, c := range []struct {
		name, raw string
		kind      intake.Kind // "" where it is read
		damaged   string
	}{
		{"a byte in Arabic UTF-8", "<p>" + report[:50] + "\xff" + report[50:], "", "1"},
		{"cut in the middle of a character", "<p>" + report[:len(report)-2] + "\xd9", "", "1"},
		{"NULs throughout", "<p>" + strings.Repeat("ab\x00c", 100), intake.Binary, ""},
		{"UTF-16 by its mark, but cut", "\xff\xfe<\x00p\x00>\x00a", intake.Charset, ""},
		{"bytes of no charset", `<meta charset="shift_jis"><p>` + strings.Repeat("\x81\x20\xfd\xfe\xff\xa0", 50), intake.Charset, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := intake.Reader{}.Read(t.Context(), intake.Pasted(c.raw), nil)
			refused, _ := errors.AsType[*intake.Error](err)
			switch {
			case c.kind != "" && (refused == nil || refused.Kind != c.kind):
				t.Errorf("got %q, %v; want a refusal: %s", d.Text, err, c.kind)
			case c.kind == "" && err != nil:
				t.Error(err)
			case c.kind == "" && fmt.Sprint(d.Warnings[0]) != fmt.Sprint(intake.Warning{Kind: intake.Damaged, Detail: c.damaged}):
				t.Errorf("warns of %v", d.Warnings)
			}
		})
	}
}

func FuzzPage(f *testing.F) {
	for _, seed := range []struct{ raw, media string }{
		{"<p>" + report, ""},
		{"<meta charset=windows-1256><p>\xc7\xe1\xd3\xe1\xc7\xe3", "text/html; charset=utf-8"},
		{"\xff\xfe<\x00p\x00>\x00", ""},
		{"<?xml version='1.0' encoding='iso-8859-6'?><html><p>\xc7\xe4", "application/xhtml+xml"},
		{"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>=41\n--a--", ""},
		{"\x1b$B", "text/html; charset=iso-2022-jp"},
		{"PK\x03\x04", ""},
	} {
		f.Add([]byte(seed.raw), seed.media)
	}
	f.Fuzz(func(t *testing.T, raw []byte, media string) {
		if strings.Contains(string(raw), "%PDF-") {
			t.Skip("another program reads PDF")
		}
		d, err := intake.Reader{}.Read(t.Context(), intake.Source{Data: raw, Media: media}, nil)
		if err != nil {
			if refused, ok := errors.AsType[*intake.Error](err); !ok || refused.Reason == "" || refused.Offset >= int64(max(len(raw), 1)) {
				t.Fatalf("error without a reason or with a place outside: %#v", err)
			}
			return
		}
		if !utf8.ValidString(d.Text) {
			t.Fatalf("not UTF-8: %q", d.Text)
		}
		checkDraft(t, d)
	})
}
