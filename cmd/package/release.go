package main

import (
	"fmt"
	"strconv"
	"time"
)

// release is what is packed.
type release struct {
	version string
	program string    // path of the program, built
	to      string    // folder of the packages
	date    time.Time // of every file, UTC
	arch    string    // as Go names it
}

// name begins the names of archives.
func (r release) name(system string) string {
	return fmt.Sprintf("tarikh-%s-%s-%s", r.version, system, r.arch)
}

// dateOf reads SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/);
// where it is empty, it is now.
func dateOf(epoch string) (time.Time, error) {
	if epoch == "" {
		return time.Now().UTC().Truncate(time.Second), nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}
