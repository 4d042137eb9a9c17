package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/assets/licences"
)

// windows makes a .zip, which is used where it is unpacked, and an installer for one
// person.
func windows(ctx context.Context, r release) ([]string, error) {
	files, err := forWindows(r)
	if err != nil {
		return nil, err
	}
	archive, err := archiveForWindows(r, files)
	if err != nil {
		return nil, err
	}
	setup, err := installer(ctx, r, files)
	if err != nil {
		return nil, err
	}
	return []string{archive, setup}, nil
}

// forWindows is what is installed.
func forWindows(r release) (tree, error) {
	files := tree{}
	for name, source := range map[string]string{"tarikh.exe": r.program, "LICENSE.txt": "LICENSE", "README.txt": "assets/packaging/windows/README.txt"} {
		content, err := os.ReadFile(source)
		if err != nil {
			return nil, err
		}
		if filepath.Ext(name) == ".txt" {
			content = bytes.ReplaceAll(content, []byte("\n"), []byte("\r\n"))
		}
		files[name] = file{content, 0o644}
	}
	texts, err := licences.Text(assets.Files)
	if err != nil {
		return nil, err
	}
	files["LICENSES.txt"] = file{bytes.ReplaceAll(texts, []byte("\n"), []byte("\r\n")), 0o644}
	return files, nil
}

func archiveForWindows(r release, files tree) (path string, err error) {
	path = filepath.Join(r.to, r.name("windows")+".zip")
	if err := files.zip(path, fmt.Sprintf("tarikh-%s", r.version), r.date); err != nil {
		return "", fmt.Errorf("make %s: %w", path, err)
	}
	return path, nil
}

// installer makes the installer, by way of makensis(1) of NSIS.
func installer(ctx context.Context, r release, files tree) (path string, err error) {
	stage, err := os.MkdirTemp("", "tarikh-package-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(stage)
	if err := files.write(stage, r.date); err != nil {
		return "", err
	}
	if path, err = filepath.Abs(filepath.Join(r.to, r.name("windows")+"-setup.exe")); err != nil {
		return "", err
	}
	size := 0
	for _, f := range files {
		size += len(f.content)
	}
	number, _, _ := strings.Cut(r.version, "-") // Windows knows numbers only
	pack := exec.CommandContext(ctx, "makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", "-DVERSION="+number, "-DSTAGE="+stage, "-DTO="+path,
		fmt.Sprintf("-DSIZE=%d", size/1024), filepath.Join("assets", "packaging", "windows", "installer.nsi"))
	if out, err := pack.CombinedOutput(); err != nil {
		return "", fmt.Errorf("make %s: makensis: %w\n%s", path, err, out)
	}
	return path, nil
}
