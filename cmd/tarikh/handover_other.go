//go:build !unix

package main

import (
	"context"
	"errors"
	"net"
)

// Where there are no local sockets that only one user can reach, no work is handed over.

func listenAsWindow(string, string) (net.Listener, error) { return nil, errors.ErrUnsupported }

func dialWindow(context.Context, string) (net.Conn, error) { return nil, errors.ErrUnsupported }

func peerIsUser(net.Conn) error { return errors.ErrUnsupported }
