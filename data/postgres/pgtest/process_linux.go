package pgtest

import (
	"os"
	"os/exec"
	"syscall"
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
