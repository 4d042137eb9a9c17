package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// completionCmd prints what a shell reads to complete commands and flags. All of it is
// in the script: the program is not started while the user types.
type completionCmd struct {
	Shell string `arg:"" help:"bash, zsh or fish." enum:"bash,zsh,fish"`
}

// Run is kong's.
func (c *completionCmd) Run(p *program, ctx *kong.Context) error {
	script := map[string]func(*kong.Application) []byte{"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}[c.Shell]
	_, err := p.out.Write(script(ctx.Model))
	return err
}

// flagsOf are the flags that people use of a command, or of the program.
func flagsOf(n *kong.Node) []*kong.Flag {
	return slices.DeleteFunc(slices.Clone(n.Flags), func(f *kong.Flag) bool { return f.Hidden })
}

// bashCompletion is for bash(1): words of the command line's table, else files.
func bashCompletion(app *kong.Application) []byte {
	var b bytes.Buffer
	var names []string
	var flags, values strings.Builder
	for _, c := range app.Leaves(true) {
		names = append(names, c.Name)
		words := []string{"--help"}
		for _, f := range flagsOf(c) {
			words = append(words, "--"+f.Name)
			if enum := f.EnumSlice(); f.Enum != "" {
				fmt.Fprintf(&values, "\t%s:--%s) words='%s' ;;\n", c.Name, f.Name, strings.Join(enum, " "))
			}
		}
		for _, a := range c.Positional {
			if a.Enum != "" {
				words = append(words, a.EnumSlice()...)
			}
		}
		fmt.Fprintf(&flags, "\t\t%s) words='%s' ;;\n", c.Name, strings.Join(words, " "))
	}
	top := append(slices.Clone(names), "--help")
	for _, f := range flagsOf(app.Node) {
		if f.Name != "help" {
			top = append(top, "--"+f.Name)
		}
	}
	for _, f := range flagsOf(app.DefaultCmd) {
		top = append(top, "--"+f.Name)
	}
	fmt.Fprintf(&b, `# Completion of tarikh for bash.
_tarikh() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words= w
	for w in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case $w in %s) command=$w; break ;; esac
	done
	case $command:$before in
%s	*)
		case $command in
%s		*) words='%s' ;;
		esac
		;;
	esac
	COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
}
complete -o filenames -F _tarikh tarikh
`, strings.Join(names, "|"), values.String(), flags.String(), strings.Join(top, " "))
	return b.Bytes()
}

// zshCompletion is for zsh(1), see zshcompsys(1).
func zshCompletion(app *kong.Application) []byte {
	var b bytes.Buffer
	quote := func(s string) string {
		return strings.NewReplacer("'", `'\''`, "[", `\[`, "]", `\]`, ":", `\:`).Replace(s)
	}
	spec := func(f *kong.Flag) string {
		text := fmt.Sprintf("'--%s[%s]", f.Name, quote(f.Help))
		switch {
		case f.IsBool():
		case f.Enum != "":
			text += fmt.Sprintf(":%s:(%s)", f.Name, strings.Join(f.EnumSlice(), " "))
		default:
			text += fmt.Sprintf(":%s:_files", f.Name)
		}
		return text + "'"
	}
	fmt.Fprint(&b, "#compdef tarikh\n_tarikh() {\n\tlocal -a commands\n\tcommands=(\n")
	for _, c := range app.Leaves(true) {
		fmt.Fprintf(&b, "\t\t'%s:%s'\n", c.Name, quote(c.Help))
	}
	fmt.Fprint(&b, "\t)\n\tif ((CURRENT == 2)); then\n\t\t_describe command commands\n\t\t_arguments")
	for _, f := range append(flagsOf(app.Node), flagsOf(app.DefaultCmd)...) {
		fmt.Fprintf(&b, " \\\n\t\t\t%s", spec(f))
	}
	fmt.Fprint(&b, " \\\n\t\t\t'*:library:_files'\n\t\treturn\n\tfi\n\tcase $words[2] in\n")
	for _, c := range app.Leaves(true) {
		fmt.Fprintf(&b, "\t%s)\n\t\t_arguments", c.Name)
		for _, f := range flagsOf(c) {
			fmt.Fprintf(&b, " \\\n\t\t\t%s", spec(f))
		}
		last := "'*:file:_files'"
		for _, a := range c.Positional {
			if a.Enum != "" {
				last = fmt.Sprintf("'*:%s:(%s)'", a.Name, strings.Join(a.EnumSlice(), " "))
			}
		}
		fmt.Fprintf(&b, " \\\n\t\t\t%s\n\t\t;;\n", last)
	}
	fmt.Fprint(&b, "\t*) _files ;;\n\tesac\n}\n_tarikh \"$@\"\n")
	return b.Bytes()
}

// fishCompletion is for fish(1): files are completed unless it says otherwise.
func fishCompletion(app *kong.Application) []byte {
	var b bytes.Buffer
	quote := func(s string) string { return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'" }
	flag := func(when string, f *kong.Flag) {
		fmt.Fprintf(&b, "complete -c tarikh -n %s -l %s -d %s", when, f.Name, quote(f.Help))
		if f.Short != 0 {
			fmt.Fprintf(&b, " -s %c", f.Short)
		}
		switch {
		case f.IsBool():
		case f.Enum != "":
			fmt.Fprintf(&b, " -x -a %s", quote(strings.Join(f.EnumSlice(), " ")))
		default:
			fmt.Fprint(&b, " -r")
		}
		fmt.Fprintln(&b)
	}
	fmt.Fprintln(&b, "# Completion of tarikh for fish.")
	for _, f := range append(flagsOf(app.Node), flagsOf(app.DefaultCmd)...) {
		flag("__fish_use_subcommand", f)
	}
	for _, c := range app.Leaves(true) {
		fmt.Fprintf(&b, "complete -c tarikh -n __fish_use_subcommand -a %s -d %s\n", c.Name, quote(c.Help))
		when := quote("__fish_seen_subcommand_from " + c.Name)
		for _, f := range flagsOf(c) {
			flag(when, f)
		}
		for _, a := range c.Positional {
			if a.Enum != "" {
				fmt.Fprintf(&b, "complete -c tarikh -n %s -f -a %s\n", when, quote(strings.Join(a.EnumSlice(), " ")))
			}
		}
	}
	return b.Bytes()
}
