package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/user"
	"time"

	"github.com/Microsoft/go-winio"
	"golang.org/x/sys/windows"
)

// socketOf is the pipe at which a window listens for a library, given by its realPath. The
// name holds the folder, which is the user's own, so that users do not meet.
func socketOf(dir, library string) string { return `\\.\pipe\tarikh-` + keyOf(dir+"\n"+library) }

// listenAsWindow listens for orders on a library, at a pipe of this machine that only the
// user can open and that says whose it is.
func listenAsWindow(dir, library string) (net.Listener, error) {
	u, err := user.Current()
	if err != nil {
		return nil, err
	}
	private := fmt.Sprintf("O:%sD:P(A;;GA;;;%[1]s)", u.Uid) // the owner, and who may do all; nobody else anything
	const buffer = 64 << 10                                 // without one, whoever writes waits for the reader
	return winio.ListenPipe(socketOf(dir, library), &winio.PipeConfig{SecurityDescriptor: private, InputBufferSize: buffer, OutputBufferSize: buffer})
}

// dialWindow connects to the window that listens at a pipe, if that is the user's.
func dialWindow(ctx context.Context, pipe string) (net.Conn, error) {
	ctx, stop := context.WithTimeout(ctx, time.Second)
	defer stop()
	conn, err := winio.DialPipeContext(ctx, pipe) // with no right to act as the user
	if err != nil {
		return nil, err
	}
	if err := ownPipe(conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// ownPipe refuses a pipe that another user has made under the name.
func ownPipe(conn net.Conn) error {
	pipe, ok := conn.(interface{ Fd() uintptr })
	if !ok {
		return errors.New("not a pipe")
	}
	u, err := user.Current()
	if err != nil {
		return err
	}
	security, err := windows.GetSecurityInfo(windows.Handle(pipe.Fd()), windows.SE_KERNEL_OBJECT, windows.OWNER_SECURITY_INFORMATION)
	if err != nil {
		return err
	}
	owner, _, err := security.Owner()
	if err != nil {
		return err
	}
	if owner.String() != u.Uid {
		return errors.New("it is a pipe of another user")
	}
	return nil
}

// peerIsUser has nothing to ask: the pipe lets in nobody else.
func peerIsUser(net.Conn) error { return nil }
