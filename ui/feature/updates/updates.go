// Package updates is the notice of newer versions, which the user chooses to have.
//
// The one idea behind it: until that is chosen nothing is asked, and then once a day at
// most, at a start; each version is told once, and what to do is left to the user.
package updates

import (
	"context"
	"net/url"
	"time"

	"tarikh.org/tarikh/data/newer"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// Feature is the notice of newer versions.
type Feature struct {
	host    *feature.Host
	version string                                // of this program
	latest  func(context.Context) (string, error) // asks for the newest one
	asking  bool
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature. latest is called only where the user has chosen it.
func New(h *feature.Host, version string, latest func(context.Context) (string, error)) *Feature {
	return &Feature{host: h, version: version, latest: latest}
}

// Commands are those of feature.Feature: none.
func (f *Feature) Commands() []command.Command { return nil }

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {}

// Choose is called by the settings: whether newer versions are told. If so, it asks.
func (f *Feature) Choose(notify bool) {
	f.host.State.Updates.Notify = notify
	f.host.State.Updates.Asked = time.Time{}
	f.host.Remember()
	f.Start()
}

// Start asks for the newest version where that was chosen and has not been done for a day,
// and tells of it.
func (f *Feature) Start() {
	const often = 24 * time.Hour
	u := &f.host.State.Updates
	since := f.host.Now().Sub(u.Asked)
	if !u.Notify || f.asking || since >= 0 && since < often {
		return
	}
	f.asking = true
	feature.Background(f.host, f.latest, func(version string, err error) {
		f.asking = false
		if err != nil { // at the next start
			f.host.Log.Info("newer versions", "error", err)
			return
		}
		u.Asked = f.host.Now()
		f.host.Remember()
		f.tell(version)
	})
}

// tell tells of a version that is newer, once.
func (f *Feature) tell(version string) {
	u, k := &f.host.State.Updates, f.host.Kit()
	if !u.Notify || version == u.Told || !newer.Than(version, f.version) {
		return
	}
	u.Told = version
	f.host.Remember()
	open := func() bool {
		page, err := url.Parse(newer.Page)
		if err == nil {
			err = f.host.OpenURL(page)
		}
		if err != nil {
			f.host.Fail(err)
		}
		return true
	}
	k.ShowDialog(f.host.Canvas, k.T("updates.title"), 480, k.Text(k.T("updates.text", "new", version, "old", f.version), text.LabelStyle{}),
		control.Action{Text: k.T("updates.open"), Primary: true, Run: open}, control.Action{Text: k.T("button.close")})
}
