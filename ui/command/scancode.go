package command

import (
	"runtime"

	"fyne.io/fyne/v2"
)

// Rows of letter keys on a QWERTY keyboard, left to right.
var letterRows = [3]string{"QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"}

// firstCodes are the scan codes of the first key of each row: X11 and Wayland
// report evdev codes plus 8 (Linux input-event-codes.h: KEY_Q 16, KEY_A 30,
// KEY_Z 44), Windows set-1 codes without the 8.
func firstCodes() [3]int {
	if runtime.GOOS == "windows" {
		return [3]int{16, 30, 44}
	}
	return [3]int{24, 38, 52}
}

// letterAt returns the Latin letter printed on a key of a QWERTY keyboard, or
// KeyUnknown. macOS numbers its keys in no order, and names letters by
// themselves there.
func letterAt(code int) fyne.KeyName {
	if runtime.GOOS == "darwin" {
		return fyne.KeyUnknown
	}
	for i, first := range firstCodes() {
		if n := code - first; n >= 0 && n < len(letterRows[i]) {
			return fyne.KeyName(letterRows[i][n])
		}
	}
	return fyne.KeyUnknown
}
