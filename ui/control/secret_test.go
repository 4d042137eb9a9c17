package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/ui/text"
)

// What is typed, taken away and typed over in a field for a password is what is read of
// it, and only dots are shown.
func TestSecret(t *testing.T) {
	k := testKit(t, "en")
	secret := k.Secret("")
	s := secret.Entry
	test.NewTempWindow(t, s)
	const dots = len("•")
	typed := func(words string) {
		for _, r := range words {
			s.TypedRune(r)
		}
	}
	key := func(name fyne.KeyName) { s.TypedKey(&fyne.KeyEvent{Name: name}) }
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() { typed("héslo") }, "héslo"},
		{func() { key(fyne.KeyBackspace) }, "hésl"},
		{func() { s.Select(dots, dots); typed("X•") }, "hX•ésl"},
		{func() { key(fyne.KeyDelete) }, "hX•sl"},
		{func() { s.Select(0, 2*dots); typed("a") }, "a•sl"},
		{func() { s.Select(dots, 2*dots); key(fyne.KeyDelete) }, "asl"},
		{func() { s.Do(text.SelectAll); typed("كلمة") }, "كلمة"},
		{func() { s.Do(text.SelectAll); key(fyne.KeyDelete) }, ""},
	} {
		step.do()
		if got := secret.Password(); got != step.want || len(s.Text()) != dots*len([]rune(step.want)) {
			t.Fatalf("%q shown as %q, want %q", got, s.Text(), step.want)
		}
	}
}
