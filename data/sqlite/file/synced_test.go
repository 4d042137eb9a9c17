package file

import (
	"path/filepath"
	"testing"
)

func TestSynchroniser(t *testing.T) {
	const mac, win, tux = "/Users/a", "C:/Users/a", "/home/a"
	for _, c := range []struct {
		name, system, home, path string
		marker                   string // a file that is there
		env                      map[string]string
		want                     string
	}{
		{"a plain folder", "linux", tux, tux + "/Documents/a.tarikh", "", nil, ""},
		{"the uppermost folder", "linux", tux, "/a.tarikh", "", nil, ""},
		{"Dropbox by its usual place", "linux", tux, tux + "/Dropbox/work/a.tarikh", "", nil, "Dropbox"},
		{"Dropbox of a company", "linux", tux, tux + "/Dropbox (News)/a.tarikh", "", nil, "Dropbox"},
		{"a name that only begins so", "linux", tux, tux + "/Dropboxes/a.tarikh", "", nil, ""},
		{"the name in another place", "linux", tux, "/srv/Dropbox/a.tarikh", "", nil, ""},
		{"Dropbox moved, by its mark", "linux", tux, "/srv/box/x/a.tarikh", "/srv/box/.dropbox.cache", nil, "Dropbox"},
		{"Syncthing", "linux", tux, tux + "/news/deep/er/a.tarikh", tux + "/news/.stfolder", nil, "Syncthing"},
		{"the mark in a folder beside it", "linux", tux, tux + "/news/a.tarikh", tux + "/other/.stfolder", nil, ""},
		{"Nextcloud by its database", "linux", tux, tux + "/cloud/a.tarikh", tux + "/cloud/.sync_1f2e.db", nil, "Nextcloud"},
		{"ownCloud", "linux", tux, tux + "/cloud/a.tarikh", tux + "/cloud/.owncloudsync.log", nil, "ownCloud"},
		{"signs of patterns in a name", "linux", tux, tux + "/a [b] *?/a.tarikh", tux + "/a [b] *?/.stfolder", nil, "Syncthing"},
		{"Google Drive by its mark", "linux", tux, "/mnt/g/My Drive/a.tarikh", "/mnt/g/.shortcut-targets-by-id", nil, "Google Drive"},

		{"OneDrive on a Mac", "darwin", mac, mac + "/Library/CloudStorage/OneDrive-Personal/a.tarikh", "", nil, "OneDrive"},
		{"Google Drive on a Mac", "darwin", mac, mac + "/Library/CloudStorage/GoogleDrive-a@example.org/My Drive/a.tarikh", "", nil, "Google Drive"},
		{"another program on a Mac", "darwin", mac, mac + "/Library/CloudStorage/Box-Box/a.tarikh", "", nil, "Box"},
		{"iCloud on a Mac", "darwin", mac, mac + "/Library/Mobile Documents/com~apple~CloudDocs/a.tarikh", "", nil, "iCloud"},
		{"a Mac's documents", "darwin", mac, mac + "/Documents/a.tarikh", "", nil, ""},

		{"OneDrive on Windows", "windows", win, "D:/Cloud/x/a.tarikh", "", map[string]string{"OneDriveCommercial": `D:\Cloud\`}, "OneDrive"},
		{"its case does not matter", "windows", win, "d:/cloud/a.tarikh", "", map[string]string{"OneDrive": `D:\Cloud`}, "OneDrive"},
		{"OneDrive of a company", "windows", win, win + "/OneDrive - News/a.tarikh", "", nil, "OneDrive"},
		{"iCloud on Windows", "windows", win, win + "/iCloudDrive/a.tarikh", "", nil, "iCloud"},
		{"a drive's uppermost folder", "windows", win, "D:/a.tarikh", "", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := environment{system: c.system, home: c.home, env: func(name string) string { return c.env[name] }, has: func(pattern string) bool {
				ok, err := filepath.Match(pattern, c.marker)
				return err == nil && ok
			}}
			if got := synchroniser(s, c.path); got != c.want {
				t.Errorf("%s: got %q, want %q", c.path, got, c.want)
			}
		})
	}
}
