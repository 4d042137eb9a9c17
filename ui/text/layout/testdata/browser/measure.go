// Command measure asks Chromium where it puts every grapheme of a text file, one
// paragraph a line, and writes it as JSON. Run in its folder, by hand:
//
//	go run measure.go -width 320 paragraphs.txt >paragraphs-320.json
//
// Text that layout sets differently shows up in TestLikeABrowser.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"
)

// Reference is the file that is written.
type Reference struct {
	Browser    string
	Width      float32
	Size       float32
	LineHeight float32
	Paragraphs []Paragraph
}

// Paragraph is a text and its graphemes: first byte, line, left and right edge.
type Paragraph struct {
	Text  string
	Cells [][4]float64
}

func main() {
	browser := flag.String("browser", "chromium", "the browser's command")
	fontFile := flag.String("font", "../../../../../assets/fonts/Vazirmatn-Regular.ttf", "the face")
	width := flag.Float64("width", 700, "of the paragraphs, in pixels")
	size := flag.Float64("size", 17, "of the text, in pixels")
	flag.Parse()
	if err := run(*browser, *fontFile, flag.Arg(0), float32(*width), float32(*size)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(browser, fontFile, textFile string, width, size float32) error {
	ref := Reference{Width: width, Size: size, LineHeight: 34}
	version, err := exec.Command(browser, "--version").Output()
	if err != nil {
		return fmt.Errorf("ask the browser's version: %w", err)
	}
	ref.Browser = strings.Join(strings.Fields(string(version))[:2], " ")

	body, err := os.ReadFile(textFile)
	if err != nil {
		return err
	}
	var texts []string
	for text := range strings.SplitSeq(string(body), "\n") {
		if text != "" {
			texts = append(texts, text)
		}
	}
	cells, err := ask(browser, fontFile, texts, ref)
	if err != nil {
		return err
	}
	for i, text := range texts {
		ref.Paragraphs = append(ref.Paragraphs, Paragraph{text, cells[i]})
	}
	out, err := json.Marshal(ref)
	if err != nil {
		return err
	}
	out = bytes.ReplaceAll(out, []byte(`{"Text"`), []byte("\n"+`{"Text"`))
	_, err = fmt.Println(string(out))
	return err
}

// ask sets the texts in a page and reads the cells off it.
func ask(browser, fontFile string, texts []string, ref Reference) ([][][4]float64, error) {
	face, err := os.ReadFile(fontFile)
	if err != nil {
		return nil, err
	}
	list, err := json.Marshal(texts) // escapes < and >
	if err != nil {
		return nil, err
	}
	page, err := template.ParseFiles("measure.html")
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "measure")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var html bytes.Buffer
	err = page.Execute(&html, map[string]any{
		"Font": base64.StdEncoding.EncodeToString(face), "Texts": string(list),
		"Width": ref.Width, "Size": ref.Size, "LineHeight": ref.LineHeight,
	})
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "page.html")
	if err := os.WriteFile(file, html.Bytes(), 0o600); err != nil {
		return nil, err
	}
	dom, err := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu",
		"--virtual-time-budget=5000", "--dump-dom", "file://"+file).Output()
	if err != nil {
		return nil, fmt.Errorf("run the browser: %w", err)
	}
	found := regexp.MustCompile(`<pre id="cells">(.*?)</pre>`).FindSubmatch(dom)
	if found == nil {
		return nil, fmt.Errorf("the page measured nothing")
	}
	var cells [][][4]float64
	return cells, json.Unmarshal(found[1], &cells)
}
