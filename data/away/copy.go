package away

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/sqlite/file"
)

// replica is the copy of a library in a file, which follows it.
type replica struct {
	files  data.Opener
	folder string
	disk   file.Disk

	renewing sync.RWMutex // while the copy and what it shows change

	mu   sync.Mutex
	file data.File // nil until it is whole
	is   shown
}

// shown is what the copy shows: the library as it was at a revision of the server.
type shown struct {
	Revision int64
	Library  data.Library
	Login    string // of whom it was made for
	// Edited are rows that were changed while the server was away, and may be others there.
	Edited map[data.Kind][]data.ID `json:",omitempty"`
}

// openCopy opens a copy that an earlier run made, if there is one.
func openCopy(ctx context.Context, files data.Opener, folder string) (*replica, error) {
	c := &replica{files: files, folder: folder, disk: file.Disk{Files: afero.NewOsFs()}}
	text, err := os.ReadFile(c.stateFile())
	if errors.Is(err, os.ErrNotExist) {
		return c, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &c.is)
	}
	if err != nil {
		return c, fmt.Errorf("read what the copy shows: %w", err)
	}
	opened, err := files.Open(ctx, c.path())
	switch {
	case errors.Is(err, data.ErrNotFound):
		return c, nil
	case err != nil: // damaged, or of another version: it is made again
		return c, nil //nolint:nilerr // a copy can be made again
	case opened.Access().ReadOnly: // another window of the program has it
		return c, errors.Join(fmt.Errorf("the copy: %w", data.ErrReadOnly), opened.Close())
	}
	c.file = opened
	return c, nil
}

func (c *replica) path() string      { return filepath.Join(c.folder, "copy.tarikh") }
func (c *replica) stateFile() string { return filepath.Join(c.folder, "copy.json") }

// ready reports whether there is a whole copy.
func (c *replica) ready() bool {
	if c == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.file != nil
}

func (c *replica) close() error {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.file == nil {
		return nil
	}
	err := c.file.Close()
	c.file = nil
	return err
}

// named gives what a store says of the library, of the copy with the ID that it has on the
// server.
func (c *replica) named(of data.Store, l data.Library) data.Library {
	if id, ok := c.hosted(of); ok {
		l.ID = id
	}
	return l
}

// hosted is the ID that the library has on the server, where a store is the copy, whose own is
// another one.
func (c *replica) hosted(of data.Store) (id data.ID, ok bool) {
	if c == nil {
		return id, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.is.Library.ID, c.file != nil && of == data.Store(c.file)
}

// do writes to the copy, with the row of the library by the ID that it has there, and returns
// what was made with the one that it has on the server.
func (c *replica) do(ctx context.Context, write func(own data.ID) (data.Edit, error)) (data.Edit, error) {
	own, err := c.file.Library(ctx)
	if err != nil {
		return data.Edit{}, err
	}
	made, err := write(own.ID)
	id, _ := c.hosted(c.file)
	return made.OfLibrary(id), err
}

// follow brings the copy up to what the server has, at once and whenever that changes.
func (s *Store) follow() {
	ctx := s.background
	for ctx.Err() == nil {
		s.mu.Lock()
		server, switched := s.server, s.switched
		s.mu.Unlock()
		if server == nil {
			select {
			case <-switched:
			case <-ctx.Done():
			}
			continue
		}
		kept, err := s.kept.all()
		if err == nil {
			err = s.copy.renew(ctx, server, len(kept) == 0)
		}
		if err != nil && ctx.Err() == nil && !errors.Is(err, data.ErrAway) {
			s.log(fmt.Errorf("the copy of %s: %w", s.address, err))
		}
		if err != nil { // nothing is waited for below where the copy is behind
			select {
			case <-time.After(2 * s.beat):
			case <-ctx.Done():
			}
		}
		if _, err := server.Wait(ctx, s.copy.revision()); err != nil && ctx.Err() == nil {
			return // the store is closed, or the library is gone
		}
	}
}

func (c *replica) login() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.is.Login
}

func (c *replica) revision() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.file == nil {
		return -1
	}
	return c.is.Revision
}

// renew brings the copy up to what a server has; with settled, all that was edited while it
// was away is there, or nowhere.
func (c *replica) renew(ctx context.Context, server data.Hosted, settled bool) error {
	since := c.revision()
	if since < 0 {
		return c.make(ctx, server)
	}
	changes, err := server.Changes(ctx, since)
	switch {
	case err != nil:
		return err
	case changes.All:
		return c.make(ctx, server)
	}
	byKind, compared := map[data.Kind][]data.ID{}, map[data.Kind][]data.ID{}
	if settled {
		c.mu.Lock()
		for kind, ids := range c.is.Edited {
			byKind[kind], compared[kind] = slices.Clone(ids), slices.Clone(ids)
		}
		c.mu.Unlock()
	}
	if changes.Revision == since && len(byKind) == 0 {
		return nil
	}
	for _, r := range changes.Rows {
		byKind[r.Kind] = append(byKind[r.Kind], r.ID)
	}
	var edit data.Edit
	for _, shape := range data.Shapes() {
		if err := c.differences(ctx, server, shape, byKind[shape.Kind], &edit); err != nil {
			return err
		}
	}
	library, err := server.Library(ctx)
	if err != nil {
		return err
	}
	err = c.bring(ctx, edit, shown{Revision: changes.Revision, Library: library, Login: server.Login()}, compared)
	if errors.Is(err, data.ErrConflict) || errors.Is(err, data.ErrNotFound) {
		return c.make(ctx, server) // it was read while more was written
	}
	return err
}

