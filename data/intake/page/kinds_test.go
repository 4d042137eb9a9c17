package page_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake/page"
)

// The sentences of a report, each a paragraph that can be told by its number.
var report = []string{
	"The ferry to the northern island left the old quay at dawn for the first time since the storm of 12 January 2017, with forty passengers aboard (1).",
	"Its captain, who had waited nine weeks for a new rudder, said that the crossing took two hours and that the sea was as flat as a table (2).",
	"On 3 March 2017 the council had paid the first part of the repairs, and a shipyard on the mainland had lent two of its welders for a month (3).",
	"Shopkeepers on the island counted what was left on their shelves, and the school opened its kitchen for those who had run out of flour (4).",
	"The next boat is planned for Friday, and from April there will be two on every weekday until the end of the season in October 2017 (5).",
}

func paragraphs(from, to int) string {
	return "<p>" + strings.Join(report[from-1:to], "</p><p>") + "</p>"
}

func wrapped(head, body string) string {
	return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The ferry sails again</title>` + head + `</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>` + body + `</body></html>`
}

// expect asserts that the numbered sentences are in the text, in order, and nothing of
// what is foreign.
func expect(t *testing.T, p page.Page, numbers string, foreign ...string) {
	t.Helper()
	at := 0
	for _, n := range numbers {
		i := strings.Index(p.Text[at:], fmt.Sprintf("(%c)", n))
		if i < 0 {
			t.Fatalf("sentence %c is missing or out of order:\n%s", n, p.Text)
		}
		at += i
	}
	for _, words := range foreign {
		if strings.Contains(p.Text, words) {
			t.Errorf("%q is in the text:\n%s", words, p.Text)
		}
	}
}

func blockOf(p page.Page, words string) data.BlockKind {
	for _, b := range p.Blocks {
		if strings.Contains(p.Text[b.Start:b.End], words) {
			return b.Kind
		}
	}
	return ""
}

func TestParagraphsThatAreLinks(t *testing.T) {
	for _, link := range []string{
		`<div class="w"><p><a href="/x"><strong>%s</strong></a></p></div>`, `<p><strong><a href="/x">%s</a></strong></p>`, `<div><a href="/x">%s</a></div>`, `<blockquote><a href="/x">%s</a></blockquote>`,
	} {
		p := read(t, wrapped("", "<article><h1>The ferry sails again</h1>"+paragraphs(1, 2)+fmt.Sprintf(link, "The insurers had refused to pay for the second time on 20 February 2017 (a).")+
			paragraphs(3, 5)+`<p><a href="/y">Read more: the night of the storm, told by those who were there.</a></p></article>`), "")
		expect(t, p, "12a345", "Read more")
	}
	rows := `<p><a href="/1">The mayor says that she will not run again this year.</a></p><p><a href="/2">A whale was seen off the northern cape on Sunday.</a></p><p><a href="/3">Bread is dearer than last year in all the shops.</a></p>`
	p := read(t, wrapped("", "<article>"+paragraphs(1, 5)+rows+"</article>"), "")
	expect(t, p, "12345", "whale", "mayor")
}

func TestTextInBoxesOfAnyName(t *testing.T) {
	for _, name := range []string{"share-body", "social-text", "comment-text", "extra", "article-footer", "tools", "widget-text", "promo", "related-text", "sidebar-copy", "popular", "tags-body"} {
		t.Run(name, func(t *testing.T) {
			box := func(from, to int) string { return `<div class="` + name + `">` + paragraphs(from, to) + "</div>" }
			expect(t, read(t, wrapped("", "<article><h1>The ferry sails again</h1>"+box(1, 2)+box(3, 3)+paragraphs(4, 5)+"</article>"), ""), "12345")
			expect(t, read(t, wrapped("", "<article><h1>The ferry sails again</h1>"+paragraphs(1, 3)+box(4, 5)+"</article>"), ""), "12345")
			other := func(at int, name string) string { return `<div class="` + name + `">` + paragraphs(at, at) + "</div>" }
			all := other(1, "share") + other(2, "social") + other(3, name) + other(4, "extra") + other(5, "footer-text")
			expect(t, read(t, wrapped("", "<article><h1>The ferry sails again</h1>"+all+"</article>"), ""), "12345")
			expect(t, read(t, wrapped("", `<div id="content"><h1>The ferry sails again</h1>`+all+"</div>"), ""), "12345")
		})
	}
}

func TestCommentsAreNoText(t *testing.T) {
	comment := `<div class="comment"><cite>Ada</cite><p>I was on that boat and it was anything but flat, I can tell you, we were all sick before the lighthouse.</p></div>`
	for _, comments := range []string{comment + comment, `<div class="comments"><h3>Comments</h3>` + comment + `</div>`, `<section id="comments">` + comment + comment + `</section>`} {
		expect(t, read(t, wrapped("", "<article><h1>The ferry sails again</h1>"+paragraphs(1, 5)+comments+"</article>"), ""), "12345", "lighthouse")
		expect(t, read(t, wrapped("", "<article><h1>The ferry sails again</h1>"+paragraphs(1, 5)+"</article>"+comments), ""), "12345", "lighthouse")
	}
}

func TestConsentBoxesAreNoText(t *testing.T) {
	long := strings.Repeat("<p>We and our partners store information on your device, such as cookies, to measure how this service is used and to show offers that fit you, and you can change your mind at any time.</p>", 8)
	for name, box := range map[string]string{
		"dialog":       `<div role="dialog"><h2>Your privacy</h2>` + long + `<button>Accept</button></div>`,
		"by its name":  `<section id="onetrust-banner-sdk">` + long + `</section>`,
		"by its words": `<div class="x1"><div>` + long + `<a href="#">Accept all</a> <a href="#">Manage settings</a></div></div>`,
		"in Arabic":    `<div class="x2">` + strings.Repeat("<p>نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لتخزين معلومات على جهازك وقياس استخدام الخدمة، ويمكنك تغيير رأيك في الإعدادات متى شئت.</p>", 8) + `<button>موافق</button></div>`,
		"in German":    `<div class="x3">` + strings.Repeat("<p>Wir und unsere Partner speichern Cookies auf Ihrem Gerät, um die Nutzung zu messen; Ihre Einwilligung können Sie jederzeit widerrufen.</p>", 8) + `<button>Alle akzeptieren</button></div>`,
	} {
		t.Run(name, func(t *testing.T) {
			p := read(t, wrapped("", box+`<div id="content"><h1>The ferry sails again</h1>`+paragraphs(1, 2)+"</div>"), "")
			expect(t, p, "12", "partners", "Partner", "شركاؤنا", "privacy")
			if p = read(t, wrapped("", `<div id="content"><h1>The ferry sails again</h1>`+paragraphs(1, 2)+"</div>"+box), ""); strings.Contains(p.Text, "artner") {
				t.Errorf("below the text: %s", p.Text)
			}
		})
	}
	about := "<p>The new law on cookies asks for consent before anything is stored on your device, and partners of a site must be named (a).</p>"
	expect(t, read(t, wrapped("", `<div id="content"><h1>The law on cookies</h1>`+about+paragraphs(1, 3)+"</div>"), ""), "a123")
}

func TestNotesAndExponents(t *testing.T) {
	for markup, want := range map[string]string{
		`cut in 1923<sup id="r5"><a href="#n5">[5]</a></sup> and`:  "cut in 1923[5] and",
		"in 1931<sup>2</sup>, when":                                "in 1931[2], when",
		"in 1931<sup>2,3</sup> when":                               "in 1931[2,3] when",
		`<sup class="footnote">a</sup>word`:                        "[a]word",
		"said<sup>*</sup> he":                                      "said[*] he",
		`in 1931<a href="#fn"><sup>7</sup></a>.`:                   "in 1931[7].",
		`in 1931<a href="#fn2">2</a>, when`:                        "in 1931[2], when",
		`in 1931<span class="footnote-ref">2</span> when`:          "in 1931[2] when",
		`in 1931<span style="vertical-align: super">2</span> when`: "in 1931[2] when",
		`see <a href="#part">part two</a> of it`:                   "see part two of it",
		"40<sup>th</sup> Street":                                   "40th Street",
		"1<sup>er</sup> mai":                                       "1er mai",
		"12 km<sup>2</sup> large":                                  "12 km² large",
		"10<sup>-6</sup> of it":                                    "10⁻⁶ of it",
		"H<sub>2</sub>O":                                           "H2O",
		"Brand<sup>TM</sup>":                                       "BrandTM",
		"عام 1931<sup>2</sup>، حين":                                "عام 1931[2]، حين",
	} {
		f, err := page.ReadFragment(t.Context(), "<p>"+markup+"</p>")
		if err != nil || strings.TrimSpace(f.Text) != want {
			t.Errorf("%s: got %q, %v; want %q", markup, f.Text, err, want)
		}
	}
}

func TestTextOfJSONLD(t *testing.T) {
	body := strings.Join(report, `\n\n`)
	script := ld(`{"@type":"NewsArticle","headline":"The ferry sails again","articleBody":"` + body + `"}`)
	for name, markup := range map[string]string{
		"alone":                  wrapped(script, `<div id="root"></div><noscript>Please turn scripts on.</noscript>`),
		"beside a teaser":        wrapped(script, `<article><h1>The ferry sails again</h1><p>`+report[0]+`</p></article>`),
		"beside another text":    wrapped(script, `<div><p>`+strings.Repeat("Our archive holds the papers of two hundred years, and members read them all without charge. ", 6)+`</p></div>`),
		"as HTML":                wrapped(ld(`{"@type":"NewsArticle","articleBody":"<p>`+strings.Join(report, `</p><p>`)+`</p>"}`), `<div id="root"></div>`),
		"with bare line ends":    wrapped(ld(`{"@type":"NewsArticle","articleBody":"`+strings.Join(report, "\n")+`"}`), `<div id="root"></div>`),
		"within a graph of many": wrapped(ld(`{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["ReportageNewsArticle"],"articleBody":"`+body+`"}]}`), `<div id="root"></div>`),
	} {
		t.Run(name, func(t *testing.T) {
			p := read(t, markup, "")
			expect(t, p, "12345", "archive")
			if !p.Told || strings.Count(p.Text, "\n\n") != 4 {
				t.Errorf("told: %v\n%s", p.Told, p.Text)
			}
		})
	}
	if p := read(t, wrapped(script, "<article>"+paragraphs(1, 5)+"</article>"), ""); p.Told {
		t.Error("the text of the page is as long, and was not taken")
	}
}

func TestTimesOfALiveReport(t *testing.T) {
	for _, stamp := range []string{`<time datetime="2017-03-04T%[1]s:00Z">%[1]s</time>`, `<div class="time">%s</div>`, `<span class="stamp">%s GMT</span><br>`, `<p><b>%s</b></p>`, `<div>الساعة %s</div>`} {
		post := func(clock, words string) string {
			return `<article class="post">` + fmt.Sprintf(stamp, clock) + "<h3>Entry</h3><p>" + words + "</p></article>"
		}
		for _, words := range [][]string{{"The boat leaves (1).", "Cranes vote: 4 for (2).", "It is at sea (3)."}, report[:3]} {
			p := read(t, wrapped("", `<main><h1>The ferry sails: live</h1><div class="live">`+post("14:20", words[0])+post("15:05", words[1])+post("17:40", words[2])+"</div></main>"), "")
			order := 0
			for _, part := range []string{"14:20", "(1)", "15:05", "(2)", "17:40", "(3)"} {
				i := strings.Index(p.Text[order:], part)
				if i < 0 {
					t.Fatalf("%s: %s is missing:\n%s", stamp, part, p.Text)
				}
				order += i
			}
		}
	}
}

func TestCaptionsAreKeptAsSuch(t *testing.T) {
	for _, figure := range []string{
		`<figure><img src="a.jpg"><figcaption>The quay on 24 February 2017. Photo: Desk</figcaption></figure>`,
		`<div class="image"><img src="a.jpg"><p class="caption">The quay on 24 February 2017. Photo: Desk</p></div>`,
		`<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">The quay on 24 February 2017.</p></div>`,
	} {
		for at := range 6 {
			body := figure + paragraphs(1, 5)
			if at > 0 {
				body = paragraphs(1, at) + figure
				if at < 5 {
					body += paragraphs(at+1, 5)
				}
			}
			p := read(t, wrapped("", "<article><h1>The ferry sails again</h1>"+body+"</article>"), "")
			expect(t, p, "12345")
			if blockOf(p, "The quay on 24 February") != data.PictureCaption {
				t.Errorf("after %d paragraphs of %s: %v\n%s", at, figure, p.Blocks, p.Text)
			}
		}
	}
	p := read(t, wrapped("", "<article>"+paragraphs(1, 5)+`<div class="related"><figure><a href="/x"><figcaption>A whale</figcaption></a></figure></div></article>`), "")
	expect(t, p, "12345", "whale")
}

