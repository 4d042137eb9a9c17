package imports

import (
	"context"
	"errors"
	"maps"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
)

// run is an import of some sources, one after the other.
type run struct {
	*Feature
	sources []source
	at      int
	done    func()

	read  reading      // of the source at hand
	track string       // of events without one, "" for the rule
	in    app.Incoming // what the library would get
	again bool         // the library was changed since it was compared
}

// next reads the next source.
func (r *run) next() {
	if r.at == len(r.sources) {
		r.end()
		return
	}
	s := r.sources[r.at]
	r.read, r.track, r.again = reading{}, "", false
	var read reading
	o, before := r.options(), maps.Clone(r.host.State.TablesRead)
	r.wait(r.title("import.reading"), func(ctx context.Context, l *app.Library, tell func(float64)) (err error) {
		o.Progress = tell
		if read, err = s.read(ctx, r.host.Files, o, before); err != nil || read.list == nil {
			return err
		}
		if read.known, err = l.Known(ctx, *read.list); err != nil {
			err = errors.Join(err, read.close())
		}
		return err
	}, func() {
		r.read = read
		switch {
		case read.list != nil && len(read.list.Entries) > 1:
			r.chooseEntries()
		case read.list != nil:
			r.readEntries(read.list.Usual())
		case read.sheet != nil && !read.sheet.settled():
			r.columns()
		default:
			r.compare()
		}
	})
}

// options are what a file does not say itself.
func (r *run) options() form.Options {
	return form.Options{Lang: r.host.Kit().Locale.Lang(), Now: r.host.Now()}
}

// compare compares what was read with the library, and shows what would come of it.
func (r *run) compare() { r.comparing(r.preview) }

// decided writes what was read, which the reader has seen already; what is to be decided
// beyond that is shown first.
func (r *run) decided() {
	r.comparing(func() {
		if r.in.Empty() || len(r.in.Conflicts)+len(r.in.Gone) > 0 {
			r.preview()
			return
		}
		r.write()
	})
}

func (r *run) comparing(then func()) {
	var in app.Incoming
	r.wait(r.title("import.comparing"), func(ctx context.Context, l *app.Library, tell func(float64)) (err error) {
		in, err = r.read.compare(ctx, l, r.track, tell)
		return err
	}, func() {
		r.in = in
		then()
	})
}

// title is a message about the source at hand.
func (r *run) title(key string) string {
	k := r.host.Kit()
	return k.T(key, "file", r.sources[r.at].name(k))
}

// leave goes on with the next source.
func (r *run) leave() {
	r.close()
	r.at++
	r.next()
}

// end ends the run.
func (r *run) end() {
	r.close()
	r.done()
}

// close closes the source at hand.
func (r *run) close() {
	if r.read.close == nil {
		return
	}
	if err := r.read.close(); err != nil {
		r.host.Log.Warn("a file that was imported", "error", err)
	}
	r.read.close = nil
}

// wait does work on another goroutine with the open library, and then calls done. What
// fails is told, and the next source is taken; one that is cancelled ends the run.
func (r *run) wait(title string, work func(ctx context.Context, l *app.Library, tell func(float64)) error, done func()) {
	t := r.host.Turn(title, func(err error) {
		switch {
		case err == nil:
			done()
		case errors.Is(err, context.Canceled):
			r.end()
		default:
			r.tell(err)
		}
	})
	library.Plan(r.host.Library, nil, func(closing context.Context, l *app.Library) (struct{}, error) {
		t.Do(closing, func(ctx context.Context, tell func(float64)) error { return work(ctx, l, tell) })
		return struct{}{}, nil
	}, func(struct{}, error) {})
}

// tell tells why the source at hand is not imported.
func (r *run) tell(err error) {
	k := r.host.Kit()
	d := k.Tell(r.host.Canvas, r.title("import.title"), r.say(err), k.T("button.ok"))
	d.OnClosed(r.leave)
}

// write writes what was decided, and shows what came.
func (r *run) write() {
	in, told := r.in, 0
	both := func() { // the progress is gone, and what is written is known
		if told++; told == 2 {
			r.leave()
		}
	}
	t := r.host.Turn(r.title("import.writing"), func(err error) {
		switch {
		case err == nil:
			both()
		case errors.Is(err, data.ErrConflict):
			r.again = true
			r.compare()
		case errors.Is(err, context.Canceled):
			r.end()
		default:
			r.tell(err)
		}
	})
	axis := r.host.Library.Axis()
	library.Use(r.host.Library, func(open context.Context, l *app.Library) (came span, err error) {
		err = t.Do(open, func(ctx context.Context, tell func(float64)) error { return l.Import(ctx, in, tell) })
		if err == nil {
			came = spanOf(in.Document.Events, axis)
		}
		return came, err
	}, func(came span, err error) {
		if err == nil {
			report, then := in.Report(), []control.Item(nil)
			if report.Articles+report.Filled >= manyTexts {
				then = append(then, r.host.Item("story"))
			}
			r.host.Tell(r.said(report), then...)
			r.goTo(came)
			both()
		}
	})
}

// manyTexts is from how many articles on what they report together is worth a look.
const manyTexts = 3

// goTo shows the time of what came, once it is loaded.
func (r *run) goTo(came span) {
	if came.hi <= came.lo {
		return
	}
	const around, least = 20, 12 * 60 * 60
	room := max((came.hi-came.lo)/around, least)
	var stop func()
	stop = r.host.Library.Subscribe(func(c library.Change) {
		if c.Kind == library.Edited {
			stop()
			r.strip.GoTo(came.lo-room, came.hi+room)
		}
	})
}

// said says what was imported.
func (r *run) said(report form.Report) string {
	k := r.host.Kit()
	file := r.sources[r.at].name(k)
	words := made(k, report)
	switch {
	case words != "" && report.Updated > 0:
		return k.T("import.done.both", "what", words, "updated", k.Locale.Count(report.Updated), "file", file)
	case words != "":
		return k.T("import.done", "what", words, "file", file)
	case report.Updated > 0:
		return k.T("import.done.updated", "updated", k.Locale.Count(report.Updated), "file", file)
	}
	return k.T("import.done.other", "file", file)
}
