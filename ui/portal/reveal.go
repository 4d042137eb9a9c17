//go:build !windows && !darwin

package portal

import (
	"context"

	"github.com/godbus/dbus/v5"
)

// Names of file managers on the bus (freedesktop.org, File Manager D-Bus Interface).
const (
	managers      = "org.freedesktop.FileManager1"
	managerObject = dbus.ObjectPath("/org/freedesktop/FileManager1")
)

// Reveal asks the desktop's file manager to show a file or folder, by its address, selected
// in its folder.
func (c *Chooser) Reveal(ctx context.Context, address string) error {
	ctx, end := context.WithTimeout(ctx, c.limit)
	defer end()
	conn, err := dbus.Connect(c.address, dbus.WithContext(ctx))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // there is nothing to lose in it
	return conn.Object(managers, managerObject).CallWithContext(ctx, managers+".ShowItems", 0, []string{address}, "").Err
}
