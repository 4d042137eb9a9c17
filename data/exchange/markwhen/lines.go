package markwhen

import (
	"strings"
)

func comment(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " \t"), "//") }

func withoutComments(text string) string {
	if !strings.Contains(text, "//") {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if !comment(line) {
			b.WriteString(line)
		}
	}
	return b.String()
}
