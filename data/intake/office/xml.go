package office

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// tokens goes through XML: enter and leave are called for every element, text for
// every piece of text. DTDs are skipped, so there are no entities to expand.
func tokens(raw []byte, enter func(xml.StartElement), leave func(name string), text func(string)) error {
	d := xml.NewDecoder(bytes.NewReader(raw))
	for depth := 0; ; {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrBroken, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return ErrDeep
			}
			enter(t)
		case xml.EndElement:
			depth--
			leave(name(t.Name))
		case xml.CharData:
			text(string(t))
		}
	}
}

// name is an element's or attribute's name with its usual prefix, which the
// programs that write these documents do not change.
func name(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

func attr(e xml.StartElement, want string) string {
	for _, a := range e.Attr {
		if name(a.Name) == want {
			return a.Value
		}
	}
	return ""
}
