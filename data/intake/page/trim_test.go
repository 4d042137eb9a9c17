package page_test

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake/page"
)

// What sites put around a text goes, wherever it stands in the element of the article.
func TestFurnitureAtBothEnds(t *testing.T) {
	const h = "<h1>The ferry sails again</h1>"
	for name, c := range map[string]struct{ above, below string }{
		"tools above":         {above: "<p>Listen to this article</p><p>4 min read</p><p>Share</p>"},
		"tools in Arabic":     {above: "<p>استمع إلى المقال</p><p>شارك</p>", below: "<p>تابعونا على قناتنا</p>"},
		"a disclosure above":  {above: "<p>This post contains affiliate links: we may earn a commission if you buy through them.</p>"},
		"a disclosure below":  {below: "<p>When you buy through links on our site, we may earn an affiliate commission from shops.</p>"},
		"you may like":        {below: `<h3>You may also like</h3><ul><li>The whale of the northern cape</li><li>Bread is dearer than ever</li></ul><p>A short teaser on another text altogether</p>`},
		"you may like linked": {below: `<h3>You may also like</h3><ul><li><a href="/1">The whale of the northern cape</a></li><li><a href="/2">Bread is dearer</a></li></ul>`},
		"teasers with words":  {below: `<h3>Related articles</h3><div><h4><a href="/1">Whale seen</a></h4><p>A whale was seen off the northern cape on Sunday, the first in years.</p></div>`},
		"in Arabic":           {below: `<h3>مواضيع ذات صلة</h3><ul><li>حوت قبالة الرأس الشمالي</li></ul>`},
		"tags":                {below: "<p>Tags: ferry, island, storm</p>"},
		"tags in a list":      {below: "<h4>Tags</h4><ul><li>ferry</li><li>island</li></ul>"},
		"a tag's popup":       {below: `<div class="tag-popover"><p>Island news: all that we write on the islands of the north, their people, boats and birds.</p></div>`},
		"a newsletter":        {below: "<p>Sign up for our newsletter to get all that is new every morning.</p>"},
		"follow us":           {below: "<p>Follow us on Facebook and Twitter</p><p>© 2017 The Mill. All rights reserved.</p>"},
		"rights":              {below: "<p>Copyright 2017 The Mill</p>"},
		"a permalink":         {below: `<h3><a href="#end">¶</a></h3>`},
	} {
		t.Run(name, func(t *testing.T) {
			p := read(t, wrapped("", "<article>"+h+c.above+paragraphs(1, 5)+c.below+"</article>"), "")
			if !strings.HasPrefix(p.Text, report[0]) || !strings.HasSuffix(p.Text, report[4]+"\n") {
				t.Errorf("got:\n%s", p.Text)
			}
			expect(t, p, "12345")
		})
	}
}

func TestListsOfOtherTextsWithinTheText(t *testing.T) {
	for _, list := range []string{
		`<h3>Read also</h3><ul><li>The whale of the northern cape</li><li>Bread is dearer than ever</li></ul>`,
		`<p><b>اقرأ أيضًا:</b></p><p><a href="/1">The whale of the northern cape</a></p>`,
		`<aside><h3>More on this story</h3><p>The whale of the northern cape swam on, as our reporter saw with her own eyes.</p></aside>`,
		`<p>Read more: <a href="/1">The whale of the northern cape</a></p>`,
	} {
		p := read(t, wrapped("", "<article><h1>The ferry sails again</h1>"+paragraphs(1, 3)+list+paragraphs(4, 5)+"</article>"), "")
		expect(t, p, "12345", "whale", "dearer")
	}
}

func TestTitleIsNotRepeated(t *testing.T) {
	for _, c := range []struct{ head, body string }{
		{"", "<h1>The ferry sails again</h1>"},
		{"", "<p>The ferry sails again</p>"},
		{"", "<h2>The Ferry Sails Again!</h2>"},
		{`<meta property="og:title" content="The ferry sails again after nine weeks of repairs">`, "<h1>The ferry sails again</h1><h2>The ferry sails again after nine weeks of repairs</h2>"},
		{ld(`{"@type":"Article","headline":"After the storm the ferry sails"}`), "<h1>The ferry sails again</h1><p>After the storm the ferry sails</p>"},
	} {
		p := read(t, wrapped(c.head, "<article>"+c.body+paragraphs(1, 5)+"</article>"), "")
		if !strings.HasPrefix(p.Text, report[0]) {
			t.Errorf("%s %s:\n%s", c.head, c.body, p.Text)
		}
	}
}

// Lines on who wrote the text and when are fields and no text.
func TestCreditsAreFields(t *testing.T) {
	for _, line := range []string{
		"By Ada Marsh | Monday, 4 March 2019", "Ada Marsh, 4 March 2019 14:20 GMT", "Published: 4 March 2019", "Updated on 1 June 2023 at 10:00", "Last updated: 1 June 2023",
		"Montag, 4. März 2019", "Publié le lundi 4 mars 2019", "Actualizado el martes 5 de marzo de 2019", "الاثنين 4 مارس 2019", "آخر تحديث: الثلاثاء 5 مارس 2019", "понедельник, 4 марта 2019", "4 Mart 2019 Pazartesi", "lunedì 4 marzo 2019",
	} {
		p := read(t, wrapped(`<meta name="author" content="Ada Marsh">`, "<article><h1>The ferry sails again</h1><p>"+line+"</p>"+paragraphs(1, 5)+"</article>"), "")
		if !strings.HasPrefix(p.Text, report[0]) {
			t.Errorf("%q stands in the text", line)
		}
		if p.Published.Value.IsZero() && p.Changed.Value.IsZero() {
			t.Errorf("%q gives no day", line)
		}
	}
}

