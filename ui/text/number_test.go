package text

import (
	"strings"
	"testing"
)

// numberHost notes which numbers and highlights are tapped.
type numberHost struct {
	seen
	numbers []int
}

func (h *numberHost) NumberTapped(at int) { h.numbers = append(h.numbers, at) }

// A number is drawn before its passage, at its reading start, and tapped by itself.
func TestNumbersBeforePassages(t *testing.T) {
	for _, c := range []struct {
		name, text, word string
		rtl              bool
	}{
		{"left to right", "It rained. The old mill burned down.\n", "The", false},
		{"from right to left in another paragraph", "The mill: أمطرت. احترقت الطاحونة.\n", "احترقت", true},
		{"left to right in another paragraph", "أمطرت. The mill burned.\n", "mill", false},
		{"from right to left", "أمطرت. احترقت الطاحونة القديمة.\n", "احترقت", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			host := &numberHost{}
			v := NewView(typesetter(t), host)
			v.SetText(c.text)
			w := show(t, v, 420, 160)
			before := ink(w.Canvas().Capture())
			at := strings.Index(c.text, c.word)
			v.SetNumbers([]Number{{At: at, Text: "12", Colour: "red"}})
			if ink(w.Canvas().Capture()) <= before {
				t.Error("nothing is drawn")
			}
			pos, size, _ := v.RectOf(at, at+len(c.word))
			press := pos.AddXY(-4, 5)
			if c.rtl {
				press = pos.AddXY(size.Width+4, 5)
			}
			click(v, press, 0)
			click(v, pos.AddXY(size.Width/2, size.Height/2), 0)
			if len(host.numbers) != 1 || host.numbers[0] != at {
				t.Errorf("tapped: %v", host.numbers)
			}
			v.SetNumbers(nil)
			if ink(w.Canvas().Capture()) != before {
				t.Error("the number stays")
			}
		})
	}
}
