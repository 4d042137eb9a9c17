package page

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// Limits on a page.
const (
	// MaxPage is the most bytes that a page may have: parsed, it takes some ten
	// times that.
	MaxPage = 16 << 20
	// maxElements is the most elements of a page. A long article of an encyclopedia
	// has 30,000.
	maxElements = 100_000
)

// Reasons for which there is no article in a page.
var (
	ErrDeep    = errors.New("its tags are nested more than 512 deep")
	ErrTooBig  = fmt.Errorf("it is a page of more than %d MB or %d elements", MaxPage>>20, maxElements)
	ErrEmpty   = errors.New("there is no text in the page")
	ErrScripts = errors.New("the page is made by scripts only, which are not run; there is no text in it")
)

// parse parses and measures a page that is not too big.
func parse(ctx context.Context, markup string) (body, error) {
	// Tags are counted before they take memory; an element has two, mostly.
	if len(markup) > MaxPage || strings.Count(markup, "<") > 3*maxElements {
		return body{}, ErrTooBig
	}
	doc, err := html.Parse(&cancellable{ctx, strings.NewReader(markup)})
	switch {
	case ctx.Err() != nil:
		return body{}, ctx.Err()
	case err != nil:
		return body{}, ErrDeep // the parser fails for nothing else
	}
	b := measure(doc)
	if len(b.prose) > maxElements {
		return body{}, ErrTooBig
	}
	return b, nil
}

// cancellable hands a text to the parser, which knows no contexts, piece by piece.
type cancellable struct {
	ctx  context.Context
	rest *strings.Reader
}

func (p *cancellable) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.rest.Read(b)
}
