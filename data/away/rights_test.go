package away_test

import (
	"context"
	"sync/atomic"
	"testing"

	"tarikh.org/tarikh/data"
)

// ruled is a server on which others decide what one may do.
type ruled struct {
	server
	changed *atomic.Bool
}

func (r ruled) Renew(context.Context) (bool, error) { return r.changed.Swap(false), r.there() }

type ruledServers struct {
	data.Servers
	one ruled
}

func (s ruledServers) Open(context.Context, string) (data.Hosted, error) { return s.one, nil }

// What one may do has changed: all is read again, as after an edit of somebody else.
func TestAnotherRoleIsNoticed(t *testing.T) {
	d := newDesk(t)
	var changed atomic.Bool
	d.Servers.Servers = ruledServers{one: ruled{server{d.store, &d.cut, &d.gone}, &changed}}
	s := d.open(t)
	before, err := s.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	changed.Store(true)
	now, err := s.Wait(t.Context(), before)
	if err != nil || now == before {
		t.Fatalf("%d, then %d, %v", before, now, err)
	}
	if c, err := s.Changes(t.Context(), before); err != nil || !c.All || s.Away() {
		t.Errorf("%+v, %v, away: %t", c, err, s.Away())
	}
}
