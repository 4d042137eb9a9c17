package main

import (
	"io"

	"github.com/alecthomas/kong"
)

// stamped is the version in FyneApp.toml, set by the linker (see ./dev).
var stamped string

// version is that of this program, "0.1.0", or "dev" for a build by hand.
func version() string {
	if stamped == "" {
		return "dev"
	}
	return stamped
}

// exits are the exit codes and what they mean, as --help and the manual say it.
func exits() [][2]string {
	return [][2]string{
		{"0", "done"},
		{"1", "the work could not be done; the reason is on the error output"},
		{"2", "“check” found something wrong in the library"},
		{"64", "the command line is wrong"},
		{"130", "Ctrl+C, or a request to end, has cancelled it; nothing half-done is left"},
	}
}

// help is kong's, followed by what applies to all commands.
func help(options kong.HelpOptions, ctx *kong.Context) error {
	if err := kong.DefaultHelpPrinter(options, ctx); err != nil || ctx.Selected() != nil {
		return err
	}
	text := "\nExit codes:\n"
	for _, e := range exits() {
		text += "  " + e[0] + "\t" + e[1] + "\n"
	}
	text += "\nNothing is printed in colour, with or without NO_COLOR.\n"
	_, err := io.WriteString(ctx.Stdout, text)
	return err
}
