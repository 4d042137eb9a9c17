package page

import (
	"context"

	"tarikh.org/tarikh/data"
)

// Fragment is all the text of a piece of HTML.
type Fragment struct {
	Title  string // its first heading where that is of the first level, and not in Text; or empty
	Text   string
	Blocks []data.Block

	Pictures []Picture // in the order of the text
}

// ReadFragment reads a piece of HTML that a person chose, a selection or a
// document made into HTML: all of it is text, and what it says of itself is left
// aside. Errors are those of Read.
func ReadFragment(ctx context.Context, markup string) (Fragment, error) {
	b, err := parse(ctx, markup)
	if err != nil {
		return Fragment{}, err
	}
	b.strip(b.root)
	all, pictures := b.walk(b.root)
	var f Fragment
	if len(all) > 1 && all[0].kind == heading && all[0].level == 1 {
		f.Title, all = oneLine(all[0].text), all[1:]
	}
	if len(all) == 0 {
		return Fragment{}, ErrEmpty
	}
	f.Text, f.Blocks, f.Pictures = placed(all, pictures)
	return f, nil
}

// Compose writes paragraphs of plain text as an article's, without blocks.
func Compose(lines []string) string {
	all := make([]paragraph, len(lines))
	for i, line := range lines {
		all[i].text = line
	}
	text, _ := write(all)
	return text
}
