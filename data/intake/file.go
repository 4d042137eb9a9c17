package intake

import (
	"context"
	"errors"
	"io"
	"io/fs"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// readFile reads a file of at most data.MaxArticle bytes. progress may be nil.
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
	// One byte more than allowed: the file may have grown, and files of /proc
	// say that their size is 0.
	in := &progressReader{ctx: ctx, from: io.LimitReader(file, data.MaxArticle+1), total: info.Size(), progress: progress}
	raw, err := io.ReadAll(in)
	switch {
	case err != nil:
		return nil, err
	case len(raw) > data.MaxArticle:
		return nil, tooLarge(int64(len(raw)))
	}
	return raw, nil
}

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
