// Package pgtest gives tests a PostgreSQL server of their own.
//
// The one idea behind it: only the programs of the system are used, never a server, a
// cluster or a port of it. A server has a folder, a socket in it and an end: that of the
// test program.
package pgtest

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Programs is the variable that names the folder of initdb and postgres; "none" skips
// the tests that need a server.
const Programs = "TARIKH_TEST_POSTGRES"

// Owner is the login that may do everything on a server.
const Owner = "owner"

// Guarded is the login that the server asks for a password; others need none.
const Guarded = "guarded"

// Server is a running server, or one that was stopped.
type Server struct {
	folder, programs string
	settings         []string
	cmd              *exec.Cmd
	ended            chan error
}

// Shared is the server of a test program, which begins when it is first asked for.
type Shared struct {
	once   sync.Once
	server *Server
	err    error
}

// Get returns the server.
func (s *Shared) Get(t testing.TB) *Server {
	t.Helper()
	needPrograms(t)
	s.once.Do(func() { s.server, s.err = start(nil) })
	if s.err != nil {
		t.Fatal(s.err)
	}
	return s.server
}

// Run runs the tests and ends the server: it is the whole of TestMain.
func (s *Shared) Run(m *testing.M) {
	code := m.Run()
	if s.server != nil {
		if err := s.server.remove(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = max(code, 1)
		}
	}
	os.Exit(code)
}

// New starts a server for one test, with settings such as "synchronous_commit=on".
func New(t testing.TB, settings ...string) *Server {
	t.Helper()
	needPrograms(t)
	s, err := start(settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.remove(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func needPrograms(t testing.TB) {
	t.Helper()
	if os.Getenv(Programs) == "none" {
		t.Skip("without PostgreSQL")
	}
}

// programs finds the folder of the newest programs that are there.
func programs() (string, error) {
	if folder := os.Getenv(Programs); folder != "" {
		return folder, nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		slices.SortFunc(found, func(a, b string) int { return len(a) - len(b) })
		return filepath.Dir(found[len(found)-1]), nil
	}
	path, err := exec.LookPath("postgres")
	if err != nil {
		return "", errors.New("there are no programs of PostgreSQL (initdb, postgres) for tests: install Debian's package postgresql, whose own server need not run, or leave them out with -fast")
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return "", err
	}
	return filepath.Dir(path), nil
}

func start(settings []string) (*Server, error) {
	folder, err := programs()
	if err != nil {
		return nil, err
	}
	s := &Server{programs: folder, settings: settings}
	if s.folder, err = os.MkdirTemp("/tmp", "pg"); err != nil { // paths of sockets end at 107 bytes
		return nil, err
	}
	if err := giveAway(s.folder); err != nil {
		return nil, err
	}
	init := s.command("initdb", "--pgdata="+s.data(), "--auth=trust", "--username="+Owner, "--encoding=UTF8", "--locale=C", "--no-sync")
	if said, err := init.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, said)
	}
	rules := filepath.Join(s.data(), "pg_hba.conf")
	before, err := os.ReadFile(rules)
	if err == nil {
		err = os.WriteFile(rules, append([]byte("local all "+Guarded+" scram-sha-256\n"), before...), 0o600)
	}
	if err != nil {
		return nil, err
	}
	return s, s.Start()
}

func (s *Server) data() string { return filepath.Join(s.folder, "data") }

func (s *Server) command(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.programs, program), args...)
	cmd.Dir = s.folder
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + s.folder, "LD_LIBRARY_PATH=" + os.Getenv("LD_LIBRARY_PATH")}
	asAnother(cmd)
	return cmd
}

// Start starts the server, again where it was killed, and waits until it answers.
func (s *Server) Start() error {
	args := []string{
		"-D", s.data(), "-k", s.folder, "-c", "listen_addresses=", "-c", "max_connections=200", "-c", "shared_buffers=64MB",
		"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off",
	}
	for _, setting := range s.settings {
		args = append(args, "-c", setting)
	}
	s.cmd = s.command("postgres", args...)
	log, err := os.OpenFile(filepath.Join(s.folder, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	s.cmd.Stderr = log
	s.ended = make(chan error, 1)
	if err := s.cmd.Start(); err != nil {
		return err
	}
	cmd, ended := s.cmd, s.ended
	go func() {
		ended <- cmd.Wait()
		_ = log.Close()
	}()
	return s.await()
}

// await waits until the server says in its file that it is ready.
func (s *Server) await() error {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	end := time.NewTimer(time.Minute)
	defer end.Stop()
	for {
		text, err := os.ReadFile(filepath.Join(s.data(), "postmaster.pid"))
		if lines := strings.Split(string(text), "\n"); err == nil && len(lines) > 7 && strings.HasPrefix(lines[7], "ready") && lines[0] == fmt.Sprint(s.cmd.Process.Pid) {
			return nil
		}
		select {
		case err := <-s.ended:
			said, _ := os.ReadFile(filepath.Join(s.folder, "log"))
			return fmt.Errorf("postgres: %w: %s", err, said)
		case <-end.C:
			return errors.New("postgres: is not ready after a minute")
		case <-tick.C:
		}
	}
}

func (s *Server) remove() error {
	var err error
	if s.cmd != nil && s.cmd.ProcessState == nil {
		err = s.cmd.Process.Signal(os.Interrupt) // a fast shutdown
		<-s.ended
	}
	return errors.Join(err, os.RemoveAll(s.folder))
}

// Address is that of a database for a login.
func (s *Server) Address(login, database string) string {
	return "postgres://" + login + "@/" + database + "?" + url.Values{"host": {s.folder}, "port": {"5432"}}.Encode()
}
