// Licences lists what is built into the program with its licenses, for its About
// window and its packages.
//
//	go run ./cmd/licences [-w]
//
// The idea is that nobody keeps the list by hand: it is made from the packages
// that the program is built of on all its systems, the license files beside them,
// the fonts in assets, and the data of places (data, with the names of what it is made of). Without -w it says whether the list in
// assets/licences is that list; a license that it can't name is an error.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/assets/licences"
)

func main() {
	write := flag.Bool("w", false, "write the list")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *write)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, write bool) error {
	want, err := parts(ctx)
	if err != nil {
		return err
	}
	have, err := licences.Read(assets.Files)
	switch {
	case write:
		packed, err := licences.Pack(want)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join("assets", filepath.FromSlash(licences.Path)), packed, 0o644)
	case err != nil:
		return err
	}
	for _, p := range want {
		if !slices.Contains(have, p) {
			return fmt.Errorf("%s %s is not in the list, or otherwise; write it: go run ./cmd/licences -w", p.Name, p.Version)
		}
	}
	if len(have) != len(want) {
		return errors.New("the list holds what is no longer built in; write it: go run ./cmd/licences -w")
	}
	return nil
}
