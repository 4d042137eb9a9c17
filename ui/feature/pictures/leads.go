package pictures

import (
	"context"
	"image"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/picture/thumbs"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Leads are the first pictures of events, small, as the timeline and the table show them.
// They are made on another goroutine, one after the other, those that were asked for last
// first; nobody waits for them.
type Leads struct {
	host    *feature.Host
	cache   *thumbs.Cache
	of      map[data.ID]data.Picture
	tracks  []bool // by place: it has an event of importance 5 with a picture
	loading library.Slot

	made, before generation // together at most mostKept
	wanted       []data.Picture
	making       library.Slot
	told         library.Subscribers[bool]
}

// generation are small pictures by their hashes; nil for one that cannot be shown.
type generation map[[32]byte]*image.RGBA

// Limits of what is kept in memory and of what waits to be made.
const mostKept, mostWanted = 256, 64

// Size of a small picture, in units: it is shown as 58 by 44, and as 72 by 54.
const thumbWidth, thumbHeight = 72, 54.5

// landmark is the importance of events that have a large picture on the timeline.
const landmark = 5

func newLeads(h *feature.Host, cache *thumbs.Cache) *Leads {
	l := &Leads{host: h, cache: cache, made: generation{}, before: generation{}}
	h.Library.Subscribe(l.follow)
	return l
}

func (l *Leads) follow(c library.Change) {
	switch c.Kind {
	case library.Closed:
		l.loading.Drop()
		l.making.Drop()
		l.of, l.tracks, l.wanted = nil, nil, nil
		l.made, l.before = generation{}, generation{}
	case library.Opened:
		l.load()
	case library.Edited:
		pictured := func(e data.Event) bool { return l.Has(e.ID) }
		if c.Has(data.KindPicture) || len(l.of) > 0 && (c.Has(data.KindTrack) || slices.ContainsFunc(c.Events, pictured)) {
			l.load()
		}
	default:
	}
}

// load reads which events have pictures.
func (l *Leads) load() {
	n := l.host.Library.Snapshot()
	if n == nil {
		return
	}
	type found struct {
		of     map[data.ID]data.Picture
		tracks []bool
	}
	library.Load(l.host.Library, &l.loading, func(ctx context.Context, store data.Store) (f found, err error) {
		if f.of, err = store.LeadPictures(ctx); len(f.of) == 0 {
			return f, err
		}
		f.tracks = make([]bool, len(n.Tracks))
		for i, id := range n.Columns.IDs {
			if n.Columns.Importance[i] < landmark {
				continue
			}
			if _, has := f.of[id]; has {
				f.tracks[n.Columns.Track[i]] = true
			}
		}
		return f, err
	}, func(f found) {
		if len(l.of)+len(f.of) > 0 {
			l.of, l.tracks = f.of, f.tracks
			l.told.Tell(true)
		}
	})
}

// Any reports whether any event has a picture.
func (l *Leads) Any() bool { return len(l.of) > 0 }

// Has reports whether an event has a picture.
func (l *Leads) Has(event data.ID) bool {
	_, has := l.of[event]
	return has
}

// OnTrack reports whether a track, by its place, has a large picture.
func (l *Leads) OnTrack(track int) bool { return track < len(l.tracks) && l.tracks[track] }

// Subscribe has told called when pictures have been made, true where other events have
// pictures now.
func (l *Leads) Subscribe(told func(others bool)) (unsubscribe func()) { return l.told.Subscribe(told) }

// Thumb returns the picture of an event, nil where it has none, or while it is being made.
func (l *Leads) Thumb(event data.ID) *image.RGBA {
	p, has := l.of[event]
	if !has {
		return nil
	}
	if made, there := l.made[p.Hash]; there {
		return made
	}
	if made, there := l.before[p.Hash]; there {
		l.keep(p.Hash, made)
		return made
	}
	l.want(p)
	return nil
}

// keep keeps a picture; those that were not asked for lately are forgotten.
func (l *Leads) keep(hash [32]byte, made *image.RGBA) {
	if len(l.made) >= mostKept/2 {
		l.made, l.before = generation{}, l.made
	}
	l.made[hash] = made
}

// want has a picture made soon: what is asked for now is in view, what was asked for long ago
// may no longer be.
func (l *Leads) want(p data.Picture) {
	l.wanted = slices.DeleteFunc(l.wanted, func(w data.Picture) bool { return w.Hash == p.Hash })
	l.wanted = append(l.wanted, p)
	if len(l.wanted) > mostWanted {
		l.wanted = slices.Delete(l.wanted, 0, 1)
	}
	l.next()
}

// next makes the picture that was asked for last, unless another one is being made.
func (l *Leads) next() {
	if l.making.Busy() || len(l.wanted) == 0 || l.host.Library.Store() == nil {
		return
	}
	p := l.wanted[len(l.wanted)-1]
	w, h := pixels(l.host, thumbWidth, thumbHeight)
	l.wanted = l.wanted[:len(l.wanted)-1]
	library.Ask(l.host.Library, &l.making, func(ctx context.Context, store data.Store) (*image.RGBA, error) {
		return fitted(ctx, l.cache, store, p, thumbs.Size{Width: w, Height: h, Fills: true})
	}, func(made *image.RGBA, err error) {
		if err != nil {
			l.host.Log.Info("a picture is not shown", "name", p.Name, "reason", err)
			made = nil
		}
		l.keep(p.Hash, made)
		l.wanted = slices.DeleteFunc(l.wanted, func(w data.Picture) bool { return w.Hash == p.Hash })
		l.told.Tell(false)
		l.next()
	})
}

// fitted is a picture as large as it is shown.
func fitted(ctx context.Context, cache *thumbs.Cache, store data.Store, p data.Picture, s thumbs.Size) (*image.RGBA, error) {
	return cache.Picture(ctx, p.Hash, s, bytesOf(store, p))
}

// bytesOf reads the file of a picture.
func bytesOf(store data.Store, p data.Picture) func(context.Context) ([]byte, error) {
	return func(ctx context.Context) ([]byte, error) {
		page, err := store.Page(ctx, p.Hash)
		return page.Body, err
	}
}
