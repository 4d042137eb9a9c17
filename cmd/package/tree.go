package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"text/template"
	"time"
)

// file is a file of a tree.
type file struct {
	content []byte
	mode    fs.FileMode // permissions
}

// tree is files by their path, with slashes, below one folder.
type tree map[string]file

func (t tree) names() []string { return slices.Sorted(maps.Keys(t)) }

// write writes the tree below a folder, all of one date.
func (t tree) write(folder string, date time.Time) error {
	for _, name := range t.names() {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, t[name].content, t[name].mode); err != nil {
			return err
		}
		// The umask has no say in what is handed out.
		if err := errors.Join(os.Chmod(path, t[name].mode), os.Chtimes(path, date, date)); err != nil {
			return err
		}
	}
	return nil
}

// tarXZ writes the tree, below a folder of the archive, by way of xz(1).
func (t tree) tarXZ(ctx context.Context, path, folder string, date time.Time) error {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer out.Close()
	pack := exec.CommandContext(ctx, "xz", "-9", "-T0")
	pack.Stdout, pack.Stderr = out, os.Stderr
	in, err := pack.StdinPipe()
	if err != nil {
		return err
	}
	if err := pack.Start(); err != nil {
		return err
	}
	w := tar.NewWriter(in)
	for _, name := range t.names() {
		f := t[name]
		err := w.WriteHeader(&tar.Header{Name: folder + "/" + name, Mode: int64(f.mode), Size: int64(len(f.content)), ModTime: date, Typeflag: tar.TypeReg})
		if err == nil {
			_, err = w.Write(f.content)
		}
		if err != nil {
			return errors.Join(err, in.Close(), pack.Wait())
		}
	}
	return errors.Join(w.Close(), in.Close(), pack.Wait(), out.Close())
}

// zip writes the tree, below a folder of the archive.
func (t tree) zip(path, folder string, date time.Time) error {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer out.Close()
	w := zip.NewWriter(out)
	for _, name := range t.names() {
		h := &zip.FileHeader{Name: folder + "/" + name, Method: zip.Deflate, Modified: date}
		h.SetMode(t[name].mode)
		entry, err := w.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := entry.Write(t[name].content); err != nil {
			return err
		}
	}
	return errors.Join(w.Close(), out.Close())
}

// fill fills in a template of text.
func fill(path string, values map[string]any) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	t, err := template.New(path).Option("missingkey=error").Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, values); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func gzipped(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
