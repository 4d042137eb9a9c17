package main

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// textOf reads a registry file as Windows does.
func textOf(t *testing.T, file []byte) string {
	t.Helper()
	if len(file) < 2 || file[0] != 0xff || file[1] != 0xfe || len(file)%2 != 0 {
		t.Fatalf("no UTF-16 with its mark: % x", file[:min(len(file), 8)])
	}
	var units []uint16
	for i := 2; i < len(file); i += 2 {
		units = append(units, uint16(file[i])|uint16(file[i+1])<<8)
	}
	return string(utf16.Decode(units))
}

func TestRegistryFile(t *testing.T) {
	const exe = `C:\Users\ليلى\Tarikh 1\tarikh.exe`
	made := textOf(t, registryFile(exe, false))
	for _, want := range []string{
		"Windows Registry Editor Version 5.00\r\n",
		"[HKEY_CURRENT_USER\\Software\\Classes\\.tarikh]\r\n@=\"Tarikh.Library\"\r\n",
		"\\shell\\open\\command]\r\n@=\"\\\"C:\\\\Users\\\\ليلى\\\\Tarikh 1\\\\tarikh.exe\\\" \\\"%1\\\"\"\r\n",
		"[HKEY_CURRENT_USER\\Software\\Classes\\tarikh]\r\n@=\"URL:Tarikh\"\r\n\"URL Protocol\"=\"\"\r\n",
	} {
		if !strings.Contains(made, want) {
			t.Errorf("the file lacks %q:\n%s", want, made)
		}
	}
	// What was made is taken back: every key is one of those removed, or below it.
	removed := textOf(t, registryFile(exe, true))
	for _, k := range associationKeys(exe) {
		gone := false
		for line := range strings.Lines(removed) {
			if key, ok := strings.CutPrefix(strings.TrimSpace(line), "[-"); ok {
				key = strings.TrimSuffix(key, "]")
				gone = gone || k.path == key || strings.HasPrefix(k.path, key+`\`)
			}
		}
		if !gone {
			t.Errorf("%s stays", k.path)
		}
	}
}
