package shell

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/picture"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
)

// known pairs the domain's errors with message keys.
var known = []struct {
	err error
	key string
}{
	{data.ErrNotFound, "error.notfound"},
	{library.ErrUndecided, "error.undecided"},
	{data.ErrConflict, "error.conflict"},
	{data.ErrReadOnly, "error.readonly"},
	{data.ErrForeign, "error.foreign"},
	{data.ErrNewer, "error.newer"},
	{data.ErrOlder, "error.older"},
	{data.ErrCorrupt, "error.corrupt"},
	{data.ErrExists, "error.exists"},
	{data.ErrName, "error.name"},
	{data.ErrFull, "error.full"},
	{data.ErrBusy, "error.busy"},
	{data.ErrAway, "error.away"},
	{data.ErrPassword, "error.password"},
	{data.ErrDenied, "error.denied"},
	{data.ErrOutdated, "error.outdated"},
	{data.ErrAddress, "error.address"},
	{data.ErrDisk, "error.disk"},
	{data.ErrMoved, "error.moved"},
	{data.ErrOverwritten, "error.overwritten"},
	{data.ErrStray, "stray.text"},
	{data.ErrLinked, "linked.text"},
	{data.ErrUnsafe, "error.unsafe"},
	{data.ErrUnindexed, "error.unindexed"},
	{app.ErrDecided, "error.decided"},
	{picture.ErrUnknown, "error.picture.unknown"},
	{picture.ErrDrawing, "error.picture.drawing"},
	{picture.ErrFormat, "error.picture.format"},
	{picture.ErrHEIC, "error.picture.heic"},
	{picture.ErrCut, "error.picture.cut"},
	{picture.ErrBytes, "error.picture.bytes"},
	{picture.ErrPixels, "error.picture.pixels"},
	{picture.ErrMemory, "error.picture.memory"},
	{picture.ErrDamaged, "error.picture.damaged"},
	{picture.ErrEmpty, "error.picture.empty"},
	{app.ErrKind, "error.file.kind"},
	{app.ErrSize, "error.file.size"},
	{fs.ErrPermission, "error.permission"},
	{fs.ErrNotExist, "error.notfound"},
}

// say puts an error into plain words of the interface's language: what it means
// for the reader first, then the particulars.
func say(l *i18n.Locale, file string, err error) string {
	var bad *data.InvalidError
	var date *dates.SyntaxError
	var text *intake.Error
	switch {
	case errors.Is(err, context.Canceled):
		return l.T("error.cancelled")
	case errors.As(err, &bad):
		key := "error.field." + bad.Field
		if l.Has(key) {
			return l.T(key)
		}
		return l.T("error.other", "reason", bad.Error())
	case errors.As(err, &date):
		return l.DateError(date)
	}
	if errors.As(err, &text) {
		if key := "error.intake." + strings.ReplaceAll(string(text.Kind), " ", ""); l.Has(key) {
			return l.T(key, "file", sourceName(l, text.Path)) + "\n\n" + err.Error()
		}
	}
	if errors.Is(err, feature.ErrAmbiguousDate) {
		return l.T("date.which")
	}
	if untrusted, ok := errors.AsType[*data.UntrustedError](err); ok {
		return l.T("error.untrusted."+string(untrusted.Reason), "server", libraryName(file)) + "\n\n" + untrusted.Detail
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		file = at.Path
	}
	for _, k := range known {
		if errors.Is(err, k.err) {
			key := k.key
			if data.IsAddress(file) && l.Has(key+ofServer) {
				key += ofServer
			}
			return l.T(key, "file", libraryName(file)) + particulars(k.err, err)
		}
	}
	return l.T("error.other", "reason", err.Error())
}

// ofServer ends the key of what is said of a library on a server where that is not what is
// said of a file.
const ofServer = ".server"

// libraryName is what a library is called in a sentence: its file, or server and database.
func libraryName(place string) string {
	if a, err := data.ParseAddress(place); err == nil {
		return a.Where()
	}
	if data.IsAddress(place) {
		return data.Shown(place)
	}
	return filepath.Base(place)
}

// sourceName is what an article's source is called: an address as it is, a file by
// its name.
func sourceName(l *i18n.Locale, source string) string {
	switch {
	case source == "":
		return l.T("bringin.pasted")
	case strings.Contains(source, "://"):
		return source
	}
	return filepath.Base(source)
}

// particulars are what an error says beyond its kind, where that helps to mend
// it: the place of the damage, who holds the file.
func particulars(kind, err error) string {
	switch kind {
	case data.ErrCorrupt, data.ErrForeign, data.ErrReadOnly, data.ErrStray, data.ErrAway, data.ErrDenied, data.ErrOutdated, data.ErrAddress, picture.ErrFormat, picture.ErrDamaged:
		return "\n\n" + err.Error()
	}
	return ""
}
