package packet

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/text/anchor"
)

// stored is a library of articles and pages.
type stored struct {
	data.Store
	articles map[data.ID]data.Article
	pages    map[[32]byte]data.Page
}

func (s stored) Article(_ context.Context, id data.ID) (data.Article, error) {
	a, ok := s.articles[id]
	if !ok {
		return a, data.ErrNotFound
	}
	return a, nil
}

func (s stored) Page(_ context.Context, hash [32]byte) (data.Page, error) { return s.pages[hash], nil }

// taken is an event that a page reports, and one that a reference does not.
func taken(t testing.TB) form.Taken {
	t.Helper()
	day, err := dates.Parse("2021-05-03")
	if err != nil {
		t.Fatal(err)
	}
	page := data.NewPage([]byte("<p>The mill burned down. احترقت الطاحونة.</p>"), "text/html; charset=utf-8", "https://example.org/fire", 1_620_100_000)
	article := data.Article{ID: data.ID{15: 1}, Title: "Fire", Publisher: "The Paper", URL: page.URL, Published: day, Page: page.Hash, Added: 1_620_200_000}.
		WithText("The mill burned down. احترقت الطاحونة.\n")
	reference := data.Article{ID: data.ID{15: 2}, Title: "A book", Lang: "en", Published: day, Citation: data.Citation{Type: "book", Authors: []data.Name{{Family: "Haddad", Given: "Rana"}}, Accessed: "2021-06"}}
	anchored := func(words, part string) anchor.Selector {
		at := strings.Index(article.In(anchor.Selector{Part: part}), words)
		return anchor.Selector{Part: part, Start: at, End: at + len(words), Exact: words}
	}
	event := data.Event{ID: data.ID{15: 3}, Title: "The mill burned down", Date: day}
	without := article
	without.Text = ""
	return form.Taken{
		Store:   stored{articles: map[data.ID]data.Article{article.ID: article, reference.ID: reference}, pages: map[[32]byte]data.Page{page.Hash: page}},
		Library: data.Library{Title: "Mills"}, Lang: "en", Edited: time.Unix(1_650_000_000, 0),
		Articles: []data.Article{without, reference},
		Events: []form.TakenEvent{{Event: event, Excerpts: []data.Excerpt{
			{ID: data.ID{15: 4}, Event: event.ID, Article: article.ID, Anchor: anchored("احترقت الطاحونة", "")},
			{ID: data.ID{15: 5}, Event: event.ID, Article: article.ID, Anchor: anchored("Fire", data.OfTitle)},
			{ID: data.ID{15: 6}, Event: event.ID, Article: article.ID, Anchor: anchor.Selector{Exact: "gone"}, Doubt: data.Doubt{State: data.Orphan}},
		}}},
	}
}

// format is that of packets whose other parts are short.
func format() form.Format {
	part := func(group form.Group, ending, text string) form.Format {
		return form.Format{Group: group, Endings: []string{ending}, Write: func(_ context.Context, w io.Writer, _ form.Taken) (form.Dropped, error) {
			_, err := io.WriteString(w, text)
			return nil, err
		}}
	}
	return Format(part(form.GroupDocument, ".pdf", "%PDF"), part(form.GroupPage, ".html", "<!doctype html>"), func(lang string) (string, error) {
		return "{title} in " + lang + "\n", nil
	})
}

func written(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := format().Write(t.Context(), &b, taken(t)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func verify(t testing.TB, raw []byte) (Checked, error) {
	t.Helper()
	return Verify(t.Context(), bytes.NewReader(raw), int64(len(raw)), nil)
}

// contents are the files of a zip.
func contents(t testing.TB, raw []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil
	}
	files := map[string]string{}
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			return nil
		}
		text, err := io.ReadAll(in)
		if err != nil {
			return nil
		}
		files[f.Name] = string(text)
	}
	return files
}

