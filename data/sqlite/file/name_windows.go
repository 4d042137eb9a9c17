package file

import (
	"path/filepath"
	"unicode/utf16"
)

// nameTooLong reports whether no file can have a name: 255 units of UTF-16 are the most
// in all file systems of Windows, which say so in different ways.
func nameTooLong(path string) bool {
	const most = 255
	return len(utf16.Encode([]rune(filepath.Base(path)))) > most
}
