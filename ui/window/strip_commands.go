package window

import (
	"strconv"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/state"
)

// stripCommands are the actions of the timeline beside moving in it: saved views,
// measuring, tracks and the lock. The saved views have the keys 1 to 9.
func (w *Window) stripCommands(open, writable func() bool) []command.Command {
	commands := []command.Command{
		{ID: "view.save", Title: "command.view.save", Keys: []command.Key{command.Plain(fyne.KeyB)}, Enabled: writable, Run: w.saveView},
		{ID: "views", Title: "command.views", Keys: []command.Key{command.Ctrl(fyne.KeyB)}, Enabled: open, Run: w.showViews},
	}
	for place := range state.ViewKeys {
		digit := strconv.Itoa(place + 1)
		commands = append(commands, command.Command{
			ID: "view." + digit, Title: "command.view.go", Keys: []command.Key{command.Plain(fyne.KeyName(digit))},
			Detail: func() string { return w.nameOfView(place) }, Enabled: func() bool { return w.hasView(place) }, Run: func() { w.goView(place) },
		})
	}
	return append(commands,
		command.Command{ID: "strip.measure", Title: "command.measure", Keys: []command.Key{command.Plain(fyne.KeyM)}, Enabled: open, Run: w.strip.measure},
		command.Command{ID: "tracks", Title: "command.tracks", Keys: []command.Key{command.Plain(fyne.KeyR)}, Enabled: open, Run: w.showTracks},
		command.Command{ID: "strip.lock", Title: "command.lock", Keys: []command.Key{command.CtrlShift(fyne.KeyK)}, Enabled: open, Run: w.toggleLock},
	)
}