func TestHiddenRestOfAText(t *testing.T) {
	for name, box := range map[string]string{
		"called more":         `<div class="more" style="display:none">` + paragraphs(3, 5) + `</div>`,
		"before a button":     `<div style="display: none">` + paragraphs(3, 5) + `</div><button>Read more</button>`,
		"before a link":       `<div hidden>` + paragraphs(3, 5) + `</div><a href="#">Continue reading</a>`,
		"an Arabic button":    `<section style="visibility:hidden">` + paragraphs(3, 5) + `</section><button>اقرأ المزيد</button>`,
		"hidden from readers": `<div class="collapsed" aria-hidden="true">` + paragraphs(3, 5) + `</div><a class="btn">Show more</a>`,
		"folded paragraphs":   `<p style="display:none">` + report[2] + `</p><p style="display:none">` + report[3] + `</p><p style="display:none">` + report[4] + `</p><button>Show more</button>`,
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, read(t, wrapped("", "<article><h1>The ferry sails again</h1>"+paragraphs(1, 2)+box+"</article>"), ""), "12345")
		})
	}
	p := read(t, wrapped("", "<article>"+paragraphs(1, 4)+`<div style="display:none"><p>`+report[4]+"</p></div></article>"), "")
	if strings.Contains(p.Text, "(5)") || p.Refused == 0 {
		t.Errorf("what stays hidden is left out with a count: %d\n%s", p.Refused, p.Text)
	}
}

