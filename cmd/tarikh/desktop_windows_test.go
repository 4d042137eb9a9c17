package main

import (
	"fmt"
	"os/exec"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// userDesktop is the pointer, the keyboard and the screen, and a window of a program on it.
type userDesktop struct {
	t      *testing.T
	user32 *windows.LazyDLL
	window uintptr
	x, y   int // of the window's inside on the screen, pixels
}

// newUserDesktop finds the program's window and gives it the keyboard.
func newUserDesktop(t *testing.T, pid int) *userDesktop {
	t.Helper()
	d := &userDesktop{t: t, user32: windows.NewLazySystemDLL("user32.dll")}
	each := syscall.NewCallback(func(window, _ uintptr) uintptr {
		var of uint32
		d.call("GetWindowThreadProcessId", window, uintptr(unsafe.Pointer(&of)))
		if int(of) == pid && d.call("IsWindowVisible", window) != 0 && d.call("GetWindow", window, 4 /* its owner */) == 0 {
			d.window = window
			return 0
		}
		return 1
	})
	for end := time.Now().Add(30 * time.Second); d.window == 0; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("there is no window")
		}
		d.call("EnumWindows", each, 0)
	}
	d.call("SetForegroundWindow", d.window)
	var at struct{ x, y int32 }
	d.call("ClientToScreen", d.window, uintptr(unsafe.Pointer(&at)))
	d.x, d.y = int(at.x), int(at.y)
	return d
}

func (d *userDesktop) call(name string, args ...uintptr) uintptr {
	r, _, _ := d.user32.NewProc(name).Call(args...) // what a failure means shows in the program's log
	time.Sleep(time.Millisecond)
	return r
}

// click clicks at a place in the window.
func (d *userDesktop) click(x, y int) {
	const leftDown, leftUp = 2, 4
	d.call("SetCursorPos", uintptr(d.x+x), uintptr(d.y+y))
	time.Sleep(300 * time.Millisecond)
	d.call("mouse_event", leftDown, 0, 0, 0, 0)
	time.Sleep(50 * time.Millisecond)
	d.call("mouse_event", leftUp, 0, 0, 0, 0)
}

// write presses the keys of small letters.
func (d *userDesktop) write(letters string) {
	const up = 2
	for _, letter := range letters {
		key := uintptr(letter - 'a' + 'A') // as virtual keys are numbered
		scan := d.call("MapVirtualKeyW", key, 0)
		d.call("keybd_event", key, scan, 0, 0)
		time.Sleep(20 * time.Millisecond)
		d.call("keybd_event", key, scan, up, 0)
		time.Sleep(20 * time.Millisecond)
	}
}

// picture saves what is on the screen.
func (d *userDesktop) picture(path string) {
	shell, err := exec.LookPath("powershell")
	if err != nil {
		d.t.Log("no picture: ", err)
		return
	}
	script := fmt.Sprintf(`Add-Type -AssemblyName System.Windows.Forms, System.Drawing
$b = [System.Windows.Forms.Screen]::PrimaryScreen.Bounds
$p = New-Object System.Drawing.Bitmap $b.Width, $b.Height
[System.Drawing.Graphics]::FromImage($p).CopyFromScreen($b.Location, [System.Drawing.Point]::Empty, $b.Size)
$p.Save('%s')`, path)
	if out, err := exec.Command(shell, "-NoProfile", "-Command", script).CombinedOutput(); err != nil {
		d.t.Logf("no picture: %v\n%s", err, out)
	}
}

// close asks the window to close.
func (d *userDesktop) close() {
	const wmClose = 0x10
	d.call("PostMessageW", d.window, wmClose, 0, 0)
}
