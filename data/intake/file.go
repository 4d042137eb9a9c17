package intake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// readFile reads a file that is not over the limit of its format. progress may be nil.
func readFile(ctx context.Context, files afero.Fs, path string, progress Progress) ([]byte, error) {
	info, err := files.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Error{Kind: Missing, Offset: -1, Reason: "there is no such file", Err: err}
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, refuse(Folder, -1, "it is a folder, not a text file")
	case !info.Mode().IsRegular():
		// Opening a pipe would wait for a writer that may never come.
		return nil, refuse(Special, -1, "it is not an ordinary file")
	case info.Size() > data.MaxArticle:
		return nil, tooLarge(info.Size())
	}
	file, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	limit := limitOf(head[:n], "", path)
	if info.Size() > limit {
		return nil, tooLarge(info.Size())
	}
	// One byte more than allowed: the file may have grown, and files of /proc
	// say that their size is 0.
	rest := io.LimitReader(io.MultiReader(bytes.NewReader(head[:n]), file), limit+1)
	var raw bytes.Buffer
	raw.Grow(int(info.Size()) + bytes.MinRead)
	_, err = raw.ReadFrom(&progressReader{ctx: ctx, from: rest, total: info.Size(), progress: progress})
	switch {
	case err != nil:
		return nil, err
	case int64(raw.Len()) > limit:
		return nil, tooLarge(int64(raw.Len()))
	}
	return raw.Bytes(), nil
}

// headSize is how many bytes of a file tell its format.
const headSize = 4096

// progressReader is a reader that can be cancelled and reports its progress.
type progressReader struct {
	ctx         context.Context
	from        io.Reader
	done, total int64
	progress    Progress
}

func (f *progressReader) Read(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := f.from.Read(p)
	f.done += int64(n)
	if f.progress != nil {
		f.progress(f.done, f.total)
	}
	return n, err
}
