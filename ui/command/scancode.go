package command

import (
	"runtime"

	"fyne.io/fyne/v2"
)

// rows are the keys of a QWERTY keyboard from the given code on, left to right.
// The codes are those of evdev (Linux input-event-codes.h: KEY_1 is 2, KEY_Q 16,
// KEY_A 30, KEY_Z 44), which are also those of Windows' set 1.
var rows = [...]struct {
	first int
	keys  string
}{{2, "1234567890-="}, {16, "QWERTYUIOP[]"}, {30, "ASDFGHJKL"}, {44, "ZXCVBNM,./"}}

// keyAt returns the key that a QWERTY keyboard has at a place, or KeyUnknown. Layouts
// such as the Arabic ones have names for few of their keys. X11 and Wayland report
// evdev's codes plus 8; macOS numbers its keys in no order, but names them.
func keyAt(code int) fyne.KeyName {
	switch runtime.GOOS {
	case "darwin":
		return fyne.KeyUnknown
	case "windows":
	default:
		code -= 8
	}
	for _, r := range rows {
		if n := code - r.first; n >= 0 && n < len(r.keys) {
			return fyne.KeyName(r.keys[n])
		}
	}
	return fyne.KeyUnknown
}
