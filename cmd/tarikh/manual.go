package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// manCmd prints the manual page for the packages.
type manCmd struct{}

// Run is kong's.
func (*manCmd) Run(p *program, ctx *kong.Context) error {
	_, err := p.out.Write(manual(ctx.Model))
	return err
}

// manual is the manual page of section 1, made from the table of commands (man(7)).
func manual(app *kong.Application) []byte {
	var b bytes.Buffer
	line := func(format string, args ...any) {
		for i, a := range args {
			args[i] = roff(fmt.Sprint(a))
		}
		fmt.Fprintf(&b, format+"\n", args...)
	}
	line(`.TH TARIKH 1 "" "Tarikh %s" "User Commands"`, version())
	line(".SH NAME\ntarikh \\- a timeline for people who read news and history in sources")
	line(".SH SYNOPSIS\n.B tarikh\n[\\fILIBRARY\\fR] [\\fB\\-\\-sample\\fR]\n.br\n.B tarikh\n\\fICOMMAND\\fR [\\fIARGUMENT\\fR ...]")
	line(".SH DESCRIPTION\nWithout a command, a window opens on the library, the one opened last, or the sample.\nThe commands work without a display.")
	line(".SH OPTIONS")
	for _, f := range app.Flags {
		option(line, f)
	}
	line(".SH COMMANDS")
	for _, c := range app.Leaves(true) {
		line(".SS %s", c.Summary())
		line("%s", c.Help)
		for _, a := range c.Positional {
			line(".TP\n\\fI%s\\fR\n%s", strings.ToUpper(a.Name), a.Help)
		}
		for _, f := range c.Flags {
			if !f.Hidden {
				option(line, f)
			}
		}
	}
	line(".SH EXIT STATUS")
	for _, e := range exits() {
		line(".TP\n.B %s\n%s", e[0], e[1])
	}
	line(".SH ENVIRONMENT")
	for _, v := range [][2]string{
		{"LANGUAGE, LC_ALL, LC_MESSAGES, LANG", "The language of the window, unless one is chosen in its settings."},
		{"DISPLAY, WAYLAND_DISPLAY", "Where the window opens."},
		{"TARIKH_CHOOSER", "“own”: files are chosen in the program's own window, not in that of the desktop."},
		{"FYNE_SCALE", "Makes everything in the window larger or smaller; 1 is normal."},
		{"XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "The folders of the files below."},
		{"NO_COLOR", "Changes nothing: no command prints in colour."},
	} {
		line(".TP\n.B %s\n%s", v[0], v[1])
	}
	line(".SH FILES")
	for _, v := range [][2]string{
		{"*.tarikh", "A library, wherever you put it."},
		{"~/.local/share/tarikh", "The sample libraries."},
		{"~/.local/state/tarikh", "What was open and how it looked, the log, and in crashes the reports of runs that ended badly. Nothing of it is ever sent."},
		{"~/.cache/tarikh", "What is known of the system's fonts."},
	} {
		line(".TP\n.I %s\n%s", v[0], v[1])
	}
	return b.Bytes()
}

func option(line func(string, ...any), f *kong.Flag) {
	names := "\\fB\\-\\-" + roff(f.Name) + "\\fR"
	if f.Short != 0 {
		names = "\\fB\\-" + string(f.Short) + "\\fR, " + names
	}
	if !f.IsBool() {
		names += "=\\fI" + roff(f.FormatPlaceHolder()) + "\\fR"
	}
	line(".TP")
	line(names)
	line("%s", f.Help)
}

// roff writes a text so that troff prints it as it is.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "“", `\(lq`, "”", `\(rq`, "…", "...", "'", `\(aq`).Replace(s)
	if strings.HasPrefix(s, ".") {
		s = `\&` + s
	}
	return s
}