// bring makes an edit in the copy, which then shows a revision of the server; see shows. It
// asks the server nothing, for readers of the copy wait for it.
func (c *replica) bring(ctx context.Context, edit data.Edit, is shown, compared map[data.Kind][]data.ID) error {
	c.renewing.Lock()
	defer c.renewing.Unlock()
	if !edit.Empty() {
		if _, err := c.file.ApplyAll(ctx, "edit.copy", func(yield func(data.Edit, error) bool) { yield(edit, nil) }, nil); err != nil {
			return err
		}
	}
	return c.shows(ctx, is, compared)
}

// differences adds to an edit what makes rows of the copy those of the server.
func (c *replica) differences(ctx context.Context, server data.Hosted, shape *data.Shape, ids []data.ID, edit *data.Edit) error {
	switch {
	case len(ids) == 0:
		return nil
	case shape.Kind == data.KindLibrary:
		return c.frame(ctx, server, edit)
	}
	there, err := server.RowsByID(ctx, shape.Kind, ids)
	if err != nil {
		return err
	}
	here, err := c.file.RowsByID(ctx, shape.Kind, ids)
	if err != nil {
		return err
	}
	done := map[data.ID]bool{}
	for i, id := range ids {
		same := there[i] == here[i] || there[i] != nil && here[i] != nil && shape.Same(there[i], here[i])
		if done[id] || same {
			continue
		}
		done[id] = true
		shape.Add(edit, data.RowChange{Before: here[i], After: there[i]})
		if there[i] == nil {
			continue
		}
		if hash := shape.Page(there[i]); hash != ([32]byte{}) {
			page, err := server.Page(ctx, hash)
			if err != nil {
				return err
			}
			edit.Pages = append(edit.Pages, page)
		}
	}
	return nil
}

// frame adds to an edit what makes the row of the library that of the server, but for its ID.
func (c *replica) frame(ctx context.Context, server data.Hosted, edit *data.Edit) error {
	there, err := server.Library(ctx)
	if err != nil {
		return err
	}
	here, err := c.file.Library(ctx)
	if err != nil {
		return err
	}
	there.ID, there.Rev = here.ID, here.Rev
	if !data.KindLibrary.Shape().Same(&here, &there) {
		edit.Library = []data.Change[data.Library]{data.Update(here, there)}
	}
	return nil
}

// make makes the copy, or makes it again, of what the server has at one moment.
func (c *replica) make(ctx context.Context, server data.Hosted) error {
	is := shown{Login: server.Login()}
	fresh := filepath.Join(c.folder, "fresh.tarikh")
	err := data.AtOneMoment(ctx, server, func(at data.Store) (err error) {
		if is.Revision, err = at.Revision(ctx); err != nil {
			return err
		}
		if is.Library, err = at.Library(ctx); err != nil {
			return err
		}
		if err := os.RemoveAll(fresh); err != nil {
			return err
		}
		return c.files.CreateWith(ctx, fresh, is.Library.Title, func(to data.File) error {
			own, err := to.Library(ctx)
			if err != nil {
				return err
			}
			all := data.Edit{Label: "edit.copy", Library: []data.Change[data.Library]{data.Update(own, is.Library)}}.OfLibrary(own.ID)
			if _, err = to.Apply(ctx, all); err == nil {
				_, err = to.ApplyAll(ctx, "edit.copy", app.Parts(ctx, at), nil)
			}
			return err
		})
	})
	if err != nil {
		return err
	}
	c.renewing.Lock()
	defer c.renewing.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.file != nil {
		if err := c.file.Close(); err != nil {
			return err
		}
		c.file = nil
	}
	if err := os.Rename(fresh, c.path()); err != nil {
		return err
	}
	opened, err := c.files.Open(ctx, c.path())
	if err != nil {
		return err
	}
	c.file = opened
	return c.write(ctx, is)
}

// shows says that the copy shows a revision of the server. Of the rows that were edited,
// those that were compared with it are no longer; others may have been edited meanwhile.
func (c *replica) shows(ctx context.Context, is shown, compared map[data.Kind][]data.ID) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	is.Edited = map[data.Kind][]data.ID{}
	for kind, ids := range c.is.Edited {
		left := slices.DeleteFunc(slices.Clone(ids), func(id data.ID) bool { return slices.Contains(compared[kind], id) })
		if len(left) > 0 {
			is.Edited[kind] = left
		}
	}
	return c.write(ctx, is)
}

// write keeps what the copy shows.
func (c *replica) write(ctx context.Context, is shown) error {
	text, err := json.Marshal(is)
	if err != nil {
		return err
	}
	c.is = is
	return c.disk.Replace(ctx, c.stateFile(), func(temporary string) error { return os.WriteFile(temporary, text, 0o600) })
}
