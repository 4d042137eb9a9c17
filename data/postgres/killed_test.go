package postgres_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
)

// times is how often a series is done: short under go test -short.
func times(short, long int) int {
	if testing.Short() {
		return short
	}
	return long
}

// ledger is what became of edits, each of which adds two tracks.
type ledger struct {
	mu           sync.Mutex
	begun        map[data.ID]data.ID // the second track of the first
	acknowledged map[data.ID]bool
	grown        chan struct{} // holds one when an edit was acknowledged
}

func newLedger() *ledger {
	return &ledger{begun: map[data.ID]data.ID{}, acknowledged: map[data.ID]bool{}, grown: make(chan struct{}, 1)}
}

func (l *ledger) begin(a, b data.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.begun[a] = b
}

func (l *ledger) acknowledge(a data.ID) {
	l.mu.Lock()
	l.acknowledged[a] = true
	l.mu.Unlock()
	select {
	case l.grown <- struct{}{}:
	default:
	}
}

// await waits until n more edits are acknowledged, about.
func (l *ledger) await(n int) {
	for range n {
		<-l.grown
	}
}

// pair is an edit that adds two tracks: both are there, or none.
func pair() (a, b data.ID, e data.Edit) {
	a, b = data.NewID(), data.NewID()
	e.Label = "add"
	for _, id := range []data.ID{a, b} {
		e.Tracks = append(e.Tracks, data.Insert(data.Track{ID: id, Name: "T", Colour: "red"}))
	}
	return a, b, e
}

// write makes edits until ctx ends.
func (l *ledger) write(ctx context.Context, t testing.TB, s *postgres.Store) {
	for ctx.Err() == nil {
		a, b, e := pair()
		l.begin(a, b)
		if _, err := s.Apply(t.Context(), e); err != nil {
			t.Errorf("an edit: %v", err)
			return
		}
		l.acknowledge(a)
	}
}

