package reading

import (
	"path/filepath"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/state"
)

// readMarks are the articles and passages of the open library that the user has read.
type readMarks struct {
	host  *feature.Host
	marks *state.ReadMarks // nil where no library is open
}

// load loads the marks of the library that was opened.
func (r *readMarks) load() {
	var err error
	r.marks, err = state.LoadReadMarks(r.host.Files, filepath.Join(r.host.StateDir, "read"), r.host.Library.Snapshot().Library.ID)
	if err != nil {
		r.host.Log.Warn("not remembered", "error", err)
	}
}

// Unread reports whether an article has not been opened yet as it is now.
func (r *readMarks) Unread(a data.Article) bool { return r.marks != nil && !r.marks.Has(a) }

// PassageUnread reports whether the passage of an excerpt was not gone to yet.
func (r *readMarks) PassageUnread(excerpt data.ID) bool {
	return r.marks != nil && !r.marks.HasPassage(excerpt)
}

// saveDelay is how long what is read is not written down: passages are gone through
// faster than files are written.
const saveDelay = 2 * time.Second

// SetPassagesRead remembers that passages have been gone to, or have not.
func (r *readMarks) SetPassagesRead(read bool, excerpts ...data.ID) {
	marks := r.marks
	if marks == nil || !marks.SetPassages(read, excerpts...) {
		return
	}
	time.AfterFunc(saveDelay, func() {
		r.host.Post(func() {
			if r.marks == marks {
				r.save()
			}
		})
	})
}

// save writes down what is not yet.
func (r *readMarks) save() {
	if r.marks == nil {
		return
	}
	if err := r.marks.Save(); err != nil {
		r.host.Log.Warn("not remembered", "error", err)
	}
}

// SetRead remembers that articles have been read, or have not.
func (r *readMarks) SetRead(read bool, articles ...data.Article) {
	if r.marks == nil {
		return
	}
	if err := r.marks.Set(read, articles...); err != nil {
		r.host.Log.Warn("not remembered", "error", err)
	}
}
