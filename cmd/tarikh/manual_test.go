package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// Both READMEs tell every command, with flags that it has.
func TestReadmesTellEveryCommand(t *testing.T) {
	app := model(t)
	for _, name := range []string{"README.md", "README.ar.md"} {
		readme, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		told := map[string]string{} // by command, until the next one
		at := ""
		for line := range strings.Lines(string(readme)) {
			if rest, ok := strings.CutPrefix(line, "tarikh "); ok {
				at, _, _ = strings.Cut(rest, " ")
			} else if !strings.HasPrefix(line, "  ") {
				at = ""
			}
			told[at] += line
		}
		for _, c := range app.Leaves(true) {
			if slices.Contains([]string{"open", "completion", "associate"}, c.Name) {
				continue // the first is told without its name, the others are for packages
			}
			if told[c.Name] == "" {
				t.Errorf("%s: nothing of %s", name, c.Name)
			}
			for _, flag := range regexp.MustCompile(`--[a-z-]+`).FindAllString(told[c.Name], -1) {
				if !slices.ContainsFunc(flagsOf(c), func(f *kong.Flag) bool { return "--"+f.Name == flag }) {
					t.Errorf("%s: %s has no %s", name, c.Name, flag)
				}
			}
		}
	}
}

// model is the table of commands.
func model(t *testing.T) *kong.Application {
	t.Helper()
	parser, err := kong.New(&cli{}, kong.Name("tarikh"), kong.Vars{"version": "test"})
	if err != nil {
		t.Fatal(err)
	}
	return parser.Model
}

// Whatever is in the table is in the manual, in every completion and in --help.
func TestEveryCommandIsTold(t *testing.T) {
	app := model(t)
	_, help, _ := tarikh(t, "--help")
	for name, text := range map[string]string{
		"manual": strings.ReplaceAll(string(manual(app)), `\-`, "-"), "bash": string(bashCompletion(app)),
		"zsh": string(zshCompletion(app)), "fish": strings.ReplaceAll(string(fishCompletion(app)), " -l ", " --"),
	} {
		for _, c := range app.Leaves(true) {
			if c.Parent != app.Node {
				t.Fatalf("%s is a command of a command; completions know one level", c.Path())
			}
			if !strings.Contains(text, c.Name) || !strings.Contains(help, c.Name) {
				t.Errorf("%s: nothing of the command %s", name, c.Name)
			}
			for _, f := range flagsOf(c) {
				if !strings.Contains(text, "--"+f.Name) {
					t.Errorf("%s: nothing of %s --%s", name, c.Name, f.Name)
				}
				if shown := f.FormatPlaceHolder(); strings.Contains(shown, "STRING") || f.HasDefault && f.PlaceHolder != "" && f.Enum == "" && !strings.Contains(f.Help, "default: "+f.Default) {
					t.Errorf("%s --%s: %q says neither what it takes nor what it is without it", c.Name, f.Name, shown)
				}
				if f.Help == "" {
					t.Errorf("%s --%s: no help", c.Name, f.Name)
				}
			}
			for _, a := range c.Positional {
				if a.Help == "" {
					t.Errorf("%s %s: no help", c.Name, a.Name)
				}
			}
		}
		for _, e := range exits() {
			if name == "manual" && !strings.Contains(text, ".B "+e[0]+"\n") || !strings.Contains(help, e[1]) {
				t.Errorf("%s: nothing of the exit code %s", name, e[0])
			}
		}
	}
	if strings.Contains(help, "\x1b") {
		t.Error("the help is coloured")
	}
}

// The shells read their completions without complaint, where they are installed.
func TestShellsReadTheirCompletions(t *testing.T) {
	app := model(t)
	for shell, script := range map[string][]byte{"bash": bashCompletion(app), "zsh": zshCompletion(app), "fish": fishCompletion(app)} {
		t.Run(shell, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "completion")
			if err := os.WriteFile(path, script, 0o600); err != nil {
				t.Fatal(err)
			}
			bin, err := exec.LookPath(shell)
			if err != nil {
				t.Skip(err)
			}
			if out, err := exec.Command(bin, "-n", path).CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

func TestRoff(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"plain", "plain"},
		{".begins with a dot", `\&.begins with a dot`},
		{"'begins with a quote", `\(aqbegins with a quote`},
		{`back\slash and --flag`, `back\eslash and \-\-flag`},
	} {
		if got := roff(c.text); got != c.want {
			t.Errorf("roff(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}
