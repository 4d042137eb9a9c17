package page

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data/exchange/form"
)

// FolderFormat returns the line of the page as a folder that other pages embed.
func FolderFormat() form.Format {
	f := Format()
	f.Name, f.Title, f.Endings, f.Write, f.Folder = "page-folder", "Web page to embed", nil, nil, WriteFolder
	return f
}

// sandbox is what the page may do inside another one: run its program, open links,
// print, and save a table.
// It may not see cookies or storage of the site.
const sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads"

// WriteFolder writes the page with what another page needs to show it in a frame: index.html
// is the page itself, which needs no other file but its pictures, so that it opens from any
// server and from a disk; snippet.html shows it embedded, with the code for that; README.txt says it in words.
func WriteFolder(ctx context.Context, into form.Folder, from form.Taken) (lost form.Dropped, err error) {
	c, err := collect(ctx, from)
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	if err := c.pictures(ctx, from, &filed{into: into}, &lost); err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	if err := c.tell(ctx, from); err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	if err := into.Write("index.html", func(w io.Writer) error { return c.write(w, from, "") }); err != nil {
		return nil, err
	}
	example := frame(from, "https://example.org/timeline/index.html")
	frameFile, err := fs.ReadFile(assets.Files, "page/snippet.html")
	if err != nil {
		return nil, err
	}
	snippet := strings.NewReplacer("{{lang}}", language(from), "{{title}}", escape(from.Titled()), "{{frame}}", frame(from, "index.html"), "{{code}}", escape(example))
	if err := into.Write("snippet.html", func(w io.Writer) error { _, err := snippet.WriteString(w, string(frameFile)); return err }); err != nil {
		return nil, err
	}
	words, err := readme(from, example)
	if err != nil {
		return nil, err
	}
	return lost, into.Write("README.txt", func(w io.Writer) error { _, err := io.WriteString(w, words); return err })
}

// frame is the element that shows the page, which is at an address.
func frame(from form.Taken, address string) string {
	return fmt.Sprintf(`<iframe src="%s" title="%s" lang="%s" width="100%%" height="720" style="border:0" loading="lazy" referrerpolicy="no-referrer" sandbox="%s"></iframe>`,
		escape(address), escape(form.Line(from.Titled())), language(from), sandbox)
}

// readme is how the page is embedded, in the languages of what is taken.
func readme(from form.Taken, code string) (string, error) {
	langs := []string{from.Lang}
	if from.Lang != "en" && from.Lang != "ar" {
		langs = []string{"en", "ar"}
	}
	var parts []string
	for _, lang := range langs {
		raw, err := fs.ReadFile(assets.Files, "translations/"+lang+".json")
		if err != nil {
			return "", err
		}
		var said struct {
			Readme string `json:"embed.readme"`
		}
		if err := json.Unmarshal(raw, &said); err != nil {
			return "", fmt.Errorf("translations of %s: %w", lang, err)
		}
		parts = append(parts, strings.NewReplacer("{title}", form.Line(from.Titled()), "{code}", code).Replace(said.Readme)+"\n")
	}
	return strings.Join(parts, "\n\n"), nil
}
