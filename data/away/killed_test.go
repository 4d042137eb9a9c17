package away_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/away"
	"tarikh.org/tarikh/data/sqlite"
)

// keptIn is where the program that is killed has its copy.
const keptIn = "TARIKH_TEST_AWAY"

// gone are servers of which none can be reached.
type gone struct{ data.Servers }

func (gone) Open(context.Context, string) (data.Hosted, error) { return nil, data.ErrAway }

// What was written while the server is away is there after kill -9 right behind it.
func TestKilledWhileAway(t *testing.T) {
	if folder := os.Getenv(keptIn); folder != "" {
		servers := &away.Servers{Servers: gone{}, Files: sqlite.NewOpener(afero.NewOsFs(), "test"), Folder: folder}
		s, err := servers.Open(t.Context(), "postgres://desk/library")
		if err != nil {
			t.Fatal(err)
		}
		apply(t, s, data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "Typed", Colour: "red"})}})
		fmt.Println("\nwritten")
		select {} // until it is killed
	}
	d := newDesk(t)
	summit(t, d.store)
	s := d.open(t)
	until(t, "the copy is not made", s.Copied)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	killed := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledWhileAway$")
	killed.Env = append(os.Environ(), keptIn+"="+d.Folder)
	out, err := killed.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := killed.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() && lines.Text() != "written" {
		t.Log(lines.Text())
	}
	if err := errors.Join(lines.Err(), killed.Process.Kill()); err != nil {
		t.Fatal(err)
	}
	if err := killed.Wait(); killed.ProcessState.ExitCode() != -1 {
		t.Fatalf("it was not killed: %v", err)
	}
	d.cut.Store(true)
	again, err := d.Open(t.Context(), "postgres://desk/library")
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	kept, err := again.(data.Absent).Kept(t.Context())
	if err != nil || len(kept) != 1 || kept[0].Edit.Tracks[0].After.Name != "Typed" {
		t.Errorf("kept is %+v, %v", kept, err)
	}
	if tracks, err := again.Tracks(t.Context()); err != nil || len(tracks) != 2 {
		t.Errorf("the copy has %+v, %v", tracks, err)
	}
}
