package table_test

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/table"
)

func TestMeaningsAreMoved(t *testing.T) {
	m := table.Mapping{Columns: []table.Meant{{Means: table.Start}, {Means: table.Title}, {Means: table.Tags}}}
	moved := m.With(1, table.Start).With(0, table.Tags)
	if want := []table.Meant{{Means: table.Tags}, {Means: table.Start}, {Means: table.Tags}}; !slices.Equal(moved.Columns, want) {
		t.Errorf("got %v", moved.Columns)
	}
	if m.Columns[0].Means != table.Start || moved.Has(table.Title) || !m.Has(table.Title) {
		t.Errorf("the mapping before is %v now", m.Columns)
	}
}

func TestOrderIsThatOfTheColumns(t *testing.T) {
	for _, c := range []struct {
		name, text string
		order      form.Order
		decides    string
		ok         bool
	}{
		{"decided", "Date,Title\n4/2/2022,a\n23/2/2022,b\n", form.DayFirst, "23/2/2022", true},
		{"open", "Date,Title\n4/2/2022,a\n3/2/2022,b\n", form.ByContents, "", true},
		{"none", "Date,Title\n2022-02-04,a\n2022-02-03,b\n", form.ByContents, "", false},
	} {
		tab := open(t, c.text, table.Layout{})
		m, err := table.Guess(tab, form.Options{})
		if err != nil {
			t.Fatal(err)
		}
		order, decides, ok := tab.Order(m)
		if order != c.order || decides.Text != c.decides || ok != c.ok {
			t.Errorf("%s: %v %q %v", c.name, order, decides.Text, ok)
		}
		if got := tab.Ordered(m, form.MonthFirst).Columns[0].Order; c.ok && (got == form.MonthFirst) == (c.order == form.DayFirst) {
			t.Errorf("%s: month first is read as %v", c.name, got)
		}
		if tab.Timed(m) {
			t.Errorf("%s: has times", c.name)
		}
	}
	timed := open(t, "Date,Title\n2022-02-04T10:30,a\n", table.Layout{})
	if m, _ := table.Guess(timed, form.Options{}); !timed.Timed(m) {
		t.Error("has no times")
	}
}

func TestLeftOut(t *testing.T) {
	tab := open(t, "Date,Title,\n2022-02-04,a,\n", table.Layout{})
	m, err := table.Guess(tab, form.Options{})
	if err != nil || len(m.Columns) < 2 || m.Columns[0].Means.LeftOut() || m.Columns[1].Means.LeftOut() || table.Keep.LeftOut() || !table.Ignore.LeftOut() {
		t.Errorf("%v %v", m, err)
	}
	tab = open(t, ",Date,Title\n1,2022-02-04,a\n2,2022-02-05,b\n", table.Layout{}) // the numbers of the rows
	if m, _ := table.Guess(tab, form.Options{}); !m.Columns[0].Means.LeftOut() {
		t.Errorf("%v", m)
	}
}
