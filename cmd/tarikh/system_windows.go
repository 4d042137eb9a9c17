package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// systemCommands are those that only this system needs.
type systemCommands struct {
	Associate associateCmd `cmd:"" help:"Open libraries with this program by a double click, for this user."`
}

// associateCmd does what the window offers at its first start.
type associateCmd struct {
	Remove bool `help:"Undo this."`
}

// Run is kong's.
func (c *associateCmd) Run() error { return associate(c.Remove) }

// association is offered by the window.
func association() func() error { return func() error { return associate(false) } }

// associate has reg.exe read a registry file.
func associate(remove bool) error {
	exe, err := os.Executable()
	if err != nil {
		return fmt.Errorf("associate: %w", err)
	}
	dir, err := os.MkdirTemp("", "tarikh-")
	if err != nil {
		return fmt.Errorf("associate: %w", err)
	}
	path := filepath.Join(dir, "tarikh.reg")
	err = os.WriteFile(path, registryFile(exe, remove), 0o600)
	if err == nil {
		reg := exec.Command("reg", "import", path)
		reg.SysProcAttr = &syscall.SysProcAttr{HideWindow: true}
		if out, failed := reg.CombinedOutput(); failed != nil {
			err = fmt.Errorf("associate: reg import: %w: %s", failed, out)
		}
	}
	return errors.Join(err, os.Remove(path), os.Remove(dir))
}

// setUpPlatform closes a console that was opened for this program alone, as Windows
// before 11 24H2 does at a double click; later ones follow the manifest. What is
// double-clicked is an argument of the command line.
func setUpPlatform(func(path string)) {
	kernel := windows.NewLazySystemDLL("kernel32.dll")
	var processes [2]uint32
	// Both calls fail where there is no console, which is fine.
	n, _, _ := kernel.NewProc("GetConsoleProcessList").Call(uintptr(unsafe.Pointer(&processes[0])), uintptr(len(processes)))
	if n == 1 {
		_, _, _ = kernel.NewProc("FreeConsole").Call()
	}
}