// Pages of other make: no <article>, no <p>, tables for layout, posts of a forum.
func TestPagesOfOtherMake(t *testing.T) {
	breaks := strings.Join(report, "<br><br>")
	for name, body := range map[string]string{
		"a box with breaks":        `<div class="x"><h2>The ferry sails again</h2>` + breaks + `</div>`,
		"boxes for paragraphs":     `<div class="x"><h2>The ferry sails again</h2><div>` + strings.Join(report, "</div><div>") + `</div></div>`,
		"spans for paragraphs":     `<div class="x"><span>` + strings.Join(report, "</span><br/><br/><span>") + `</span></div>`,
		"tables for layout":        `<table width="100%"><tr><td width="20%"><a href="/1">News</a><br><a href="/2">Sport</a><br><a href="/3">Weather</a></td><td><font size="2"><b>The ferry sails again</b><br><br>` + breaks + `</font></td></tr><tr><td colspan="2"><font size="1">Copyright 2017 The Mill</font></td></tr></table>`,
		"tables within tables":     `<center><table><tr><td><table><tr><td><a href="/1">News</a></td></tr></table></td><td><table><tr><td><p>` + strings.Join(report, "<p>") + `</td></tr></table></td></tr></table></center>`,
		"a post of a forum":        `<div class="thread"><div class="post" id="post1"><div class="author">Ada</div><div class="post-content">` + breaks + `</div></div></div>`,
		"an entry of a blog":       `<div id="content"><div class="hentry"><h2 class="entry-title"><a href="/2017/03/ferry">The ferry sails again</a></h2><div class="entry-content">` + paragraphs(1, 5) + `</div><div class="entry-utility">Posted in <a href="/c">Boats</a> | <a href="#r">3 replies</a></div></div></div><div id="comments"><ol class="commentlist"><li class="comment"><p>What a day that was, and the whale that swam along all the way to the cape!</p></li></ol></div>`,
		"a page of a wiki":         `<div id="content"><h1 id="firstHeading">The ferry sails again</h1><div id="bodyContent"><div id="toc"><ul><li><a href="#a">1 Start</a></li></ul></div>` + paragraphs(1, 5) + `<div id="catlinks"><a href="/c">Boats</a></div></div></div>`,
		"sections of one text":     `<main><section>` + paragraphs(1, 2) + `</section><section>` + paragraphs(3, 5) + `</section></main>`,
		"words in <pre>":           `<pre>` + strings.Join(report, "\n\n") + `</pre>`,
		"a custom element":         `<my-article><my-text>` + paragraphs(1, 5) + `</my-text></my-article>`,
		"a frame of old date":      `<body bgcolor="#ffffff"><basefont face="Arial"><p align="justify">` + strings.Join(report, `<p align="justify">`),
		"lists for paragraphs":     `<article><ul><li>` + strings.Join(report, "</li><li>") + `</li></ul></article>`,
		"quotations as paragraphs": `<article><h1>The ferry sails again</h1><blockquote>` + strings.Join(report, "</blockquote><blockquote>") + `</blockquote></article>`,
	} {
		t.Run(name, func(t *testing.T) {
			p := read(t, wrapped("", body), "")
			expect(t, p, "12345", "whale", "Weather", "Boats")
			if strings.Contains(name, "lists") && blockOf(p, "(3)") != data.ListItem || strings.Contains(name, "quotations") && blockOf(p, "(3)") != data.Quotation {
				t.Errorf("blocks: %v", p.Blocks)
			}
		})
	}
}

// A short notice is the text of its page.
func TestShortArticles(t *testing.T) {
	for _, body := range []string{
		"<article><h1>The ferry sails again</h1><p>" + report[0] + "</p></article>",
		`<div class="article-body"><p>` + report[0] + "</p></div>",
		`<main><h1>The ferry sails again</h1><p>` + report[0] + `</p></main>`,
	} {
		p := read(t, wrapped("", body+`<footer><p>Our archive holds the papers of two hundred years, and members read them all without charge.</p></footer>`), "")
		expect(t, p, "1", "archive", "Home")
	}
	if _, err := page.Read(t.Context(), wrapped("", ""), ""); err == nil {
		t.Error("a page without a text has one")
	}
}

// The footer of a page is no text, whatever sentences it has.
func TestFooterOfAPage(t *testing.T) {
	const footer = `<footer><p>Our archive holds the papers of two hundred years, and members read them all without charge.</p></footer>`
	for _, body := range []string{
		"<article><h1>The ferry sails again</h1>" + paragraphs(1, 5) + "</article>" + footer,
		`<div id="page"><article><h1>The ferry sails again</h1>` + paragraphs(1, 5) + "</article>" + footer + "</div>",
		`<div id="page"><div class="text"><h1>The ferry sails again</h1>` + paragraphs(1, 5) + "</div>" + footer + "</div>",
		`<div id="page"><div class="text"><h1>The ferry sails again</h1>` + paragraphs(1, 5) + `</div><div class="footer">` + footer[len("<footer>"):len(footer)-len("</footer>")] + "</div></div>",
	} {
		expect(t, read(t, wrapped("", body), ""), "12345", "archive")
	}
}
