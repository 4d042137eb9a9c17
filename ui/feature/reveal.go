package feature

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"
)

// FileURL is the address of a file or folder.
func FileURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // file:///C:/Users
	}
	return &url.URL{Scheme: "file", Path: path}
}

// ShowInFolder shows a file or folder in the desktop's file manager, selected in its folder
// where that can be asked for.
func (h *Host) ShowInFolder(path string) {
	Background(h, func(ctx context.Context) (bool, error) {
		if h.Desktop == nil {
			return false, nil
		}
		return h.Desktop.Reveal(ctx, FileURL(path).String()) == nil, nil
	}, func(shown bool, _ error) {
		if shown {
			return
		}
		if err := h.OpenURL(FileURL(filepath.Dir(path))); err != nil {
			h.Fail(err)
		}
	})
}