// An element that says it holds the article counts more than longer prose elsewhere.
func TestTheArticleAmongLongerText(t *testing.T) {
	long := strings.Repeat("<p>Anyone may write here, and I think that the old boat was the better one, for it never needed a rudder in all the years that my father sailed it.</p>", 12)
	for _, holder := range []string{`<div itemprop="articleBody">%s</div>`, `<div class="article-body">%s</div>`, `<div id="storyText">%s</div>`, `<article><h1>The ferry sails again</h1>%s</article>`} {
		p := read(t, wrapped("", fmt.Sprintf(holder, paragraphs(1, 3))+`<div class="x">`+long+"</div>"), "")
		expect(t, p, "123", "my father")
		if p.Refused == 0 {
			t.Errorf("%s: the other candidate was refused without a word", holder)
		}
	}
}

// Names of wrappers do not take the article away with them.
func TestNamesOfWrappers(t *testing.T) {
	long := strings.Repeat("<p>Anyone may write here, and I think that the old boat was the better one, for it never needed a rudder in all the years that my father sailed it.</p>", 6)
	for _, open := range []string{
		`<div class="has-sidebar"><div class="main">`, `<div class="content sidebar-right"><div>`, `<div id="left-sidebar-layout"><div>`, `<div class="page related-layout"><div>`, `<div class="with-comments comments-open"><div>`,
		`<div><article class="post type-post category-social tag-trending tag-popular">`, `<div class="subscribe-wall"><div class="entry-content">`, `<form id="aspnetForm"><div>`,
	} {
		body := open + `<h1>The ferry sails again</h1>` + paragraphs(1, 5)
		if strings.Contains(open, "<article") {
			body += "</article></div>"
		} else if strings.Contains(open, "<form") {
			body += "</div></form>"
		} else {
			body += "</div></div>"
		}
		p := read(t, wrapped("", body+`<section class="comments"><h3>Comments</h3>`+long+"</section>"), "")
		t.Run(open, func(t *testing.T) { expect(t, p, "12345", "my father") })
	}
}

