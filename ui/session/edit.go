package session

import (
	"context"
	"errors"

	"tarikh.org/tarikh/data"
)

// Do writes an edit and calls done on the interface's goroutine with what came
// of it; where done is nil, an error goes to the session's place for errors.
func (s *Session) Do(edit data.Edit, done func(error)) {
	var told func(data.Edit, error)
	if done != nil {
		told = func(_ data.Edit, err error) { done(err) }
	}
	s.Apply(edit, told)
}

// Apply is Do for those who go on with what was made: done is given the edit with
// its rows as they are stored now.
func (s *Session) Apply(edit data.Edit, done func(made data.Edit, err error)) {
	s.write(func(ctx context.Context, store data.Store) (data.Edit, error) { return store.Apply(ctx, edit) }, done)
}

// Undo takes the newest edit back, Redo makes it again.
func (s *Session) Undo() {
	s.write(func(ctx context.Context, st data.Store) (data.Edit, error) { return st.Undo(ctx) }, nil)
}

func (s *Session) Redo() {
	s.write(func(ctx context.Context, st data.Store) (data.Edit, error) { return st.Redo(ctx) }, nil)
}

// write runs one change of the store after those before it. Its context is not
// the library's: an edit that was asked for is written even if the library is
// being closed.
func (s *Session) write(change func(context.Context, data.Store) (data.Edit, error), done func(data.Edit, error)) {
	store := s.store
	if store == nil {
		return
	}
	s.saving++
	s.tell(TopicSaving)
	s.writes <- func() {
		made, err := change(context.Background(), store)
		s.post(func() {
			s.saving--
			s.tell(TopicSaving)
			if errors.Is(err, data.ErrNothing) {
				err = nil
			}
			if done != nil {
				done(made, err)
			} else if err != nil {
				s.failed(err)
			}
			if err == nil && store == s.store {
				s.refresh()
			}
		})
	}
}

// SaveCopy writes the library as it is to a new file, after the edits that are
// under way, and calls done on the interface's goroutine.
func (s *Session) SaveCopy(path string, done func(error)) {
	store, ok := s.store.(data.File)
	if !ok {
		return
	}
	s.saving++
	s.tell(TopicSaving)
	s.writes <- func() {
		err := store.SaveCopy(context.Background(), path)
		s.post(func() {
			s.saving--
			s.tell(TopicSaving)
			done(err)
		})
	}
}
