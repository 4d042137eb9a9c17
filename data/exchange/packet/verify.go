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
	"io/fs"
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
	SHA256   string // of the packet itself, in hexadecimal digits
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
	maxRows     = 2_000_000 // of a manifest: events, passages, sources and files
	maxText     = 256 << 20 // of a source
	maxFaults   = 1000      // that are told one by one
)

// Verify checks a packet of a size: that each file is there, once, and is what the manifest
// says, that there is no other, and that passages are where it says. A packet that was
// unpacked and zipped again is the same: folders count for nothing, and all of it may be
// in one. Faults are not errors;
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
	v := verifier{Context: ctx, files: map[string]*zip.File{}, passages: map[string][]passage{}}
	var packed uint64
	around := folder(archive.File)
	for _, f := range archive.File {
		if packed += f.CompressedSize64; f.CompressedSize64 > uint64(size) || packed > uint64(size) {
			return Checked{}, fmt.Errorf("%w: %s: its files are larger than the packet itself", ErrPacket, f.Name)
		}
		if isFolder(f) {
			continue
		}
		name := strings.TrimPrefix(f.Name, around)
		if v.files[name] != nil {
			v.fault(name, "the packet has two files of this name")
		}
		v.files[name] = f
	}
	if archive.Comment != "" {
		v.fault("", "the packet has a comment, which none of ours has")
	}
	raw, err := v.bytes(manifestName, maxManifest)
	if err != nil {
		return Checked{}, fmt.Errorf("%w: %s: %w", ErrPacket, manifestName, err)
	}
	if rows := bytes.Count(raw, []byte("{")); rows > maxRows {
		return Checked{}, fmt.Errorf("%w: %s: it has %d rows; up to %d are read", ErrPacket, manifestName, rows, maxRows)
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
	sum := sha256.New()
	if _, err := io.Copy(sum, untilEnded{ctx, io.NewSectionReader(file, 0, size)}); err != nil {
		return Checked{}, err
	}
	v.SHA256 = hex.EncodeToString(sum.Sum(nil))
	if v.more > 0 {
		v.Faults = append(v.Faults, Fault{"", fmt.Sprintf("%d further faults", v.more)})
	}
	return v.Checked, nil
}

// folder is the one that all files of a packet are in, with its slash; "" where they are in none.
func folder(files []*zip.File) string {
	around := ""
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name, "/"+manifestName); ok && !strings.Contains(name, "/") {
			around = name + "/"
		}
	}
	for _, f := range files {
		if !strings.HasPrefix(f.Name, around) {
			return ""
		}
	}
	return around
}

// isFolder reports whether an entry is a folder and no more.
func isFolder(f *zip.File) bool {
	return strings.HasSuffix(f.Name, "/") && f.UncompressedSize64 == 0
}

// verifier checks a packet.
type verifier struct {
	context.Context
	Checked
	files    map[string]*zip.File
	passages map[string][]passage // by the file of the text
	more     int                  // faults that are counted only
}

// passage is a passage of an event.
type passage struct {
	Passage
	event string // its title
}

func (v *verifier) fault(file, format string, args ...any) {
	if len(v.Faults) == maxFaults {
		v.more++
		return
	}
	v.Faults = append(v.Faults, Fault{file, fmt.Sprintf(format, args...)})
}

// all checks what the manifest lists, the sums, and the passages.
func (v *verifier) all(manifest []byte, progress func(float64)) error {
	v.quoted()
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
		v.sum(s)
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
	return v.Err()
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

// sum checks a file, and the passages of it where it is the text of a source.
func (v *verifier) sum(want Sum) {
	f := v.files[want.File]
	if f == nil {
		v.fault(want.File, "it is not there")
		return
	}
	if reason := strange(f, want); reason != "" {
		v.fault(want.File, "%s", reason)
		return
	}
	in, err := f.Open()
	if err != nil {
		v.fault(want.File, "it cannot be read: %v", err)
		return
	}
	defer in.Close()
	sum := sha256.New()
	var text bytes.Buffer
	to := io.Writer(sum)
	passages := v.passages[want.File]
	if len(passages) > 0 {
		if want.Bytes > maxText {
			v.fault(want.File, "it has more than %d MB; its passages are not checked", maxText>>20)
			passages = nil
		} else {
			to = io.MultiWriter(sum, &text)
		}
	}
	n, err := io.Copy(to, io.LimitReader(untilEnded{v, in}, want.Bytes+1))
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
		for _, p := range passages {
			v.place(p, text.Bytes())
		}
	}
}

// strange is what is wrong with a file before it is read: one of our packets has only
// ordinary files inside its own folder.
func strange(f *zip.File, want Sum) string {
	switch {
	case !fs.ValidPath(want.File) || strings.ContainsAny(want.File, `\:`):
		return "its name leads out of the packet"
	case !f.Mode().IsRegular():
		return "it is no ordinary file"
	case f.Flags&1 != 0:
		return "it is encrypted"
	case want.Bytes < 0 || f.UncompressedSize64 != uint64(want.Bytes):
		return fmt.Sprintf("it does not have %d bytes", want.Bytes)
	}
	return ""
}

// untilEnded reads until its context ends.
type untilEnded struct {
	context.Context
	io.Reader
}

func (r untilEnded) Read(to []byte) (int, error) {
	if err := r.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(to)
}

// bytes reads a file of the packet.
func (v *verifier) bytes(name string, limit int64) ([]byte, error) {
	f := v.files[name]
	if f == nil {
		return nil, errors.New("it is not there")
	}
	if reason := strange(f, Sum{File: name, Bytes: int64(f.UncompressedSize64)}); reason != "" {
		return nil, errors.New(reason)
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	raw, err := io.ReadAll(io.LimitReader(untilEnded{v, in}, limit+1))
	if err == nil && int64(len(raw)) > limit {
		return nil, fmt.Errorf("it has more than %d MB", limit>>20)
	}
	return raw, err
}

// quoted lists the passages by the texts that they are of, and checks those of titles.
func (v *verifier) quoted() {
	listed := map[string]bool{}
	for _, f := range v.Manifest.Files {
		listed[f.File] = true
	}
	for _, e := range v.Manifest.Events {
		for _, p := range e.Passages {
			if p.Place != "found" {
				continue
			}
			if p.Source < 1 || p.Source > len(v.Manifest.Sources) {
				v.fault(manifestName, "a passage of %q is of source %d, which there is not", e.Title, p.Source)
				continue
			}
			switch s := v.Manifest.Sources[p.Source-1]; {
			case p.Part == "title":
				v.place(passage{p, e.Title}, []byte(s.Title))
			case !listed[s.Text]:
				v.fault(manifestName, "a passage of %q is of source %d, of which there is no text", e.Title, p.Source)
			default:
				v.passages[s.Text] = append(v.passages[s.Text], passage{p, e.Title})
			}
		}
	}
}

// place checks that the words of a passage are where the manifest says.
func (v *verifier) place(p passage, text []byte) {
	if p.Start < 0 || p.End < p.Start || p.End > len(text) || string(text[p.Start:p.End]) != p.Quote {
		v.fault(manifestName, "a passage of %q is not at %d to %d of source %d", p.event, p.Start, p.End, p.Source)
		return
	}
	v.Passages++
}
