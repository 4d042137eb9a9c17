package form

import "strings"

// IsFormula reports whether a spreadsheet would take a cell for a formula, or would if the
// apostrophes before it were not there.
func IsFormula(cell string) bool {
	cell = strings.TrimLeft(cell, "'")
	return cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0]))
}

// Harmless is a cell of a text that no spreadsheet takes for a formula.
func Harmless(cell string) string {
	if IsFormula(cell) {
		return "'" + cell
	}
	return cell
}
