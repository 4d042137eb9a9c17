package main

import (
	"os"
	"path/filepath"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/assets/licences"
)

func TestKindOfLicense(t *testing.T) {
	const bsd = "Redistribution and use in source and binary forms, with or without modification"
	for _, c := range []struct{ name, text, want string }{
		{"MIT", "Permission is hereby granted,\n  free of charge, to any person", "MIT"},
		{"three clauses", bsd + " ... may be used to endorse or\npromote products", "BSD-3-Clause"},
		{"two clauses", bsd, "BSD-2-Clause"},
		{"Apache", "Apache License\n   Version 2.0, January 2004", "Apache-2.0"},
		{"Apache with exceptions", "Apache License Version 2.0 ... ---- LLVM Exceptions to the Apache 2.0 License ----", "Apache-2.0 WITH LLVM-exception"},
		{"a font", "This Font Software is licensed under the SIL Open Font License, Version 1.1.", "OFL-1.1"},
		{"unknown", "All rights reserved.", ""},
	} {
		if got := kindOf(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLicenseFilesOfAPackage(t *testing.T) {
	module := t.TempDir()
	for _, path := range []string{
		"LICENSE", "license.go", "README.md", "pkg/pkg.go", "pkg/csource/COPYING.txt", "pkg/csource/c.c",
		"pkg/sub/sub.go", "pkg/sub/LICENSE", "other/LICENSE", "pkg/testdata/LICENSE",
	} {
		full := filepath.Join(module, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found, err := licenseFiles(filepath.Join(module, "pkg"), module)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{filepath.Join(module, "pkg", "csource", "COPYING.txt"), filepath.Join(module, "LICENSE")}
	if len(found) != len(want) || found[0] != want[0] || found[1] != want[1] {
		t.Errorf("found %v, want %v", found, want)
	}
}

func TestListIsWhole(t *testing.T) {
	all, err := licences.Read(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Go", "SQLite", "Vazirmatn", "Amiri", "fyne.io/fyne/v2"} {
		there := false
		for _, p := range all {
			there = there || p.Name == name && p.Licence != "" && p.Text != ""
		}
		if !there {
			t.Errorf("nothing of %s", name)
		}
	}
	packed, err := licences.Pack(all)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := licences.Pack(all); err != nil || string(again) != string(packed) {
		t.Errorf("packed twice, the bytes differ (%v)", err)
	}
}
