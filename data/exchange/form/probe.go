package form

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Probe is what can be told of a file before it is read, for the formats to recognise it
// by. It is made once for each file.
type Probe struct {
	Name   string // of the file, without its folder, in lower case
	Ending string // of that, with the dot; "" for none
	Head   []byte // its beginning, at most headSize, without a byte order mark; UTF-16 is UTF-8 here
	// Keys are the names of the members of the outermost object of JSON, or of the first
	// object of an outermost array; Array says that it is one. JSONP is unwrapped.
	Keys  []string
	Array bool
	// Root is the name of the root element of XML, Children those of the elements below
	// it, without repeats, as far as the head goes.
	Root     string
	Children []string
	// Members are the names of the files in a zip or a folder, at most some thousands.
	Members []string
}

// The most that is looked at, in bytes of a file, tokens of its JSON and files of a zip.
const (
	headSize   = 64 << 10
	jsonSize   = 8 << 20
	maxTokens  = 200_000
	maxMembers = 2_000
)

// NewProbe looks at a file.
func NewProbe(file File) *Probe {
	p := &Probe{Name: strings.ToLower(path.Base(strings.ReplaceAll(file.Name, `\`, "/")))}
	p.Ending = path.Ext(p.Name)
	if file.Folder != nil {
		p.folder(file.Folder)
		return p
	}
	head := make([]byte, min(headSize, file.Size))
	n, _ := file.ReadAt(head, 0)
	p.Head = decodeHead(head[:n])
	switch trimmed := bytes.TrimLeft(p.Head, " \t\r\n"); {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		p.zip(file)
	case bytes.HasPrefix(trimmed, []byte("<")):
		p.xml(trimmed)
	default:
		p.json(io.NewSectionReader(file, 0, min(file.Size, jsonSize)))
	}
	return p
}

// decodeHead is the beginning of a text as UTF-8 without a byte order mark.
func decodeHead(head []byte) []byte {
	if text, ok := fromUTF16(head); ok {
		return text
	}
	return bytes.TrimPrefix(head, []byte("\ufeff"))
}

// Is reports whether the file has one of the endings.
func (p *Probe) Is(endings ...string) bool { return slices.Contains(endings, p.Ending) }

// Has reports whether JSON has all of these members.
func (p *Probe) Has(keys ...string) bool {
	for _, k := range keys {
		if !slices.Contains(p.Keys, k) {
			return false
		}
	}
	return true
}

// HasMember reports whether a zip has a file of that name, or one below that folder
// where the name ends in a slash.
func (p *Probe) HasMember(name string) bool {
	return slices.ContainsFunc(p.Members, func(m string) bool { return m == name || strings.HasSuffix(name, "/") && strings.HasPrefix(m, name) })
}

// Lines are the first lines of a text, at most n, without the one that the head may cut.
func (p *Probe) Lines(n int) []string {
	var lines []string
	for line := range strings.Lines(string(p.Head)) {
		if len(lines) == n || !strings.HasSuffix(line, "\n") && len(p.Head) >= headSize {
			break
		}
		lines = append(lines, strings.TrimRight(line, "\r\n"))
	}
	return lines
}

// Gunzipped is the beginning of what is packed with gzip, nil if it is not.
func (p *Probe) Gunzipped() []byte {
	z, err := gzip.NewReader(bytes.NewReader(p.Head))
	if err != nil {
		return nil
	}
	head, _ := io.ReadAll(io.LimitReader(z, headSize)) // the end is cut
	return head
}

// json reads the members of the outermost object.
func (p *Probe) json(r io.Reader) {
	text, err := io.ReadAll(io.LimitReader(r, headSize))
	start := bytes.IndexAny(text, "{[")
	if err != nil || start < 0 || !jsonBegins(text[:start]) {
		return
	}
	d := json.NewDecoder(io.MultiReader(bytes.NewReader(text[start:]), r))
	depth, want := 0, 1 // want is the depth of the members that are noted
	for range maxTokens {
		token, err := d.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case json.Delim:
			if t == '[' && depth == 0 {
				p.Array, want = true, 2
			}
			if t == '{' || t == '[' {
				depth++
			} else if depth--; depth == 0 || p.Array && depth == 1 {
				return
			}
		case string:
			if depth != want {
				continue
			}
			// A name is followed by its value, which is skipped as a whole.
			if len(p.Keys) == maxMembers {
				return
			}
			p.Keys = append(p.Keys, t)
			if !SkipJSON(d, maxTokens) {
				return
			}
		}
	}
}

// jsonBegins reports whether what stands before the first bracket leaves the text JSON, or
// JSON that a script assigns or calls with.
func jsonBegins(before []byte) bool {
	s := strings.TrimSpace(strings.TrimPrefix(string(before), "\ufeff"))
	return s == "" || len(s) < 200 && !strings.Contains(s, "\n") && (strings.HasSuffix(s, "=") || strings.HasSuffix(s, "("))
}

// SkipJSON passes over a value of at most some tokens, 0 for any, and reports whether it
// has ended.
func SkipJSON(d *json.Decoder, most int) bool {
	for depth, n := 0, 0; most == 0 || n < most; n++ {
		token, err := d.Token()
		if err != nil {
			return false
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return true
		}
	}
	return false
}

// xml reads the names of the first elements.
func (p *Probe) xml(head []byte) {
	d := xml.NewDecoder(bytes.NewReader(head))
	d.Strict = false
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	for depth := 0; ; {
		token, err := d.RawToken()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			if depth == 1 {
				p.Root = t.Name.Local
			} else if depth == 2 && !slices.Contains(p.Children, t.Name.Local) {
				p.Children = append(p.Children, t.Name.Local)
			}
		case xml.EndElement:
			depth--
		}
	}
}

// folder lists the files of a folder.
func (p *Probe) folder(folder fs.FS) {
	_ = fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case len(p.Members) == maxMembers:
			return fs.SkipAll
		case err == nil && d.Type().IsRegular():
			p.Members = append(p.Members, name)
		}
		return nil // what cannot be read its reader says
	})
}

func (p *Probe) zip(file File) {
	z, err := zip.NewReader(file, file.Size)
	if err != nil {
		return
	}
	for _, m := range z.File[:min(len(z.File), maxMembers)] {
		p.Members = append(p.Members, m.Name)
	}
}
