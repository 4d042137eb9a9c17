package page

import (
	"encoding/json"
	"html"
	"maps"
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// object is an object of JSON-LD.
type object map[string]any

// graph is the JSON-LD of a page: the object that describes the article, and all
// objects by their @id, by which one may refer to another.
type graph struct {
	article object
	rank    int
	ids     map[string]object
	all     []object // that have a date of publication
}

// Bounds on JSON-LD: pages hold a few kilobytes of it.
const (
	maxJSON  = 2 << 20 // bytes
	maxNodes = 20_000
)

// readGraph collects the JSON-LD of a page. What is no JSON is left out.
func readGraph(root *nethtml.Node) graph {
	g := graph{ids: map[string]object{}}
	budget, left := maxNodes, maxJSON
	for n := range root.Descendants() {
		if n.DataAtom != atom.Script || !strings.EqualFold(attr(n, "type"), "application/ld+json") || n.FirstChild == nil {
			continue
		}
		text := n.FirstChild.Data
		if left -= len(text); left < 0 {
			break
		}
		var value any
		if json.Unmarshal([]byte(lenient(text)), &value) == nil {
			g.take(value, 0, &budget)
		}
	}
	return g
}

// lenient repairs what breaks the JSON of real pages: comments of HTML around it, line
// ends and tabs within its strings.
func lenient(text string) string {
	text = strings.TrimSpace(text)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"//<![CDATA[", "//]]>"}} {
		if inner, ok := strings.CutPrefix(text, wrap[0]); ok {
			text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(inner), wrap[1]))
		}
	}
	var b strings.Builder
	quoted, escaped := false, false
	for _, r := range text {
		switch {
		case r < ' ' && quoted && r == '\n':
			b.WriteString(`\n`)
		case r < ' ':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
		quoted = quoted != (r == '"' && !escaped)
		escaped = r == '\\' && !escaped
	}
	text = b.String()
	return strings.TrimSuffix(text, ";")
}

// take looks through a value for objects. Nesting is bounded by encoding/json.
func (g *graph) take(value any, depth int, budget *int) {
	if *budget--; *budget < 0 || depth > 50 {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, each := range v {
			g.take(each, depth+1, budget)
		}
	case map[string]any:
		n := object(v)
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			g.ids[id] = n
		}
		if n.text("datePublished") != "" {
			g.all = append(g.all, n)
		}
		// The first of the best kind, and rather one at the top than one within
		// another: a page lists related articles too.
		if rank := n.rank() * 10; rank > 0 && max(rank-depth, 1) > g.rank {
			g.article, g.rank = n, max(rank-depth, 1)
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			switch each := v[name].(type) {
			case []any, map[string]any:
				g.take(each, depth+1, budget)
			}
		}
	}
}

// rank is how well an object describes an article: 0 for not at all.
func (n object) rank() int {
	best := 0
	for _, t := range list(n["@type"]) {
		name, _ := t.(string)
		name = name[strings.LastIndexAny(name, "/:")+1:]
		switch {
		case strings.HasSuffix(name, "Article"), name == "BlogPosting", name == "LiveBlogPosting", name == "Report":
			best = max(best, 2)
		case name == "SocialMediaPosting", name == "DiscussionForumPosting", name == "CreativeWork":
			best = max(best, 1)
		}
	}
	return best
}

func list(value any) []any {
	if l, ok := value.([]any); ok {
		return l
	}
	if value == nil {
		return nil
	}
	return []any{value}
}

// text is a property as text. Some pages escape it for HTML within JSON.
func (n object) text(name string) string {
	for _, v := range list(n[name]) {
		if s, ok := v.(string); ok && strings.TrimSpace(s) != "" {
			return oneLine(html.UnescapeString(s))
		}
	}
	return ""
}

// body is the text of the article, paragraphs set apart by line ends, or "".
func (g graph) body() string {
	for _, name := range []string{"articleBody", "text"} {
		for _, v := range list(g.article[name]) {
			if s, ok := v.(string); ok && strings.TrimSpace(s) != "" {
				return html.UnescapeString(s)
			}
		}
	}
	return ""
}

// title is the headline, or the name where that is what the page shows and the
// headline is not: encyclopedias put a definition there.
func (g graph) title(shown string) string {
	headline, name := g.article.text("headline"), g.article.text("name")
	if headline == "" || name != "" && strings.Contains(shown, name) && !strings.Contains(shown, headline) {
		return name
	}
	return headline
}

// text is a property as text of the first object of the page that has it.
func (g graph) text(name string) string {
	for _, n := range g.all {
		if s := n.text(name); s != "" {
			return s
		}
	}
	return ""
}

// names are the names of what a property holds: strings, objects with a name, or
// objects that point to such.
func (g graph) names(property string) []string {
	var out []string
	for _, v := range list(g.article[property]) {
		switch v := v.(type) {
		case string:
			if s := oneLine(html.UnescapeString(v)); s != "" && !strings.Contains(s, "://") {
				out = append(out, s)
			}
		case map[string]any:
			n := object(v)
			if id, ok := v["@id"].(string); ok && n.text("name") == "" {
				n = g.ids[id]
			}
			if s := n.text("name"); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// closed reports an article that says it is not free to read.
func (g graph) closed() bool {
	switch v := g.article["isAccessibleForFree"].(type) {
	case bool:
		return !v
	case string:
		return strings.EqualFold(v, "false")
	}
	return false
}

// address is the article's own.
func (g graph) address() string {
	if s := g.article.text("url"); s != "" {
		return s
	}
	switch v := g.article["mainEntityOfPage"].(type) {
	case string:
		return v
	case map[string]any:
		return object(v).text("@id")
	}
	return ""
}
