package warc_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/warc"
)

func single() form.Format { return warc.Formats()[0] }
func wacz() form.Format   { return warc.Formats()[1] }

// record is a record of an archive.
func record(kind, url, date, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, url, date, len(block), block)
}

func answer(head, body string) string { return "HTTP/1.1 200 OK\r\n" + head + "\r\n\r\n" + body }

// page is a page with enough text to be one.
func page(title string) string {
	return "<!doctype html><html lang=en><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1><p>" +
		strings.Repeat("Words of the page about "+title+", one after the other. ", 6) + "</p><p>" + strings.Repeat("More of them. ", 20) + "</p></article></body></html>"
}

func response(n int, date string) string {
	return record("response", fmt.Sprintf("https://news.example/%d", n), date, answer("Content-Type: text/html; charset=utf-8", page(fmt.Sprintf("Bridge %d", n))))
}

const info = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\na:b\r\n\r\n"

func gzipped(members ...string) string {
	var b bytes.Buffer
	for _, m := range members {
		z := gzip.NewWriter(&b)
		_, _ = z.Write([]byte(m)) // to memory
		_ = z.Close()
	}
	return b.String()
}

func read(t testing.TB, f form.Format, contents string) (*form.Container, form.Document, error) {
	t.Helper()
	return formtest.Contained(t, f, "a.warc", contents)
}

// titles are those of the articles of a document.
func titles(doc form.Document) string {
	var all []string
	for _, a := range doc.Articles {
		all = append(all, a.Title)
	}
	return strings.Join(all, ", ")
}

func skipped(doc form.Document) string {
	var all []string
	for _, s := range doc.Skipped {
		all = append(all, s.Where.String()+": "+s.Reason())
	}
	return strings.Join(all, "\n")
}

func TestRecords(t *testing.T) {
	const day = "2022-02-04T10:00:00Z"
	plain := info + response(1, day) +
		record("request", "https://news.example/1", day, "GET / HTTP/1.1\r\n\r\n") +
		record("response", "https://news.example/moved", day, "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nLocation: /1\r\n\r\n<html>") +
		record("response", "https://news.example/a.png", day, answer("Content-Type: image/png", "\x89PNG")) +
		response(2, day) + response(1, "2023-01-01T00:00:00Z") + record("revisit", "https://news.example/2", day, "HTTP/1.1 200 OK\r\n\r\n") +
		strings.Replace(record("resource", "https://news.example/3", day, page("Bridge 3")), "application/http; msgtype=response", "text/html", 1)
	var members []string
	for m := range strings.SplitSeq(plain, "WARC/1.0\r\n") {
		if m != "" {
			members = append(members, "WARC/1.0\r\n"+m)
		}
	}
	for name, contents := range map[string]string{"plain": plain, "a member a record": gzipped(members...), "one member": gzipped(plain), "heads in members of their own": gzipped(strings.SplitAfter(plain, "\r\n\r\n")...), "two members": gzipped(strings.Join(members[:4], ""), strings.Join(members[4:], ""))} {
		c, doc, err := read(t, single(), contents)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := titles(doc); got != "Bridge 1, Bridge 2, Bridge 3" || len(doc.Skipped) > 0 || doc.Dropped["older copy of a page"] != 1 {
			t.Errorf("%s: %s\n%s\n%v", name, got, skipped(doc), doc.Dropped)
		}
		if e := c.Entries[0]; e.Title != "Bridge 1" || e.URL != "https://news.example/1" || e.Saved != 1672531200 || e.Kind != form.PageEntry || e.Size == 0 {
			t.Errorf("%s: listed %+v", name, e)
		}
		if a := doc.Articles[1]; a.URL != "https://news.example/2" || a.Lang != "en" || a.Citation.Accessed != "2022-02-04" || !a.Published.IsZero() {
			t.Errorf("%s: %+v", name, a.Article)
		}
		for page, err := range doc.Pages {
			if err != nil || page.Fetched != 1672531200 || page.Media != "text/html; charset=utf-8" || page.URL != "https://news.example/1" {
				t.Errorf("%s: %+v, %v", name, page, err)
			}
			break
		}
		// In any order, some of them.
		doc, err = c.Read(t.Context(), []int{2, 0}, form.Options{})
		if got := titles(doc); err != nil || got != "Bridge 3, Bridge 1" {
			t.Errorf("%s: chosen %s, %v", name, got, err)
		}
	}
}

