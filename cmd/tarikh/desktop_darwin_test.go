package main

import (
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// userDesktop is the pointer, the keyboard and the screen, and a window of a program on it,
// by way of scripts: what runs the test must be allowed to control the computer.
type userDesktop struct {
	t    *testing.T
	pid  int
	x, y int // of the window's inside on the screen, points
}

// newUserDesktop finds the program's window and gives it the keyboard.
func newUserDesktop(t *testing.T, pid int) *userDesktop {
	t.Helper()
	const titleBar = 28 // points, above the inside
	d := &userDesktop{t: t, pid: pid}
	at := d.script(`const p = Application('System Events').processes.whose({unixId: %d})[0];
for (let i = 0; i < 100 && p.windows.length == 0; i++) delay(0.2);
p.frontmost = true; delay(0.5); p.windows[0].position().join(' ')`, pid)
	if _, err := fmt.Sscan(at, &d.x, &d.y); err != nil {
		t.Fatalf("where is the window? %q: %v", at, err)
	}
	d.y += titleBar
	return d
}

func (d *userDesktop) script(text string, args ...any) string {
	d.t.Helper()
	out, err := exec.Command("osascript", "-l", "JavaScript", "-e", fmt.Sprintf(text, args...)).CombinedOutput()
	if err != nil {
		d.t.Fatalf("osascript: %v\n%s", err, out)
	}
	return strings.TrimSpace(string(out))
}

// click clicks at a place in the window.
func (d *userDesktop) click(x, y int) {
	d.script(`ObjC.import('CoreGraphics');
const at = $.CGPointMake(%d, %d);
for (const kind of [$.kCGEventMouseMoved, $.kCGEventLeftMouseDown, $.kCGEventLeftMouseUp]) {
	$.CGEventPost($.kCGHIDEventTap, $.CGEventCreateMouseEvent($(), kind, at, $.kCGMouseButtonLeft));
	delay(0.3);
}`, d.x+x, d.y+y)
}

// write presses the keys of small letters.
func (d *userDesktop) write(letters string) {
	d.script(`const s = Application('System Events'); for (const l of '%s') { s.keystroke(l); delay(0.04); }`, letters)
}

// picture saves what is on the screen.
func (d *userDesktop) picture(path string) {
	if out, err := exec.Command("screencapture", "-x", path).CombinedOutput(); err != nil {
		d.t.Logf("no picture: %v\n%s", err, out)
	}
}

// close ends the program as a logout does.
func (d *userDesktop) close() {
	if err := syscall.Kill(d.pid, syscall.SIGTERM); err != nil {
		d.t.Fatal(err)
	}
}
