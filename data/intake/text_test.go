package intake_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/spf13/afero"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
)

const arabic = "أُغلقت مدينة «ووهان» في 23 كانون الثاني/يناير 2020، بسبب كوفيد-19 (COVID-19).\nولم تُفتح إلا بعد 76 يومًا؛ فماذا تغيّر؟"

// inUTF16 encodes text without a byte order mark.
func inUTF16(text string, bigEndian bool) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		if bigEndian {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return string(b)
}

// in1256 encodes text in windows-1256; its characters must be in there.
func in1256(t testing.TB, text string) string {
	t.Helper()
	encoded, err := charmap.Windows1256.NewEncoder().String(text)
	if err != nil {
		t.Fatalf("%q is not in windows-1256: %v", text, err)
	}
	return encoded
}

func TestDecodeFindsTheCharset(t *testing.T) {
	french := "Le 4 février 2022, à Pékin, s’est ouverte une « fête » d’hiver"
	for _, c := range []struct {
		name, raw, body, charset string
	}{
		{"ASCII", "Wuhan, 2020", "Wuhan, 2020", "UTF-8"},
		{"UTF-8", arabic, arabic, "UTF-8"},
		{"UTF-8 with a mark", "\ufeff" + arabic, arabic, "UTF-8"},
		{"one stray control character in a long text", strings.Repeat("word ", 40) + "\x02", strings.Repeat("word ", 40) + "\x02", "UTF-8"},
		{"UTF-16LE with a mark", "\xff\xfe" + inUTF16(arabic, false), arabic, "UTF-16LE"},
		{"UTF-16BE with a mark", "\xfe\xff" + inUTF16(arabic, true), arabic, "UTF-16BE"},
		{"Arabic UTF-16LE without a mark", inUTF16(arabic, false), arabic, "UTF-16LE"},
		{"Arabic UTF-16BE without a mark", inUTF16(arabic, true), arabic, "UTF-16BE"},
		{"Arabic UTF-16LE without a mark or a space", inUTF16("ووهان", false), "ووهان", "UTF-16LE"},
		{"Latin UTF-16LE without a mark", inUTF16(french, false), french, "UTF-16LE"},
		{"Latin UTF-16BE without a mark", inUTF16(french, true), french, "UTF-16BE"},
		{"surrogate pairs", "\xff\xfe" + inUTF16("𝒯arikh 😀", false), "𝒯arikh 😀", "UTF-16LE"},
		{"windows-1256", in1256(t, arabic), arabic, "windows-1256"},
		{"windows-1256 in a word", in1256(t, "بكين"), "بكين", "windows-1256"},
		{"windows-1256 with a French name", in1256(t, "قال André إنّ القمة بدأت في بكين"), "قال André إنّ القمة بدأت في بكين", "windows-1256"},
		{"lam-alef ligatures stay", "\ufefb\ufef5", "\ufefb\ufef5", "UTF-8"},
		{"tatweel, harakat and marks stay", "وُوهـــانُ\u200f!\u00a0", "وُوهـــانُ\u200f!\u00a0", "UTF-8"},
		{"decomposed letters stay", "e\u0301 ا\u0653", "e\u0301 ا\u0653", "UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, err := intake.Decode([]byte(c.raw))
			if err != nil {
				t.Fatal(err)
			}
			if text.Body != c.body || text.Charset != c.charset || text.Converted != (c.charset != "UTF-8") {
				t.Errorf("got %+q %s converted=%v, want %+q %s", text.Body, text.Charset, text.Converted, c.body, c.charset)
			}
		})
	}
}

