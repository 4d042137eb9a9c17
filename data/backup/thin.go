package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// Limits say how many copies of one library are kept: the newest Last, and of
// each of the newest Hourly hours, Daily days, Weekly weeks and Monthly months that have
// any, the newest one; in all at most Bytes, where that is not 0.
type Limits struct {
	Last, Hourly, Daily, Weekly, Monthly int
	Bytes                                int64
}

// DefaultLimits are the program's defaults.
func DefaultLimits() Limits {
	return Limits{Last: 6, Hourly: 24, Daily: 7, Weekly: 4, Monthly: 12, Bytes: 2 << 30}
}

// Thin divides copies of one library into those to keep and those to drop, both newest
// first. The newest is always kept. Copies are ordered by Number, since a clock that
// was wrong for a while must not make today's copy the oldest. cost is asked, newest
// first, what one takes in addition to those that are kept already, in bytes. Thin is
// idempotent: of the copies that it keeps it drops none.
func Thin(list []Copy, l Limits, cost func(Copy) int64) (keep, drop []Copy) {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, newestFirst)
	kept := map[int]bool{}
	for i := range min(max(l.Last, 1), len(sorted)) {
		kept[i] = true
	}
	for _, rule := range []struct {
		most   int
		period func(time.Time) string
	}{
		{l.Hourly, func(t time.Time) string { return t.Format("2006-01-02 15") }},
		{l.Daily, func(t time.Time) string { return t.Format("2006-01-02") }},
		{l.Weekly, func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprint(y, w) }},
		{l.Monthly, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		seen := map[string]bool{}
		for i, c := range sorted {
			if p := rule.period(c.Time.UTC()); !seen[p] && len(seen) < rule.most {
				seen[p] = true
				kept[i] = true
			}
		}
	}
	var bytes int64
	full := false
	for i, c := range sorted {
		if kept[i] && l.Bytes > 0 && !full {
			bytes += cost(c)
			full = bytes > l.Bytes // nothing older either: a gap would move with each new copy
		}
		if kept[i] && (i == 0 || !full) {
			keep = append(keep, c)
		} else {
			drop = append(drop, c)
		}
	}
	return keep, drop
}

// costs returns what copies take, each in addition to those that were asked for before.
// The texts, pages and pictures of the first one, the newest, count for nothing: they are
// kept in any case. Those of another file may share theirs.
func (k *Keeper) costs(above string) (func(Copy) int64, error) {
	sizes, err := k.shelf(above).all()
	if err != nil {
		return nil, err
	}
	first := true
	return func(c Copy) int64 {
		bytes, free := c.Size, first
		first = false
		if !c.Rows {
			return bytes
		}
		names, err := readNames(k.files, c.Path, readRecord(k.files, c.Path))
		if err != nil {
			return bytes // it is not restorable, and takes no more
		}
		for _, of := range names {
			if !free {
				bytes += sizes[of]
			}
			delete(sizes, of)
		}
		return bytes
	}, nil
}

// thin removes the copies in a folder that are too many, together with those of files
// that had the same path before, the texts and pages that no copy needs any more, and
// what a program that died left of an unfinished one. A copy goes before what belongs to
// it, so that none is listed that is not whole.
func (k *Keeper) thin(above, folder string) (err error) {
	origins, err := k.origins(above)
	if err != nil {
		return err
	}
	own, err := k.origin(folder)
	if err != nil {
		return err
	}
	var list []Copy
	for _, o := range origins {
		if o.folder == folder || o.path == own.path && (o.host == own.host || o.host == "") {
			list = append(list, o.copies...)
		}
	}
	list = slices.Clone(list)
	renumber(list, folder)
	cost, err := k.costs(above)
	if err != nil {
		return err
	}
	_, drop := Thin(list, k.Limits, cost)
	rows := false
	for _, c := range drop {
		rows = rows || c.Rows
		if removeErr := k.files.Remove(c.Path); removeErr != nil {
			err = errors.Join(err, removeErr)
			continue
		}
		err = errors.Join(err, k.removeRecord(c.Path))
	}
	return errors.Join(err, k.sweep(above, []string{folder}, rows))
}

