package web

import (
	"fmt"
	"time"
)

// Kind says in one word why a fetch failed; messages are made from it.
type Kind string

// The kinds of failure.
const (
	Address     Kind = "address"     // not an http or https address with a host
	Unreachable Kind = "unreachable" // no connection: no such host, no network, no answer
	Insecure    Kind = "insecure"    // the server's certificate is not good
	Slow        Kind = "slow"        // it took too long
	Login       Kind = "login"       // the server wants a name and password, or payment, or refuses
	Absent      Kind = "absent"      // there is no such page (any more)
	Blocked     Kind = "blocked"     // the server takes the program for a robot, or has had too many requests
	Failed      Kind = "failed"      // any other answer that is no page
	Redirects   Kind = "redirects"   // too many, in a circle, or to where they may not lead
	Private     Kind = "private"     // of the reader's own network, where no file may lead
	TooLarge    Kind = "too large"   // over MaxBody
	Encoding    Kind = "encoding"    // compressed in a way that was not asked for, or damaged
)

// Error says why a fetch failed.
type Error struct {
	Kind   Kind
	Reason string // in English, without the address
	Err    error  // the cause, where there is one
	// Wait is how long the server asks to wait before the next request; 0 where it does not.
	Wait time.Duration
}

func (e *Error) Error() string { return e.Reason }

func (e *Error) Unwrap() error { return e.Err }

func fail(kind Kind, cause error, format string, args ...any) *Error {
	return &Error{Kind: kind, Reason: fmt.Sprintf(format, args...), Err: cause}
}