func TestDecodeMakesOneKindOfLineEnding(t *testing.T) {
	for _, c := range []struct{ name, raw, body string }{
		{"Unix", "a\nb\n", "a\nb\n"},
		{"Windows", "a\r\nb\r\n", "a\nb\n"},
		{"old Macintosh", "a\rb\r", "a\nb\n"},
		{"mixed", "a\r\r\n\nb", "a\n\n\nb"},
		{"line and paragraph separators", "a\u2028b\u2029c", "a\nb\nc"},
		{"next line", "a\u0085b", "a\nb"},
		{"marks where files were joined", "\ufeffa\r\n\ufeffb", "a\nb"},
		{"tabs and form feeds stay", "a\tb\fc\vd", "a\tb\fc\vd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, err := intake.Decode([]byte(c.raw))
			if err != nil || text.Body != c.body {
				t.Errorf("got %+q, %v, want %+q", text.Body, err, c.body)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	encoded := func(encode func(string) (string, error), text string) string {
		s, err := encode(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	russian := "Переговоры прошли в Пекине и закончились совместным заявлением"
	for _, c := range []struct {
		name, raw string
		kind      intake.Kind
		offset    int64
	}{
		{"nothing", "", intake.Empty, -1},
		{"white space", " \n\t\u00a0\r\n", intake.Empty, -1},
		{"a mark alone", "\ufeff", intake.Empty, -1},
		{"an UTF-16 mark alone", "\xff\xfe", intake.Empty, -1},
		{"a NUL in text", "Wuhan\x00Beijing", intake.Binary, 5},
		{"many control characters", "a\x01\x02b", intake.Binary, 1},
		{"control characters in an unknown charset", "\xc7\x01\xe1", intake.Binary, 1},
		{"a program", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00\xff", intake.Binary, 0},
		{"NULs at even places that are no text", "\x00\x01\x00\x02\x00\x03\x00\x05", intake.Binary, 0},
		{"a PDF", "%PDF-1.7\n1 0 obj", intake.Binary, 0},
		{"an RTF", "{\\rtf1\\ansi text}", intake.Binary, 0},
		{"a DOCX", "PK\x03\x04\x14\x00", intake.Binary, 0},
		{"UTF-32 with a mark", "\xff\xfe\x00\x00a\x00\x00\x00", intake.Binary, 2},
		{"UTF-16 of characters that are none", "\xff\xfe" + strings.Repeat("\xf0\xff", 20), intake.Binary, 2},
		{"UTF-16 that ends in a character", "\xff\xfea\x00b", intake.Charset, 4},
		{"UTF-16 with half a surrogate pair", "\xff\xfea\x00\x00\xd8b\x00", intake.Charset, 4},
		{"UTF-16 that ends in a surrogate pair", "\xff\xfea\x00\x00\xd8", intake.Charset, 4},
		{"UTF-8 by its mark, but is not", "\ufeffabc\xe9", intake.Charset, 6},
		{"damaged UTF-8", arabic[:19] + "\xff" + arabic[19:], intake.Charset, 19},
		{"cut UTF-8", arabic[:20], intake.Charset, 19},
		{"windows-1252 French", "Le 4 f\xe9vrier \xe0 P\xe9kin", intake.Charset, 6},
		{"windows-1252 German", "f\xfcr \xc4rger und Gr\xfc\xdfe", intake.Charset, 1},
		{"windows-1251 Russian", encoded(charmap.Windows1251.NewEncoder().String, russian), intake.Charset, 0},
		{"KOI8-R Russian", encoded(charmap.KOI8R.NewEncoder().String, russian), intake.Charset, 0},
		{"ISO 8859-7 Greek", encoded(charmap.ISO8859_7.NewEncoder().String, "Η σύνοδος στο Πεκίνο"), intake.Charset, 0},
		{"windows-1255 Hebrew", encoded(charmap.Windows1255.NewEncoder().String, "הפסגה נפתחה בבייג'ינג"), intake.Charset, 0},
		{"GBK Chinese", encoded(simplifiedchinese.GBK.NewEncoder().String, "北京冬奥会开幕式于二月四日举行"), intake.Charset, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, err := intake.Decode([]byte(c.raw))
			refused, ok := errors.AsType[*intake.Error](err)
			if !ok {
				t.Fatalf("got %+q (%s), %v; want a refusal", text.Body, text.Charset, err)
			}
			if refused.Kind != c.kind || refused.Offset != c.offset {
				t.Errorf("got %s at %d (%v), want %s at %d", refused.Kind, refused.Offset, err, c.kind, c.offset)
			}
		})
	}
}

func TestReadTextNamesFilePlaceAndReason(t *testing.T) {
	files := afero.NewMemMapFs()
	for name, body := range map[string]string{
		"/note.txt": arabic, "/empty.txt": "", "/picture.txt": "a\x00b", "/folder/inside.txt": "x",
	} {
		if err := afero.WriteFile(files, name, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		path, message string
		kind          intake.Kind
	}{
		{"/missing.txt", `read "/missing.txt": there is no such file`, intake.Missing},
		{"/folder", `read "/folder": it is a folder, not a text file`, intake.Folder},
		{"/empty.txt", `read "/empty.txt": it is empty`, intake.Empty},
		{"/picture.txt", `read "/picture.txt": byte 1: it is not text: there is a control character (00) here`, intake.Binary},
	} {
		t.Run(c.path, func(t *testing.T) {
			_, err := intake.ReadText(files, c.path)
			refused, ok := errors.AsType[*intake.Error](err)
			if !ok || refused.Kind != c.kind || err.Error() != c.message {
				t.Errorf("got %v, want %s", err, c.message)
			}
		})
	}
	if text, err := intake.ReadText(files, "/note.txt"); err != nil || text.Body != arabic {
		t.Errorf("got %q, %v", text.Body, err)
	}
}

// faulty is a file system whose files have a size of their own telling and break.
type faulty struct {
	afero.Fs
	size     int64
	openErr  error
	readErr  error
	statErr  error
	readable int // bytes that are read before readErr
}

func (f *faulty) Stat(name string) (fs.FileInfo, error) {
	if f.statErr != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: f.statErr}
	}
	info, err := f.Fs.Stat(name)
	return sized{info, f.size}, err
}

func (f *faulty) Open(name string) (afero.File, error) {
	if f.openErr != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: f.openErr}
	}
	file, err := f.Fs.Open(name)
	return &brokenFile{file, f}, err
}

type sized struct {
	fs.FileInfo
	size int64
}

func (s sized) Size() int64 { return s.size }

type brokenFile struct {
	afero.File
	faults *faulty
}

func (b *brokenFile) Read(p []byte) (int, error) {
	if b.faults.readErr == nil {
		return b.File.Read(p)
	}
	if b.faults.readable == 0 {
		return 0, &fs.PathError{Op: "read", Path: b.Name(), Err: b.faults.readErr}
	}
	n, err := b.File.Read(p[:min(len(p), b.faults.readable)])
	b.faults.readable -= n
	return n, err
}

func TestReadTextWithFaults(t *testing.T) {
	memory := afero.NewMemMapFs()
	if err := afero.WriteFile(memory, "/a.txt", []byte(arabic), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the disk broke")
	for _, c := range []struct {
		name   string
		faults faulty
		kind   intake.Kind
		cause  error
		reason string
	}{
		{"too large is refused before it is opened", faulty{size: data.MaxArticle + 1, openErr: broken}, intake.TooLarge, nil, "it is 65 MB; texts and pages of up to 12 MB are brought in, other documents of up to 64 MB"},
		{"a text too large is refused before it is read", faulty{size: intake.MaxText + 1, readErr: broken, readable: 4096}, intake.TooLarge, nil, "it is 13 MB; texts and pages of up to 12 MB are brought in, other documents of up to 64 MB"},
		{"not allowed", faulty{openErr: fs.ErrPermission}, intake.Unreadable, fs.ErrPermission, "it cannot be read: permission denied"},
		{"not to be looked at", faulty{statErr: fs.ErrPermission}, intake.Unreadable, fs.ErrPermission, "it cannot be read: permission denied"},
		{"breaks in the middle", faulty{size: 100, readErr: broken, readable: 10}, intake.Unreadable, broken, "it cannot be read: the disk broke"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.faults.Fs = memory
			_, err := intake.ReadText(&c.faults, "/a.txt")
			refused, ok := errors.AsType[*intake.Error](err)
			if !ok || refused.Kind != c.kind || refused.Reason != c.reason || refused.Path != "/a.txt" {
				t.Errorf("got %v, want %s: %s", err, c.kind, c.reason)
			}
			if c.cause != nil && !errors.Is(err, c.cause) {
				t.Errorf("%v does not wrap %v", err, c.cause)
			}
		})
	}
}

// A file may grow between its size was asked and it was read.
func TestReadTextThatGrew(t *testing.T) {
	memory := afero.NewMemMapFs()
	if err := afero.WriteFile(memory, "/a.txt", bytes.Repeat([]byte("a"), intake.MaxText+2), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := intake.ReadText(&faulty{Fs: memory, size: 3}, "/a.txt")
	if refused, ok := errors.AsType[*intake.Error](err); !ok || refused.Kind != intake.TooLarge {
		t.Errorf("got %v, want too large", err)
	}
}

// Text may be within the limit and over it once it is UTF-8.
func TestDecodeThatGrows(t *testing.T) {
	raw := bytes.Repeat([]byte(in1256(t, "ليلا ")), intake.MaxText/8)
	_, err := intake.Decode(raw)
	if refused, ok := errors.AsType[*intake.Error](err); !ok || refused.Kind != intake.TooLarge {
		t.Errorf("got %v, want too large", err)
	}
}

func TestReadTextDoesNotWaitForAPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	makePipe(t, path)
	_, err := intake.ReadText(afero.NewOsFs(), path)
	if refused, ok := errors.AsType[*intake.Error](err); !ok || refused.Kind != intake.Special {
		t.Errorf("got %v, want a refusal of a special file", err)
	}
}

func TestReadTextThatMayNotBeRead(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	path := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(path, []byte("x"), 0); err != nil {
		t.Fatal(err)
	}
	_, err := intake.ReadText(afero.NewOsFs(), path)
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
}

// Whatever charset a text is written in, it reads back the same.
func TestDecodeOfEncodedText(t *testing.T) {
	letters := []rune("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأؤئ")
	words := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom(letters), 2, 9, -1), 8, 40)
	rapid.Check(t, func(t *rapid.T) {
		// Real text has the article and common letters in it; random letters alone
		// are not Arabic, and are rightly not taken for it.
		body := "قال المتحدث إن " + strings.Join(words.Draw(t, "words"), " ال") + " يوم 4 فبراير، ولم يعلق على «الخبر»."
		encoded, err := charmap.Windows1256.NewEncoder().String(body)
		if err != nil {
			t.Fatal(err)
		}
		for charset, raw := range map[string]string{
			"UTF-8": body, "UTF-16LE": inUTF16(body, false), "UTF-16BE": inUTF16(body, true), "windows-1256": encoded,
		} {
			text, err := intake.Decode([]byte(raw))
			if err != nil || text.Body != body || text.Charset != charset {
				t.Fatalf("%s: got %s %q, %v", charset, text.Charset, text.Body, err)
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		"", arabic, "\ufeff" + arabic, "\xff\xfe" + inUTF16(arabic, false), inUTF16(arabic, true),
		in1256(f, arabic), "a\r\n\u2028b", "\x00\x01\x00\x02", "\xff\xfe\x00\xd8", "\xd8\xa7\xff", "%PDF-1.7",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, err := intake.Decode(raw)
		if err != nil {
			refused, ok := errors.AsType[*intake.Error](err)
			if !ok || refused.Reason == "" || refused.Offset >= int64(len(raw)) {
				t.Fatalf("error without a reason or with a place outside: %#v", err)
			}
			return
		}
		if !utf8.ValidString(text.Body) || strings.ContainsAny(text.Body, "\x00\r\u2028\u2029\ufeff") || strings.TrimSpace(text.Body) == "" {
			t.Fatalf("%s: not clean: %+q", text.Charset, text.Body)
		}
		if again, err := intake.Decode([]byte(text.Body)); text.Charset == "UTF-8" && (err != nil || again.Body != text.Body) {
			t.Fatalf("reads differently the second time: %+q, %v", again.Body, err)
		}
	})
}
