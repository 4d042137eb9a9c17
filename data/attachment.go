package data

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// Picture is a picture, or another file, that belongs to an event, an article or a story.
// Its bytes are stored once, as they were received, whatever has them: an Edit brings them
// as a Page, and Store.Page gives them.
type Picture struct {
	ID  ID
	Rev int64
	// Event, Article and Story say what it belongs to: one of them is not zero.
	Event   ID
	Article ID
	Story   ID
	// Position is where it is in the text of the article, in bytes; Lead for one that is
	// of the whole. A place that is behind the end, after the text has changed, is the end.
	Position int
	Order    int      // those of one position are shown by Order, then ID
	Hash     [32]byte // of the Page
	Type     string   // media type: "image/jpeg", "application/pdf"
	Width    int      // in pixels, as it is shown, after its orientation; 0 for other files
	Height   int
	Size     int64  // of the bytes
	Name     string // of the file as it was received; empty if unknown
	Caption  string
	Credit   string // who made it, as it is to be written beside it
	Source   string // the address it came from; empty if not from the web
	Licence  string
	Alt      string     // what can be seen, for those who do not see it
	Taken    dates.Date // zero if unknown
}

// Lead is the Position of a picture of a whole article; of those of events and stories it
// has no meaning.
const Lead = -1

// IsImage reports whether it can be shown, rather than opened with another program.
func (p Picture) IsImage() bool { return p.Width > 0 }

// Beside is the picture as it is shown in the text of its article: without a caption and a credit
// that the text has as the caption of a picture, so that nothing is read twice.
func (p Picture) Beside(a Article) Picture {
	for _, b := range a.Blocks {
		if b.Kind != PictureCaption || b.Start < 0 || b.End > len(a.Text) || b.Start > b.End {
			continue
		}
		said := strings.Join(strings.Fields(a.Text[b.Start:b.End]), " ")
		for _, words := range []*string{&p.Caption, &p.Credit} {
			if *words != "" && strings.Contains(said, strings.Join(strings.Fields(*words), " ")) {
				*words = ""
			}
		}
	}
	return p
}

// MaxPage is how many bytes a page, a picture or another file may have.
const MaxPage = MaxArticle

// maxSide is how many pixels a picture may have on a side: more than any that is decoded.
const maxSide = 1 << 20

// Validate returns an *InvalidError or nil.
func (p Picture) Validate() error {
	if err := KindPicture.Shape().check(&p); err != nil {
		return err
	}
	switch {
	case p.Hash == [32]byte{}:
		return invalid("picture", "page", "is missing")
	case count(p.Event, p.Article, p.Story) != 1:
		return invalid("picture", "target", "is not one event, article or story")
	case p.Position > 0 && p.Article == (ID{}):
		return invalid("picture", "position", "is in no text")
	case (p.Width == 0) != (p.Height == 0):
		return invalid("picture", "height", "does not fit the width")
	case p.Size < 1 || p.Size > MaxPage:
		return invalid("picture", "size", "is not that of a file")
	}
	return nil
}

// Story is a way through a library that a reader has laid out for others: its steps in
// their order.
type Story struct {
	ID    ID
	Rev   int64
	Name  string // by which it is listed
	Title string // that its first step is headed by; empty: its Name
	Lang  string // BCP 47, of its words; empty if unknown
	Order int    // stories are listed by Order, then ID
}

// Headline is what the story is headed by.
func (s Story) Headline() string {
	if s.Title != "" {
		return s.Title
	}
	return s.Name
}

// Validate returns an *InvalidError or nil.
func (s Story) Validate() error { return KindStory.Shape().check(&s) }

// StoryStep is a step of a story: an event, or what a filter chooses in a span of time, with
// words and a picture of its own.
type StoryStep struct {
	ID      ID
	Rev     int64
	Story   ID
	Order   int    // steps are shown by Order, then ID
	Event   ID     // zero: of none
	Query   string // see View; the step shows what it chooses
	Lo, Hi  int64  // see View
	Title   string // empty: that of the event
	Text    string
	Picture ID // which may be gone; zero: that of the event
}

// Validate returns an *InvalidError or nil.
func (s StoryStep) Validate() error {
	if err := KindStep.Shape().check(&s); err != nil {
		return err
	}
	switch {
	case s.Lo > s.Hi:
		return invalid("step", "span", "ends before it begins")
	case s.Event != (ID{}) && s.Query != "":
		return invalid("step", "query", "is beside an event")
	}
	return nil
}
