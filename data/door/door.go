// Package door is the one door through which the program goes to other machines: for a page
// that the reader asks for, for the number of the newest version where that was chosen, and to
// a server of libraries. The test of this package holds all other code to it.
package door

import (
	"context"
	"net"
	"time"
)

// patience is how long a machine may take to answer.
const patience = 20 * time.Second

// Connect opens a connection to an address. Errors are those of the network, or ctx.Err().
func Connect(ctx context.Context, network, address string) (net.Conn, error) {
	return (&net.Dialer{Timeout: patience}).DialContext(ctx, network, address)
}
