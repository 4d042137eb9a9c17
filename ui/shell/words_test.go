package shell

import (
	"fmt"
	"strings"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
)

// Every reason for which a source is refused is said in both languages, with its name.
func TestRefusalsHaveWords(t *testing.T) {
	kinds := []intake.Kind{
		intake.Missing, intake.Folder, intake.Special, intake.Unreadable, intake.TooLarge, intake.Empty, intake.Binary, intake.Charset,
		intake.Unknown, intake.Broken, intake.Encrypted, intake.NoTool, intake.Slow, intake.Deep, intake.Scripts,
		"address", "unreachable", "insecure", "login", "absent", "blocked", "failed", "redirects", "encoding", // see package web
	}
	for _, lang := range []string{"en", "ar"} {
		l, err := i18n.New(assets.Files, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range kinds {
			for source, name := range map[string]string{"/home/a/news.txt": "news.txt", "https://example.org/a/b": "https://example.org/a/b", "": l.T("bringin.pasted")} {
				got := say(l, "", &intake.Error{Path: source, Kind: kind, Offset: -1, Reason: "because"})
				if first, _, _ := strings.Cut(got, "\n\n"); !strings.Contains(first, name) || strings.Contains(first, "because") || first == got {
					t.Errorf("%s, %s of %q: %q", lang, kind, source, got)
				}
			}
		}
	}
}

// What is said of a library on a server is not said of a file.
func TestErrorsOfServersNameNoFile(t *testing.T) {
	const place = "postgres://ann@db.example.org/news?library=x"
	for lang, file := range map[string]string{"en": "file", "ar": "الملف"} {
		l, err := i18n.New(assets.Files, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range []error{
			data.ErrNotFound, data.ErrConflict, data.ErrReadOnly, data.ErrNewer, data.ErrOlder, data.ErrCorrupt, data.ErrExists, data.ErrFull, data.ErrBusy,
			data.ErrAway, data.ErrPassword, data.ErrDenied, data.ErrOutdated, data.ErrAddress,
		} {
			said, _, _ := strings.Cut(say(l, place, kind), "\n")
			if strings.Contains(said, file) || strings.Contains(said, "library=x") {
				t.Errorf("%s: %v is %q", lang, kind, said)
			}
		}
		if said := say(l, "postgres://ann:secret@db:x/news", data.ErrAddress); strings.Contains(said, "secret") {
			t.Errorf("the password is shown: %q", said)
		}
	}
}

// Who has not decided a conflict is told that nothing was saved, without the words of stores.
func TestUndecidedConflicts(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		l, err := i18n.New(assets.Files, lang)
		if err != nil {
			t.Fatal(err)
		}
		undecided := fmt.Errorf("%w: %w", library.ErrUndecided, data.ErrConflict)
		if said := say(l, "", undecided); said != l.T("error.undecided") || said == say(l, "", data.ErrConflict) || strings.Contains(say(l, "", data.ErrConflict), "\n") {
			t.Errorf("%s: %q", lang, said)
		}
	}
}
