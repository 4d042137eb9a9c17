package main

import (
	"errors"
	"net"
	"os/user"
	"strings"
	"testing"

	"github.com/Microsoft/go-winio"
	"golang.org/x/sys/windows"
)

// settle makes a pipe under Wine what it is under Windows: there the instance that only
// keeps the name lets nobody in, here it takes the first peer, whom nobody answers.
func settle(t *testing.T, l net.Listener) {
	t.Helper()
	if windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() != nil {
		return
	}
	first, err := winio.DialPipeContext(t.Context(), l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = first.Close() })
}

// Only the user can open the pipe, and a command does not talk to a pipe that is not the
// user's.
func TestPipesArePrivate(t *testing.T) {
	h := newHolder(t)
	u, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	conn, err := dialWindow(t.Context(), h.listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	pipe := windows.Handle(conn.(interface{ Fd() uintptr }).Fd())
	security, err := windows.GetSecurityInfo(pipe, windows.SE_KERNEL_OBJECT, windows.OWNER_SECURITY_INFORMATION|windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		t.Fatal(err)
	}
	if said := security.String(); strings.Count(said, "(") != 1 || strings.Count(said, u.Uid) != 2 {
		t.Errorf("the pipe is open to others: %s", said)
	}
	const foreign = `\\.\pipe\tarikh-test-foreign`
	l, err := winio.ListenPipe(foreign, &winio.PipeConfig{SecurityDescriptor: "O:BAD:(A;;GA;;;WD)"})
	if errors.Is(err, windows.ERROR_INVALID_OWNER) {
		t.Skip("the user cannot make a pipe for another owner")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if conn, err := dialWindow(t.Context(), foreign); err == nil {
		_ = conn.Close()
		t.Error("it talks to a pipe of another owner")
	}
}
