package table

import (
	"slices"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// The columns of how well an event is verified, found in the table that is written here
// alone: a column called "status" means something else in most tables.
const (
	Status  Meaning = "status"
	Decided Meaning = "decided-by"
	When    Meaning = "decided-at"
	Reason  Meaning = "reason"
)

// stateNames are what the states are called, in the order of data.States.
func stateNames() [][2]string {
	return [][2]string{
		{"not verified", "لم يُتحقَّق منه"},
		{"single source", "مصدر واحد"},
		{"corroborated", "تعضده مصادر مستقلة"},
		{"confirmed", "مؤكَّد"},
		{"disputed", "متنازَع فيه"},
		{"refuted", "ثبت عدم صحته"},
	}
}

// statusColumns are their columns.
func statusColumns() []ownColumn {
	return []ownColumn{
		{[2]string{"Status", "حالة التحقق"}, Status},
		{[2]string{"Decided by", "صاحب الحكم"}, Decided},
		{[2]string{"Decided at", "وقت الحكم"}, When},
		{[2]string{"Reason", "سبب الحكم"}, Reason},
	}
}

// statusCells are what they say of an event or a passage: the state, and who has decided it,
// when (in ISO 8601, UTC) and why.
func (l *listing) statusCells(s data.State, v data.Verdict) []string {
	state, when := "", ""
	if i := slices.Index(data.States(), s); i >= 0 {
		state = head(stateNames()[i:i+1], l.from.Lang)[0]
	}
	if v.At != 0 {
		when = time.Unix(v.At, 0).UTC().Format(time.RFC3339)
	}
	return []string{state, form.Line(v.By), when, v.Why}
}

// verdict is what the row at hand says that somebody has decided. States that follow from
// sources are none, unless somebody has taken back a decision, which has a name, a time or a
// reason.
func (b *builder) verdict(where form.Place) data.Verdict {
	v := data.Verdict{
		By: b.doc.Fit(where, "decided by", form.Line(b.exact(Decided)), data.MaxTitle), Why: b.doc.Fit(where, "reason", form.Clean(b.exact(Reason)), data.MaxReason),
	}
	if when := b.exact(When); when != "" {
		at, err := time.Parse(time.RFC3339, strings.TrimSpace(when))
		if v.At = at.Unix(); err != nil {
			v.At = 0
			b.skip(When, form.Unreadable)
		}
	}
	status := b.exact(Status)
	state, ok := stateNamed(status)
	if !ok && (strings.TrimSpace(status) != "" || !v.IsZero()) {
		b.skip(Status, form.Unreadable)
	}
	switch {
	case state == data.StateConfirmed || state == data.StateDisputed || state == data.StateRefuted:
		v.State = state
	case v.IsZero():
	case !ok: // nobody knows what was decided
		return data.Verdict{}
	default:
		v.State = data.StateUnverified
	}
	return v
}

// stateNamed is the state that a cell names, in either language or as files have it.
func stateNamed(cell string) (data.State, bool) {
	name := foldName(cell)
	for i, state := range data.States() {
		names := stateNames()[i]
		if name == foldName(string(state)) || name == foldName(names[0]) || name == foldName(names[1]) {
			return state, true
		}
	}
	return "", false
}
