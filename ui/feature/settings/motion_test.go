package settings

import (
	"testing"

	"github.com/spf13/afero"
)

func TestReducedMotion(t *testing.T) {
	for _, c := range []struct {
		name, path, text string
		want             bool
	}{
		{"nothing", "", "", false},
		{"GTK 3 off", "gtk-3.0/settings.ini", "[Settings]\ngtk-theme-name=Adwaita\ngtk-enable-animations=0\n", true},
		{"GTK 4 off, in words", "gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations = False\r\n", true},
		{"GTK on", "gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", false},
		{"KDE off", "kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", true},
		{"KDE fast", "kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", false},
		{"a line without a value", "kdeglobals", "AnimationDurationFactor\n", false},
		{"too large to be one", "kdeglobals", string(make([]byte, 1<<17)) + "\nAnimationDurationFactor=0\n", false},
	} {
		files := afero.NewMemMapFs()
		if c.path != "" {
			if err := afero.WriteFile(files, "/home/config/"+c.path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := reducedMotion(files, "/home/config"); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if reducedMotion(afero.NewMemMapFs(), "") {
		t.Error("less motion without a folder")
	}
}
