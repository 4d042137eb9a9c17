package exchange

import "testing"

// A format is read again by its name, so that no two may have the same.
func TestNamesAreOfOneFormatEach(t *testing.T) {
	titles := map[string]string{}
	for _, f := range Formats() {
		if other, taken := titles[f.Name]; taken {
			t.Errorf("%s and %s are both named %q", other, f.Title, f.Name)
		}
		titles[f.Name] = f.Title
	}
}
