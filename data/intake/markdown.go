package intake

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"tarikh.org/tarikh/data/intake/page"
)

const (
	// nesting is how deep quotations and lists are nested at most; what follows
	// deeper is text.
	nesting = 32
	// effort is how many bytes may be looked through for the other ends of marks,
	// more by effortPerByte for each byte of the text.
	effort, effortPerByte = 100_000_000, 100
	// definedLines is how many lines a paragraph has at most that is looked through
	// for definitions of links.
	definedLines = 2000
)

// markdownToHTML makes HTML of a text in CommonMark with the lists of tasks and the
// strokes of GitHub's. Pieces of HTML stay in it, and of pictures their words.
//
// The parser takes time in proportion to the square of a paragraph that is full
// of marks whose other ends are missing, such as "[a](", of definitions of links,
// and of quotations within quotations. All are bounded here, so that it takes some
// seconds at most.
func markdownToHTML(source string) (string, error) {
	if len(source) > page.MaxPage {
		return "", page.ErrTooBig
	}
	blocks := parser.DefaultBlockParsers()
	for i, b := range blocks {
		switch b.Priority {
		case listPriority, quotationPriority:
			blocks[i].Value = shallow{b.Value.(parser.BlockParser)}
		}
	}
	inlines := append(parser.DefaultInlineParsers(),
		util.Prioritized(&markLimit{left: effort + effortPerByte*len(source)}, 0),
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(extension.NewStrikethroughParser(), 500))
	p := parser.NewParser(parser.WithBlockParsers(blocks...), parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100)))
	r := renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(wordsOfPictures{}, 0),
		util.Prioritized(extension.NewTaskCheckBoxHTMLRenderer(), 500),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(html.NewRenderer(html.WithUnsafe()), 1000)))
	raw := []byte(source)
	var out bytes.Buffer
	err := r.Render(&out, raw, p.Parse(text.NewReader(raw)))
	return out.String(), err
}

// The priorities of goldmark's own parsers of lists and quotations.
const listPriority, quotationPriority = 300, 800

// shallow opens a block only where it is not nested too deep.
type shallow struct{ parser.BlockParser }

func (s shallow) Open(parent ast.Node, reader text.Reader, c parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if depth > nesting {
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, reader, c)
}

// markLimit comes before all parsers of marks. It counts what each mark may cost,
// the bytes from it to the end of its block, and makes marks text when that is
// spent.
type markLimit struct{ left int }

func (m *markLimit) Trigger() []byte { return []byte("[]!*_~`<") }

func (m *markLimit) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	_, at := block.PeekLine()
	lines := parent.Lines()
	m.left -= lines.At(lines.Len()-1).Stop - at.Start
	if m.left > 0 {
		return nil
	}
	block.Advance(1)
	return ast.NewTextSegment(at.WithStop(at.Start + 1))
}

// definitions takes definitions of links out of paragraphs that are not too long.
type definitions struct{ parser.ParagraphTransformer }

func (d definitions) Transform(p *ast.Paragraph, reader text.Reader, c parser.Context) {
	if p.Lines().Len() <= definedLines {
		d.ParagraphTransformer.Transform(p, reader, c)
	}
}

// wordsOfPictures writes the words that a picture is described by in its place.
type wordsOfPictures struct{}

func (wordsOfPictures) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindImage, func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
		return ast.WalkContinue, nil
	})
}

// frontMatter takes out what stands between two lines of dashes at the head of
// a text: fields such as "title: …", as static sites have them.
func frontMatter(text string) (rest string, fields map[string]string) {
	head, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return text, nil
	}
	head, rest, ok = strings.Cut(head, "\n---\n")
	if !ok || len(head) > 10_000 {
		return text, nil
	}
	fields = map[string]string{}
	for line := range strings.Lines(head) {
		name, value, found := strings.Cut(line, ":")
		if name = strings.ToLower(strings.TrimSpace(name)); found && name != "" && fields[name] == "" {
			fields[name] = strings.Trim(clean(value), `"'`)
		}
	}
	return rest, fields
}
