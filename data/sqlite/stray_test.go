package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
)

// left is the files of a library by what follows its name: as they are at rest, or as a
// process that died has left them.
type left map[string][]byte

func (l left) write(t testing.TB, path string) {
	t.Helper()
	for suffix, content := range l {
		mustDo(t, os.WriteFile(path+suffix, content, 0o644))
	}
}

func look(t testing.TB, path string) left {
	t.Helper()
	out := left{}
	for _, suffix := range []string{"", "-wal", "-journal"} {
		if content, err := os.ReadFile(path + suffix); err == nil && len(content) > 0 {
			out[suffix] = content
		}
	}
	return out
}

// with is a library with a log of another.
func (l left) with(suffix string, content []byte) left { return left{"": l[""], suffix: content} }

// worked returns a library after edits that add a track each, at rest. A name that
// begins with ! gives the first event another title instead.
func worked(t testing.TB, from left, names ...string) left {
	t.Helper()
	path := libraryPath(t)
	from.write(t, path)
	s := open(t, path)
	for _, name := range names {
		edit(t, s, name)
	}
	closeStore(t, s)
	return look(t, path)
}

func edit(t testing.TB, s data.File, name string) {
	t.Helper()
	if title, ok := strings.CutPrefix(name, "!"); ok {
		for e, err := range s.Events(t.Context()) {
			mustDo(t, err)
			after := e
			after.Title = title
			apply(t, s, data.Edit{Label: "edit", Events: []data.Change[data.Event]{data.Update(e, after)}})
			return
		}
	}
	track := data.Track{ID: data.NewID(), Name: name, Colour: "red"}
	apply(t, s, data.Edit{Label: "edit", Tracks: []data.Change[data.Track]{data.Insert(track)}})
}

// died returns what a process leaves that is killed after the edits.
func died(t testing.TB, from left, names ...string) left {
	t.Helper()
	path := libraryPath(t)
	from.write(t, path)
	s := open(t, path)
	for _, name := range names {
		edit(t, s, name)
	}
	out := look(t, path) // drops SQLite's locks, which nobody else asks for
	_ = s.Close()
	return out
}

// diedMidway returns what a process leaves that is killed in a transaction with a
// rollback journal, part of which is written already.
func diedMidway(t testing.TB, from left) left {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a")
	from.write(t, path)
	db, err := sql.Open("sqlite3", path)
	mustDo(t, err)
	defer db.Close()
	conn, err := db.Conn(context.Background())
	mustDo(t, err)
	defer conn.Close()
	for _, statement := range []string{
		"PRAGMA cache_size = 1", "BEGIN", "PRAGMA user_version = 6",
		"UPDATE event SET title = 'half', description = hex(randomblob(2000))",
	} {
		_, err := conn.ExecContext(context.Background(), statement)
		mustDo(t, err)
	}
	return look(t, path)
}

// brought returns a library of which a checkpoint has brought home every other page of
// the log.
func brought(l left) left {
	const header, frame, page = 32, 24, 4096
	last := map[uint32][]byte{}
	for at := header; at+frame+page <= len(l["-wal"]); at += frame + page {
		last[binary.BigEndian.Uint32(l["-wal"][at:])] = l["-wal"][at+frame : at+frame+page]
	}
	main := slices.Clone(l[""])
	for i, number := range slices.Sorted(maps.Keys(last)) {
		if end := int(number) * page; i%2 == 0 {
			main = append(main, make([]byte, max(0, end-len(main)))...)
			copy(main[end-page:], last[number])
		}
	}
	return left{"": main, "-wal": l["-wal"]}
}

// copied returns a library as SaveCopy writes it.
func copied(t testing.TB, from left) left {
	t.Helper()
	path, to := libraryPath(t), filepath.Join(t.TempDir(), "copy")
	from.write(t, path)
	s := open(t, path)
	mustDo(t, s.SaveCopy(t.Context(), to))
	closeStore(t, s)
	return look(t, to)
}

// marked adds the lock that the process leaves, which names its journal.
func marked(l left) left {
	lock := append([]byte("Tarikh on elsewhere, process 1\n"), make([]byte, 512)...)[:512]
	l[".lock"] = append(append(lock, "mark"...), l["-journal"][12:16]...)
	return l
}

func cut(b []byte, most int) []byte { return b[:min(len(b), most)] }