// A page all in one box with its consent box keeps its text.
func TestConsentBoxInTheBoxOfAll(t *testing.T) {
	box := `<div><p>We use cookies and share data with our partners; see the settings on your device for your consent.</p><button>Accept</button></div>`
	expect(t, read(t, wrapped("", `<div id="all">`+box+`<div>`+paragraphs(1, 5)+`</div></div>`), ""), "12345", "partners")
}

// The posts of a thread stay together.
func TestPostsOfAThread(t *testing.T) {
	body := ""
	for _, s := range report {
		body += `<div class="message"><div class="user">Ada</div><div class="post-content"><p>` + s + `</p></div></div>`
	}
	expect(t, read(t, wrapped("", `<div class="thread"><h1>The ferry sails again</h1>`+body+"</div>"), ""), "12345")
}

// A heading that is longer than any is a paragraph, and takes no more memory than one.
func TestALongHeadingIsAParagraph(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("title ", 2<<20/6))
	markup := "<html><head><title>" + long + "</title><meta property=og:title content='" + long + "'></head><body><h1>" + long + "</h1><h2>A heading</h2><p>The end of it all.</p>"
	before := allocated()
	p, err := page.Read(t.Context(), markup, "")
	if err != nil {
		t.Fatal(err)
	}
	if took := (allocated() - before) / uint64(len(markup)); took > 40 {
		t.Errorf("took %d times the page in memory", took)
	}
	if !strings.HasPrefix(p.Text, long) || len(p.Blocks) != 1 || p.Blocks[0].Kind != data.Heading || len(p.Title.Value) > 1000 {
		t.Errorf("%d bytes, blocks %v, title of %d bytes", len(p.Text), p.Blocks, len(p.Title.Value))
	}
}

// allocated is how many bytes were allocated so far.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
