package main

import (
	"context"
	"errors"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
)

// serverCmd sets up libraries on a server.
type serverCmd struct {
	Action  string `arg:"" help:"init makes a library, or brings an older one up to date; list lists them." enum:"init,list"`
	Address string `arg:"" help:"The database: postgres://USER@SERVER/DATABASE, with ?library=NAME for one of several libraries. It never holds a password: that is asked for, or read from .pgpass." type:"library"`
	Title   string `help:"init: the title of the new library." placeholder:"WORDS"`
	JSON    bool   `help:"Report as JSON." name:"json"`
}

// Run is kong's.
func (c *serverCmd) Run(p *program) error {
	ctx, stop := untilInterrupted()
	defer stop()
	if !data.IsAddress(c.Address) {
		return problem{exitUsage, fmt.Sprintf("server: %q is not an address such as postgres://user@server/database", c.Address)}
	}
	servers, ok := p.libraries.Servers.(*postgres.Servers)
	if !ok {
		return errors.ErrUnsupported
	}
	return p.withSecret(ctx, c.Address, func() error {
		if c.Action == "init" {
			return c.init(ctx, p, servers)
		}
		return c.list(ctx, p)
	})
}

// init makes a library.
func (c *serverCmd) init(ctx context.Context, p *program, servers *postgres.Servers) error {
	if c.Title == "" {
		return problem{exitUsage, "server init: a library needs a title; give --title"}
	}
	address, err := servers.Init(ctx, c.Address, c.Title)
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, address)
	return nil
}

// listedLibrary is a library as it is printed.
type listedLibrary struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Address string `json:"address"`
	State   string `json:"state"` // "ready", "newer" or "half-made"
}

func (c *serverCmd) list(ctx context.Context, p *program) error {
	found, err := p.libraries.Servers.List(ctx, c.Address)
	if err != nil {
		return err
	}
	all := []listedLibrary{}
	for _, l := range found {
		state := "ready"
		switch {
		case l.Newer:
			state = "newer"
		case l.Half:
			state = "half-made"
		}
		all = append(all, listedLibrary{l.ID.String(), l.Title, l.Address, state})
	}
	if c.JSON {
		return p.printJSON(all)
	}
	for _, l := range all {
		fmt.Fprintf(p.out, "%s\t%s\t%s\n", printable(l.Title), l.State, printable(l.Address))
	}
	return nil
}
