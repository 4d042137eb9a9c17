package postgres

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
)

// fail says what was being done, and turns the driver's errors into the library's.
func fail(ctx context.Context, action string, err error) error {
	if err == nil {
		return nil
	}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, errPatience) {
		return fmt.Errorf("%s: %w", action, ctx.Err())
	}
	return fmt.Errorf("%s: %w", action, translate(err))
}

func translate(err error) error {
	var said *pgconn.PgError
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return data.ErrNotFound
	case errors.As(err, &said):
		if errors.As(err, new(*pgconn.ConnectError)) && said.Code == "42501" {
			return fmt.Errorf("%w (%s)", data.ErrDenied, said.Message)
		}
		return translated(said)
	}
	if why := distrust(err); why != "" {
		return &data.UntrustedError{Reason: why, Detail: plain(err)}
	}
	if isAway(err) {
		return fmt.Errorf("%w: %s", data.ErrAway, plain(err))
	}
	return err
}

// distrust is why a connection was not made that the server would have made, "" for
// another reason.
func distrust(err error) data.Distrust {
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok && invalid.Reason == x509.Expired {
		return data.Expired
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return data.OtherName
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return data.Unknown
	}
	switch text := err.Error(); { // the driver has no types for them
	case strings.Contains(text, "server refused TLS connection"):
		return data.Unencrypted
	case strings.Contains(text, "require_auth check failed"):
		return data.AsksForSecret
	}
	return ""
}

// translated is the error of a server's answer.
func translated(said *pgconn.PgError) error {
	switch {
	case said.Code == schema.Conflict || said.Code == "TK004": // a reply to a reply
		by := ""
		if said.Detail != "" {
			by = " by " + said.Detail
		}
		return fmt.Errorf("%w: %s%s", data.ErrConflict, said.Message, by)
	case said.Code == schema.Gone:
		return fmt.Errorf("%s: %w", said.Message, data.ErrNotFound)
	case said.Code == schema.Nothing:
		return data.ErrNothing
	case said.Code == "23503" || said.Code == "23505":
		return fmt.Errorf("%w: %s: %s", data.ErrConflict, said.TableName, said.Detail)
	case said.Code == "42710":
		return fmt.Errorf("%w: %s", data.ErrExists, said.Message)
	case said.Code == "42501":
		return fmt.Errorf("%w: this login has no right to it (%s)", data.ErrReadOnly, said.Message)
	case said.Code == "25006":
		return fmt.Errorf("%w: the server only answers reads", data.ErrReadOnly)
	case said.Code == "53100":
		return fmt.Errorf("%w (of the server)", data.ErrFull)
	case said.Code == "3F000" || said.Code == "42P01" || said.Code == "42883":
		return fmt.Errorf("%w: the library is not on the server, or is half-made (%s)", data.ErrNotFound, said.Message)
	case said.Code == "28P01":
		return fmt.Errorf("%w (%s)", data.ErrPassword, said.Message)
	case said.Code == "28000":
		return fmt.Errorf("%w (%s)", data.ErrDenied, said.Message)
	case said.Code == "3D000":
		return fmt.Errorf("%w: %s", data.ErrNotFound, said.Message)
	case saysAway(said.Code):
		return fmt.Errorf("%w: %s", data.ErrAway, said.Message)
	}
	return fmt.Errorf("the server says: %s (%s)", said.Message, said.Code)
}

// saysAway reports whether a server says that it ends, has ended a connection or a call, or
// takes no more of them.
func saysAway(code string) bool {
	return strings.HasPrefix(code, "57P") || strings.HasPrefix(code, "08") || code == "53300" || code == "57014"
}

// isAway reports whether an error says that the server cannot be reached, or that a
// connection to it was lost: what became of an edit is not known then.
func isAway(err error) bool {
	var said *pgconn.PgError
	if errors.As(err, &said) {
		return strings.HasPrefix(said.Code, "57P") || strings.HasPrefix(said.Code, "08") || said.Code == "53300" || said.Code == "40001" || said.Code == "40P01"
	}
	var broken net.Error
	var refused *pgconn.ConnectError
	return errors.As(err, &broken) || errors.As(err, &refused) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, errPatience) || errors.Is(err, context.DeadlineExceeded) ||
		strings.Contains(err.Error(), "conn closed") || pgconn.Timeout(err)
}

// plain is an error in one line.
func plain(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
