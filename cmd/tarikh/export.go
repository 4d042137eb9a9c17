package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/adrg/xdg"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/packet"
	"tarikh.org/tarikh/data/exchange/take"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/print/chronology"
	"tarikh.org/tarikh/ui/print/mapsheet"
	"tarikh.org/tarikh/ui/print/markdown"
	"tarikh.org/tarikh/ui/print/office"
	"tarikh.org/tarikh/ui/print/page"
	"tarikh.org/tarikh/ui/print/picture"
	"tarikh.org/tarikh/ui/print/sheets"
	"tarikh.org/tarikh/ui/print/slides"
	"tarikh.org/tarikh/ui/print/svg"
	"tarikh.org/tarikh/ui/state"
)

// publishedFormats are the formats that are read or written: those of package exchange, and
// those that need what the interface draws with.
func publishedFormats() []form.Format {
	document := chronology.Format(posterFonts)
	places := gazetteer.New()
	world := scene.NewWorld(outline.New(), places)
	return slices.Concat(exchange.Formats(), []form.Format{page.Format(), page.FolderFormat(), picture.Format(posterFonts), document}, office.Formats(),
		[]form.Format{markdown.Format(), packet.Format(document, page.Format(), packetWords)}, svg.Formats(posterFonts),
		mapsheet.Formats(posterFonts, places, world), sheets.Formats(posterFonts), slides.Formats(posterFonts, places, world))
}

// exportCmd writes a library as a file of a format.
type exportCmd struct {
	Library  string `arg:"" help:"The library." type:"library"`
	Output   string `short:"o" required:"" help:"The file to write, or the folder, which must not exist." type:"path" placeholder:"FILE"`
	As       string `help:"The format, where the ending of the file does not tell it (\"tarikh formats\" lists them)." placeholder:"FORMAT"`
	Query    string `help:"Only the events that a filter finds, as in the window: words, tag:trade, track:…" placeholder:"QUERY"`
	From     string `help:"Only events that end on or after a date." placeholder:"DATE"`
	To       string `help:"Only events that begin on or before a date." placeholder:"DATE"`
	Lang     string `help:"Language of what the format says itself: en, ar; both, as a page has it." enum:",en,ar,both" default:"" placeholder:"en|ar|both"`
	Notes    string `help:"Which notes go along: none; mine, without private ones; all, private ones, too. tarikh-json has all." enum:",none,mine,all" default:"" placeholder:"none|mine|all"`
	Articles string `help:"How much of the articles goes along: none; excerpts, the default; full. tarikh-json has all." enum:",none,excerpts,full" default:"" placeholder:"none|excerpts|full"`
	Title    string `help:"Title of the whole, in place of the library's." placeholder:"WORDS"`
	About    string `help:"What it shows, in a few sentences." placeholder:"WORDS"`
	Byline   string `help:"Who made it." placeholder:"WORDS"`
	Theme    string `help:"Colours: light, dark, or auto, as the reader's system has them." enum:",light,dark,auto" default:"" placeholder:"light|dark|auto"`
	Paper    string `help:"Paper: A4, A3, letter, or WIDTHxHEIGHTmm." placeholder:"PAPER"`
	Size     string `help:"Width x height of a picture, in units; a height of 0 is as much as it takes to name every event." placeholder:"WxH"`
	Scale    string `help:"Pixels to the unit." placeholder:"NUMBER"`
	Story    string `help:"The one story that slides tell, by its name; all of them without it." placeholder:"NAME"`
	JSON     bool   `help:"Report as JSON." name:"json"`
}

// exported is what the command reports.
type exported struct {
	Files    []string     `json:"files"`
	Format   string       `json:"format"`
	Events   int          `json:"events"`
	Excerpts int          `json:"excerpts"`
	Articles int          `json:"articles"`
	Notes    int          `json:"notes"`
	Bytes    int64        `json:"bytes"`
	Lost     []form.Count `json:"lost"`
}

// Run is kong's.
func (c *exportCmd) Run(p *program) error {
	publisher := p.publisher()
	format, err := publisher.Format(c.As, c.Output)
	if err != nil {
		return refused(err)
	}
	look, err := c.look()
	if err != nil {
		return err
	}
	return p.reading(c.Library, func(ctx context.Context, store data.Store) error {
		taken, err := c.take(ctx, p, store, format, look)
		if errors.Is(err, data.ErrUnindexed) {
			return fmt.Errorf("%s: %w; open it once in the window, or run: tarikh check --repair", c.Library, err)
		}
		if err != nil {
			return refused(err)
		}
		done, err := publisher.Publish(ctx, app.Publication{Format: format, Path: c.Output, Library: c.Library}, taken, nil)
		if err != nil {
			return refused(fmt.Errorf("export %s: %w", c.Output, err))
		}
		return c.report(p, format, done)
	})
}

