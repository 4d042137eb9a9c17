package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// macos makes Tarikh.app and, on a Mac, a disk image of it.
func macos(ctx context.Context, r release) ([]string, error) {
	path, err := bundle(r)
	if err != nil || runtime.GOOS != "darwin" {
		return []string{path}, err
	}
	image, err := diskImage(ctx, r, path)
	return []string{path, image}, err
}

// diskImage seals the bundle and makes a .dmg of it beside a link to where applications
// are. The seal names nobody (codesign's identity "-"): without it, a bundle from the
// network is called damaged.
func diskImage(ctx context.Context, r release, bundle string) (path string, err error) {
	stage, err := os.MkdirTemp("", "tarikh-package-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(stage)
	if err := os.Symlink("/Applications", filepath.Join(stage, "Applications")); err != nil {
		return "", err
	}
	path = filepath.Join(r.to, r.name("macos")+".dmg")
	for _, step := range [][]string{
		{"codesign", "--force", "--sign", "-", bundle},
		{"ditto", bundle, filepath.Join(stage, filepath.Base(bundle))},
		{"hdiutil", "create", "-quiet", "-ov", "-volname", "Tarikh", "-srcfolder", stage, "-format", "UDZO", path},
	} {
		if out, err := exec.CommandContext(ctx, step[0], step[1:]...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("make %s: %s: %w\n%s", path, step[0], err, out)
		}
	}
	return path, nil
}

// bundle makes Tarikh.app.
func bundle(r release) (path string, err error) {
	program, err := os.ReadFile(r.program)
	if err != nil {
		return "", err
	}
	plist, err := fill("assets/packaging/macos/Info.plist", map[string]any{"Version": r.version})
	if err != nil {
		return "", err
	}
	icons, err := icns(func(size int) ([]byte, error) {
		return os.ReadFile(fmt.Sprintf("assets/icons/tarikh-%d.png", size))
	})
	if err != nil {
		return "", err
	}
	files := tree{
		"Contents/MacOS/tarikh":                         {program, 0o755},
		"Contents/Info.plist":                           {plist, 0o644},
		"Contents/PkgInfo":                              {[]byte("APPL????"), 0o644},
		"Contents/Resources/tarikh.icns":                {icons, 0o644},
		"Contents/Resources/en.lproj/InfoPlist.strings": {[]byte("CFBundleName = \"Tarikh\";\n"), 0o644},
		"Contents/Resources/ar.lproj/InfoPlist.strings": {[]byte("CFBundleName = \"تاريخ\";\nCFBundleDisplayName = \"تاريخ\";\n"), 0o644},
	}
	path = filepath.Join(r.to, "Tarikh.app")
	// An older bundle may hold what this one does not.
	if err := errors.Join(os.RemoveAll(path), files.write(path, r.date)); err != nil {
		return "", err
	}
	return path, os.Chtimes(path, time.Time{}, r.date)
}

// icns makes Apple's icon file of PNG pictures: each with its type and its length,
// in big-endian order, after a head of the same form.
func icns(picture func(size int) ([]byte, error)) ([]byte, error) {
	var body bytes.Buffer
	for _, i := range [...]struct {
		kind string
		size int // pixels
	}{
		{"icp4", 16},
		{"icp5", 32},
		{"icp6", 64},
		{"ic07", 128},
		{"ic08", 256},
		{"ic09", 512},
		{"ic11", 32},
		{"ic12", 64},
		{"ic13", 256},
		{"ic14", 512}, // of 16, 32, 128 and 256 points at double scale
	} {
		png, err := picture(i.size)
		if err != nil {
			return nil, err
		}
		body.Write(icnsEntry(i.kind, png))
	}
	return icnsEntry("icns", body.Bytes()), nil
}

func icnsEntry(kind string, content []byte) []byte {
	const head = 8
	return append(binary.BigEndian.AppendUint32([]byte(kind), uint32(len(content)+head)), content...)
}
