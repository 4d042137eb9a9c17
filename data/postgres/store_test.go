package postgres_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
	"tarikh.org/tarikh/data/storetest"
)

var shared pgtest.Shared

func TestMain(m *testing.M) {
	flag.Parse()
	if testing.Short() {
		if err := flag.Set("rapid.checks", "8"); err != nil {
			panic(err)
		}
	}
	shared.Run(m)
}

func TestStoreConforms(t *testing.T) {
	storetest.Run(t, storetest.Maker{
		New: func(t testing.TB) data.Store { return create(t) },
		Reopen: func(t testing.TB, s data.Store) data.Store {
			address := s.(*postgres.Store).Address()
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return open(t, address)
		},
		Dump: dump,
	})
}

// create makes a library on the shared server.
func create(t testing.TB) *postgres.Store {
	t.Helper()
	address, err := new(postgres.Servers).Init(t.Context(), shared.Get(t).Address(pgtest.Owner), "A library")
	if err != nil {
		t.Fatal(err)
	}
	return open(t, address)
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
