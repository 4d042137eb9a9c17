// Package page writes a library as one HTML file for everybody: a timeline that opens by a
// double click, without network, server or account.
//
// The one idea behind it: the file is a program with its data. The program is the plain
// JavaScript of assets/page, put together and named in the policy of the page by its hash;
// the data are columns of JSON, compressed, in a block that no browser runs. Whatever
// people wrote is put into the page as text and never as HTML. Without scripts the first
// events are there as a plain list. The same library gives the same bytes.
package page

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data/exchange/form"
)

// Format returns the page's line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "page", Title: "Web page", Endings: []string{".html", ".htm"},
		Group: form.GroupPage,
		Write: Write, Pictures: true,
		Speaks: []string{"both", "en", "ar"},
		Knows:  []form.LookPart{form.LookTitle, form.LookAbout, form.LookByline, form.LookTheme},
	}
}

// Write writes the page of what is taken of a library.
func Write(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	c, err := collect(ctx, from)
	var lost form.Dropped
	var pictures blocks
	if err == nil {
		err = c.pictures(ctx, from, &pictures, &lost)
	}
	if err == nil {
		err = c.tell(ctx, from)
	}
	if err == nil {
		err = c.write(w, from, pictures.text.String())
	}
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	return lost, nil
}

// scripts are the parts of the page's program, in the order in which they need each other.
func scripts() []string {
	return []string{"fold", "stem", "calendar", "edtf", "words", "pack", "library", "view", "state", "paint", "strip", "picture", "list", "article", "gestures", "keys", "motion", "map", "story", "frame", "app"}
}

// write writes the page, with the blocks of its pictures; without any, they are files beside it.
func (c *contents) write(w io.Writer, from form.Taken, pictures string) error {
	var program strings.Builder
	program.WriteString("(() => {\n'use strict';\n")
	for _, name := range scripts() {
		source, err := fs.ReadFile(assets.Files, "page/"+name+".js")
		if err != nil {
			return err
		}
		program.WriteString(bare(string(source)))
	}
	program.WriteString("})();\n")
	sheet, err := style()
	if err != nil {
		return err
	}
	icon, err := fs.ReadFile(assets.Files, "icons/tarikh-small.svg")
	if err != nil {
		return err
	}
	frame, err := fs.ReadFile(assets.Files, "page/page.html")
	if err != nil {
		return err
	}
	list, err := c.list(from)
	if err != nil {
		return err
	}
	packed, err := c.packed()
	if err != nil {
		return err
	}
	direction, images := "ltr", "img-src data:"
	if len(c.Pictures) > 0 && pictures == "" {
		images += " 'self' file:"
	}
	if c.Lang == "ar" {
		direction = "rtl"
	}
	// The places of the frame are filled in one pass, so that nothing that people wrote is
	// taken for a place.
	fill := strings.NewReplacer(
		"{{lang}}", c.Lang, "{{dir}}", direction, "{{title}}", escape(c.Title),
		"{{policy}}", escape("default-src 'none'; script-src "+sourceHash(program.String())+"; style-src "+sourceHash(sheet)+
			"; "+images+"; font-src data:; base-uri 'none'; form-action 'none'"),
		"{{theme}}", c.theme, "{{icon}}", base64.StdEncoding.EncodeToString(icon), "{{style}}", sheet, "{{script}}", program.String(), "{{data}}", packed, "{{pictures}}", pictures, "{{list}}", list,
	)
	_, err = fill.WriteString(w, string(frame))
	return err
}

// bare is a program or a style sheet without the lines that are comments of a program, and
// without indentation: who wants to read it has assets/page.
func bare(source string) string {
	var out strings.Builder
	for line := range strings.Lines(source) {
		if line = strings.TrimLeft(line, " "); line != "\n" && !strings.HasPrefix(line, "//") {
			out.WriteString(line)
		}
	}
	return out.String()
}

// style is the style sheet, with the fonts that it names.
func style() (string, error) {
	sheet, err := fs.ReadFile(assets.Files, "page/page.css")
	if err != nil {
		return "", err
	}
	var fonts []string
	for _, name := range []string{"sans", "serif"} {
		font, err := fs.ReadFile(assets.Files, "page/fonts/"+name+".woff2")
		if err != nil {
			return "", err
		}
		fonts = append(fonts, "{{"+name+"}}", base64.StdEncoding.EncodeToString(font))
	}
	return strings.NewReplacer(fonts...).Replace(bare(string(sheet))), nil
}

// sourceHash names an inline script or style in a policy (CSP 3).
func sourceHash(source string) string {
	sum := sha256.Sum256([]byte(source))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// packed returns the data as they are in the page: JSON, gzip, base64.
func (c *contents) packed() (string, error) {
	var out bytes.Buffer
	text := base64.NewEncoder(base64.StdEncoding, &out)
	zip, err := gzip.NewWriterLevel(text, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	encoder := json.NewEncoder(zip)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(c); err != nil {
		return "", err
	}
	if err := zip.Close(); err != nil {
		return "", err
	}
	if err := text.Close(); err != nil {
		return "", err
	}
	return out.String(), nil
}
