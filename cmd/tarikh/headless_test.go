package main

import (
	"bytes"
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
)

// tarikh runs one command line in this process.
func tarikh(t testing.TB, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	files := afero.NewOsFs()
	code = run(newProgram(files, &o, &e), args)
	return code, o.String(), e.String()
}

func must(t testing.TB, args ...string) string {
	t.Helper()
	code, out, errs := tarikh(t, args...)
	if code != 0 {
		t.Fatalf("tarikh %s: exit %d: %s", strings.Join(args, " "), code, errs)
	}
	return out
}

func sampleLibrary(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.tarikh")
	must(t, "new", path, "--sample")
	return path
}

func TestSampleEvents(t *testing.T) {
	path := sampleLibrary(t)
	var events []listed
	if err := json.Unmarshal([]byte(must(t, "events", path, "--json")), &events); err != nil {
		t.Fatal(err)
	}
	if len(events) < 30 || len(events) > 40 {
		t.Errorf("%d events, want 30 to 40", len(events))
	}
	dates := map[string]bool{}
	linked := 0
	for i, e := range events {
		dates[e.EDTF] = true
		if e.Excerpts > 0 {
			linked++
		}
		if i > 0 && e.Lo < events[i-1].Lo {
			t.Errorf("%q is listed after an event that begins later", e.Title)
		}
	}
	for _, date := range []string{
		"2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00", "2020-01-30", "2020-02-11", "2020-03-11", "2020-01-17/2020-01-18",
		"2021-07-23/2021-08-08", "2021-09-15", "2022-02-04", "2022-02-04T20:00:00+08:00", "2022-02-04/2022-02-20",
	} {
		if !dates[date] {
			t.Errorf("no event is dated %s", date)
		}
	}
	if linked < 12 {
		t.Errorf("%d events have excerpts, want 12 at least", linked)
	}
	if out := must(t, "check", path); !strings.Contains(out, "sound") {
		t.Errorf("check says %q", out)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("a library at rest is %d files, want 1: %v", len(entries), entries)
	}
}

func TestAddArticle(t *testing.T) {
	path := sampleLibrary(t)
	text := filepath.Join(t.TempDir(), "خبر.txt")
	if err := os.WriteFile(text, []byte("عنوان\n\nنص الخبر.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"a bad date":   {[]string{"add-article", path, text, "--date", "2022-02-31"}, "2022-02-31"},
		"no such text": {[]string{"add-article", path, text + "x", "--date", "2022"}, "خبر.txtx"},
		"no library":   {[]string{"add-article", path + "x", text, "--date", "2022"}, "sample.tarikhx"},
	} {
		code, _, errs := tarikh(t, c.args...)
		if code == 0 || !strings.Contains(errs, c.want) {
			t.Errorf("%s: exit %d, message %q, want one that names %q", name, code, errs, c.want)
		}
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("a refused article changed the library")
	}
	must(t, "add-article", path, text, "--title", "خبر", "--date", "2022-02-04", "--lang", "ar")
	must(t, "check", path)
}

func TestRenderIsDeterministic(t *testing.T) {
	path := sampleLibrary(t)
	dir := t.TempDir()
	for _, c := range [][]string{
		{},
		{"--size", "900x300", "--scale", "2", "--theme", "dark", "--lang", "ar"},
		{"--from", "2020-01", "--to", "2020-06", "--today", "2020-03-11"},
		{"--second", "hijri", "--lang", "ar"},
	} {
		var pictures [2][]byte
		for i := range pictures {
			out := filepath.Join(dir, "out.png")
			must(t, append([]string{"render", path, "-o", out}, c...)...)
			raw, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			pictures[i] = raw
		}
		if !bytes.Equal(pictures[0], pictures[1]) {
			t.Errorf("render %v: two runs differ", c)
		}
		picture, err := png.Decode(bytes.NewReader(pictures[0]))
		if err != nil {
			t.Fatal(err)
		}
		if len(c) > 1 && c[1] == "900x300" && (picture.Bounds().Dx() != 1800 || picture.Bounds().Dy() != 600) {
			t.Errorf("picture is %v, want 1800x600", picture.Bounds())
		}
	}
}

func TestRenderShowsWhatIsAsked(t *testing.T) {
	files := afero.NewOsFs()
	store, err := sqlite.NewOpener(files, "test").Read(t.Context(), sampleLibrary(t))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	parse := func(s string) dates.Date {
		d, err := dates.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, lang := range []string{"en", "ar"} {
		c := renderCmd{Lang: lang, Theme: "light", Scale: 1}
		from, to := parse("2020-01"), parse("2020-06")
		set, err := c.lay(t.Context(), store, 1000, 420, from, to, dates.Date{})
		if err != nil {
			t.Fatal(err)
		}
		const hour = 3600
		if lo, hi := set.View.Range(); lo < from.Lo-hour || lo > from.Lo+hour || hi < to.Hi-hour || hi > to.Hi+hour {
			t.Errorf("%s: shows %d to %d, want %d to %d", lang, lo, hi, from.Lo, to.Hi)
		}
	}
}

func TestUsage(t *testing.T) {
	path := sampleLibrary(t)
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--version"}, 0, ""},
		{[]string{"frobnicate", "a", "b"}, exitUsage, "unexpected"},
		{[]string{"render", path, "-o", "x.png", "--size", "big"}, exitUsage, "1440x420"},
		{[]string{"render", path, "-o", "x.png", "--size", "20000x400", "--scale", "2"}, exitUsage, "at most 30000 pixels"},
		{[]string{"render", path, "-o", "x.png", "--second", "moon"}, exitUsage, "hijri"},
		{[]string{"render", path, "-o", "x.png", "--second", "Asia/Riyadh"}, exitUsage, "no time zone"},
		{[]string{"render", path, "-o", "x.png", "--from", "yesterday"}, exitUsage, "--from"},
		{[]string{"render", path, "-o", "x.png", "--from", "2021", "--to", "2020"}, exitUsage, "not before"},
		{[]string{"new", path}, exitFailed, "exists"},
		{[]string{"render", path, "-o", path}, exitUsage, "not a PNG"},
		{[]string{"render", path, "-o", filepath.Join(filepath.Dir(path), "no", "x.png")}, exitFailed, "no folder"},
		{[]string{"add-article", path, path, "--date", "2022", "--url", "javascript:alert(1)"}, exitUsage, "http"},
		{[]string{"add-article", path, path, "--date", "2022", "--title", "a\nb"}, exitUsage, "--title"},
	} {
		code, _, errs := tarikh(t, c.args...)
		if code != c.code || !strings.Contains(errs, c.want) {
			t.Errorf("tarikh %v: exit %d (want %d), message %q (want %q in it)", c.args, code, c.code, errs, c.want)
		}
	}
}

// Names and titles from elsewhere do not steer the terminal.
func TestNothingPrintedIsAControlCharacter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x\x1b[31m\u202egpj.tarikh")
	must(t, "new", path, "--title", "a\x1b[2J\u2066b")
	for _, args := range [][]string{
		{"check", path}, {"check", path, "--repair"}, {"restore", path, "-o", path}, {"events", path + ".none"}, {"check", path + ".none", "--repair"},
	} {
		_, out, errs := tarikh(t, args...)
		for _, text := range []string{out, errs} {
			if strings.ContainsAny(text, "\x1b\u202e\u2066") {
				t.Errorf("%s prints %q", args[0], text)
			}
		}
	}
}
