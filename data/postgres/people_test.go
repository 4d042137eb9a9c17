package postgres_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
)

// own makes a library in a database of its own, with roles of its own.
func own(t *testing.T, database string) *postgres.Store {
	t.Helper()
	server := shared.Get(t)
	execute(t, server, "postgres", "CREATE DATABASE "+database)
	address, err := new(postgres.Servers).Init(t.Context(), server.Address(pgtest.Owner, database), "A library")
	if err != nil {
		t.Fatal(err)
	}
	return open(t, address)
}

// as opens a library as a person who is let in already.
func as(t *testing.T, of *postgres.Store, login string) *postgres.Store {
	t.Helper()
	return open(t, strings.Replace(of.Address(), pgtest.Owner+"@", login+"@", 1))
}

// An owner lets readers, writers and owners in, changes what they may do, gives them other
// names with all that they did, and removes them; nobody else can; an owner stays.
func TestPeople(t *testing.T) {
	o := own(t, "people")
	admit := func(s *postgres.Store, login string, role data.Role) error {
		return s.Admit(t.Context(), data.Member{Login: login, Role: role}, "a password")
	}
	for login, role := range map[string]data.Role{"rita": data.Reader, "walid": data.Writer, "omar": data.Owner} {
		if err := admit(o, login, role); err != nil {
			t.Fatal(err)
		}
	}
	insert := data.Edit{Label: "add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red"})}}
	rita, walid, omar := as(t, o, "rita"), as(t, o, "walid"), as(t, o, "omar")
	if _, err := rita.Apply(t.Context(), insert); !errors.Is(err, data.ErrReadOnly) || !rita.Access().ReadOnly {
		t.Errorf("a reader writes: %v", err)
	}
	if _, err := walid.Apply(t.Context(), insert); err != nil {
		t.Errorf("a writer does not: %v", err)
	}
	for _, role := range []data.Role{data.Writer, data.Reader} { // while rita has it open
		err := admit(o, "rita", role)
		changed, asked := rita.Renew(t.Context())
		if err != nil || asked != nil || !changed || rita.Access().ReadOnly != (role == data.Reader) {
			t.Errorf("as a %s rita may %+v, changed: %t, %v, %v", role, rita.Access(), changed, err, asked)
		}
	}
	if changed, err := rita.Renew(t.Context()); changed || err != nil {
		t.Errorf("nothing has changed: %t, %v", changed, err)
	}
	for who, s := range map[string]*postgres.Store{"a reader": rita, "a writer": walid} {
		if err := admit(s, "mallory", data.Owner); !errors.Is(err, data.ErrReadOnly) {
			t.Errorf("%s lets others in: %v", who, err)
		}
		if err := s.Dismiss(t.Context(), "omar"); err == nil {
			t.Errorf("%s removes an owner", who)
		}
	}
	if err := admit(omar, "rita", data.Writer); err != nil { // no right to make logins is needed
		t.Errorf("an owner who is no administrator: %v", err)
	}
	if err := admit(omar, "nobody yet", data.Writer); !errors.Is(err, data.ErrReadOnly) {
		t.Errorf("one who may not make logins makes one: %v", err)
	}
	if words := omar.Statements(data.Member{Login: "no\"body", Role: data.Writer}); !strings.Contains(words, `CREATE ROLE "no""body" LOGIN;`) || !strings.Contains(words, `_writer" TO "no""body";`) {
		t.Errorf("the administrator runs %s", words)
	}
	if err := o.Rename(t.Context(), "walid", "waleed"); err != nil {
		t.Fatal(err)
	}
	waleed := as(t, o, "waleed")
	if _, err := waleed.Meet(t.Context(), data.Presence{Client: data.NewID()}); err != nil {
		t.Fatal(err)
	}
	if all, err := rita.People(t.Context()); err != nil || !slices.ContainsFunc(all, func(m data.Member) bool { return m.Login == "waleed" && m.Here && m.Since > 0 }) {
		t.Errorf("who is here is not said to a writer: %v, %v", all, err)
	}
	if undo, _, err := waleed.History(t.Context()); err != nil || undo != "add" {
		t.Errorf("under another name one would undo %q, %v", undo, err)
	}
	if err := o.Dismiss(t.Context(), "waleed"); err != nil {
		t.Fatal(err)
	}
	if _, err := waleed.Tracks(t.Context()); !errors.Is(err, data.ErrReadOnly) {
		t.Errorf("who was removed reads: %v", err)
	}
	if err := o.Dismiss(t.Context(), "waleed"); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("who is gone is removed: %v", err)
	}
	if err := errors.Join(o.Dismiss(t.Context(), "omar"), o.Admit(t.Context(), data.Member{Login: "rita", Role: data.Reader}, "")); err != nil {
		t.Fatal(err)
	}
	invalid := new(data.InvalidError)
	if err := o.Dismiss(t.Context(), pgtest.Owner); !errors.As(err, &invalid) {
		t.Errorf("the only owner is removed: %v", err)
	}
	for _, login := range []string{"", "pg_monitor", strings.Repeat("x", 64)} {
		if err := admit(o, login, data.Reader); !errors.As(err, &invalid) {
			t.Errorf("login %q: %v", login, err)
		}
	}
	all, err := o.People(t.Context())
	for i := range all {
		if now := time.Now().Unix(); all[i].Since < now-3600 || all[i].Since > now+3600 {
			t.Errorf("%s is in since %d", all[i].Login, all[i].Since)
		}
		all[i].Since = 0
	}
	if want := []data.Member{{Login: pgtest.Owner, Role: data.Owner}, {Login: "rita", Role: data.Reader}}; err != nil || !slices.Equal(all, want) {
		t.Errorf("people are %v, %v", all, err)
	}
}

