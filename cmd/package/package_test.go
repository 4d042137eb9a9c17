package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// fromRoot makes the test run where the command does.
func fromRoot(t *testing.T) {
	t.Helper()
	t.Chdir(filepath.Join("..", ".."))
}

func testRelease(t *testing.T) release {
	t.Helper()
	program := filepath.Join(t.TempDir(), "tarikh")
	if err := os.WriteFile(program, []byte("a program"), 0o700); err != nil {
		t.Fatal(err)
	}
	return release{version: "1.2.3", program: program, to: t.TempDir(), date: time.Unix(1_700_000_000, 0).UTC(), arch: "amd64"}
}

func TestBundleForMacOS(t *testing.T) {
	fromRoot(t)
	path, err := bundle(testRelease(t))
	if err != nil {
		t.Fatal(err)
	}
	contents := filepath.Join(path, "Contents")
	plist, err := os.ReadFile(filepath.Join(contents, "Info.plist"))
	if err != nil {
		t.Fatal(err)
	}
	values := plistStrings(t, plist)
	for key, want := range map[string]string{
		"CFBundleIdentifier": appID, "CFBundleExecutable": "tarikh", "CFBundleShortVersionString": "1.2.3",
		"CFBundleIconFile": "tarikh", "CFBundlePackageType": "APPL", "UTTypeIdentifier": "org.tarikh.library",
	} {
		if values[key] != want {
			t.Errorf("%s is %q, want %q", key, values[key], want)
		}
	}
	info, err := os.Stat(filepath.Join(contents, "MacOS", values["CFBundleExecutable"]))
	if err != nil || runtime.GOOS != "windows" && info.Mode()&0o111 == 0 {
		t.Errorf("the program can't be started: %v", err)
	}
	icons, err := os.ReadFile(filepath.Join(contents, "Resources", values["CFBundleIconFile"]+".icns"))
	if err != nil {
		t.Fatal(err)
	}
	checkICNS(t, icons)
}

// plistStrings are the strings of a property list by the keys before them.
func plistStrings(t *testing.T, plist []byte) map[string]string {
	t.Helper()
	found := map[string]string{}
	key, element := "", ""
	for d := xml.NewDecoder(bytes.NewReader(plist)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			element = token.Name.Local
		case xml.EndElement:
			element = ""
		case xml.CharData:
			switch element {
			case "key":
				key = string(token)
			case "string":
				found[key] = string(token)
			}
		}
	}
}

// checkICNS reads an icon file as macOS does: entries that fill the file, each a
// square PNG of the size that its type names.
func checkICNS(t *testing.T, icons []byte) {
	t.Helper()
	sizes := map[string]int{"icp4": 16, "icp5": 32, "icp6": 64, "ic07": 128, "ic08": 256, "ic09": 512, "ic11": 32, "ic12": 64, "ic13": 256, "ic14": 512}
	if string(icons[:4]) != "icns" || int(binary.BigEndian.Uint32(icons[4:])) != len(icons) {
		t.Fatalf("the head is % x of %d bytes", icons[:8], len(icons))
	}
	for rest := icons[8:]; len(rest) > 0; {
		kind, length := string(rest[:4]), binary.BigEndian.Uint32(rest[4:])
		picture, err := png.DecodeConfig(bytes.NewReader(rest[8:length]))
		if err != nil || picture.Width != sizes[kind] || picture.Height != sizes[kind] {
			t.Errorf("%s is a picture of %dx%d (%v)", kind, picture.Width, picture.Height, err)
		}
		delete(sizes, kind)
		rest = rest[length:]
	}
	if len(sizes) > 0 {
		t.Errorf("there are no pictures of %v", sizes)
	}
}

func TestArchiveForWindows(t *testing.T) {
	fromRoot(t)
	r := testRelease(t)
	files, err := forWindows(r)
	if err != nil {
		t.Fatal(err)
	}
	read := func() []byte {
		path, err := archiveForWindows(r, files)
		if err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	content := read()
	if !bytes.Equal(content, read()) {
		t.Error("two archives of one program differ")
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
	}
	want := []string{"tarikh-1.2.3/LICENSE.txt", "tarikh-1.2.3/LICENSES.txt", "tarikh-1.2.3/README.txt", "tarikh-1.2.3/tarikh.exe"}
	if !slices.Equal(names, want) {
		t.Errorf("it holds %v, want %v", names, want)
	}
}

// What is published has its sum, and the same program has the same installer.
func TestSumsOfWhatIsPublished(t *testing.T) {
	if _, err := exec.LookPath("makensis"); err != nil {
		t.Skip("NSIS is not installed")
	}
	fromRoot(t)
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	r := testRelease(t)
	sums := func() string {
		if err := run(t.Context(), []string{"windows", "-version", "1.2.3", "-program", r.program, "-to", r.to}, io.Discard); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(r.to, "tarikh-1.2.3-windows-amd64.sha256"))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	first := sums()
	if again := sums(); again != first {
		t.Errorf("%s differs from %s", again, first)
	}
	for _, name := range []string{"tarikh-1.2.3-windows-amd64.zip", "tarikh-1.2.3-windows-amd64-setup.exe"} {
		content, err := os.ReadFile(filepath.Join(r.to, name))
		if err != nil || !strings.Contains(first, fmt.Sprintf("%x  %s\n", sha256.Sum256(content), name)) {
			t.Errorf("%s (%v) is not in %s", name, err, first)
		}
	}
}

func TestTemplates(t *testing.T) {
	fromRoot(t)
	files := tree{}
	if err := files.addTexts(testRelease(t)); err != nil {
		t.Fatal(err)
	}
	metainfo := string(files["share/metainfo/"+appID+".metainfo.xml"].content)
	if !strings.Contains(metainfo, `<release version="1.2.3" date="2023-11-14"/>`) {
		t.Errorf("no release: %s", metainfo)
	}
	picture, err := os.Open(filepath.Join(".github", "screenshot.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer picture.Close()
	shot, err := png.DecodeConfig(picture)
	if want := fmt.Sprintf(`<image type="source" width="%d" height="%d">`, shot.Width, shot.Height); err != nil || !strings.Contains(metainfo, want) {
		t.Errorf("%v; %s is not in %s", err, want, metainfo)
	}
	for line := range strings.Lines(string(files["share/doc/tarikh/copyright"].content)) {
		if strings.Contains(line, "{{") || strings.HasPrefix(line, "Permission") {
			t.Errorf("copyright: %q", line)
		}
	}
	if _, err := fill("assets/packaging/linux/nfpm.yaml", map[string]any{"Kind": "deb"}); err == nil {
		t.Error("a template with places left open is no error")
	}
}

func TestVersionsOfLibraries(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"2.4", "2.34", -1}, {"2.34", "2.34", 0}, {"2.34", "2.4", 1}, {"2", "2.1", -1}, {"2.2.5", "2.3", -1}, {"PRIVATE", "2.1", -1}} {
		if got := compareVersions(c.a, c.b); got != c.want {
			t.Errorf("compare %s with %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestDateOfFiles(t *testing.T) {
	if d, err := dateOf("1700000000"); err != nil || d.Format(time.RFC3339) != "2023-11-14T22:13:20Z" {
		t.Error(d, err)
	}
	if _, err := dateOf("yesterday"); err == nil {
		t.Error("a date that is no number is no error")
	}
}
