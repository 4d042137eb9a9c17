package main

import (
	"fmt"
	"text/tabwriter"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/intake"
)

// datesCmd prints the dates that a text names.
type datesCmd struct {
	File string `arg:"" help:"The text file." type:"path"`
	Date string `help:"The day on which the text appeared, from which \"yesterday\" is counted, or its month or year (default: the text's dateline)." placeholder:"YYYY-MM-DD"`
	Lang string `help:"The text's language, such as ar or en (default: guessed)." placeholder:"LANG"`
	JSON bool   `help:"One JSON array."`
}

// namedDate is a find as the dates command prints it; start and end are bytes of
// the text as it is read: in UTF-8, lines ended by one "\n", without a BOM.
type namedDate struct {
	Start      int       `json:"start"`
	End        int       `json:"end"`
	Text       string    `json:"text"`
	EDTF       string    `json:"edtf"`
	Zone       string    `json:"zone,omitempty"`
	Lo         int64     `json:"lo"`
	Hi         int64     `json:"hi"`
	Confidence float64   `json:"confidence"`
	Kind       find.Kind `json:"kind"`
	Why        find.Note `json:"why"`
	Readings   []string  `json:"readings,omitempty"`
}

// Run is kong's.
func (c *datesCmd) Run(p *program) error {
	options := find.Options{Lang: c.Lang}
	if c.Date != "" {
		day, err := dates.Parse(c.Date)
		if err != nil {
			return fmt.Errorf("--date: %w", err)
		}
		if start, _, interval := day.Parts(); interval || start.Precision == dates.PrecisionSeason || start.X != 0 {
			return fmt.Errorf("--date: %q is not a day, month or year", c.Date)
		}
		options.Published = day
	}
	text, err := intake.ReadText(p.files, c.File)
	if err != nil {
		return err
	}
	all := []namedDate{}
	for _, f := range find.Dates(text.Body, options) {
		d := namedDate{f.Start, f.End, f.Text, f.Date.EDTF, f.Zone, f.Date.Lo, f.Date.Hi, f.Confidence, f.Kind, f.Why, nil}
		for _, r := range f.Readings {
			d.Readings = append(d.Readings, r.Date.EDTF)
		}
		all = append(all, d)
	}
	if c.JSON {
		return p.printJSON(all)
	}
	table := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	for _, d := range all {
		fmt.Fprintf(table, "%d-%d\t%s\t%.2f\t%s\t%s\n", d.Start, d.End, d.EDTF, d.Confidence, d.Kind, printable(d.Text))
	}
	return table.Flush()
}
