package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
)

// hostileVariable makes the test program one that checks or recovers a library and says
// how much memory that took: what it does and the library's path, with a blank between.
const hostileVariable = "TARIKH_TEST_HOSTILE"

func init() {
	if what, path, ok := strings.Cut(os.Getenv(hostileVariable), " "); ok {
		if err := hostile(what, path); err != nil {
			fmt.Fprintln(os.Stderr, "failed:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
}

func hostile(what, path string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 4*time.Minute) // seconds are enough, on a machine that does nothing else
	defer cancel()
	var err error
	switch what {
	case "recover":
		_, err = newOpener().Salvage(ctx, path, path+".saved", nil)
	case "check":
		s, err := newOpener().Read(ctx, path)
		if err != nil {
			return err
		}
		problems, err := s.Check(ctx, nil)
		fmt.Printf("%q\n", problems)
		if err := errors.Join(err, s.Close()); err != nil {
			return err
		}
	}
	if err != nil && !errors.Is(err, data.ErrForeign) && !errors.Is(err, data.ErrCorrupt) {
		return err
	}
	return peak()
}

// peak says how much memory this process has held at once, in bytes.
func peak() error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(status)) {
		if text, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			var kb int
			_, err := fmt.Sscan(text, &kb)
			fmt.Println("peak", kb<<10)
			return err
		}
	}
	return errors.New("no VmHWM")
}

// Whatever is in a file, checking and recovering it end, within bounds of memory.
func TestHostileFilesAreBounded(t *testing.T) {
	const megabytes = 400
	long := fmt.Sprintf("zeroblob(%d)", megabytes<<20)
	texts := []string{
		"CREATE TABLE a AS SELECT * FROM article LIMIT 1",
		"UPDATE a SET text = replace(hex(zeroblob(5000000)), '00', 'a' || char(13))",
	}
	for range 40 {
		texts = append(texts, "UPDATE a SET n = n + 1000, id = randomblob(16)", "INSERT INTO article SELECT * FROM a")
	}
	quotes := []string{
		"CREATE TABLE x AS SELECT * FROM excerpt LIMIT 1",
		"UPDATE x SET exact = replace(hex(zeroblob(15000000)), '00', 'a ')",
	}
	for range 15 {
		quotes = append(quotes, "UPDATE x SET n = n + 1000, id = randomblob(16)", "INSERT INTO excerpt SELECT * FROM x")
	}
	endless := "(WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS n, x'00' AS id, 'a' AS title FROM c)"
	for name, c := range map[string]struct {
		statements []string
		check      bool // the file opens, and can be checked
		short      bool
	}{
		"a long title":          {[]string{"UPDATE event SET title = CAST(" + long + " AS TEXT) WHERE n = 7"}, true, true},
		"a long step":           {[]string{"PRAGMA ignore_check_constraints = ON", "UPDATE journal_change SET after = CAST(" + long + " AS TEXT) WHERE n = 1"}, true, false},
		"a long text":           {[]string{"UPDATE article SET text = CAST(" + long + " AS TEXT)"}, true, false},
		"many long bad texts":   {append(texts, "DROP TABLE a"), false, false},
		"many long quotes":      {append(quotes, "DROP TABLE x"), false, false},
		"a long body":           {[]string{"INSERT INTO body (hash, length, packed) VALUES (zeroblob(32), 1, " + long + ")"}, true, false},
		"an endless view":       {[]string{"PRAGMA foreign_keys = OFF", "ALTER TABLE event RENAME TO elsewhere", "CREATE VIEW event AS SELECT * FROM " + endless}, false, true},
		"an endless small view": {[]string{"PRAGMA foreign_keys = OFF", "ALTER TABLE journal_body RENAME TO elsewhere", "CREATE VIEW journal_body AS SELECT n AS journal, id AS hash FROM " + endless}, false, true},
		"a computed column":     {[]string{"ALTER TABLE view ADD COLUMN huge BLOB AS (zeroblob(500000000))"}, false, false},
		"a long schema":         {[]string{"CREATE VIEW v AS SELECT 1", "PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET sql = sql || ' -- ' || CAST(" + long + " AS TEXT) WHERE name = 'v'"}, false, false},
	} {
		if testing.Short() && !c.short {
			continue
		}
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(inMemory(t), "a.tarikh")
			mustDo(t, os.WriteFile(path, libraryOf(t, 30), 0o644))
			execRaw(t, path, c.statements...)
			for _, what := range []string{"check", "recover"} {
				if what == "check" && !c.check {
					continue
				}
				cmd := exec.Command(os.Args[0])
				cmd.Env = append(os.Environ(), hostileVariable+"="+what+" "+path, "GOGC=50")
				cmd.Stderr = os.Stderr
				out, err := cmd.StdoutPipe()
				mustDo(t, err)
				began := time.Now()
				mustDo(t, cmd.Start())
				most := 0
				for said := bufio.NewScanner(out); said.Scan(); {
					if strings.HasPrefix(said.Text(), "peak ") {
						_, err := fmt.Sscanf(said.Text(), "peak %d", &most)
						mustDo(t, err)
					} else if !strings.Contains(said.Text(), "where") {
						t.Errorf("%s says %s", what, said.Text())
					}
				}
				if err := cmd.Wait(); err != nil {
					t.Errorf("%s: %v after %v", what, err, time.Since(began))
				}
				if t.Logf("%s: %d MB, %v", what, most>>20, time.Since(began)); most == 0 || most > 512<<20 {
					t.Errorf("%s took %d MB", what, most>>20)
				}
			}
		})
	}
}
