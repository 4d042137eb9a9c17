package state

// TableView is how the user views a table. The zero TableView is the default.
type TableView struct {
	Sort       string             `json:"sort,omitempty"` // key of the column
	Descending bool               `json:"descending,omitempty"`
	Widths     map[string]float32 `json:"widths,omitempty"` // of columns, units
}

// Table returns the view of a table, by its name, which the caller may change.
func (s *State) Table(name string) *TableView {
	v := s.Tables[name]
	if v == nil {
		v = &TableView{}
		if s.Tables == nil {
			s.Tables = map[string]*TableView{}
		}
		s.Tables[name] = v
	}
	return v
}

// Widen stores the width of a column, in units.
func (v *TableView) Widen(key string, width float32) {
	if v.Widths == nil {
		v.Widths = map[string]float32{}
	}
	v.Widths[key] = width
}

// maxCommands is how many commands are remembered as recent.
const maxCommands = 12

// Ran puts a command first among the recent ones.
func (s *State) Ran(command string) {
	recent := []string{command}
	for _, c := range s.Commands {
		if c != command && len(recent) < maxCommands {
			recent = append(recent, c)
		}
	}
	s.Commands = recent
}