func TestCodings(t *testing.T) {
	text := page("Bridge")
	var br, zl bytes.Buffer
	b := brotli.NewWriter(&br)
	_, _ = b.Write([]byte(text)) // to memory
	_ = b.Close()
	z := zlib.NewWriter(&zl)
	_, _ = z.Write([]byte(text))
	_ = z.Close()
	chunked := fmt.Sprintf("%x;ext=1\r\n%s\r\n%x\r\n%s\r\n0\r\nTrailer: x\r\n\r\n", 100, text[:100], len(text)-100, text[100:])
	for name, block := range map[string]string{
		"gzip":                        answer("Content-Type: text/html\r\nContent-Encoding: gzip", gzipped(text)),
		"brotli":                      answer("Content-Type: text/html\r\nContent-Encoding: br", br.String()),
		"deflate":                     answer("Content-Type: text/html\r\nContent-Encoding: deflate", zl.String()),
		"chunked":                     answer("Content-Type: text/html\r\nTransfer-Encoding: chunked", chunked),
		"chunked gzip":                answer("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(gzipped(text)), gzipped(text))),
		"unpacked already":            answer("Content-Type: text/html\r\nContent-Encoding: br", text),
		"unpacked gzip":               answer("Content-Type: text/html\r\nContent-Encoding: gzip", text),
		"not chunked any more":        answer("Content-Type: text/html\r\nTransfer-Encoding: chunked", text),
		"a wrong chunk":               answer("Content-Type: text/html\r\nTransfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n%s", 100, text[:100], text[100:])),
		"an answer of another length": answer("Content-Type: text/html\r\nContent-Length: 5", text),
		"cut gzip":                    answer("Content-Type: text/html\r\nContent-Encoding: gzip", gzipped(text)[:len(gzipped(text))-9]),
	} {
		_, doc, err := read(t, single(), record("response", "https://news.example/1", "2022-02-04T10:00:00Z", block))
		if err != nil || titles(doc) != "Bridge" || !strings.Contains(doc.Articles[0].Text, "Words of the page") {
			t.Errorf("%s: %s, %s, %v", name, titles(doc), skipped(doc), err)
		}
	}
}

