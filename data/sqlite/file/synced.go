package file

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/afero"
)

// SyncedBy returns the program that copies a library's folder to other machines,
// empty if none is known to. Such a program copies a write-ahead log and its
// file at different moments, and puts them back in the same way.
func SyncedBy(fsys afero.Fs, path string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = ""
	}
	return synchroniser(environment{
		system: runtime.GOOS, home: filepath.ToSlash(home), env: os.Getenv,
		has: func(pattern string) bool {
			found, err := afero.Glob(fsys, pattern)
			return err == nil && len(found) > 0
		},
	}, filepath.ToSlash(path))
}

// environment is what synchroniser examines. Paths have slashes on all systems.
type environment struct {
	system string // as runtime.GOOS has it
	home   string
	env    func(name string) string
	has    func(pattern string) bool // whether there is a file; see filepath.Match
}

// Names of synchronising programs, as they call themselves.
const (
	dropbox   = "Dropbox"
	oneDrive  = "OneDrive"
	iCloud    = "iCloud"
	nextcloud = "Nextcloud"
	drive     = "Google Drive"
	syncthing = "Syncthing"
)

// synchroniser finds the innermost folder above a file that a program is known
// to keep in step with other machines: by what the program leaves in it, then by
// its usual place.
func synchroniser(s environment, path string) string {
	known := knownFolders(s)
	for folder := parent(path); ; folder = parent(folder) {
		for _, m := range markers() {
			if s.has(join(escape(folder), m.file)) {
				return m.program
			}
		}
		for _, k := range known {
			if same(s.system, folder, k.folder) {
				return k.program
			}
		}
		if program := byName(s, folder); program != "" {
			return program
		}
		if folder == parent(folder) {
			return ""
		}
	}
}

type marker struct{ file, program string }

// markers are files that the programs keep in the folder that they copy.
func markers() []marker {
	return []marker{
		{".dropbox", dropbox},
		{".dropbox.cache", dropbox},
		{".stfolder", syncthing},
		{".sync_*.db", nextcloud},
		{"._sync_*.db", nextcloud},
		{".nextcloudsync.log", nextcloud},
		{".owncloudsync.log", "ownCloud"},
		{".849C9593-D756-4E56-8D6E-42412F2A707B", oneDrive}, // macOS and Windows
		{".tmp.drivedownload", drive},
		{".tmp.driveupload", drive},
		{".shortcut-targets-by-id", drive}, // beside "My Drive"
	}
}

type knownFolder struct{ folder, program string }

// knownFolders are those that a system or its environment variables name.
func knownFolders(s environment) []knownFolder {
	var out []knownFolder
	if s.system == "windows" {
		for _, name := range []string{"OneDrive", "OneDriveConsumer", "OneDriveCommercial"} {
			if folder := strings.ReplaceAll(s.env(name), `\`, "/"); folder != "" {
				out = append(out, knownFolder{strings.TrimRight(folder, "/"), oneDrive})
			}
		}
		out = append(out, knownFolder{join(s.home, "iCloudDrive"), iCloud})
	}
	if s.system == "darwin" {
		out = append(out, knownFolder{join(s.home, "Library/Mobile Documents"), iCloud})
	}
	return out
}

// byName recognises a folder by its name in a place where only the programs create
// them.
func byName(s environment, folder string) string {
	above, name := parent(folder), folder[strings.LastIndexByte(folder, '/')+1:]
	switch {
	case s.system == "darwin" && same(s.system, above, join(s.home, "Library/CloudStorage")):
		for _, p := range [...]knownFolder{{"OneDrive", oneDrive}, {"Dropbox", dropbox}, {"GoogleDrive", drive}, {"Nextcloud", nextcloud}} {
			if strings.HasPrefix(name, p.folder) {
				return p.program
			}
		}
		return strings.SplitN(name, "-", 2)[0] // "Box-Box"
	case s.home == "" || !same(s.system, above, s.home):
		return ""
	}
	for _, p := range [...]knownFolder{{"Dropbox", dropbox}, {"OneDrive", oneDrive}, {"Nextcloud", nextcloud}, {"Google Drive", drive}} {
		rest, ok := strings.CutPrefix(name, p.folder)
		if ok && (rest == "" || strings.HasPrefix(rest, " (") || strings.HasPrefix(rest, " - ")) { // "OneDrive - Company"
			return p.program
		}
	}
	return ""
}

func same(system, a, b string) bool {
	if system == "linux" {
		return a == b
	}
	return strings.EqualFold(a, b)
}

func join(folder, name string) string { return strings.TrimRight(folder, "/") + "/" + name }

// escape quotes a folder for use in a pattern. A backslash escapes nothing on Windows,
// but a class does on all systems.
func escape(folder string) string {
	return strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]").Replace(folder)
}

// parent is the folder above; the uppermost one is its own.
func parent(path string) string {
	i := strings.LastIndexByte(path, '/')
	switch {
	case i < 0:
		return path
	case i == 0:
		return "/"
	}
	return path[:i]
}