// check compares what is in the library, in its history and in the log of its feed with
// what was acknowledged. Of edits whose fate nobody knows it returns how many are there.
func (l *ledger) check(t testing.TB, address string) (unknown int) {
	t.Helper()
	s := open(t, address)
	there := map[data.ID]bool{}
	tracks, err := s.Tracks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, track := range tracks {
		there[track.ID] = true
	}
	journaled, logged := histories(t, s)
	for a, b := range l.begun {
		switch {
		case l.acknowledged[a] && !there[a]:
			t.Errorf("edit %s is lost", a)
		case there[a] != there[b]:
			t.Errorf("a half of edit %s is there", a)
		case there[a] && !l.acknowledged[a]:
			unknown++
		}
		for _, id := range []data.ID{a, b} {
			want := 0
			if there[a] {
				want = 1
			}
			if journaled[id] != want || logged[id] != want {
				t.Errorf("edit %s is %d times in the history, %d times in the log: want %d", a, journaled[id], logged[id], want)
			}
		}
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
	return unknown
}

// histories count how often each track is in the journal and in the log of edits.
func histories(t testing.TB, s *postgres.Store) (journaled, logged map[data.ID]int) {
	t.Helper()
	where, schema := connectionOf(t, s.Address())
	conn, err := pgx.Connect(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	count := func(query string) map[data.ID]int {
		out := map[data.ID]int{}
		rows, err := conn.Query(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		var id string
		_, err = pgx.ForEachRow(rows, []any{&id}, func() error {
			parsed, err := data.ParseID(id)
			out[parsed]++
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	return count("SELECT id::text FROM " + schema + ".change WHERE kind = 'track'"),
		count("SELECT jsonb_array_elements_text(changed->'track') FROM " + schema + ".edit WHERE changed ? 'track'")
}

// connectionOf is the address of a library's database for PostgreSQL's own programs, and
// the name of its schema.
func connectionOf(t testing.TB, address string) (where, schema string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	schema = "lib_" + strings.ReplaceAll(query.Get("library"), "-", "")
	query.Del("library")
	u.RawQuery = query.Encode()
	return u.String(), schema
}

// libraryOn makes a library on a server, and returns its address for the owner.
func libraryOn(t testing.TB, server *pgtest.Server) string {
	t.Helper()
	address, err := new(postgres.Servers).Init(t.Context(), server.Address(pgtest.Owner, "postgres"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// through is an address over a line.
func through(address, from, to string) string {
	return strings.Replace(address, strings.ReplaceAll(from, "/", "%2F"), strings.ReplaceAll(to, "/", "%2F"), 1)
}

func TestKilled(t *testing.T) {
	server := pgtest.New(t, pgtest.Lasting()...)
	address := libraryOn(t, server)
	t.Run("server", func(t *testing.T) { serverIsKilled(t, server, address) })
	t.Run("clients", func(t *testing.T) { clientsAreKilled(t, address) })
}

// A server is killed while several people write, and started again: each edit that was
// acknowledged is there once, and all are acknowledged in the end.
func serverIsKilled(t *testing.T, server *pgtest.Server, address string) {
	l := newLedger()
	ctx, stop := context.WithCancel(t.Context())
	var writing sync.WaitGroup
	for range 4 {
		s := open(t, address)
		writing.Go(func() { l.write(ctx, t, s) })
	}
	for i := range times(3, 200) {
		l.await(1 + rand.IntN(20))
		server.Kill(t, []syscall.Signal{syscall.SIGQUIT, syscall.SIGKILL}[i%2])
		server.Restart(t)
	}
	l.await(4)
	stop()
	writing.Wait()
	if unknown := l.check(t, address); unknown > 0 {
		t.Errorf("%d edits are there that nobody was told of", unknown)
	}
	t.Logf("%d edits", len(l.begun))
}

// clientVariable has the test program be a client, which writes into the library of this
// address until it is killed, and says what it has begun and what was acknowledged.
const clientVariable = "TARIKH_TEST_CLIENT"

// client is the whole of such a program; its argument is the folder of its outbox.
func client(address, kept string) error {
	s, err := (&postgres.Servers{Kept: kept}).Open(context.Background(), address)
	if err != nil {
		return err
	}
	for {
		a, b, e := pair()
		fmt.Println("begun", a, b)
		if _, err := s.Apply(context.Background(), e); err != nil {
			return err
		}
		fmt.Println("acknowledged", a)
	}
}

// Programs are killed while they write: what they had acknowledged is there once, what
// they had begun is there as a whole or not at all, and what was kept on the disk is sent
// when the library is opened again.
func clientsAreKilled(t *testing.T, address string) {
	own, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	l := newLedger()
	unsent := 0
	for round := range times(1, 29) {
		const together = 7
		kept := make([]string, together)
		var running sync.WaitGroup
		for i := range together {
			kept[i] = t.TempDir()
			cmd := exec.Command(own, kept[i])
			cmd.Env = append(os.Environ(), clientVariable+"="+address)
			cmd.Stderr = os.Stderr
			said, err := cmd.StdoutPipe()
			if err == nil {
				err = cmd.Start()
			}
			if err != nil {
				t.Fatal(err)
			}
			life := 1 + (round*together+i)*7%23
			running.Go(func() { follow(t, l, cmd, bufio.NewScanner(said), life) })
		}
		running.Wait()
		for _, folder := range kept {
			unsent += kepts(t, folder)
			again, err := (&postgres.Servers{Kept: folder}).Open(t.Context(), address)
			if err != nil {
				t.Fatal(err)
			}
			if left := kepts(t, folder); left > 0 {
				t.Errorf("%d edits are still kept", left)
			}
			if err := again.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	unknown := l.check(t, address)
	t.Logf("%d edits begun, %d acknowledged, %d kept on the disk when their program was killed, %d there without having been acknowledged", len(l.begun), len(l.acknowledged), unsent, unknown)
	if unknown < unsent {
		t.Errorf("of %d edits that were kept %d are there", unsent, unknown)
	}
}

// follow reads what a client says, and kills it in the middle of an edit when it has begun
// some.
func follow(t testing.TB, l *ledger, cmd *exec.Cmd, said *bufio.Scanner, life int) {
	begun := 0
	for said.Scan() {
		words := strings.Fields(said.Text())
		ids := make([]data.ID, 2)
		for i, word := range words[1:] {
			id, err := data.ParseID(word)
			if err != nil {
				t.Errorf("a client says %q", said.Text())
			}
			ids[i] = id
		}
		if words[0] == "acknowledged" {
			l.acknowledge(ids[0])
			continue
		}
		l.begin(ids[0], ids[1])
		if begun++; begun == life {
			time.AfterFunc(time.Duration(rand.IntN(20))*time.Millisecond, func() { _ = cmd.Process.Kill() })
		}
	}
	if err := cmd.Wait(); begun < life {
		t.Errorf("a client ended by itself after %d edits: %v", begun, err)
	}
}

// kepts counts the edits in a folder of outboxes.
func kepts(t testing.TB, folder string) (n int) {
	t.Helper()
	boxes, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, box := range boxes {
		files, err := os.ReadDir(folder + "/" + box.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file.Name(), ".json") {
				n++
			}
		}
	}
	return n
}