func TestFaults(t *testing.T) {
	const day = "2022-02-04T10:00:00Z"
	first, second, third := response(1, day), response(2, day), response(3, day)
	wrong := func(s, by string) string { return strings.Replace(s, "Content-Length: ", "Content-Length: "+by, 1) }
	shorter := strings.Replace(second, "Content-Length: ", "Content-Length: 1 ", 1)
	packed := gzipped(first, second, third)
	cut := gzipped(first) + gzipped(second)[:200] + gzipped(third)
	for name, c := range map[string]struct{ in, want, skips string }{
		"a length that is too long":    {first + wrong(second, "9") + third, "Bridge 1, Bridge 2, Bridge 3", "byte"},
		"a length that is too short":   {first + strings.Replace(second, fmt.Sprint(len(answer("Content-Type: text/html; charset=utf-8", page("Bridge 2")))), "400", 1) + third, "Bridge 1, Bridge 2, Bridge 3", "there is no record here"},
		"a length that is none":        {first + wrong(second, "x") + third, "Bridge 1, Bridge 3", "its length is"},
		"a length with more behind it": {first + shorter + third, "Bridge 1, Bridge 3", "its length is"},
		"cut off":                      {first + second[:len(second)-200], "Bridge 1, Bridge 2", "cut off"},
		"cut off in a head":            {first + second[:40], "Bridge 1", "cut off"},
		"rubbish between":              {first + "rubbish\r\n" + third, "Bridge 1, Bridge 3", "there is no record here"},
		"a member that is cut off":     {cut, "Bridge 1, Bridge 3", "byte"},
		"the only member is cut off":   {gzipped(first)[:len(gzipped(first))-20], "Bridge 1", "record 1, byte 0"},
		"the last member is cut off":   {packed[:len(packed)-20], "Bridge 1, Bridge 2, Bridge 3", "cut off"},
	} {
		_, doc, err := read(t, single(), c.in)
		if err != nil || titles(doc) != c.want || !strings.Contains(skipped(doc), c.skips) {
			t.Errorf("%s: %s, want %s; %s, %v", name, titles(doc), c.want, skipped(doc), err)
		}
	}
	for want, in := range map[string]string{"there is no record": "hello\r\n\r\n", "no article": info, "cannot be unpacked": "\x1f\x8b\x08xxx"} {
		if _, _, err := read(t, single(), in); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "a.warc") {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func TestBombs(t *testing.T) {
	const day = "2022-02-04T10:00:00Z"
	big := "<p>" + strings.Repeat("a", 13<<20)
	endless := "Content-Type: text/html\r\nTransfer-Encoding: chunked"
	in := gzipped(record("response", "https://news.example/1", day, answer("Content-Type: text/html\r\nContent-Encoding: gzip", gzipped(big))),
		record("response", "https://news.example/2", day, answer(endless, strings.Repeat("1000\r\n"+strings.Repeat("a", 0x1000)+"\r\n", 3500))), response(3, day))
	_, doc, err := read(t, single(), in)
	if err != nil || titles(doc) != "Bridge 3" || strings.Count(skipped(doc), "12 MB") != 2 {
		t.Errorf("%s, %s, %v", titles(doc), skipped(doc), err)
	}
}

// zipped is a zip of files; those whose names end in gz are stored.
func zipped(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		h := &zip.FileHeader{Name: files[i], Method: zip.Deflate}
		if strings.HasSuffix(files[i], ".gz") {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const pages = `{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
{"id": "b", "url": "https://news.example/2", "ts": "2022-02-04T10:00:00Z", "title": "The second bridge"}

not JSON
{"id": "a", "url": "https://news.example/1", "ts": "2022-02-04T10:00:00Z"}
{"id": "c", "url": "https://elsewhere.example/9", "ts": "2022-02-04T10:00:00Z", "title": "Not here"}
{"id": "b", "url": "https://news.example/2", "ts": "2022-03-04T10:00:00Z", "title": "The second bridge again"}
`

func TestWACZ(t *testing.T) {
	const day = "2022-02-04T10:00:00Z"
	for _, name := range []string{"archive/data.warc.gz", "archive/data.warc"} {
		records := gzipped(info, response(1, day), response(2, day), response(3, day))
		if strings.HasSuffix(name, ".warc") {
			records = info + response(1, day) + response(2, day) + response(3, day)
		}
		contents := zipped(t, "datapackage.json", `{"title":"My bridges"}`, name, records, "pages/pages.jsonl", pages)
		c, doc, err := read(t, wacz(), contents)
		if err != nil {
			t.Fatal(err)
		}
		if got := titles(doc); got != "The second bridge, Bridge 1, Not here" && got != "Bridge 2, Bridge 1, Not here" {
			t.Errorf("%s: %s", name, got)
		}
		if c.Title != "My bridges" || c.Entries[0].Title != "The second bridge" || c.Entries[2].Kind != form.ReferenceEntry || len(c.Usual()) != 2 {
			t.Errorf("%s: %s: %+v", name, c.Title, c.Entries)
		}
		if got := skipped(doc); !strings.Contains(got, "line 4, pages/pages.jsonl") || doc.Dropped["page that the list of pages does not name"] != 1 {
			t.Errorf("%s: %s, %v", name, got, doc.Dropped)
		}
		if _, err := c.Read(t.Context(), []int{1, 0}, form.Options{}); err != nil { // backwards
			t.Error(err)
		}
		if wacz().Likeness(form.NewProbe(formtest.File("x", contents))) != 100 {
			t.Error("it is not recognised")
		}
	}
	_, doc, err := read(t, wacz(), zipped(t, "datapackage.json", `{`, "archive/a.warc.gz", gzipped(response(1, day))))
	if err != nil || titles(doc) != "Bridge 1" {
		t.Errorf("without a list: %s, %v", titles(doc), err)
	}
}

func TestLikeness(t *testing.T) {
	for _, contents := range []string{info, gzipped(info)} {
		if single().Likeness(form.NewProbe(formtest.File("x", contents))) != 100 {
			t.Errorf("%.20q is not recognised", contents)
		}
	}
	for _, contents := range []string{"WARCRAFT", gzipped("hello"), ""} {
		if single().Likeness(form.NewProbe(formtest.File("x", contents))) != 0 {
			t.Errorf("%.20q is recognised", contents)
		}
	}
}

func FuzzRead(f *testing.F) {
	const day = "2022-02-04T10:00:00Z"
	f.Add([]byte(info + response(1, day) + "x" + response(2, day)))
	f.Add([]byte(gzipped(info, response(1, day)+response(2, day))))
	f.Add([]byte(record("response", "https://a.example/", day, answer("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: br, gzip", "5\r\n<p>aa\r\n0"))))
	f.Fuzz(func(t *testing.T, contents []byte) {
		if len(contents) < 1<<16 {
			_, _, _ = read(t, single(), string(contents))
		}
	})
}

func FuzzWACZ(f *testing.F) {
	f.Add(pages, gzipped(response(1, "2022-02-04T10:00:00Z")), true)
	f.Add("{}\n{\"url\":\"https://a.example\"}", info, false)
	f.Fuzz(func(t *testing.T, list, records string, stored bool) {
		if len(list)+len(records) < 1<<16 {
			name := map[bool]string{true: "archive/a.warc.gz", false: "archive/a.warc"}[stored]
			_, _, _ = read(t, wacz(), zipped(t, "datapackage.json", "{}", name, records, "pages/pages.jsonl", list))
		}
	})
}
