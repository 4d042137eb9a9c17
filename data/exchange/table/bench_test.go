package table_test

import (
	"fmt"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/table"
)

// manyRows is a table of n rows with nine columns.
func manyRows(n int) string {
	var b strings.Builder
	b.WriteString("id,title,start,end,category,tags,place,description,link\n")
	for i := range n {
		fmt.Fprintf(&b, "e%d,Event number %d of many,%d/%d/%d,%d/%d/%d,Category %d,\"gas, trade\",Beijing,\"A sentence that says what happened, and when; قمة بكين number %d.\",https://example.org/page/%d\n",
			i, i, 1+i%28, 1+i%12, 1900+i%120, 1+i%28, 1+i%12, 1901+i%120, i%20, i, i)
	}
	return b.String()
}

// BenchmarkRead is what the command line does with a table of 100,000 rows.
func BenchmarkRead(b *testing.B) {
	text := manyRows(100_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		t, err := table.Open(b.Context(), formtest.File("x.csv", text), table.Layout{})
		if err != nil {
			b.Fatal(err)
		}
		m, err := table.Guess(t, form.Options{})
		if err != nil {
			b.Fatal(err)
		}
		d, err := table.Read(b.Context(), t, m, form.Options{Now: now()})
		if err != nil || len(d.Events) != 100_000 || len(d.Skipped) > 0 {
			b.Fatal(err, len(d.Events), len(d.Skipped))
		}
	}
}
