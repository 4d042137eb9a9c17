package publish

import (
	"os"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/ui/feature"
)

// previews are files that were written to be looked at. They are removed with the library.
type previews struct {
	host    *feature.Host
	folders []string
}

// folder makes a folder that nobody else can read.
func (p *previews) folder() (string, error) {
	made, err := afero.TempDir(p.host.Files, os.TempDir(), "tarikh-preview-")
	if err == nil {
		p.folders = append(p.folders, made)
	}
	return made, err
}

func (p *previews) remove() {
	for _, folder := range p.folders {
		if err := p.host.Files.RemoveAll(folder); err != nil {
			p.host.Log.Warn("a preview stays", "error", err)
		}
	}
	p.folders = nil
}
