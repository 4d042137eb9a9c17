package state

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/table"
)

func TestTablesReadAreRemembered(t *testing.T) {
	files, s := afero.NewMemMapFs(), &State{}
	as := TableRead{
		Layout:  table.Layout{Separator: '\t', Names: table.NoNames},
		Mapping: table.Mapping{Columns: []table.Meant{{Means: table.Start, Order: form.MonthFirst}, {Means: table.Title}}, Track: "News", Zone: "Asia/Riyadh"},
	}
	s.ReadTable("shape", as)
	if err := s.Save(files, "/state.json"); err != nil {
		t.Fatal(err)
	}
	again, err := Load(files, "/state.json")
	if err != nil || !reflect.DeepEqual(again.TablesRead, map[string]TableRead{"shape": as}) {
		t.Errorf("remembered %+v, %v", again.TablesRead, err)
	}
	for i := range maxTablesRead {
		again.ReadTable(fmt.Sprint(i), as)
	}
	if n := len(again.TablesRead); n == 0 || n > maxTablesRead {
		t.Errorf("%d are remembered", n)
	}
}
