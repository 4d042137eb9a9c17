package app

import (
	"context"
	"errors"
	"net/url"
	"path"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/offer"
	"tarikh.org/tarikh/data/intake/web"
)

// RemotePicture is a picture on the web whose address a file names for an event.
type RemotePicture struct {
	Event data.ID
	form.Link
	Where form.Place
}

// RemotePictures are the pictures of the events of a file that are on the web. They stay links
// unless FetchPictures is asked for them.
func (f Foreign) RemotePictures() (all []RemotePicture) {
	if f.Document.Own {
		return nil
	}
	for _, e := range f.Document.Events {
		if l := form.PictureOf(e.Event); l.URL != "" {
			all = append(all, RemotePicture{e.ID, l, e.Source.Place})
		}
	}
	return all
}

// PicturesFromWeb returns what FetchPictures gets pictures by: the web, with manners.
func PicturesFromWeb() func(ctx context.Context, address string) ([]byte, error) {
	client := web.Client{Manners: &web.Manners{Pause: FetchPause}}
	return func(ctx context.Context, address string) ([]byte, error) {
		answer, err := client.GetNamed(ctx, address, nil)
		return answer.Body, err
	}
}

// FetchPictures fetches the pictures of the events of a file that are on the web, one after the
// other, by the rules of pages (see PicturesFromWeb, which get is). They are taken
// with what is imported; one that does not come stays a link, and the reason is noted. progress
// is told how much is done, 0 to 1; it may be nil. The error is that of ctx.
func (f *Foreign) FetchPictures(ctx context.Context, get func(ctx context.Context, address string) ([]byte, error), progress func(done float64)) error {
	at := map[string][]RemotePicture{} // by address: each is fetched once
	var addresses []string
	for _, r := range f.RemotePictures() {
		if at[r.URL] == nil {
			addresses = append(addresses, r.URL)
		}
		at[r.URL] = append(at[r.URL], r)
	}
	failed := map[string]int{} // in a row, by host
	for i, address := range addresses {
		if progress != nil {
			progress(float64(i) / float64(len(addresses)))
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		skip := func(why form.Why) {
			for _, r := range at[address] {
				f.Document.Skip(r.Where, why, address)
			}
		}
		u, err := url.Parse(address)
		if err != nil || failed[u.Host] >= mostFailed {
			skip(form.PictureUnread)
			continue
		}
		if offer.IsFull(&f.Document) {
			skip(form.PictureMany)
			continue
		}
		raw, err := get(ctx, address)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if e, ok := errors.AsType[*web.Error](err); ok && e.Kind == web.Blocked {
				failed[u.Host] = mostFailed
			}
			failed[u.Host]++
			skip(form.PictureUnread)
			continue
		}
		failed[u.Host] = 0
		for _, r := range at[address] {
			offer.Add(&f.Document, raw, data.Picture{Event: r.Event, Source: address, Caption: r.Title, Name: form.Shorten(path.Base(u.Path), data.MaxTitle)}, r.Where)
		}
	}
	return nil
}
