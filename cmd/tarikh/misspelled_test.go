package main

import (
	"os"
	"strings"
	"testing"
)

// A command that is nearly one is told as that; what may be a library is not.
func TestMisspelledCommands(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("chek", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, want string }{
		{"serch a.tarikh words", "tarikh search"},
		{"evnets a.tarikh", "tarikh events"},
		{"add-artcle a.tarikh b.txt", "tarikh add-article"},
		{"Backup a.tarikh", "tarikh backup"},
		{"restor a.tarikh -o b.tarikh", "tarikh restore"},
		{"nwe", "tarikh new"},
		{"serch", "tarikh search"},
		{"chek", ""},
		{"serch.tarikh", ""},
		{"/serch", ""},
		{"xyzzy", ""},
		{"search", ""},
		{"--hepl", ""},
	} {
		code, _, errs := tarikh(t, strings.Fields(c.args)...)
		told := strings.Contains(errs, "there is no command and no library")
		if c.want == "" && told || c.want != "" && (code != exitUsage || !strings.Contains(errs, "“"+c.want+"”")) {
			t.Errorf("tarikh %s: %d, %s", c.args, code, errs)
		}
	}
}
