package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/go-gl/glfw/v3.4/glfw"
	"golang.org/x/sys/unix"
)

// systemCommands are those that only some systems need.
type systemCommands struct {
	TryDisplay tryDisplayCmd `cmd:"" hidden:"" help:"Try whether a window can be opened."`
}

// tryDisplayCmd opens a window that is not shown, as the toolkit does. It is run in a
// process of its own, since drivers and compositors may end that. What fails is printed
// in one line: a word of those below, and the reason.
type tryDisplayCmd struct{}

const (
	noDisplay = "display"
	noGL      = "gl"
)

// Run is kong's.
func (tryDisplayCmd) Run(p *program) error {
	failed := func(what string, err error) error {
		reason, _, _ := strings.Cut(strings.TrimSpace(err.Error()), "\n")
		fmt.Fprintf(p.out, "%s %s\n", what, reason)
		return err
	}
	if err := initDisplay(); err != nil {
		return failed(noDisplay, err)
	}
	for _, shape := range []glfw.StandardCursor{glfw.ArrowCursor, glfw.IBeamCursor} {
		glfw.CreateStandardCursor(shape)
	}
	glfw.WindowHint(glfw.Visible, glfw.False)
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 1)
	w, err := glfw.CreateWindow(10, 10, "Tarikh", nil, nil)
	if err != nil {
		return failed(noGL, err)
	}
	w.MakeContextCurrent()
	w.SwapBuffers()
	glfw.PollEvents()
	glfw.Terminate()
	return nil
}

// initDisplay connects to the display that the toolkit will use.
func initDisplay() error {
	if platform, ok := map[string]int{"x11": int(glfw.PlatformX11), "wayland": int(glfw.PlatformWayland)}[os.Getenv("FYNE_PLATFORM")]; ok {
		glfw.InitHint(glfw.PlatformHint, platform)
	}
	return glfw.Init()
}

// openDisplay connects to a display that was tried; the toolkit, which goes on without a
// window where it cannot, finds the connection. An X server without other clients starts
// again when the trial leaves it, so that it may not be reached for a moment.
func openDisplay() error {
	const pause, most = 50 * time.Millisecond, 20
	for try := 1; ; try++ {
		err := initDisplay()
		if err == nil {
			return nil
		}
		if try == most {
			return errors.New(displayWords(noDisplay+" "+err.Error(), false))
		}
		time.Sleep(pause)
	}
}

// tryDisplay begins to try whether a window can be opened; wait returns why not, as one
// plain sentence.
func tryDisplay() (wait func() error) {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return func() error {
			return errors.New("there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set); " +
				"“tarikh render LIBRARY -o timeline.png” draws the timeline without one")
		}
	}
	const most = 10 * time.Second
	ctx, stop := context.WithTimeout(context.Background(), most)
	self, err := os.Executable()
	if err != nil {
		stop()
		return func() error { return nil } // the toolkit will say it
	}
	var out bytes.Buffer
	trial := exec.CommandContext(ctx, self, "try-display")
	trial.Stdout, trial.WaitDelay = &out, time.Second
	begun := trial.Start()
	return func() error {
		defer stop()
		if begun != nil {
			return nil
		}
		err := trial.Wait()
		if err == nil {
			return nil
		}
		return errors.New(displayWords(out.String(), ctx.Err() != nil))
	}
}

// displayWords says what a trial that failed has printed.
func displayWords(printed string, late bool) string {
	display := os.Getenv("WAYLAND_DISPLAY")
	if display == "" {
		display = os.Getenv("DISPLAY")
	}
	what, reason, _ := strings.Cut(strings.TrimSpace(printed), " ")
	switch {
	case what == noDisplay:
		return fmt.Sprintf("the display %q cannot be reached, so no window can be opened (%s)", display, reason)
	case what == noGL:
		return fmt.Sprintf("the display %q has no OpenGL 2.1, which the window needs; install its graphics driver or Mesa (%s)", display, reason)
	case late:
		return fmt.Sprintf("the display %q does not answer, so no window can be opened", display)
	}
	return fmt.Sprintf("no window can be opened on the display %q: its driver or compositor ends programs that try", display)
}

// tellInWindow shows a message with a program of the desktop, where the user does not
// see what is printed: the program was started from a menu.
func tellInWindow(message string) {
	if _, err := unix.IoctlGetTermios(int(os.Stderr.Fd()), unix.TCGETS); err == nil {
		return
	}
	for _, teller := range [][]string{
		{"zenity", "--error", "--no-markup", "--title=Tarikh", "--text=" + message},
		{"kdialog", "--title", "Tarikh", "--error", message},
		{"notify-send", "--app-name=Tarikh", "Tarikh", message},
		{"xmessage", "-center", message},
	} {
		if path, err := exec.LookPath(teller[0]); err == nil && exec.Command(path, teller[1:]...).Start() == nil {
			return
		}
	}
}

// nameClass makes windows of the program one group for the desktop, whatever is in their
// titles. The toolkit names the class by the title. A window must have been made, and
// none shown.
func nameClass() {
	glfw.WindowHintString(glfw.X11ClassName, "Tarikh")
	glfw.WindowHintString(glfw.X11InstanceName, "tarikh")
}
