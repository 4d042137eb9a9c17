package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strconv"
)

// peakMemory returns the most bytes that this process has held resident at once.
func peakMemory() (int64, error) {
	const file = "/proc/self/status"
	status, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	for lines := bufio.NewScanner(bytes.NewReader(status)); lines.Scan(); {
		fields := bytes.Fields(lines.Bytes()) // "VmHWM:    48372 kB"
		if len(fields) >= 2 && string(fields[0]) == "VmHWM:" {
			kb, err := strconv.ParseInt(string(fields[1]), 10, 64)
			return kb << 10, err
		}
	}
	return 0, fmt.Errorf("%s names no VmHWM", file)
}
