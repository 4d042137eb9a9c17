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
			ref := s.(*postgres.Store).Ref()
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return open(t, ref.String())
		},
		Dump: dump,
	})
}

// create makes a library on the shared server.
func create(t testing.TB) *postgres.Store {
	t.Helper()
	ref, err := postgres.Init(t.Context(), withLibrary(shared.Get(t).Address(pgtest.Owner), data.NewID()), "A library")
	if err != nil {
		t.Fatal(err)
	}
	return open(t, ref.String())
}

func withLibrary(address string, id data.ID) string { return address + "&library=" + id.String() }

func open(t testing.TB, address string) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), address, postgres.Options{Kept: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
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
