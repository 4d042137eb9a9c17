package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
)

// serverCmd sets up libraries on a server.
type serverCmd struct {
	Action  string `arg:"" help:"init makes a library, or brings an older one up to date; list lists them; check says whether all is well; people lists who may use one, since when, and who is here; add-user lets a login in, or changes its role; remove-user takes that away; rename-user gives it another name." enum:"init,list,check,people,add-user,remove-user,rename-user"`
	Address string `arg:"" help:"The database: postgres://USER@SERVER/DATABASE, with ?library=NAME for one of several libraries. It never holds a password: that is asked for, or read from .pgpass." type:"library"`
	Login   string `arg:"" optional:"" help:"add-user, remove-user, rename-user: whose."`
	Title   string `help:"init: the title of the new library." placeholder:"WORDS"`
	Role    string `help:"add-user: reader; writer, the default; or owner, who lets others in." enum:"reader,writer,owner" default:"writer"`
	Name    string `help:"rename-user: the new name." placeholder:"LOGIN"`
	SQL     bool   `name:"sql" help:"add-user: only print what an administrator of the server runs for it."`
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
	needsLogin := strings.HasSuffix(c.Action, "-user")
	if needsLogin != (c.Login != "") || (c.Name != "") != (c.Action == "rename-user") {
		return problem{exitUsage, "server: add-user, remove-user and rename-user need a login, rename-user --name, too; the others need neither"}
	}
	return p.withSecret(ctx, c.Address, func() error {
		switch c.Action {
		case "init":
			return c.init(ctx, p, servers)
		case "list":
			return c.list(ctx, p)
		case "check":
			return c.check(ctx, p, servers)
		}
		return c.withPeople(ctx, p)
	})
}

// init makes a library, or brings one up to date.
func (c *serverCmd) init(ctx context.Context, p *program, servers *postgres.Servers) error {
	if c.Title != "" {
		address, err := servers.Init(ctx, c.Address, c.Title)
		if err == nil {
			fmt.Fprintln(p.out, address)
		}
		return err
	}
	if a, err := data.ParseAddress(c.Address); err == nil && a.Library == "" {
		return problem{exitUsage, "server init: a new library needs a title: give --title; an older one is named by ?library=NAME"}
	}
	done, err := servers.Upgrade(ctx, c.Address)
	switch {
	case err != nil:
		return err
	case done:
		fmt.Fprintln(p.out, "brought up to date")
	default:
		fmt.Fprintln(p.out, "up to date already")
	}
	return nil
}

// listedLibrary is a library as it is printed.
type listedLibrary struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Address string `json:"address"`
	State   string `json:"state"` // "ready", "newer", "older", "half-made", "damaged" or "being copied"
}

func listedLibraries(found []data.HostedLibrary) []listedLibrary {
	all := []listedLibrary{}
	for _, l := range found {
		state := "ready"
		switch {
		case l.Newer:
			state = "newer"
		case l.Older:
			state = "older"
		case l.Half:
			state = "half-made"
		case len(l.Lacks) > 0:
			state = "damaged"
		case l.Filling:
			state = "being copied"
		}
		all = append(all, listedLibrary{l.ID.String(), l.Title, l.Address, state})
	}
	return all
}

func (c *serverCmd) list(ctx context.Context, p *program) error {
	found, err := p.libraries.Servers.List(ctx, c.Address)
	if err != nil {
		return err
	}
	all := listedLibraries(found)
	if c.JSON {
		return p.printJSON(all)
	}
	for _, l := range all {
		fmt.Fprintf(p.out, "%s\t%s\t%s\n", printable(l.Title), l.State, printable(l.Address))
	}
	return nil
}

// mostSkew is by how much two clocks may differ.
const mostSkew = time.Minute

// fewConnections is how many connections are few for a desk: each window has up to five.
const fewConnections = 100

// checked is what was found about a server, as it is printed.
type checked struct {
	What string `json:"what"`
	Says string `json:"says"`
	Well bool   `json:"well"`
}

