package command

import (
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// codeOf is the scan code that this system reports for evdev's.
func codeOf(evdev int) int {
	if runtime.GOOS == "windows" {
		return evdev
	}
	return evdev + 8
}

func TestKeyAt(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("macOS names its keys by itself")
	}
	for evdev, want := range map[int]fyne.KeyName{
		2: fyne.Key1, 11: fyne.Key0, 12: fyne.KeyMinus, 13: fyne.KeyEqual, 17: fyne.KeyW, 26: fyne.KeyLeftBracket, 27: fyne.KeyRightBracket,
		33: fyne.KeyF, 49: fyne.KeyN, 51: fyne.KeyComma, 52: fyne.KeyPeriod, 1: fyne.KeyUnknown, 200: fyne.KeyUnknown,
	} {
		if got := keyAt(codeOf(evdev)); got != want {
			t.Errorf("key %d is %q, want %q", evdev, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	ran := ""
	on := true
	table, err := New(
		Command{ID: "a", Title: "a", Keys: []Key{Plain(fyne.KeyF), Ctrl(fyne.KeyF)}, Run: func() { ran = "a" }},
		Command{ID: "b", Title: "b", Keys: []Key{Plain("?")}, Enabled: func() bool { return on }, Run: func() { ran = "b" }},
	)
	if err != nil {
		t.Fatal(err)
	}
	a, b := table.Get("a"), table.Get("b")
	if got := table.ForKey(&fyne.KeyEvent{Name: fyne.KeyF}); got != a {
		t.Errorf("F is %v", got)
	}
	arabic := &fyne.KeyEvent{Name: fyne.KeyUnknown, Physical: fyne.HardwareKey{ScanCode: codeOf(33)}}
	if got := table.ForKey(arabic); got != a {
		t.Errorf("the F key under an Arabic layout is %v", got)
	}
	if got := table.ForKey(&fyne.KeyEvent{Name: fyne.KeyQ}); got != nil {
		t.Errorf("Q has no command, but gave %v", got)
	}
	if table.ForRune('?') != b || table.ForRune('؟') != b || table.ForRune('!') != nil {
		t.Error("the question marks are not those of the table")
	}
	if !table.Run("b") || ran != "b" {
		t.Errorf("ran %q", ran)
	}
	on, ran = false, ""
	if table.ForRune('?') != nil || table.Run("b") || ran != "" {
		t.Error("a command that is not enabled ran")
	}
	if got := CtrlShift(fyne.KeyZ).String(); got != "Ctrl+Shift+Z" && got != "Cmd+Shift+Z" {
		t.Errorf("name of a key: %q", got)
	}
}

func TestNewRefuses(t *testing.T) {
	run := func() {}
	for name, commands := range map[string][]Command{
		"twice":     {{ID: "a", Title: "a", Run: run}, {ID: "a", Title: "a", Run: run}},
		"share":     {{ID: "a", Title: "a", Keys: []Key{Plain(fyne.KeyA)}, Run: run}, {ID: "b", Title: "b", Keys: []Key{Plain(fyne.KeyA)}, Run: run}},
		"an action": {{ID: "a", Title: "a"}},
	} {
		if _, err := New(commands...); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// Two commands share a key where one comes before the other, which has it while the
// first one is off; else they are refused, in whatever order they are given.
func TestSharedKeys(t *testing.T) {
	on, ran := true, ""
	first := Command{ID: "first", Title: "a", Keys: []Key{Plain(fyne.Key1)}, Before: []string{"second"}, Enabled: func() bool { return on }, Run: func() { ran = "first" }}
	second := Command{ID: "second", Title: "b", Keys: []Key{Plain(fyne.Key1)}, Run: func() { ran = "second" }}
	other := Command{ID: "other", Title: "c", Keys: []Key{Plain(fyne.Key1)}, Run: func() {}}
	for _, order := range [][]Command{{first, second}, {second, first}} {
		table, err := New(order...)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			on   bool
			want string
		}{{true, "first"}, {false, "second"}} {
			on = c.on
			if table.Run(table.ForKey(&fyne.KeyEvent{Name: fyne.Key1}).ID); ran != c.want {
				t.Errorf("with the first one %v %q ran", c.on, ran)
			}
		}
		if _, err := New(append(order, other)...); err == nil {
			t.Error("a third command has the key, too")
		}
	}
}
