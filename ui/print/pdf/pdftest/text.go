package pdftest

import (
	"bytes"
	"regexp"
	"strings"
)

// Content is what a page draws.
func (f *File) Content(page Ref) []byte {
	var all []byte
	for _, c := range f.Array(f.Dict(page)["Contents"]) {
		all = append(all, f.Streams[c.(Ref)]...)
	}
	return all
}

var (
	setFont = regexp.MustCompile(`/(F\d+_\d+) \S+ Tf$`)
	codes   = regexp.MustCompile(`<([0-9A-F]*)>`)
	mapped  = regexp.MustCompile(`(?m)^<([0-9A-F]+)> <([0-9A-F]*)>$`)
)

// Shown is the text that a page shows: what its codes say in the order in which they are
// drawn, a line for each run, without the marks at the ends of words.
func (f *File) Shown(page Ref) string {
	fonts := f.Dict(f.Dict(f.Dict(page)["Resources"])["Font"])
	maps := f.characterMaps(fonts)
	var out strings.Builder
	font := ""
	for line := range bytes.Lines(f.Content(page)) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		if m := setFont.FindSubmatch(line); m != nil {
			font = string(m[1])
		}
		if !bytes.HasSuffix(line, []byte("TJ")) {
			continue
		}
		digits := 4
		if f.Dict(fonts[Name(font)])["Subtype"] == Name("Type3") {
			digits = 2
		}
		for _, m := range codes.FindAllSubmatch(line, -1) {
			for at := 0; at+digits <= len(m[1]); at += digits {
				out.WriteString(maps[font][string(m[1][at:at+digits])])
			}
		}
		out.WriteByte('\n')
	}
	return strings.ReplaceAll(out.String(), "\u200f", "")
}

// characterMaps are what codes say, by the fonts' names.
func (f *File) characterMaps(fonts Dict) map[string]map[string]string {
	if f.said != nil {
		return f.said
	}
	f.said = map[string]map[string]string{}
	for name, r := range fonts {
		codes := map[string]string{}
		for _, m := range mapped.FindAllSubmatch(f.Streams[f.Dict(r)["ToUnicode"].(Ref)], -1) {
			raw, _ := (&parser{in: append(append([]byte{'<'}, m[2]...), '>')}).hex()
			codes[string(m[1])] = fromUTF16(raw.([]byte))
		}
		f.said[string(name)] = codes
	}
	return f.said
}
