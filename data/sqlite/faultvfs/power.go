//go:build linux

package faultvfs

import (
	"maps"
	"math/rand/v2"
	"slices"
)

// Loss is which of the writes that were not synced are lost when power fails.
type Loss int

// The losses.
const (
	Unsynced Loss = iota // all of them are lost
	Some                 // any of them are lost, whatever their order
	Torn                 // any sectors of them are lost, and one is written by half
	Nothing              // none is lost: the program alone was killed
)

// sector is what a disk writes as a whole, in bytes.
const sector = 512

// Image returns the files that are on disk when power is lost after steps, by
// name; before holds those that were there at the beginning. What a file holds
// that was never synced, and which file a name leads to that was made or deleted
// since the folder was synced, is as loss and r decide.
func Image(before map[string][]byte, steps []Step, loss Loss, r *rand.Rand) map[string][]byte {
	names := map[string]*entry{}
	for name, content := range before {
		names[name] = &entry{states: []*file{{content: slices.Clone(content)}}}
	}
	for _, s := range steps {
		e := names[s.Name]
		if e == nil {
			e = &entry{states: []*file{nil}}
			names[s.Name] = e
		}
		f := e.states[len(e.states)-1]
		switch s.Kind {
		case Create:
			e.states = append(e.states, &file{fresh: true})
		case Delete:
			e.states = append(e.states, nil)
			if s.Offset != 0 {
				syncNames(names)
			}
		case Sync:
			// SQLite's own layer syncs the folder with the first sync of a file that
			// it has made there.
			if f.fresh {
				syncNames(names)
			}
			f.write(f.pending)
		case Write, Overwrite, Truncate:
			f.pending = append(f.pending, s)
		case Share:
		}
	}
	out := map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		states := names[name].states
		f := states[0]
		switch loss {
		case Nothing:
			f = states[len(states)-1]
		case Some, Torn:
			f = states[r.IntN(len(states))]
		case Unsynced:
		}
		if f != nil {
			f.write(survivors(f.pending, loss, r))
			out[name] = f.content
		}
	}
	return out
}

// entry is a name in the folder: the file that it leads to on disk, nil for
// none, then those that it has led to since.
type entry struct{ states []*file }

// syncNames makes the names of files durable, but not the contents of files that were
// created meanwhile.
func syncNames(names map[string]*entry) {
	for _, e := range names {
		e.states = e.states[len(e.states)-1:]
		if f := e.states[0]; f != nil {
			f.fresh = false
		}
	}
}

// file is what a file holds on disk, and what was done to it since.
type file struct {
	content []byte
	pending []Step
	fresh   bool // was made since the folder was synced
}

func (f *file) write(steps []Step) {
	for _, s := range steps {
		end := int(s.Offset) + len(s.Bytes)
		if more := end - len(f.content); more > 0 {
			f.content = append(f.content, make([]byte, more)...)
		}
		if s.Kind == Truncate {
			f.content = f.content[:end]
			continue
		}
		copy(f.content[s.Offset:], s.Bytes)
	}
	f.pending = nil
}

func survivors(pending []Step, loss Loss, r *rand.Rand) []Step {
	switch loss {
	case Unsynced:
		return nil
	case Nothing:
		return pending
	case Some, Torn:
	}
	var out []Step
	for _, s := range pending {
		if loss == Torn && s.Bytes != nil {
			out = append(out, tear(s, r)...)
		} else if r.IntN(2) == 0 {
			out = append(out, s)
		}
	}
	return out
}

// tear returns some sectors of a write, now and then half of one.
func tear(s Step, r *rand.Rand) []Step {
	var out []Step
	for at := 0; at < len(s.Bytes); {
		end := min(at+sector-int(s.Offset+int64(at))%sector, len(s.Bytes))
		if r.IntN(2) == 0 {
			part := s.Bytes[at:end]
			if r.IntN(8) == 0 {
				part = part[:len(part)/2]
			}
			out = append(out, Step{Kind: Write, Name: s.Name, Offset: s.Offset + int64(at), Bytes: part})
		}
		at = end
	}
	return out
}
