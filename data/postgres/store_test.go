package postgres_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
	"tarikh.org/tarikh/data/storetest"
)

var shared pgtest.Shared

func TestMain(m *testing.M) {
	flag.Parse()
	if address := os.Getenv(clientVariable); address != "" {
		fmt.Fprintln(os.Stderr, client(address, flag.Arg(0)))
		os.Exit(1)
	}
	if testing.Short() {
		if err := flag.Set("rapid.checks", "20"); err != nil {
			panic(err)
		}
	}
	shared.Run(m)
}

func TestStoreConforms(t *testing.T) {
	m := storetest.Maker{
		New: func(t testing.TB) data.Store { return create(t) },
		Reopen: func(t testing.TB, s data.Store) data.Store {
			address := s.(*postgres.Store).Address()
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return open(t, address)
		},
		Dump: dump,
		Slow: true,
		As: func(t testing.TB, s data.Store, person string) data.Store {
			return openAs(t, s.(*postgres.Store), person)
		},
	}
	storetest.Common(t, m)
	storetest.Team(t, m)
}

// library is one that others are copies of, in databases of their own, which are emptied
// and used again: that takes a tenth of the time of making one.
var library struct {
	sync.Mutex
	address string // of the template
	copies  int
	free    []string
}

// create makes a library on the shared server.
func create(t testing.TB) *postgres.Store { return open(t, made(t)) }

// made makes an empty library on the shared server, and returns its address. It is for the
// next test when this one has ended.
func made(t testing.TB) string {
	t.Helper()
	server := shared.Get(t)
	library.Lock()
	defer library.Unlock()
	if library.address == "" {
		execute(t, server, "postgres", "CREATE DATABASE template")
		address, err := new(postgres.Servers).Init(context.Background(), server.Address(pgtest.Owner, "template"), "A library")
		if err != nil {
			t.Fatal(err)
		}
		library.address = address
	}
	if len(library.free) == 0 {
		library.copies++
		library.free = []string{fmt.Sprintf("copy%d", library.copies)}
		execute(t, server, "postgres", "CREATE DATABASE "+library.free[0]+" TEMPLATE template")
	}
	name := library.free[0]
	library.free = library.free[1:]
	t.Cleanup(func() {
		library.Lock()
		defer library.Unlock()
		execute(t, server, name, emptied)
		library.free = append(library.free, name)
	})
	return strings.Replace(library.address, "/template?", "/"+name+"?", 1)
}

// emptied takes all rows out of a library but what it says of itself, as it was made.
const emptied = `SET session_replication_role = replica;
DO $$ DECLARE t record; BEGIN
	FOR t IN SELECT schemaname AS s, tablename AS n FROM pg_tables WHERE schemaname LIKE 'lib\_%' AND tablename NOT IN ('meta', 'library') LOOP
		EXECUTE format('DELETE FROM %I.%I', t.s, t.n);
	END LOOP;
	FOR t IN SELECT DISTINCT schemaname AS s FROM pg_tables WHERE schemaname LIKE 'lib\_%' LOOP
		EXECUTE format('UPDATE %I.library SET title = %L, colour_names = NULL, zone = %L, rev = 1', t.s, 'A library', '');
		EXECUTE format('UPDATE %I.meta SET revision = 1', t.s);
		PERFORM setval(format('%I.begun', t.s), 1);
	END LOOP;
END $$`

func execute(t testing.TB, server *pgtest.Server, database, statements string) {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), server.Address(pgtest.Owner, database))
	if err == nil {
		_, err = conn.PgConn().Exec(context.Background(), statements).ReadAll()
		err = errors.Join(err, conn.Close(context.Background()))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB, address string) *postgres.Store {
	t.Helper()
	opened, err := (&postgres.Servers{Kept: t.TempDir()}).Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	s := opened.(*postgres.Store)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// dump is all that is in a library, without revisions and history.
func dump(t testing.TB, s data.Store) (out []string) {
	t.Helper()
	for _, shape := range data.Shapes() {
		for row, err := range s.Rows(t.Context(), shape.Kind) {
			if err != nil {
				t.Fatal(err)
			}
			*shape.Rev(row) = 0
			out = append(out, fmt.Sprintf("%s %s", shape.Kind, strings.TrimPrefix(fmt.Sprintf("%+v", row), "&")))
		}
	}
	return out
}

func day(t testing.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
