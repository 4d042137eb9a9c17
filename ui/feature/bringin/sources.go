package bringin

import (
	"path/filepath"
	"strings"

	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
)

// typedAddresses returns the addresses in the field for them, or the text that was
// typed there instead: several words, of which one is no address.
func typedAddresses(typed string) []intake.Source {
	words := strings.Fields(typed)
	sources := make([]intake.Source, len(words))
	for i, word := range words {
		if len(words) > 1 && !strings.Contains(strings.TrimRight(word, "."), ".") && !strings.Contains(word, "://") {
			return []intake.Source{intake.Pasted(typed)}
		}
		sources[i] = intake.Address(word)
	}
	return sources
}

// pasted is what a clipboard's text is: an address where it is nothing else, the
// page that it was copied from where that is known, else the text. It reports
// false where there is nothing.
func pasted(text string, html []byte) (intake.Source, bool) {
	trimmed := strings.TrimSpace(text)
	if !strings.ContainsAny(trimmed, " \t\n\r") && feature.WebLink(trimmed) != nil {
		return intake.Address(trimmed), true
	}
	switch {
	case len(html) > 0:
		return intake.PastedHTML(html), true
	case trimmed != "":
		return intake.Pasted(text), true
	}
	return intake.Source{}, false
}

// sourceName is what a source is called in a report.
func sourceName(k *control.Kit, s intake.Source) string {
	switch {
	case s.Path != "":
		return filepath.Base(s.Path)
	case s.URL != "":
		return s.Name()
	}
	return k.T("bringin.pasted")
}
