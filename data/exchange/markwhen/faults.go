package markwhen

import (
	"errors"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// Reasons for which a range has no time.
var (
	errNoSuchDate = errors.New("there is no such date")
	errChain      = errors.New("it waits for too many events that come later")
	errCycle      = errors.New("it is relative to itself")
	errFar        = errors.New("it is out of range")
)

// unknownError is that an event is not there.
type unknownError string

func (e unknownError) Error() string { return "there is no event " + string(e) }

// why is the reason for which a date is not read.
func why(err error) form.Why {
	if syntax, ok := errors.AsType[*dates.SyntaxError](err); ok && syntax.Fault == dates.FaultRange || errors.Is(err, errFar) {
		return form.OutOfRange
	}
	if _, ok := errors.AsType[unknownError](err); ok {
		return form.Unknown
	}
	return form.BadDate
}

// detail is what a report says of a range that is not read.
func detail(w when, err error) string {
	if _, ok := errors.AsType[unknownError](err); ok || errors.Is(err, errCycle) || errors.Is(err, errChain) {
		return fmt.Sprintf("%s (%s)", w.text, strings.TrimPrefix(err.Error(), "there is no event "))
	}
	return w.text
}