// renumber orders copies of several folders: those of the newest folder are newer than
// the others, which are ordered by time.
func renumber(list []Copy, folder string) {
	var lowest int64 = 1
	for _, c := range list {
		if filepath.Dir(c.Path) == folder {
			lowest = min(lowest, c.Number)
		}
	}
	var others []int
	for i, c := range list {
		if filepath.Dir(c.Path) != folder {
			others = append(others, i)
		}
	}
	slices.SortFunc(others, func(a, b int) int { return list[b].Time.Compare(list[a].Time) })
	for n, i := range others {
		list[i].Number = lowest - 1 - int64(n)
	}
}

// removeRecord removes what belongs to a backup that is gone.
func (k *Keeper) removeRecord(backup string) (err error) {
	for _, suffix := range []string{recordSuffix, bodiesSuffix} {
		if removeErr := k.files.Remove(bare(backup) + suffix); !errors.Is(removeErr, fs.ErrNotExist) {
			err = errors.Join(err, removeErr)
		}
	}
	return err
}

// Sweep removes what processes that have ended have left of unfinished backups. Copies
// themselves are unfinished files of the store, see data.Rescuer.
func (k *Keeper) Sweep() error {
	ids, err := afero.ReadDir(k.files, k.Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, id := range ids {
		if _, bad := data.ParseID(id.Name()); bad != nil || !id.IsDir() {
			continue
		}
		above := filepath.Join(k.Folder, id.Name())
		origins, listErr := k.origins(above)
		var folders []string
		for _, o := range origins {
			folders = append(folders, o.folder)
		}
		err = errors.Join(err, listErr, k.sweep(above, folders, true))
	}
	return err
}

// sweep removes what is left of unfinished backups in folders of an ID, and, if bodies
// are to go too, the texts and pages that no backup names.
func (k *Keeper) sweep(above string, folders []string, bodies bool) (err error) {
	end, locked := lock(filepath.Join(above, lockName), false)
	if locked == nil { // no backup is being made
		defer end()
	}
	ended := func(info fs.FileInfo) bool { return locked == nil || info.ModTime().Before(k.Now().Add(-unfinished)) }
	for _, folder := range folders {
		err = errors.Join(err, k.sweepFolder(folder, ended))
	}
	if bodies && locked == nil {
		err = errors.Join(err, k.sweepBodies(above))
	}
	return err
}

// sweepFolder removes what is left of unfinished backups whose process has ended.
func (k *Keeper) sweepFolder(folder string, ended func(fs.FileInfo) bool) error {
	entries, err := afero.ReadDir(k.files, folder)
	there, theirs := map[string]bool{}, map[string]bool{}
	for _, e := range entries {
		if unique, found := strings.CutSuffix(e.Name(), storeLock); found {
			theirs[unique] = true // the store removes it
		}
		if namePattern.MatchString(e.Name()) {
			there[bare(e.Name())] = true
		}
	}
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		unique, _, cut := strings.Cut(e.Name(), partSuffix)
		part := strings.HasPrefix(e.Name(), partPrefix) && !theirs[unique]
		filled := cut && namePattern.MatchString(unique) // a copy of a library of a server
		alone := (ext == recordSuffix || ext == bodiesSuffix) && !there[bare(e.Name())]
		if (part || filled || alone) && ended(e) {
			err = errors.Join(err, k.files.Remove(filepath.Join(folder, e.Name())))
		}
	}
	return err
}

// sweepBodies removes the texts and pages that no backup names, unless a backup cannot
// say what it names.
func (k *Keeper) sweepBodies(above string) error {
	origins, err := k.origins(above)
	if err != nil {
		return err
	}
	used := map[sum]bool{}
	for _, o := range origins {
		for _, c := range o.copies {
			if !c.Rows {
				continue
			}
			names, err := readNames(k.files, c.Path, readRecord(k.files, c.Path))
			if err != nil {
				return nil // what it needs is not known
			}
			for _, of := range names {
				used[of] = true
			}
		}
	}
	return k.shelf(above).sweep(used, k.Now())
}
