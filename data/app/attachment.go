package app

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/picture"
)

// ErrKind is the error of a file of a kind that is not kept: what can run, or is unknown.
var ErrKind = errors.New("files of this kind are not kept: only pictures, PDF, audio and video are")

// ErrSize is the error of a file that is larger than data.MaxPage.
var ErrSize = fmt.Errorf("it is larger than %d MB", data.MaxPage>>20)

// kept is a kind of file that is kept though it is no picture: its first bytes at an offset,
// with the endings that names of such files have, the first of which they get.
type kept struct {
	offset  int
	begins  string
	media   string
	endings []string
}

func keptKinds() []kept {
	return []kept{
		{0, "%PDF-", "application/pdf", []string{".pdf"}},
		{0, "ID3", "audio/mpeg", []string{".mp3"}},
		{0, "\xff\xfb", "audio/mpeg", []string{".mp3"}},
		{0, "\xff\xf3", "audio/mpeg", []string{".mp3"}},
		{0, "fLaC", "audio/flac", []string{".flac"}},
		{0, "OggS", "audio/ogg", []string{".ogg", ".oga", ".opus"}},
		{0, "OggS", "video/ogg", []string{".ogv"}},
		{8, "WAVE", "audio/wav", []string{".wav"}},
		{4, "ftypM4A", "audio/mp4", []string{".m4a"}},
		{4, "ftypqt", "video/quicktime", []string{".mov"}},
		{4, "ftyp", "video/mp4", []string{".mp4", ".m4v", ".m4a"}},
		{0, "\x1a\x45\xdf\xa3", "video/webm", []string{".webm", ".mkv"}},
	}
}

// AttachmentEndings are how the names of files end that are kept though they are no pictures.
func AttachmentEndings() (all []string) {
	for _, k := range keptKinds() {
		for _, e := range k.endings {
			if !slices.Contains(all, e) {
				all = append(all, e)
			}
		}
	}
	return all
}

// ReadAttachment makes a row of a file, as ReadPicture does of a picture: of that too. What
// the file is follows from its first bytes; its name decides where these fit several kinds.
// The error is ErrKind, ErrSize or a *picture.Error.
func ReadAttachment(raw []byte, name string, keepPosition bool, now int64) (data.Picture, data.Page, error) {
	if len(raw) > data.MaxPage {
		return data.Picture{}, data.Page{}, ErrSize
	}
	p, page, err := ReadPicture(raw, name, keepPosition, now)
	if !errors.Is(err, picture.ErrUnknown) {
		return p, page, err
	}
	media := mediaOf(raw, name)
	if media == "" {
		return data.Picture{}, data.Page{}, ErrKind
	}
	page = data.NewPage(raw, media, "", now)
	return data.Picture{ID: data.NewID(), Position: data.Lead, Hash: page.Hash, Type: media, Size: int64(len(raw)), Name: name}, page, nil
}

// mediaOf is the media type of a file that is kept and is no picture, "" for none.
func mediaOf(raw []byte, name string) string {
	ending, first := strings.ToLower(filepath.Ext(name)), ""
	for _, k := range keptKinds() {
		if len(raw) < k.offset || !bytes.HasPrefix(raw[k.offset:], []byte(k.begins)) {
			continue
		}
		if slices.Contains(k.endings, ending) {
			return k.media
		}
		if first == "" {
			first = k.media
		}
	}
	return first
}

// Ending is how the name of a file of a media type ends, "" where none is known.
func Ending(media string) string {
	if e := picture.Type(media).Ending(); e != "" {
		return e
	}
	for _, k := range keptKinds() {
		if k.media == media {
			return k.endings[0]
		}
	}
	return ""
}
