package state

import "tarikh.org/tarikh/data/exchange/table"

// TableRead is how a table was read that was imported: its layout, as far as it was not
// found, and what its columns mean.
type TableRead struct {
	Layout  table.Layout  `json:"layout,omitzero"`
	Mapping table.Mapping `json:"mapping"`
}

// maxTablesRead is how many shapes of tables are remembered.
const maxTablesRead = 200

// ReadTable remembers how tables of a shape are read. After the most that are remembered
// all are forgotten, and asked about again.
func (s *State) ReadTable(shape string, as TableRead) {
	if s.TablesRead == nil || len(s.TablesRead) >= maxTablesRead {
		s.TablesRead = map[string]TableRead{}
	}
	s.TablesRead[shape] = as
}
