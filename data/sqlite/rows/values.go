package rows

import (
	"bytes"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/text/anchor"
)

// Values are what the columns hold of a row.
func (t *Table) Values(row data.Row) []any {
	out := make([]any, 0, len(t.columns))
	for _, f := range t.fields {
		switch v := f.At(row).(type) {
		case *string:
			out = append(out, *v)
		case *int:
			out = append(out, *v)
		case *int64:
			out = append(out, *v)
		case *bool:
			out = append(out, *v)
		case *data.ID:
			out = append(out, Key(*v))
		case *hash:
			if f.Use == data.UsePageRef && *v == (hash{}) {
				out = append(out, nil)
			} else {
				out = append(out, v[:])
			}
		case *dates.Date:
			out = append(out, v.EDTF, v.Lo, engine.StoredHi(t.Shape, f, *v))
			if engine.TwoClocks(t.Shape) {
				lo, hi := v.Instants()
				out = append(out, engine.InstantValue(lo), engine.InstantValue(hi))
			}
		case *anchor.Selector:
			out = append(out, v.Start, v.End, v.Exact, v.Prefix, v.Suffix)
		case *data.Doubt:
			out = append(out, string(v.State), v.Was, v.Score, v.Method)
		default:
			out = append(out, listText(v, f.IsZero(row)))
		}
	}
	return out
}

// Differing returns the columns in which two rows have something else, and what the
// second has in them, behind its ID.
func (t *Table) Differing(before, after data.Row) (set ColumnSet, args []any) {
	was, now := t.Values(before), t.Values(after)
	args = now[:1:1]
	for i := 1; i < len(now); i++ {
		if !sameValue(was[i], now[i]) {
			set |= 1 << i
			args = append(args, now[i])
		}
	}
	return set, args
}

// sameValue compares what two rows have in a column.
func sameValue(a, b any) bool {
	x, ok1 := a.([]byte)
	y, ok2 := b.([]byte)
	if ok1 || ok2 {
		return ok1 == ok2 && bytes.Equal(x, y)
	}
	return a == b
}

// Key is an ID as it is stored: 16 bytes, NULL for none.
func Key(id data.ID) any {
	if id == (data.ID{}) {
		return nil
	}
	return id[:]
}
