package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDatesCommand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "article.txt")
	body := "وقال أمس الخميس إن القمة عقدت في 4 فبراير 2022.\n"
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	var all []namedDate
	if err := json.Unmarshal([]byte(must(t, "dates", path, "--date", "2022-02-04", "--lang", "ar", "--json")), &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].EDTF != "2022-02-03" || all[1].EDTF != "2022-02-04" {
		t.Fatalf("%+v", all)
	}
	for _, d := range all {
		if body[d.Start:d.End] != d.Text || d.Hi-d.Lo != 86_400 || d.Kind == "" || d.Confidence <= 0 {
			t.Errorf("%+v", d)
		}
	}
	if out := must(t, "dates", path); !strings.Contains(out, "2022-02-04") || strings.Contains(out, "2022-02-03") {
		t.Errorf("without the text's date: %s", out)
	}
	if err := os.WriteFile(path, []byte("غادر الوفد أمس."), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := must(t, "dates", path, "--date", "2022-02"); !strings.Contains(out, "2022-02 ") || strings.Contains(out, "2022-01-31") {
		t.Errorf("a text dated by its month names a day:\n%s", out)
	}
	if err := os.WriteFile(path, []byte("Nothing happened."), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := must(t, "dates", path, "--json"); out != "[]\n" {
		t.Errorf("no dates: %q", out)
	}
}

func TestDatesCommandRefuses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "article.txt")
	if err := os.WriteFile(path, []byte("Nothing happened."), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"no file":     {"dates", filepath.Join(dir, "none.txt")},
		"a folder":    {"dates", dir},
		"no such day": {"dates", path, "--date", "2022-02-31"},
		"an interval": {"dates", path, "--date", "2022-02-01/2022-02-04"},
	} {
		if code, out, errs := tarikh(t, args...); code != exitFailed || out != "" || errs == "" {
			t.Errorf("%s: exit %d, %q, %q", name, code, out, errs)
		}
	}
}
