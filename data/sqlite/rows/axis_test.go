package rows

import (
	"fmt"
	"math"
	"testing"
)

func TestLeadingInt(t *testing.T) {
	for _, c := range []struct {
		text string
		v    int64
		rest string
		ok   bool
	}{
		{"0,x", 0, "x", true},
		{"12,", 12, "", true},
		{"-12,-3", -12, "-3", true},
		{fmt.Sprintf("%d,", math.MaxInt64), math.MaxInt64, "", true},
		{fmt.Sprintf("%d,", math.MinInt64), math.MinInt64, "", true},
		{"", 0, "", false},
		{"-", 0, "", false},
		{",", 0, "", false},
		{"-,", 0, "", false},
		{"12", 0, "", false},
		{"12;", 0, "", false},
		{"1.5e3,", 0, "", false},
	} {
		if v, rest, ok := LeadingInt(c.text, ','); v != c.v || rest != c.rest || ok != c.ok {
			t.Errorf("%q: %d %q %v", c.text, v, rest, ok)
		}
	}
}
