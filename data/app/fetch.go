package app

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/web"
)

// Fetch fetches the texts of references, politely: one request a host at a time, a pause
// between, and what a server asks to wait. Each text is an edit of its own, and the queue
// is what has no text yet: a fetch that was ended goes on the next time where it was.
type Fetch struct {
	// LeadPictures says that the pictures which stand for pages are fetched, too.
	LeadPictures bool
	// Read reads an address with web.Manners that all reads share.
	Read Read
	// Sleep waits for a server that asks to.
	Sleep func(ctx context.Context, d time.Duration) error
	// Fill is Library.FillFetched.
	Fill func(ctx context.Context, d intake.Draft, reference data.ID) (Addition, error)
	// Told is called, from several goroutines, when something has happened.
	Told func(Fetched)
}

// FetchPause is the time between two requests to a host.
const FetchPause = time.Second

// How a server that has had enough is treated: how long is waited where it does not say,
// how long at most, and how many failures in a row say that a host is not there.
const (
	usualWait   = 30 * time.Second
	longestWait = 2 * time.Minute
	mostFailed  = 3
	hostsAtOnce = 4
)

// FetchState is how far the fetching of a reference is.
type FetchState string

// The states.
const (
	Fetching  FetchState = "fetching"
	Patient   FetchState = "waiting" // the server asks to wait
	Completed FetchState = "fetched"
	KeptOut   FetchState = "failed" // Err says why
	Left      FetchState = "left"   // not asked for, since the host does not answer now; Err says how
)

// Fetched is what has happened with a reference.
type Fetched struct {
	At    int // its place in the queue
	State FetchState
	Wait  time.Duration // of Patient
	Added Addition      // of Completed
	Draft intake.Draft  // of Completed, without its text: for its warnings
	Err   error
}

// DoubtfulText is why a page that came is not taken for the text of a reference: it has
// little text, or not what it says that it is about. A person may judge otherwise.
type DoubtfulText struct{ Warning intake.WarningKind }

func (e DoubtfulText) Error() string {
	if e.Warning == intake.Thin {
		return "the text of the page has little of what the page says it is about; open it in a browser, save it and bring the file in"
	}
	return "the page has very little text; open it in a browser, save it and bring the file in"
}

// FetchAddress is where the text of a reference may be: its address, or that of its DOI;
// "" for none.
func FetchAddress(a data.Article) string {
	if u, err := web.Parse(a.URL); err == nil && a.URL != "" {
		return u.String()
	}
	if doi := data.NormalDOI(a.Citation.DOI); doi != "" {
		return (&url.URL{Scheme: "https", Host: "doi.org", Path: "/" + doi}).String()
	}
	return ""
}

// FetchHost is the host that is asked for a reference.
func FetchHost(a data.Article) string {
	u, err := url.Parse(FetchAddress(a))
	if err != nil {
		return ""
	}
	return web.Host(u.Hostname())
}

// Unfetched are the references that have an address and no text, the queue of Fetch; among
// holds their IDs where not all are wanted.
func (l *Library) Unfetched(ctx context.Context, among []data.ID) ([]data.Article, error) {
	all, err := l.Articles(ctx)
	if err != nil {
		return nil, err
	}
	wanted := map[data.ID]bool{}
	for _, id := range among {
		wanted[id] = true
	}
	return slices.DeleteFunc(all, func(a data.Article) bool {
		return !a.IsReference() || FetchAddress(a) == "" || among != nil && !wanted[a.ID]
	}), nil
}

// Hosts are the hosts of a queue, each with the places of what it is asked for.
func Hosts(queue []data.Article) (hosts [][]int) {
	at := map[string]int{}
	for i, a := range queue {
		host := FetchHost(a)
		if _, known := at[host]; !known {
			at[host] = len(hosts)
			hosts = append(hosts, nil)
		}
		hosts[at[host]] = append(hosts[at[host]], i)
	}
	return hosts
}

// All fetches the texts of a queue, of some hosts at a time. It returns the error of the
// library, which ends it, or ctx.Err(); what fails otherwise is told.
func (f Fetch) All(ctx context.Context, queue []data.Article) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	hosts := Hosts(queue)
	parallel(len(hosts), hostsAtOnce, func(n int) {
		if err := f.host(ctx, queue, hosts[n]); err != nil {
			cancel(err)
		}
	})
	return context.Cause(ctx)
}

// host fetches what one host is asked for.
func (f Fetch) host(ctx context.Context, queue []data.Article, places []int) error {
	failed := 0
	for n, at := range places {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		f.Told(Fetched{At: at, State: Fetching})
		draft, err := f.read(ctx, at, queue[at])
		if err == nil {
			var added Addition
			added, err = f.Fill(ctx, draft, queue[at].ID)
			if err != nil && !ofTheRow(err) {
				return err
			}
			if err == nil {
				draft.Text, draft.Blocks, draft.Page.Body = "", nil, nil
				f.Told(Fetched{At: at, State: Completed, Added: added, Draft: draft})
				failed = 0
				continue
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		f.Told(Fetched{At: at, State: KeptOut, Err: err})
		kind := web.Kind("")
		if e, ok := errors.AsType[*web.Error](err); ok {
			kind = e.Kind
		}
		if failed++; kind != web.Unreachable && kind != web.Slow && kind != web.Blocked {
			failed = 0
		}
		if kind == web.Blocked || failed == mostFailed {
			for _, at := range places[n+1:] {
				f.Told(Fetched{At: at, State: Left, Err: fmt.Errorf("%s was not asked again: %w", FetchHost(queue[at]), err)})
			}
			return nil
		}
	}
	return nil
}

// ofTheRow reports an error of the store that is about one row: it was deleted or changed
// meanwhile, or does not take what came.
func ofTheRow(err error) bool {
	_, invalid := errors.AsType[*data.InvalidError](err)
	return invalid || errors.Is(err, data.ErrNotFound) || errors.Is(err, data.ErrConflict)
}

// FillFetched makes a page that was fetched the text of a reference (see FillReference).
// One that has got a text meanwhile keeps it: the Outcome is Existing then.
func (l *Library) FillFetched(ctx context.Context, d intake.Draft, reference data.ID) (Addition, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	article, err := l.Article(ctx, reference)
	if err != nil || !article.IsReference() {
		return Addition{Outcome: Existing, Article: article}, err
	}
	return l.addMatched(ctx, d, article)
}

// read reads the text of a reference. A server that asks to wait is asked once again.
func (f Fetch) read(ctx context.Context, at int, a data.Article) (intake.Draft, error) {
	source := intake.Named(FetchAddress(a))
	source.LeadPicture = f.LeadPictures
	draft, err := f.Read(ctx, source, nil)
	if e, ok := errors.AsType[*web.Error](err); ok && e.Kind == web.Blocked && e.Wait <= longestWait {
		wait := e.Wait
		if wait == 0 {
			wait = usualWait
		}
		f.Told(Fetched{At: at, State: Patient, Wait: wait})
		if err := f.Sleep(ctx, wait); err != nil {
			return intake.Draft{}, err
		}
		draft, err = f.Read(ctx, source, nil)
	}
	if err != nil {
		return intake.Draft{}, err
	}
	for _, w := range draft.Warnings {
		if w.Kind == intake.Short || w.Kind == intake.Thin {
			return intake.Draft{}, DoubtfulText{w.Kind}
		}
	}
	return draft, nil
}
