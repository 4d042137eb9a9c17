package pgtest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Lasting are the settings of a server that may be killed: what it has acknowledged it
// has written to its files. (Only the machine could lose it then, which goes on.)
func Lasting() []string { return []string{"synchronous_commit=on"} }

// Kill ends the server as if its machine had failed: by SIGQUIT, which has all its
// processes leave everything as it is, or by SIGKILL, of which they are not told.
func (s *Server) Kill(t testing.TB, signal syscall.Signal) {
	t.Helper()
	if err := s.cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	<-s.ended
}

// Restart starts a server that was killed. Its other processes may take a moment to end;
// before that it refuses to start.
func (s *Server) Restart(t testing.TB) {
	t.Helper()
	end := time.Now().Add(time.Minute)
	for {
		err := s.Start()
		if err == nil {
			return
		}
		if time.Now().After(end) {
			t.Fatal(err)
		}
	}
}

// CPU is the time that the processes of the server have used, of those that are there.
func (s *Server) CPU(t testing.TB) time.Duration {
	t.Helper()
	const perSecond = 100 // the unit of Linux
	ticks := 0
	s.eachProcess(t, func(folder string, fields []string) {
		for _, field := range fields[11:13] { // user and system time
			n, err := strconv.Atoi(field)
			if err != nil {
				t.Fatal(err)
			}
			ticks += n
		}
	})
	return time.Duration(ticks) * time.Second / perSecond
}

// Memory is how many bytes the processes of the server hold that they do not share.
func (s *Server) Memory(t testing.TB) (bytes int64) {
	t.Helper()
	s.eachProcess(t, func(folder string, _ []string) {
		status, err := os.ReadFile(filepath.Join(folder, "status"))
		if err != nil {
			return // it has ended
		}
		_, rest, _ := strings.Cut(string(status), "RssAnon:")
		if fields := strings.Fields(rest); len(fields) > 0 {
			kb, err := strconv.ParseInt(fields[0], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			bytes += kb << 10
		}
	})
	return bytes
}

// eachProcess calls do with the folder in /proc of each process of the server, and the
// fields of its file stat from the state on.
func (s *Server) eachProcess(t testing.TB, do func(folder string, fields []string)) {
	t.Helper()
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || len(all) == 0 {
		t.Skip("there is no /proc")
	}
	pid := strconv.Itoa(s.cmd.Process.Pid)
	for _, path := range all {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if folder := filepath.Dir(path); filepath.Base(folder) == pid || fields[1] == pid { // its parent
			do(folder, fields)
		}
	}
}

// Standby starts a server that follows this one, which needs the setting
// "wal_level=replica" (it is the default). The test ends it.
func (s *Server) Standby(t testing.TB, settings ...string) *Server {
	t.Helper()
	b := &Server{programs: s.programs, settings: settings}
	var err error
	if b.folder, err = os.MkdirTemp("/tmp", "pg"); err == nil {
		err = giveAway(b.folder)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.remove(); err != nil {
			t.Error(err)
		}
	})
	copying := b.command("pg_basebackup", "-h", s.folder, "-p", "5432", "-U", Owner, "-D", b.data(), "-R", "--no-sync", "-c", "fast")
	if said, err := copying.CombinedOutput(); err != nil {
		t.Fatalf("pg_basebackup: %v: %s", err, said)
	}
	if err := b.Start(); err != nil {
		t.Fatal(err)
	}
	return b
}

// Promote makes a standby take edits.
func (s *Server) Promote(t testing.TB) {
	t.Helper()
	if said, err := s.command("pg_ctl", "promote", "-w", "-D", s.data()).CombinedOutput(); err != nil {
		t.Fatalf("pg_ctl promote: %v: %s", err, said)
	}
}

// Vacuum is what administrators do after a large import.
func (s *Server) Vacuum(t testing.TB) {
	t.Helper()
	if said, err := s.command("vacuumdb", "-h", s.folder, "-p", "5432", "-U", Owner, "--analyze", "postgres").CombinedOutput(); err != nil {
		t.Fatalf("vacuumdb: %v: %s", err, said)
	}
}

// Inserts is how many transactions the server makes in a second that insert a row each, of so
// many clients: what it could do at the most, as busy as the machine is. 0 where the program
// pgbench is not there.
func (s *Server) Inserts(t testing.TB, clients int) float64 {
	t.Helper()
	script := filepath.Join(s.folder, "insert.sql")
	if err := os.WriteFile(script, []byte("INSERT INTO inserted DEFAULT VALUES;\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	at := []string{"-h", s.folder, "-p", "5432", "-U", Owner}
	if said, err := s.command("psql", append(at, "-c", "CREATE TABLE IF NOT EXISTS inserted (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY)", "postgres")...).CombinedOutput(); err != nil {
		t.Fatalf("psql: %v: %s", err, said)
	}
	bench := s.command("pgbench", append(at, "-n", "-c", strconv.Itoa(clients), "-T", "3", "-f", script, "postgres")...)
	if _, err := os.Stat(bench.Path); err != nil {
		return 0
	}
	said, err := bench.CombinedOutput()
	_, rest, _ := strings.Cut(string(said), "tps = ")
	fields := strings.Fields(rest)
	if err != nil || len(fields) == 0 {
		t.Fatalf("pgbench: %v: %s", err, said)
	}
	tps, err := strconv.ParseFloat(fields[0], 64)
	if err != nil {
		t.Fatal(err)
	}
	return tps
}

// Folder is that of the server's socket.
func (s *Server) Folder() string { return s.folder }

// Pooler starts PgBouncer before the server, in a mode ("session", "transaction"), and
// returns the folder of its socket. Where the program is not there the test is skipped.
func (s *Server) Pooler(t testing.TB, mode string) string {
	t.Helper()
	program, err := exec.LookPath("pgbouncer")
	if named := os.Getenv(Bouncer); named != "" {
		program, err = named, nil
	}
	if err != nil {
		t.Skip("there is no pgbouncer; " + Bouncer + " may name it")
	}
	folder, err := os.MkdirTemp("/tmp", "pb")
	if err == nil {
		err = giveAway(folder)
	}
	if err != nil {
		t.Fatal(err)
	}
	ignored := "" // as it is installed
	if mode == "transaction" {
		ignored = "ignore_startup_parameters = extra_float_digits,jit,bytea_output,statement_timeout,lock_timeout,idle_in_transaction_session_timeout\n"
	}
	settings := fmt.Sprintf(`[databases]
* = host=%[1]s port=5432
[pgbouncer]
listen_addr =
listen_port = 5432
unix_socket_dir = %[2]s
auth_type = trust
auth_file = %[2]s/users
pool_mode = %[3]s
default_pool_size = 3
max_client_conn = 200
logfile = %[2]s/log
%[4]s`, s.folder, folder, mode, ignored)
	path := filepath.Join(folder, "pgbouncer.ini")
	for path, text := range map[string]string{path: settings, filepath.Join(folder, "users"): fmt.Sprintf("%q \"\"\n", Owner)} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := s.command(program, path)
	cmd.Path = program
	cmd.Args[0] = program
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	})
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(filepath.Join(folder, ".s.PGSQL.5432")); err == nil {
			return folder
		}
		if time.Now().After(end) {
			said, _ := os.ReadFile(filepath.Join(folder, "log"))
			t.Fatalf("pgbouncer is not ready: %s", said)
		}
	}
}

// Bouncer is the variable that names the program PgBouncer.
const Bouncer = "TARIKH_TEST_PGBOUNCER"
