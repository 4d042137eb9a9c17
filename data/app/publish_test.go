package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/take"
	"tarikh.org/tarikh/data/sqlite/file"
)

// lines is a format that writes the titles of events, a line each; as a folder, a file each.
func lines() form.Format {
	return form.Format{
		Name: "lines", Endings: []string{".lines"}, Group: form.GroupData, Knows: []form.LookPart{form.LookTitle},
		Write: func(_ context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
			_, err := fmt.Fprintln(w, from.Titled())
			for _, e := range from.Events {
				if err == nil {
					_, err = fmt.Fprintln(w, e.Title)
				}
			}
			return form.Dropped{form.LosesTags: 2}, err
		},
	}
}

func lineFolder() form.Format {
	f := lines()
	return form.Format{Name: "folder", Group: form.GroupData, Folder: func(ctx context.Context, into form.Folder, from form.Taken) (form.Dropped, error) {
		err := into.Write("titles/all.lines", func(w io.Writer) error { _, err := f.Write(ctx, w, from); return err })
		return nil, errors.Join(err, into.Write("read me", func(w io.Writer) error { _, err := io.WriteString(w, "titles"); return err }))
	}}
}

// brokenDisk takes some bytes, then no more.
type brokenDisk struct {
	afero.Fs
	room int
}

func (d *brokenDisk) OpenFile(name string, flag int, mode os.FileMode) (afero.File, error) {
	f, err := d.Fs.OpenFile(name, flag, mode)
	return &brokenFile{f, d}, err
}

type brokenFile struct {
	afero.File
	disk *brokenDisk
}

func (f *brokenFile) Write(b []byte) (int, error) {
	if f.disk.room -= len(b); f.disk.room < 0 {
		return 0, &os.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
	}
	return f.File.Write(b)
}

func (f *brokenFile) WriteString(s string) (int, error) { return f.Write([]byte(s)) }

// oneAndTwo is a library with the events One and Two.
func oneAndTwo(t testing.TB) *Library {
	t.Helper()
	l, _ := emptyLibrary(t)
	for i, title := range []string{"One", "Two"} {
		e := data.Event{ID: data.NewID(), Title: title, Date: day(t, fmt.Sprint(2020+i)), Importance: 3}
		if _, err := l.AddEvent(t.Context(), e, "Events", nil); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func publisher(files afero.Fs) *Publisher {
	reads := form.Format{Name: "reads", Endings: []string{".reads"}}
	asked := lines()
	asked.Name, asked.Asked = "asked", true
	return &Publisher{Formats: []form.Format{reads, asked, lines(), lineFolder()}, Files: files, Disk: file.Disk{Files: files}}
}

func TestTheFormatOfWhatIsPublished(t *testing.T) {
	p := publisher(afero.NewOsFs())
	for _, c := range []struct{ as, output, want string }{
		{"", "a.LINES", "lines"}, {"asked", "a.lines", "asked"}, {"folder", "a", "folder"}, {"", "a", ""}, {"reads", "a.reads", ""}, {"", "a.reads", ""},
	} {
		f, err := p.Format(c.as, c.output)
		if f.Name != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q %s: %q, %v", c.as, c.output, f.Name, err)
		}
	}
}

// What is published is there whole, or what was there stays; it is measured beforehand.
func TestPublish(t *testing.T) {
	l := oneAndTwo(t)
	long := lines()
	for name, c := range map[string]struct {
		format  form.Format
		room    int
		replace bool
		there   bool
		want    error
	}{
		"file": {long, 100, false, false, nil}, "folder": {lineFolder(), 100, false, false, nil},
		"file there": {long, 100, false, true, data.ErrExists}, "replaced": {long, 100, true, true, nil},
		"full": {long, 8, false, false, data.ErrFull}, "full, folder": {lineFolder(), 8, false, false, data.ErrFull},
		"full, there": {long, 8, true, true, data.ErrFull}, "folder there": {lineFolder(), 100, true, true, data.ErrExists},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "out.lines")
			if c.there {
				if err := os.WriteFile(path, []byte("before"), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			p := publisher(&brokenDisk{afero.NewOsFs(), c.room})
			taken, err := p.Take(t.Context(), l, c.format, take.Selection{}, form.Look{})
			if err != nil {
				t.Fatal(err)
			}
			taken.Library.Title = "T"
			measured, err := Measure(t.Context(), c.format, taken, 3, nil)
			if err != nil {
				t.Fatal(err)
			}
			var told int64
			done, err := p.Publish(t.Context(), Publication{Format: c.format, Path: path, Library: filepath.Join(folder, "a.tarikh"), Replace: c.replace}, taken, func(n int64) { told = n })
			if !errors.Is(err, c.want) {
				t.Fatalf("%v, want %v", err, c.want)
			}
			left, _ := os.ReadDir(folder)
			if c.want != nil {
				if c.there {
					if raw, _ := os.ReadFile(path); string(raw) != "before" {
						t.Errorf("it says %q", raw)
					}
				}
				if len(left) > 1 || !c.there && len(left) > 0 {
					t.Errorf("it leaves %v", left)
				}
				return
			}
			if len(left) != 1 || done.Events != 2 || done.Bytes != measured.Bytes || told != done.Bytes || done.Bytes < int64(len("T\nOne\nTwo\n")) {
				t.Errorf("%v: %+v, measured %+v, told %d", left, done, measured, told)
			}
			if c.format.Folder != nil {
				path = filepath.Join(path, "titles", "all.lines")
			} else if string(measured.Head) != "T\nO" || done.Lost[form.LosesTags] != 2 {
				t.Errorf("measured %+v, done %+v", measured, done)
			}
			if raw, _ := os.ReadFile(path); string(raw) != "T\nOne\nTwo\n" {
				t.Errorf("it says %q", raw)
			}
		})
	}
}

