package postgres_test

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
)

// openAs opens a library for another login, which may write.
func openAs(t testing.TB, of *postgres.Store, login string) *postgres.Store {
	t.Helper()
	if err := of.Admit(t.Context(), data.Member{Login: login, Role: data.Writer}, ""); err != nil {
		t.Fatal(err)
	}
	return open(t, strings.Replace(of.Address(), pgtest.Owner+"@", login+"@", 1))
}
