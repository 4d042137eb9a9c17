package pgtest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// nobody is the user that the server runs as where the tests run as root, whom
// PostgreSQL refuses.
const nobody = 65534

// asAnother makes a command end with the test program, and run as another user.
func asAnother(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if os.Getuid() == 0 {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
	}
}

// giveAway gives a folder to that user.
func giveAway(folder string) error {
	if os.Getuid() != 0 {
		return nil
	}
	return os.Chown(folder, nobody, nobody)
}

// endOthers ends the processes that a killed server has left, which are in its folder,
// and waits until they are gone.
func (s *Server) endOthers() error {
	for range 1000 {
		left := 0
		all, err := filepath.Glob("/proc/[0-9]*")
		if err != nil {
			return err
		}
		for _, process := range all {
			at, err := os.Readlink(filepath.Join(process, "cwd"))
			if err != nil || at != s.data() {
				continue
			}
			left++
			var pid int
			if _, err := fmt.Sscan(strings.TrimPrefix(process, "/proc/"), &pid); err == nil {
				_ = syscall.Kill(pid, syscall.SIGKILL)
			}
		}
		if left == 0 {
			return nil
		}
		time.Sleep(5 * time.Millisecond)
	}
	return fmt.Errorf("processes of the server in %s do not end", s.folder)
}