// A password that an owner gives opens the library, and no other does; one is asked for.
func TestPasswords(t *testing.T) {
	o := own(t, "passwords")
	const password = "hé ªsesam"
	if err := o.Admit(t.Context(), data.Member{Login: pgtest.Guarded, Role: data.Reader}, password); err != nil {
		t.Fatal(err)
	}
	address := strings.Replace(o.Address(), pgtest.Owner+"@", pgtest.Guarded+"@", 1)
	t.Setenv("PGPASSFILE", os.DevNull)
	servers := new(postgres.Servers)
	if _, err := servers.List(t.Context(), address); !errors.Is(err, data.ErrPassword) {
		t.Errorf("without a password: %v", err)
	}
	for given, want := range map[string]error{"wrong": data.ErrPassword, password: nil} {
		if err := servers.Unlock(address, given); err != nil {
			t.Fatal(err)
		}
		if _, err := servers.List(t.Context(), address); !errors.Is(err, want) || err != nil && strings.Contains(err.Error(), given+"\"") {
			t.Errorf("with %q: %v", given, err)
		}
	}
}

// An older library is refused with what to do, brought up to date once by many who try at
// the same time, and has what it had; a newer one and a half-made one are refused.
func TestUpgrade(t *testing.T) {
	o := own(t, "older")
	track := data.Track{ID: data.NewID(), Name: "Old", Colour: "red"}
	event := data.Event{ID: data.NewID(), Title: "Old", Track: track.ID, Importance: 3, Tags: []string{"a"}}
	event.Date = day(t, "2022-02-04")
	added, err := o.Apply(t.Context(), data.Edit{Label: "add", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(event)}})
	if err != nil {
		t.Fatal(err)
	}
	renamed := *added.Events[0].After
	renamed.Title = "Older"
	if _, err := o.Apply(t.Context(), data.Edit{Label: "rename", Events: []data.Change[data.Event]{data.Update(*added.Events[0].After, renamed)}}); err != nil {
		t.Fatal(err)
	}
	server, name := shared.Get(t), ""
	_, id, _ := strings.Cut(o.Address(), "library=")
	name = "lib_" + strings.ReplaceAll(id[:36], "-", "")
	change := func(statements string) {
		t.Helper()
		execute(t, server, "older", strings.ReplaceAll(statements, "$", name))
	}
	change(`ALTER TABLE $.event DROP COLUMN links, DROP COLUMN verdict, DROP COLUMN zone; DROP TABLE $.relation, $.member; DROP FUNCTION $.apply; UPDATE $.meta SET version = 9001`)
	change(`UPDATE $.change SET before = before - '{links,verdict,zone}'::text[], after = after - '{links,verdict,zone}'::text[] WHERE kind = 'event'`)
	servers := new(postgres.Servers)
	if _, err := servers.Open(t.Context(), o.Address()); !errors.Is(err, data.ErrOlder) || !strings.Contains(err.Error(), "server init") {
		t.Errorf("an older one is opened: %v", err)
	}
	var all sync.WaitGroup
	done := make(chan bool, 3)
	for range 3 {
		all.Go(func() {
			changed, err := servers.Upgrade(t.Context(), o.Address())
			if err != nil {
				t.Error(err)
			}
			done <- changed
		})
	}
	all.Wait()
	times := 0
	for range 3 {
		if <-done {
			times++
		}
	}
	if times != 1 {
		t.Errorf("it is brought up to date %d times", times)
	}
	s := open(t, o.Address())
	got, err := s.Event(t.Context(), event.ID)
	if err != nil || got.Title != "Older" || len(got.Tags) != 1 || got.Zone != "" {
		t.Errorf("%+v, %v", got, err)
	}
	if all, err := s.People(t.Context()); err != nil || len(all) != 1 || all[0].Since == 0 {
		t.Errorf("people are %v, %v", all, err)
	}
	for range 2 {
		if _, err := s.Undo(t.Context()); err != nil {
			t.Errorf("what was done before: %v", err)
		}
	}
	steps, err := s.Steps(t.Context(), 0, 2)
	if err != nil || len(steps) != 2 {
		t.Fatalf("steps are %v, %v", steps, err)
	}
	if _, err := s.GoTo(t.Context(), steps[0].N); err != nil {
		t.Errorf("what was done before is made again: %v", err)
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
	change(`ALTER TABLE $.dismissal RENAME TO lost`)
	if listed, err := servers.List(t.Context(), o.Address()); err != nil || len(listed) != 1 || len(listed[0].Lacks) != 1 {
		t.Errorf("listed without a table are %+v, %v", listed, err)
	}
	if _, err := servers.Open(t.Context(), o.Address()); !errors.Is(err, data.ErrCorrupt) || !strings.Contains(err.Error(), "dismissal") {
		t.Errorf("one without a table is opened: %v", err)
	}
	change(`ALTER TABLE $.lost RENAME TO dismissal`)
	change(`UPDATE $.meta SET version = 99999001`)
	if _, err := servers.Open(t.Context(), o.Address()); !errors.Is(err, data.ErrNewer) {
		t.Errorf("a newer one is opened: %v", err)
	}
	if _, err := servers.Upgrade(t.Context(), o.Address()); !errors.Is(err, data.ErrNewer) {
		t.Errorf("a newer one is brought up to date: %v", err)
	}
	change(`DROP TABLE $.meta`)
	if _, err := servers.Open(t.Context(), o.Address()); !errors.Is(err, data.ErrCorrupt) || !strings.Contains(err.Error(), "never made whole") {
		t.Errorf("a half-made one is opened: %v", err)
	}
	if listed, err := servers.List(t.Context(), o.Address()); err != nil || len(listed) != 1 || !listed[0].Half {
		t.Errorf("listed are %+v, %v", listed, err)
	}
	// Removed under one's hands.
	change(`DROP SCHEMA $ CASCADE`)
	if _, err := s.Tracks(t.Context()); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("one that is gone is read: %v", err)
	}
}

// A server that is too old, and one that does not let a login into the database, say so.
func TestServersThatDoNotDo(t *testing.T) {
	server := shared.Get(t)
	line := pgtest.NewLine(t, server)
	line.Alter(func(m pgtest.Message) []pgtest.Message {
		if name := "server_version\x00"; m.Type == 'S' && strings.HasPrefix(string(m.Body), name) {
			m.Body = []byte(name + "12.4\x00")
		}
		return []pgtest.Message{m}
	})
	old := through(server.Address(pgtest.Owner, "postgres"), server.Folder(), line.Folder())
	servers := new(postgres.Servers)
	if _, err := servers.List(t.Context(), old); !errors.Is(err, data.ErrOutdated) {
		t.Errorf("an old server: %v", err)
	}
	execute(t, server, "postgres", "CREATE ROLE stranger LOGIN")
	execute(t, server, "postgres", "CREATE DATABASE closed")
	execute(t, server, "postgres", "REVOKE CONNECT ON DATABASE closed FROM PUBLIC")
	for name, address := range map[string]string{"no right to connect": server.Address("stranger", "closed"), "no such login": server.Address("nobody_at_all", "closed")} {
		if _, err := servers.List(t.Context(), address); !errors.Is(err, data.ErrDenied) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