// Of two files both are replaced, or none.
func TestTwoFilesArePublishedTogether(t *testing.T) {
	format := lines()
	format.Beside = &form.Beside{Suffix: "-more", Write: func(_ context.Context, w io.Writer, _ form.Taken) error {
		_, err := io.WriteString(w, "the passages")
		return err
	}}
	for _, c := range []struct {
		room  int
		there bool
		want  string // of both files
	}{{100, true, "after"}, {4, true, "before"}, {15, true, "before"}, {100, false, "after"}, {15, false, ""}} {
		folder := t.TempDir()
		paths := []string{filepath.Join(folder, "a.lines"), filepath.Join(folder, "a-more.lines")}
		for _, path := range paths {
			if err := os.WriteFile(path, []byte("before"), 0o666); c.there && err != nil {
				t.Fatal(err)
			} else if !c.there {
				_ = os.Remove(path)
			}
		}
		p, l := publisher(&brokenDisk{afero.NewOsFs(), c.room}), oneAndTwo(t)
		taken, err := p.Take(t.Context(), l, format, take.Selection{}, form.Look{Title: "T"})
		if err != nil {
			t.Fatal(err)
		}
		taken.Events[0].Excerpts = []data.Excerpt{{}}
		_, err = p.Publish(t.Context(), Publication{Format: format, Path: paths[0], Replace: c.there}, taken, nil)
		if (err == nil) != (c.want == "after") {
			t.Errorf("%+v: %v", c, err)
		}
		for _, path := range paths {
			raw, _ := os.ReadFile(path)
			if got := string(raw); (c.want == "after") != (got != "before" && got != "") || c.want != "after" && got != c.want {
				t.Errorf("%+v: %s says %q", c, filepath.Base(path), got)
			}
		}
	}
}