// Logs and journals of many kinds beside a library: what is its own is played, what is
// not never is, and nothing of either is lost.
func TestStrayLogsAndJournals(t *testing.T) {
	base := left{"": soundLibrary(t)}
	other := left{"": libraryOf(t, 190)}
	a, ab := worked(t, base, "a"), worked(t, base, "a", "b")
	for name, c := range map[string]struct {
		files   left
		want    []string // the tracks that it opens with, beside the sample's
		stray   bool     // it is refused first, and opens once the log is put aside
		kept    bool     // something is kept aside
		mayFail bool     // or it is refused as damaged: that depends on what was written already
	}{
		"own log":                                {files: died(t, base, "a", "b"), want: []string{"a", "b"}},
		"own log, half brought home":             {files: brought(died(t, base, "a", "b")), want: []string{"a", "b"}},
		"own log, torn at its end":               {files: base.torn(died(t, base, "a", "b")), want: []string{"a"}},
		"noise as a log":                         {files: base.with("-wal", noise(1, 9000))},
		"log of an earlier time":                 {files: ab.with("-wal", died(t, base, "a")["-wal"]), want: []string{"a", "b"}, stray: true},
		"log of a copy":                          {files: a.with("-wal", died(t, base, "x", "y")["-wal"]), want: []string{"a"}, stray: true},
		"earlier log, after another crash":       {files: died(t, ab, "c").with("-wal", died(t, base, "a")["-wal"]), want: []string{"a", "b"}, stray: true},
		"log of a copy, after another crash":     {files: died(t, a, "b").with("-wal", died(t, base, "x", "y", "z")["-wal"]), want: []string{"a"}, stray: true},
		"log of another library":                 {files: died(t, a, "b").with("-wal", died(t, other, "x")["-wal"]), want: []string{"a"}, stray: true},
		"later log, an old copy written over":    {files: died(t, base, "a").with("-wal", died(t, worked(t, base, "!new"), "x")["-wal"]), stray: true},
		"log, a backup written over":             {files: copied(t, a).with("-wal", died(t, a, "b")["-wal"]), want: []string{"a"}, stray: true},
		"log of pages of another size":           {files: died(t, a).with("-wal", put32(died(t, a, "b")["-wal"], 8, 8192)), want: []string{"a"}, stray: true},
		"own journal":                            {files: diedMidway(t, base), kept: true},
		"own journal, named by the lock":         {files: marked(diedMidway(t, base))},
		"own journal, written all but removed":   {files: a.with("-journal", rewound(diedMidway(t, base)["-journal"], a)), want: []string{"a"}, kept: true},
		"journal of an earlier time":             {files: ab.with("-journal", diedMidway(t, base)["-journal"]), want: []string{"a", "b"}, stray: true},
		"journal of a copy":                      {files: a.with("-journal", diedMidway(t, worked(t, base, "x"))["-journal"]), want: []string{"a"}, kept: true},
		"journal of another library":             {files: base.with("-journal", rewound(diedMidway(t, other)["-journal"], base)), kept: true},
		"journal, a backup written over":         {files: copied(t, a).with("-journal", diedMidway(t, a)["-journal"]), want: []string{"a"}, stray: true},
		"journal of another, named by the lock":  {files: marked(ab.with("-journal", diedMidway(t, base)["-journal"])), want: []string{"a", "b"}, stray: true},
		"journal of pages of another size":       {files: a.with("-journal", put32(diedMidway(t, a)["-journal"], 24, 8192)), want: []string{"a"}, stray: true},
		"journal that would cut the file":        {files: a.with("-journal", put32(put32(cut(diedMidway(t, a)["-journal"], 512), 8, 0), 16, 1)), want: []string{"a"}, kept: true},
		"journal that was done with":             {files: a.with("-journal", append(make([]byte, 28), diedMidway(t, a)["-journal"][28:]...)), want: []string{"a"}},
		"noise as a journal":                     {files: a.with("-journal", noise(2, 9000)), want: []string{"a"}},
		"own journal, cut short":                 {files: func() left { l := diedMidway(t, base); return l.with("-journal", cut(l["-journal"], 5000)) }(), kept: true, mayFail: true},
		"log and journal of a copy, both strays": {files: left{"": ab[""], "-wal": died(t, base, "x")["-wal"], "-journal": diedMidway(t, base)["-journal"]}, want: []string{"a", "b"}, stray: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := libraryPath(t)
			c.files.write(t, path)
			opener := newOpener()
			s, err := opener.Open(t.Context(), path)
			failed := c.mayFail && errors.Is(err, data.ErrCorrupt)
			if c.stray || failed {
				if err == nil {
					t.Fatalf("opened; check: %v", closingCheck(t, s))
				}
				if !failed && (!errors.Is(err, data.ErrStray) || !strings.Contains(err.Error(), filepath.Base(path)+"-")) {
					t.Errorf("got %v, want ErrStray that names the file", err)
				}
				for suffix, was := range look(t, path) {
					if !bytes.Equal(was, c.files[suffix]) {
						t.Errorf("%q was changed", suffix)
					}
				}
			}
			if failed {
				return
			}
			if c.stray {
				if _, err := opener.Read(t.Context(), path); !errors.Is(err, data.ErrStray) {
					t.Errorf("read: got %v", err)
				}
				moved, err := opener.SetLogsAside(t.Context(), path)
				mustDo(t, err)
				if len(moved) != len(c.files)-1 && c.files[".lock"] == nil {
					t.Errorf("moved %q", moved)
				}
				s, err = opener.Open(t.Context(), path)
				mustDo(t, err)
			} else if err != nil {
				t.Fatal(err)
			}
			if s.Access().ReadOnly || (s.Access().Aside != "") != c.kept {
				t.Errorf("access %+v", s.Access())
			}
			var names []string
			tracks, err := s.Tracks(t.Context())
			mustDo(t, err)
			for _, track := range tracks {
				if track.Name != "Diplomacy" {
					names = append(names, track.Name)
				}
			}
			slices.Sort(names)
			if !slices.Equal(names, c.want) {
				t.Errorf("tracks %q, want %q", names, c.want)
			}
			edit(t, s, "after")
			if problems := closingCheck(t, s); len(problems) > 0 {
				t.Errorf("check: %q", problems)
			}
		})
	}
}

// torn is what a process leaves that dies while it writes its last edit to the log.
func (left) torn(l left) left {
	l["-wal"] = l["-wal"][:len(l["-wal"])-100]
	return l
}

// rewound makes a journal one of a transaction that began one before the library's last.
func rewound(journal []byte, l left) []byte {
	journal = slices.Clone(journal)
	const sector, number = 512, 4
	return put32(journal, sector+number+24, binary.BigEndian.Uint32(l[""][24:])-1)
}

func closingCheck(t *testing.T, s data.File) []string {
	problems, err := s.Check(t.Context(), nil)
	if err := errors.Join(err, s.Close()); err != nil {
		t.Error(err)
	}
	return problems
}
