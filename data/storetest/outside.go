package storetest

import (
	"context"
	"testing"

	"tarikh.org/tarikh/data"
)

// Sample is an edit that inserts something of every kind. Its first event has something of
// all that events can have.
func Sample(t testing.TB) data.Edit { return newSample(t).insert() }

// Calls are all methods of a store that take a context, by their names: they are asked for
// a row, and write an edit.
func Calls(s data.Store, id data.ID, e data.Edit) map[string]func(context.Context) error {
	return calls(s, id, e)
}