// Nothing is written over a library, its log, or what it was imported from, and a format is
// asked for nothing that it does not know.
func TestPublishRefuses(t *testing.T) {
	folder := t.TempDir()
	library := filepath.Join(folder, "a.tarikh")
	l := oneAndTwo(t)
	event := firstEvent(t, l)
	origin := data.Origin{ID: data.NewID(), Of: "event", Row: event.ID, Source: "lines:from.lines", Foreign: "1"}
	if _, err := l.Write(t.Context(), data.Edit{Label: "test", Origins: []data.Change[data.Origin]{data.Insert(origin)}}); err != nil {
		t.Fatal(err)
	}
	p := publisher(afero.NewOsFs())
	for _, name := range []string{"a.tarikh", "other.tarikh", "from.lines", "free.lines"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(library, filepath.Join(folder, "link.lines")); err != nil {
		t.Log(err) // Windows, perhaps
	}
	taken, err := p.Take(t.Context(), l, lines(), take.Selection{}, form.Look{Title: "Another"})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]Refusal{
		"a.tarikh": OverLibrary, "link.lines": OverLibrary, "a.tarikh-wal": OverLog, "a.tarikh.lock": OverLog, "other.tarikh": OverLibrary,
		"from.lines": OverSource, "": IsFolder, "free.lines": "",
	} {
		_, err := p.Publish(t.Context(), Publication{Format: lines(), Path: filepath.Join(folder, name), Library: library, Replace: true}, taken, nil)
		if want == "" {
			if raw, _ := os.ReadFile(filepath.Join(folder, name)); err != nil || !strings.HasPrefix(string(raw), "Another\n") {
				t.Errorf("%s: %v: %q", name, err, raw)
			}
			continue
		}
		if why, ok := errors.AsType[*RefusedError](err); !ok || why.Why != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
	linked := filepath.Join(t.TempDir(), "linked")
	if err := os.Symlink(folder, linked); err == nil {
		for library, name := range map[string]string{filepath.Join(folder, "link.lines"): "a.tarikh-wal", filepath.Join(linked, "a.tarikh"): "a.tarikh-journal"} {
			_, err := p.Publish(t.Context(), Publication{Format: lines(), Path: filepath.Join(folder, name), Library: library}, taken, nil)
			if why, ok := errors.AsType[*RefusedError](err); !ok || why.Why != OverLog {
				t.Errorf("%s of %s: %v", name, library, err)
			}
		}
	}
	pair := lines()
	pair.Beside = &form.Beside{Suffix: "om", Write: func(context.Context, io.Writer, form.Taken) error { return nil }}
	_, err = p.Publish(t.Context(), Publication{Format: pair, Path: filepath.Join(folder, "fr.lines"), Library: library, Replace: true}, taken, nil)
	if why, ok := errors.AsType[*RefusedError](err); !ok || why.Why != OverSource || filepath.Base(why.Detail) != "from.lines" {
		t.Errorf("a second file over a source: %v", err)
	}
	whole := lines()
	whole.Whole = true
	_, err = p.Take(t.Context(), l, whole, take.Selection{Only: []data.ID{event.ID}}, form.Look{})
	if why, ok := errors.AsType[*RefusedError](err); !ok || why.Why != WholeOnly {
		t.Errorf("a part of a whole library: %v", err)
	}
	_, err = p.Take(t.Context(), l, lines(), take.Selection{}, form.Look{Paper: "A4"})
	if why, ok := errors.AsType[*RefusedError](err); !ok || why.Why != NotItsLook || why.Detail != "paper" || !slices.Equal(why.Known, []string{"--title"}) {
		t.Errorf("a paper: %v", err)
	}
}

// What holds nothing but sources has them, however much of them is asked for.
func TestSourcesAreTakenForCitations(t *testing.T) {
	l := oneAndTwo(t)
	article := data.Article{ID: data.NewID(), Title: "A source"}.WithText("Text")
	if _, err := l.Write(t.Context(), data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Insert(article)}}); err != nil {
		t.Fatal(err)
	}
	p := publisher(afero.NewOsFs())
	for group, want := range map[form.Group]int{form.GroupCitations: 1, form.GroupData: 0} {
		f := lines()
		f.Group = group
		taken, err := p.Take(t.Context(), l, f, take.Selection{Articles: take.NoArticles}, form.Look{})
		if n := len(taken.WithOthers().Articles); err != nil || n != want {
			t.Errorf("%s: %d articles, %v", group, n, err)
		}
	}
}
