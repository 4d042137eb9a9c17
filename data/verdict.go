package data

import (
	"fmt"
	"iter"
	"slices"
	"strconv"

	"tarikh.org/tarikh/data/dates"
)

// State says how well an event or a link to a source is verified.
type State string

// The states, from least to most known, then those that the reader alone can give. The
// first three follow from the sources.
const (
	StateUnverified   State = "unverified" // no source
	StateSingleSource State = "single-source"
	StateCorroborated State = "corroborated" // two independent publishers or more
	StateConfirmed    State = "confirmed"
	StateDisputed     State = "disputed"
	StateRefuted      State = "refuted"
)

// States returns all states, in the order of the constants.
func States() []State {
	return []State{StateUnverified, StateSingleSource, StateCorroborated, StateConfirmed, StateDisputed, StateRefuted}
}

// Verdict is a state that the reader has decided. The zero Verdict is none: the state
// follows from the sources. StateUnverified takes back what was decided, with a reason.
type Verdict struct {
	State State  `json:"state,omitempty"` // StateUnverified, StateConfirmed, StateDisputed or StateRefuted
	By    string `json:"by,omitempty"`    // who decided
	At    int64  `json:"at,omitempty"`    // Unix seconds
	Why   string `json:"why,omitempty"`
}

// IsZero reports whether nothing was decided.
func (v Verdict) IsZero() bool { return v == Verdict{} }

// Validate returns an *InvalidError or nil.
func (v Verdict) Validate() error {
	switch v.State {
	case StateUnverified, StateConfirmed, StateDisputed, StateRefuted:
	case "":
		if !v.IsZero() {
			return invalid("verdict", "state", "is missing")
		}
	default:
		return invalid("verdict", "state", "is not one that a reader can give")
	}
	if err := validText("verdict", "by", v.By, MaxTitle); err != nil {
		return err
	}
	return validText("verdict", "why", v.Why, MaxReason)
}

// Parts implements Composite.
func (v Verdict) Parts() iter.Seq2[string, []string] {
	return parts("state", string(v.State), "by", v.By, "at", whole(v.At), "why", v.Why)
}

// MaxReason is how many bytes a reason may have.
const MaxReason = 1 << 16

// MaxClaims is how many claims of an event can be decided.
const MaxClaims = 1000

// Claim is what the reader has decided about something that the sources of an event say
// in different ways: the number of the dead, a place.
type Claim struct {
	Subject  string `json:"subject"`         // what it is about, as package claims names it ("dead")
	Value    string `json:"value,omitempty"` // what the event carries, as it is shown ("21", "12 to 21")
	Open     bool   `json:"open,omitempty"`  // left open: Value says between what
	Why      string `json:"why,omitempty"`
	By       string `json:"by,omitempty"`
	At       int64  `json:"at,omitempty"`       // Unix seconds
	Excerpts []ID   `json:"excerpts,omitempty"` // the passages that were followed; they may be gone
}

// Claims are those of an event, one for each subject.
type Claims []Claim

// IsZero reports whether there are none.
func (c Claims) IsZero() bool { return len(c) == 0 }

// Validate returns an *InvalidError or nil.
func (c Claims) Validate() error {
	if len(c) > MaxClaims {
		return invalid("event", "claims", fmt.Sprintf("are more than %d", MaxClaims))
	}
	seen := map[string]bool{}
	for _, one := range c {
		if blank(one.Subject) || seen[one.Subject] {
			return invalid("event", "claims", "hold one without a subject, or two about the same")
		}
		seen[one.Subject] = true
		for _, text := range []string{one.Subject, one.Value, one.By} {
			if err := validText("event", "claims", text, MaxTitle); err != nil {
				return err
			}
		}
		if err := validText("event", "claims", one.Why, MaxReason); err != nil {
			return err
		}
		if len(one.Excerpts) > MaxClaims {
			return invalid("event", "claims", "name too many passages")
		}
	}
	return nil
}

// Parts implements Composite.
func (c Claims) Parts() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for _, one := range c {
			texts := []string{one.Value, strconv.FormatBool(one.Open), one.Why, one.By, whole(one.At)}
			for _, x := range one.Excerpts {
				texts = append(texts, x.String())
			}
			if !yield(one.Subject, texts) {
				return
			}
		}
	}
}

// Composite is the value of a field that has parts of its own, and is stored as one.
type Composite interface {
	IsZero() bool
	Validate() error
	// Parts yields the name and texts of each part that is not empty, in one order: two
	// values are the same if their parts are.
	Parts() iter.Seq2[string, []string]
}

// parts yields those of pairs of a name and a text whose text is not empty.
func parts(pairs ...string) iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for pair := range slices.Chunk(pairs, 2) {
			if pair[1] != "" && !yield(pair[0], pair[1:]) {
				return
			}
		}
	}
}

// whole is a number as a text, "" for zero.
func whole(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// sameParts reports whether two values have the same parts.
func sameParts(a, b Composite) bool {
	next, stop := iter.Pull2(b.Parts())
	defer stop()
	for name, texts := range a.Parts() {
		other, others, ok := next()
		if !ok || other != name || !slices.Equal(texts, others) {
			return false
		}
	}
	_, _, more := next()
	return !more
}

// DateAsTold is the date that a passage gives for its event: its own, or that of the
// event where it tells no other.
func (x Excerpt) DateAsTold(e Event) dates.Date {
	if x.Date.IsZero() {
		return e.Date
	}
	return x.Date
}