// check says whether a server and its libraries are as they should be.
func (c *serverCmd) check(ctx context.Context, p *program, servers *postgres.Servers) error {
	found, err := servers.Inspect(ctx, c.Address)
	if err != nil {
		return err
	}
	yes := func(yes bool, one, other string) string {
		if yes {
			return one
		}
		return other
	}
	all := []checked{
		{"server", "PostgreSQL " + found.Server, true},
		{"user", found.Login, true},
		{"encryption", yes(found.Encrypted, "encrypted", yes(found.Near, "none, which this machine needs not", "none: others on the network can read all")), found.Encrypted || found.Near},
		{"encoding", found.Encoding + yes(found.Encoding == "UTF8", "", ": it must be UTF8"), found.Encoding == "UTF8"},
		{"edits", yes(found.Standby, "none: this server only answers reads; name the first one, too, and target_session_attrs=read-write", "taken"), !found.Standby},
		{"changes of others", yes(found.Hears, "heard at once", "asked for each second: a pooler is between that gives connections to others"), true},
		{"clock", yes(found.Skew.Abs() <= mostSkew, "as this machine's", fmt.Sprintf("%s from this machine's: set one of them", found.Skew.Round(time.Second))), found.Skew.Abs() <= mostSkew},
		{"connections", fmt.Sprintf("%d at most", found.Most) + yes(found.Most >= fewConnections, "", ": few, each window has up to five"), found.Most >= fewConnections},
	}
	for _, l := range listedLibraries(found.Libraries) {
		says := map[string]string{
			"ready": "ready", "newer": "made by a newer version of Tarikh: install that", "older": "made by an older version of Tarikh: an owner runs “tarikh server init”",
			"damaged":      "parts of it are gone: restore it from a backup",
			"half-made":    "never made whole: its owner removes its schema and makes it again",
			"being copied": "a copy into it has not ended: make it again",
		}[l.State]
		all = append(all, checked{"library “" + l.Title + "”", says, l.State == "ready"})
	}
	if len(found.Libraries) == 0 {
		all = append(all, checked{"library", "none that this user may read", false})
	}
	wrong := 0
	for _, line := range all {
		if !line.Well {
			wrong++
		}
		if !c.JSON {
			fmt.Fprintf(p.out, "%s\t%s\t%s\n", yes(line.Well, "ok", "WRONG"), printable(line.What), printable(line.Says))
		}
	}
	if c.JSON {
		if err := p.printJSON(all); err != nil {
			return err
		}
	}
	if wrong > 0 {
		return problem{exitProblem, fmt.Sprintf("server check: %d of %d are not as they should be", wrong, len(all))}
	}
	return nil
}

// withPeople lists the people of a library, or changes who they are.
func (c *serverCmd) withPeople(ctx context.Context, p *program) error {
	store, err := p.libraries.Servers.Open(ctx, c.Address)
	if err != nil {
		return err
	}
	people, ok := store.(data.Peopled)
	if !ok {
		return errors.Join(errors.ErrUnsupported, store.Close())
	}
	return errors.Join(c.change(ctx, p, people), store.Close())
}

func (c *serverCmd) change(ctx context.Context, p *program, people data.Peopled) error {
	member := data.Member{Login: c.Login, Role: data.Role(c.Role)}
	switch c.Action {
	case "people":
		return c.people(ctx, p, people)
	case "remove-user":
		return people.Dismiss(ctx, c.Login)
	case "rename-user":
		return people.Rename(ctx, c.Login, c.Name)
	}
	if c.SQL {
		fmt.Fprint(p.out, people.Statements(member))
		return nil
	}
	password, err := p.secret(ctx, fmt.Sprintf("A password for %s, if it is a new login (empty for none): ", printable(c.Login)))
	if err != nil && !errors.Is(err, errNoTerminal) {
		return err
	}
	if err = people.Admit(ctx, member, password); errors.Is(err, data.ErrReadOnly) {
		return fmt.Errorf("%w; an administrator of the server may run:\n%s", err, people.Statements(member))
	}
	return err
}

func (c *serverCmd) people(ctx context.Context, p *program, people data.Peopled) error {
	type person struct {
		Login string    `json:"login"`
		Role  data.Role `json:"role"`
		Since string    `json:"since,omitempty"` // a day
		Here  bool      `json:"here"`
	}
	all := []person{}
	found, err := people.People(ctx)
	if err != nil {
		return err
	}
	for _, m := range found {
		since := ""
		if m.Since > 0 {
			since = time.Unix(m.Since, 0).Format(time.DateOnly)
		}
		all = append(all, person{m.Login, m.Role, since, m.Here})
	}
	if c.JSON {
		return p.printJSON(all)
	}
	for _, m := range all {
		fmt.Fprintf(p.out, "%s\t%s\t%s", printable(m.Login), m.Role, m.Since)
		if m.Here {
			fmt.Fprint(p.out, "\there")
		}
		fmt.Fprintln(p.out)
	}
	return nil
}