// zipped is a zip of files, with further ones.
func zipped(t testing.TB, files map[string]string, more ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		more = append(more, [2]string{name, files[name]})
	}
	for _, f := range more {
		to, err := w.Create(f[0])
		if err == nil {
			_, err = io.WriteString(to, f[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAPacketIsWhole(t *testing.T) {
	raw := written(t)
	if !bytes.Equal(raw, written(t)) {
		t.Error("the same library gives other bytes")
	}
	files := contents(t, raw)
	want := []string{"MANIFEST.json", "README.txt", "SHA256SUMS", "chronology.pdf", "page.html", "sources/001/page.html", "sources/001/text.txt"}
	if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
		t.Fatalf("files: %q", got)
	}
	if files["README.txt"] != "Mills in en\n" || files["sources/001/text.txt"] != "The mill burned down. احترقت الطاحونة.\n" || !strings.HasPrefix(files["sources/001/page.html"], "<p>") {
		t.Errorf("contents: %q", files)
	}
	got, err := verify(t, raw)
	if sum := sha256.Sum256(raw); got.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("its SHA-256 is told as %q", got.SHA256)
	}
	if err != nil || len(got.Faults) > 0 || got.Files != 5 || got.Passages != 2 {
		t.Fatalf("verified: %+v, %v", got, err)
	}
	source := got.Manifest.Sources[0]
	if source.Page.Address != "https://example.org/fire" || source.Page.Fetched != "2021-05-04T03:46:40Z" || source.Added != "2021-05-05T07:33:20Z" || source.Published != "2021-05-03" {
		t.Errorf("source: %+v, %+v", source, source.Page)
	}
	if book := got.Manifest.Sources[1]; book.Citation != "Rana Haddad, A book (2021)." || book.Lang != "en" || book.Accessed != "2021-06" || book.Text != "" {
		t.Errorf("reference: %+v", book)
	}
	if places := got.Manifest.Events[0].Passages; places[1].Part != "title" || places[2].Place != "not found" {
		t.Errorf("passages: %+v", places)
	}
}

// One byte of a file is changed, and the file is named.
// Pictures are in the packet as the library has them, each file once, and a changed one is named.
func TestPicturesAreEvidence(t *testing.T) {
	from := taken(t)
	wide, file := formtest.Illustrate(t, &from)
	again := from.Pictures[0]
	again.ID = data.ID{77}
	from.Pictures = append(from.Pictures, again)
	var b bytes.Buffer
	if _, err := format().Write(t.Context(), &b, from); err != nil {
		t.Fatal(err)
	}
	c, err := verify(t, b.Bytes())
	if err != nil || len(c.Faults) > 0 {
		t.Fatal(err, c.Faults)
	}
	files, pictures := contents(t, b.Bytes()), c.Manifest.Pictures
	if len(pictures) != 5 || pictures[4].File != pictures[0].File || files[pictures[0].File] != string(wide) || files[pictures[1].File] != string(file) {
		t.Fatalf("%+v", pictures)
	}
	if p := pictures[0]; p.Event != from.Events[0].ID.String() || p.Alt != "A red <field>" || p.Credit != "Amal & Co" || p.Address != "https://example.org/wide?a=1&b=2" || p.Name != "wide one.jpg" || p.File != "pictures/001.jpg" {
		t.Errorf("%+v", p)
	}
	if p := pictures[3]; p.Source != 1 || p.Event != "" {
		t.Errorf("that of the source: %+v", p)
	}
	files[pictures[0].File] += "x"
	if c, err := verify(t, zipped(t, files)); err != nil || len(c.Faults) != 1 || c.Faults[0].File != pictures[0].File {
		t.Errorf("%v, %v", c.Faults, err)
	}
}

func TestAChangedByteIsNamed(t *testing.T) {
	files := contents(t, written(t))
	for name, text := range files {
		if name == manifestName {
			continue
		}
		changed := maps.Clone(files)
		changed[name] = text[:len(text)/2] + string(text[len(text)/2]^1) + text[len(text)/2+1:]
		if got, err := verify(t, zipped(t, changed)); err != nil || len(got.Faults) == 0 || got.Faults[0].File != name {
			t.Errorf("%s: %+v, %v", name, got.Faults, err)
		}
	}
	for _, c := range [...]struct{ was, is, fault string }{
		{"احترقت", "انهارت", "a passage"},
		{"2021-05-03", "2021-05-04", sumsName},
		{`"bytes": 4,`, `"bytes": 9,`, "chronology.pdf"},
		{`"sha256": "`, `"sha256": "0`, "was changed"},
	} {
		changed := maps.Clone(files)
		changed[manifestName] = strings.Replace(files[manifestName], c.was, c.is, 1)
		got, err := verify(t, zipped(t, changed))
		if err != nil || !slices.ContainsFunc(got.Faults, func(f Fault) bool { return strings.Contains(f.File+": "+f.Reason, c.fault) }) {
			t.Errorf("manifest with %s: %+v, %v", c.is, got.Faults, err)
		}
	}
}

// Whatever byte of the packet is changed, what it says is as it was or it is told.
func TestAnyChangedByteIsSeen(t *testing.T) {
	raw := written(t)
	files := contents(t, raw)
	told := 0
	for i := range raw {
		changed := slices.Clone(raw)
		changed[i] ^= 0x15
		if got, err := verify(t, changed); err != nil || len(got.Faults) > 0 {
			told++
			continue
		}
		if now := contents(t, changed); !maps.Equal(now, files) {
			t.Errorf("byte %d: changed and not told", i)
		}
	}
	if told < len(raw)/2 {
		t.Errorf("%d of %d changes are told", told, len(raw))
	}
}

func TestFilesThatComeAndGo(t *testing.T) {
	files := contents(t, written(t))
	for _, c := range [...]struct {
		raw         []byte
		file, fault string
	}{
		{zipped(t, files, [2]string{"sources/002/text.txt", "new"}), "sources/002/text.txt", "does not list it"},
		{zipped(t, files, [2]string{"README.txt", files["README.txt"]}), "README.txt", "two files"},
		{zipped(t, without(files, "sources/001/text.txt")), "sources/001/text.txt", "not there"},
		{zipped(t, without(files, sumsName)), sumsName, "not there"},
	} {
		got, err := verify(t, c.raw)
		if err != nil || !slices.ContainsFunc(got.Faults, func(f Fault) bool { return f.File == c.file && strings.Contains(f.Reason, c.fault) }) {
			t.Errorf("%s, %s: %+v, %v", c.file, c.fault, got.Faults, err)
		}
	}
}

// A packet that was unpacked and zipped again has folders of its own, in any order, and may
// be in one: what is in it counts.
func TestAPacketZippedAgain(t *testing.T) {
	files := contents(t, written(t))
	inside := map[string]string{"Mills/": "", "Mills/sources/": ""}
	for name, text := range files {
		inside["Mills/"+name] = text
	}
	for name, raw := range map[string][]byte{
		"folders": zipped(t, files, [2]string{"sources/", ""}, [2]string{"sources/001/", ""}), "in a folder": zipped(t, inside),
	} {
		if got, err := verify(t, raw); err != nil || len(got.Faults) > 0 || got.Files != 5 || got.Passages != 2 {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	inside["beside.txt"] = "not of the packet"
	if got, err := verify(t, zipped(t, inside)); err == nil {
		t.Errorf("a file beside the folder: %+v", got)
	}
}

// What lists itself in the manifest is no part of a packet all the same where unpacking it
// would write elsewhere, or where others cannot read it.
func TestStrangeFiles(t *testing.T) {
	files := contents(t, written(t))
	for _, name := range []string{"../up.txt", "/root.txt", "sources/../../up.txt", `sources\up.txt`, "C:up.txt", "./up.txt"} {
		changed := maps.Clone(files)
		changed[manifestName] = strings.Replace(files[manifestName], `"files": [`, `"files": [{"file": "`+strings.ReplaceAll(name, `\`, `\\`)+`", "bytes": 0, "sha256": "`+emptySum+`"},`, 1)
		changed[name] = ""
		got, err := verify(t, zipped(t, changed))
		if err != nil || !slices.ContainsFunc(got.Faults, func(f Fault) bool { return f.File == name && strings.Contains(f.Reason, "leads out") }) {
			t.Errorf("%s: %+v, %v", name, got.Faults, err)
		}
	}
	for reason, change := range map[string]func(*zip.FileHeader){
		"no ordinary file": func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) },
		"is encrypted":     func(h *zip.FileHeader) { h.Flags |= 1 },
	} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for name, text := range files {
			h := &zip.FileHeader{Name: name, Method: zip.Deflate}
			if name == readmeName {
				change(h)
			}
			to, err := w.CreateHeader(h)
			if err == nil {
				_, err = io.WriteString(to, text)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		got, err := verify(t, b.Bytes())
		if err != nil || !slices.ContainsFunc(got.Faults, func(f Fault) bool { return f.File == readmeName && strings.Contains(f.Reason, reason) }) {
			t.Errorf("%s: %+v, %v", reason, got.Faults, err)
		}
	}
}

const emptySum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// A small packet that claims to be a large one takes neither memory nor time.
func TestAPacketThatSwells(t *testing.T) {
	manifest := func(rows string) string { return `{"kind":"tarikh-packet","version":1,` + rows + `}` }
	raw := zipped(t, map[string]string{manifestName: manifest(`"files":[` + strings.Repeat("{},", maxRows) + `{}]`)})
	if got, err := verify(t, raw); !errors.Is(err, ErrPacket) || !strings.Contains(err.Error(), "rows") {
		t.Errorf("many rows: %d faults, %v", len(got.Faults), err)
	}
	raw = zipped(t, map[string]string{manifestName: manifest(`"files":[` + strings.Repeat(`{"file":"a"},`, 9000) + `{}]`)})
	if got, err := verify(t, raw); err != nil || len(got.Faults) != maxFaults+1 || !strings.Contains(got.Faults[maxFaults].Reason, "further") {
		t.Errorf("many faults: %d, %v", len(got.Faults), err)
	}
	huge := claiming(t, manifest(`"files":[{"file":"a","bytes":107374182400}]`), func(h *zip.FileHeader) { h.UncompressedSize64 = 100 << 30 })
	if got, err := verify(t, huge); err != nil || len(got.Faults) == 0 || got.Files > 0 {
		t.Errorf("a file of 100 GB: %+v, %v", got.Faults, err)
	}
	larger := claiming(t, manifest(`"files":[]`), func(h *zip.FileHeader) { h.CompressedSize64 = 100 << 30 })
	if got, err := verify(t, larger); !errors.Is(err, ErrPacket) || !strings.Contains(err.Error(), "larger than the packet") {
		t.Errorf("larger than the packet: %+v, %v", got.Faults, err)
	}
}

// claiming is a zip of a manifest, and of a file that has one byte and says what it likes.
func claiming(t testing.TB, manifest string, says func(*zip.FileHeader)) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	to, err := w.Create(manifestName)
	if err == nil {
		_, err = io.WriteString(to, manifest)
	}
	if err != nil {
		t.Fatal(err)
	}
	h := &zip.FileHeader{Name: "a", Method: zip.Store, CompressedSize64: 1, UncompressedSize64: 1}
	says(h)
	if to, err = w.CreateRaw(h); err == nil {
		_, err = io.WriteString(to, "x")
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func without(files map[string]string, name string) map[string]string {
	files = maps.Clone(files)
	delete(files, name)
	return files
}

func TestNoPacket(t *testing.T) {
	files := contents(t, written(t))
	later := maps.Clone(files)
	later[manifestName] = strings.Replace(files[manifestName], `"version": 1`, `"version": 2`, 1)
	for name, raw := range map[string][]byte{
		"empty": nil, "text": []byte("no zip"), "another zip": zipped(t, map[string]string{"a.txt": "b"}), "no manifest": zipped(t, without(files, manifestName)),
		"manifest of nothing": zipped(t, map[string]string{manifestName: "null"}), "later version": zipped(t, later), "cut short": written(t)[:900],
	} {
		if got, err := verify(t, raw); !errors.Is(err, ErrPacket) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	raw := written(t)
	if _, err := Verify(ctx, bytes.NewReader(raw), int64(len(raw)), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := format().Write(ctx, io.Discard, taken(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("writing, cancelled: %v", err)
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(written(f))
	f.Add(zipped(f, map[string]string{manifestName: `{"kind":"tarikh-packet","version":1,"events":[{"passages":[{"source":-1,"place":"found"}]}],"files":[{"file":"a","bytes":-5}]}`, "a": ""}))
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, _ = Verify(t.Context(), bytes.NewReader(raw), int64(len(raw)), nil)
	})
}
