package sheets

import (
	"context"
	"fmt"
	"io"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/print/poster"
)

// Formats are the lines of both in the table of formats.
func Formats(fonts poster.Fonts) []form.Format {
	line := func(name, title string, knows []form.LookPart, write func(*sheet, context.Context) (form.Dropped, error)) form.Format {
		return form.Format{
			Name: name, Title: title, Endings: []string{".pdf"}, Group: form.GroupPicture, Pictures: true, Asked: true,
			Speaks: i18n.Languages(), Knows: append([]form.LookPart{form.LookTitle, form.LookByline, form.LookPaper}, knows...), Loses: poster.Loses(),
			Write: func(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
				s, err := newSheet(w, from, fonts)
				if err == nil {
					var lost form.Dropped
					if lost, err = write(s, ctx); err == nil {
						return lost, nil
					}
				}
				return nil, fmt.Errorf("%s: %w", name, err)
			},
		}
	}
	return []form.Format{
		line("pdf-poster", "PDF poster", []form.LookPart{form.LookAbout, form.LookTheme}, (*sheet).poster),
		line("pdf-pages", "PDF pages", []form.LookPart{form.LookScale}, (*sheet).pages),
	}
}
