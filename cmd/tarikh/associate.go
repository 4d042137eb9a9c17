package main

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// The names under which Windows knows libraries.
const (
	progID      = "Tarikh.Library"
	linkScheme  = "tarikh" // see package pagelink
	classesRoot = `HKEY_CURRENT_USER\Software\Classes\`
)

// registryKey is a key of a registry file with its default value, and the name of an empty
// one, if any.
type registryKey struct{ path, value, empty string }

// associationKeys are the keys that make a double click open libraries with the program
// at exe, and links of browsers go to it, for this user only.
func associationKeys(exe string) []registryKey {
	return []registryKey{
		{path: classesRoot + ".tarikh", value: progID},
		{path: classesRoot + `.tarikh\OpenWithProgids`},
		{path: classesRoot + progID, value: "Tarikh library"},
		{path: classesRoot + progID + `\DefaultIcon`, value: `"` + exe + `",0`},
		{path: classesRoot + progID + `\shell\open\command`, value: `"` + exe + `" "%1"`},
		{path: classesRoot + linkScheme, value: "URL:Tarikh", empty: "URL Protocol"},
		{path: classesRoot + linkScheme + `\shell\open\command`, value: `"` + exe + `" "%1"`},
	}
}

// registryFile is the file for reg.exe that makes the association, or removes it: a
// head, then keys in brackets, removed where a minus follows the first bracket; UTF-16
// with a byte order mark.
func registryFile(exe string, remove bool) []byte {
	var b strings.Builder
	b.WriteString("Windows Registry Editor Version 5.00\r\n")
	if remove {
		for _, key := range []string{".tarikh", progID, linkScheme} {
			fmt.Fprintf(&b, "\r\n[-%s%s]\r\n", classesRoot, key)
		}
		return utf16File(b.String())
	}
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	for _, k := range associationKeys(exe) {
		fmt.Fprintf(&b, "\r\n[%s]\r\n", k.path)
		if k.value != "" {
			fmt.Fprintf(&b, "@=\"%s\"\r\n", quote.Replace(k.value))
		}
		if k.empty != "" {
			fmt.Fprintf(&b, "\"%s\"=\"\"\r\n", k.empty)
		}
	}
	return utf16File(b.String())
}

func utf16File(text string) []byte {
	out := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(text)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}
