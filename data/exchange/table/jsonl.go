package table

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// linesSource is a text of which each line is a JSON object, a row: its members are the
// cells, by names that are those of the columns.
type linesSource struct {
	file  form.File
	text  string
	names []string
	at    map[string]int // of a name in names
}

// newLines finds out which columns there are.
func newLines(ctx context.Context, file form.File, text string) (*linesSource, error) {
	s := &linesSource{file: file, text: text, at: map[string]int{}}
	err := s.objects(ctx, func(r Row, members []member) error {
		for _, m := range members {
			if _, known := s.at[m.name]; known {
				continue
			}
			if len(s.names) == maxColumns {
				return file.Fail(form.Place{Line: r.Line}, "a table may have %d columns", maxColumns)
			}
			s.at[m.name] = len(s.names)
			s.names = append(s.names, m.name)
		}
		return nil
	})
	return s, err
}

func (s *linesSource) each(ctx context.Context, row func(Row) error) error {
	row = counted(ctx, s.file, row)
	return s.objects(ctx, func(r Row, members []member) error {
		r.Cells = make([]string, len(s.names))
		for _, m := range members {
			r.Cells[s.at[m.name]] = m.text
		}
		if blank(r.Cells) {
			return nil
		}
		return row(r)
	})
}

// member is a member of an object, with its value as a cell.
type member struct{ name, text string }

func (s *linesSource) objects(ctx context.Context, object func(Row, []member) error) error {
	number := 0
	for line := range strings.Lines(s.text) {
		number++
		if number%checkEvery == 0 && ctx.Err() != nil {
			return fmt.Errorf("import %s: %w", s.file.Name, ctx.Err())
		}
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		members, err := membersOf(line)
		if err != nil {
			return s.file.Fail(form.Place{Line: number}, "it is not a JSON object in one line: %w", err)
		}
		if err := object(Row{Number: number, Line: number}, members); err != nil {
			return err
		}
	}
	return nil
}

// membersOf reads an object in the order of its members; of a name that is there twice
// the last counts.
func membersOf(line string) (members []member, err error) {
	d := json.NewDecoder(strings.NewReader(line))
	d.UseNumber()
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return nil, fmt.Errorf("an object is expected")
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, err
		}
		if len(members) == maxColumns {
			return nil, fmt.Errorf("it has more than %d members", maxColumns)
		}
		text, err := valueText(raw)
		if err != nil {
			return nil, err
		}
		members = append(members, member{form.Line(name.(string)), text})
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if rest := line[d.InputOffset():]; rest != "" {
		return nil, fmt.Errorf("something follows the object")
	}
	return members, nil
}

// valueText is a value as a cell: a list of texts with "|" between them, other lists and
// objects as JSON.
func valueText(raw json.RawMessage) (string, error) {
	raw = bytes.TrimSpace(raw)
	switch raw[0] {
	case '"':
		var s string
		err := json.Unmarshal(raw, &s)
		return s, err
	case 'n':
		return "", nil
	case '[':
		var list []string
		if json.Unmarshal(raw, &list) == nil && !slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, "|") }) {
			return strings.Join(list, "|"), nil
		}
	}
	return string(raw), nil
}
