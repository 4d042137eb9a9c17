package packet

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Fault is what is not as the manifest has it.
type Fault struct {
	File   string `json:"file"` // "" for the packet as a whole
	Reason string `json:"reason"`
}

// Checked is what was found of a packet.
type Checked struct {
	Manifest Manifest
	Files    int // that are as the manifest has them
	Passages int // whose words are where it says
	Faults   []Fault
}

// ErrPacket: a file is no packet, or one that cannot be read.
var ErrPacket = errors.New("no packet of Tarikh")

// What a packet may have at most.
const (
	maxFiles    = 200_000
	maxManifest = 256 << 20
	maxText     = 256 << 20 // of a source
)

// Verify checks a packet of a size: that each file is there, once, and is what the manifest
// says, that there is no other, and that passages are where it says. Faults are not errors;
// ErrPacket where it has no manifest that can be read. progress is told how much is done, 0
// to 1; it may be nil.
func Verify(ctx context.Context, file io.ReaderAt, size int64, progress func(done float64)) (Checked, error) {
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return Checked{}, fmt.Errorf("%w: %w", ErrPacket, err)
	}
	if len(archive.File) > maxFiles {
		return Checked{}, fmt.Errorf("%w: it has %d files; up to %d are read", ErrPacket, len(archive.File), maxFiles)
	}
	v := verifier{Context: ctx, files: map[string]*zip.File{}, texts: map[string][]byte{}}
	for _, f := range archive.File {
		if v.files[f.Name] != nil {
			v.fault(f.Name, "the packet has two files of this name")
		}
		v.files[f.Name] = f
	}
	if archive.Comment != "" {
		v.fault("", "the packet has a comment, which none of ours has")
	}
	raw, err := v.bytes(manifestName, maxManifest)
	if err != nil {
		return Checked{}, fmt.Errorf("%w: %s: %w", ErrPacket, manifestName, err)
	}
	if err := json.Unmarshal(raw, &v.Manifest); err != nil {
		return Checked{}, fmt.Errorf("%w: %s: %w", ErrPacket, manifestName, err)
	}
	if m := v.Manifest; m.Kind != kind || m.Version != version {
		return Checked{}, fmt.Errorf("%w: its manifest is of the kind %q, version %d; %q, version %d, is read", ErrPacket, m.Kind, m.Version, kind, version)
	}
	if err := v.all(raw, progress); err != nil {
		return Checked{}, err
	}
	return v.Checked, nil
}

// verifier checks a packet.
type verifier struct {
	context.Context
	Checked
	files map[string]*zip.File
	texts map[string][]byte // of the sources, by file
}

func (v *verifier) fault(file, format string, args ...any) {
	v.Faults = append(v.Faults, Fault{file, fmt.Sprintf(format, args...)})
}

// all checks what the manifest lists, the sums, and the passages.
func (v *verifier) all(manifest []byte, progress func(float64)) error {
	texts := map[string]bool{}
	for _, s := range v.Manifest.Sources {
		texts[s.Text] = true
	}
	listed := map[string]bool{manifestName: true, sumsName: true}
	var lines strings.Builder
	for i, s := range v.Manifest.Files {
		if progress != nil {
			progress(float64(i) / float64(len(v.Manifest.Files)))
		}
		if err := v.Err(); err != nil {
			return err
		}
		if listed[s.File] {
			v.fault(s.File, "the manifest lists it twice")
			continue
		}
		listed[s.File] = true
		v.sum(s, texts[s.File])
		fmt.Fprintf(&lines, "%s  %s\n", s.SHA256, s.File)
	}
	sum := sha256.Sum256(manifest)
	fmt.Fprintf(&lines, "%s  %s\n", hex.EncodeToString(sum[:]), manifestName)
	switch sums, err := v.bytes(sumsName, maxManifest); {
	case err != nil:
		v.fault(sumsName, "%v", err)
	case string(sums) != lines.String():
		v.fault(sumsName, "its sums are not those of the manifest")
	}
	for _, name := range slices.Sorted(keys(v.files)) {
		if !listed[name] {
			v.fault(name, "the manifest does not list it")
		}
	}
	v.passages()
	return nil
}

func keys(files map[string]*zip.File) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range files {
			if !yield(name) {
				return
			}
		}
	}
}

// sum checks a file, and keeps it where it is the text of a source.
func (v *verifier) sum(want Sum, keep bool) {
	f := v.files[want.File]
	if f == nil {
		v.fault(want.File, "it is not there")
		return
	}
	in, err := f.Open()
	if err != nil {
		v.fault(want.File, "it cannot be read: %v", err)
		return
	}
	defer in.Close()
	sum := sha256.New()
	var kept bytes.Buffer
	to := io.Writer(sum)
	if keep && want.Bytes <= maxText {
		to = io.MultiWriter(sum, &kept)
	}
	n, err := io.Copy(to, io.LimitReader(in, want.Bytes+1))
	got := hex.EncodeToString(sum.Sum(nil))
	switch {
	case err != nil:
		v.fault(want.File, "it cannot be read: %v", err)
	case n != want.Bytes:
		v.fault(want.File, "it does not have %d bytes", want.Bytes)
	case got != want.SHA256:
		v.fault(want.File, "it was changed: its SHA-256 is %s, the manifest says %s", got, want.SHA256)
	default:
		v.Files++
		v.texts[want.File] = kept.Bytes()
	}
}

// bytes reads a file of the packet.
func (v *verifier) bytes(name string, limit int64) ([]byte, error) {
	f := v.files[name]
	if f == nil {
		return nil, errors.New("it is not there")
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	raw, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err == nil && int64(len(raw)) > limit {
		return nil, fmt.Errorf("it has more than %d MB", limit>>20)
	}
	return raw, err
}

// passages checks that the words of passages are where the manifest says.
func (v *verifier) passages() {
	for _, e := range v.Manifest.Events {
		for _, p := range e.Passages {
			if p.Place != "found" {
				continue
			}
			if p.Source < 1 || p.Source > len(v.Manifest.Sources) {
				v.fault(manifestName, "a passage of %q is of source %d, which there is not", e.Title, p.Source)
				continue
			}
			s := v.Manifest.Sources[p.Source-1]
			text := []byte(s.Title)
			if p.Part != "title" {
				var ok bool
				if text, ok = v.texts[s.Text]; !ok {
					continue // told already
				}
			}
			if p.Start < 0 || p.End < p.Start || p.End > len(text) || string(text[p.Start:p.End]) != p.Quote {
				v.fault(manifestName, "a passage of %q is not at %d to %d of source %d", e.Title, p.Start, p.End, p.Source)
				continue
			}
			v.Passages++
		}
	}
}