// publisher writes files of other formats.
func (p *program) publisher() *app.Publisher {
	return &app.Publisher{Formats: p.formats, Files: p.files, Disk: file.Disk{Files: p.files}}
}

// refused is an error with the exit code of a wrong command line where it is one.
func refused(err error) error {
	if why, ok := errors.AsType[*app.RefusedError](err); ok {
		return problem{exitUsage, "export: " + why.Error()}
	}
	return err
}

// report says what was written.
func (c *exportCmd) report(p *program, format form.Format, done app.Published) error {
	locale, err := i18n.New(assets.Files, "en")
	if err != nil {
		return err
	}
	report := exported{
		Files: done.Files, Format: format.Name, Events: done.Events, Excerpts: done.Excerpts, Articles: done.Articles, Notes: done.Notes, Bytes: done.Bytes, Lost: []form.Count{},
	}
	for _, l := range done.Lost.Sorted() {
		report.Lost = append(report.Lost, form.Count{What: locale.T(l.What), Count: l.Count})
	}
	if c.JSON {
		return p.printJSON(report)
	}
	for _, l := range done.Lost.Sorted() {
		why := ": the format has no place for it"
		if form.Unshown(l.What) { // its name says why
			why = ""
		}
		fmt.Fprintf(p.err, "tarikh: %s: %d × %s left out%s\n", printable(c.Output), l.Count, printable(locale.T(l.What)), why)
	}
	return nil
}

// look is what the flags say of how it is to look.
func (c *exportCmd) look() (form.Look, error) {
	look := form.Look{Title: c.Title, About: c.About, Byline: c.Byline, Theme: c.Theme, Paper: c.Paper, Story: c.Story}
	if c.Paper != "" {
		if _, err := form.PaperSize(c.Paper); err != nil {
			return look, problem{exitUsage, "export: --paper: " + err.Error()}
		}
	}
	if c.Scale != "" {
		scale, err := strconv.ParseFloat(c.Scale, 64)
		if err != nil || !(scale > 0 && scale <= maxScale) {
			return look, problem{exitUsage, fmt.Sprintf("export: --scale %s: want a number above 0, up to %d", c.Scale, maxScale)}
		}
		look.Scale = scale
	}
	if c.Size != "" {
		m := sizePattern.FindStringSubmatch(c.Size)
		if m == nil {
			return look, problem{exitUsage, fmt.Sprintf("export: --size %q: want WIDTHxHEIGHT, such as 1440x420", c.Size)}
		}
		look.Size.Width, _ = strconv.ParseFloat(m[1], 64)
		look.Size.Height, _ = strconv.ParseFloat(m[2], 64)
	}
	return look, nil
}

// maxScale bounds what is asked for; a format may allow less.
const maxScale = 100

// take is what the flags select of the library.
func (c *exportCmd) take(ctx context.Context, p *program, store data.Store, format form.Format, look form.Look) (form.Taken, error) {
	s := take.Selection{Lang: c.Lang, Mine: p.names()}
	library, err := store.Library(ctx)
	if err != nil {
		return form.Taken{}, err
	}
	if format.Whole && (c.Query+c.From+c.To != "" || c.Notes != "" && c.Notes != "all" || c.Articles != "" && c.Articles != "full") {
		return form.Taken{}, problem{exitUsage, "export: " + format.Name + " is a whole library: --query, --from, --to, --notes and --articles are for other formats"}
	}
	s.Notes = map[string]take.Notes{"mine": take.MyNotes, "all": take.AllNotes}[c.Notes]
	s.Articles = map[string]take.Articles{"none": take.NoArticles, "full": take.FullTexts}[c.Articles]
	today := library.Axis().Day(time.Now())
	s.Query = query.Parse(c.Query, query.Options{Today: today})
	for _, f := range []struct {
		flag, text string
		date       *dates.Date
	}{{"--from", c.From, &s.From}, {"--to", c.To, &s.To}} {
		if f.text == "" {
			continue
		}
		date, ok := form.Human(f.text, today)
		if !ok {
			return form.Taken{}, problem{exitUsage, fmt.Sprintf("export: %s %s: this is not one date; 2022-02-04 is, and 2022", f.flag, f.text)}
		}
		*f.date = date
	}
	if !s.From.IsZero() && !s.To.IsZero() && s.From.Lo >= s.To.Hi {
		return form.Taken{}, problem{exitUsage, fmt.Sprintf("export: --from %s is not before --to %s", c.From, c.To)}
	}
	return p.publisher().Take(ctx, store, format, s, look)
}

// names are those under which the reader writes notes here.
func (p *program) names() []string {
	names := []string{author()}
	if kept, err := state.Load(p.files, filepath.Join(xdg.StateHome, "tarikh", "state.json")); err == nil {
		names = append(names, kept.Author)
	}
	return names
}
