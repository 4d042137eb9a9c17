package main

import (
	"fmt"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data/exchange/packet"
)

// verifyCmd checks an evidence packet.
type verifyCmd struct {
	Packet string `arg:"" help:"The packet, a zip file." type:"path"`
	JSON   bool   `help:"Report as JSON." name:"json"`
}

// verified is what the command reports.
type verified struct {
	SHA256   string         `json:"sha256"` // of the packet itself
	Title    string         `json:"title"`
	Files    int            `json:"files"` // that are as they were written
	Sources  int            `json:"sources"`
	Events   int            `json:"events"`
	Passages int            `json:"passages"` // whose words are where the manifest says
	Faults   []packet.Fault `json:"faults"`
}

// Run is kong's.
func (c *verifyCmd) Run(p *program) error {
	ctx, stop := untilInterrupted()
	defer stop()
	file, err := p.files.Open(c.Packet)
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("verify %s: %w", c.Packet, err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("verify %s: it is not an ordinary file", c.Packet)
	}
	var found packet.Checked
	err = p.showing("Checking the packet", func(tell func(float64)) error {
		found, err = packet.Verify(ctx, file, info.Size(), tell)
		return err
	})
	if err != nil {
		return fmt.Errorf("verify %s: %w", c.Packet, err)
	}
	report := verified{
		found.SHA256, found.Manifest.Title, found.Files, len(found.Manifest.Sources), len(found.Manifest.Events), found.Passages, append([]packet.Fault{}, found.Faults...),
	}
	if c.JSON {
		err = p.printJSON(report)
	} else {
		report.print(p, c.Packet)
	}
	if err == nil && len(report.Faults) > 0 {
		return problem{exitProblem, fmt.Sprintf("verify %s: it is not as it was written", c.Packet)}
	}
	return err
}

func (r verified) print(p *program, name string) {
	for _, f := range r.Faults {
		if f.File == "" {
			f.File = name
		}
		fmt.Fprintf(p.err, "tarikh: %s: %s\n", printable(f.File), printable(f.Reason))
	}
	fmt.Fprintf(p.out, "%s: %d files, %d sources, %d events, %d passages are as they were written\n", printable(r.Title), r.Files, r.Sources, r.Events, r.Passages)
	fmt.Fprintf(p.out, "SHA-256 of the packet: %s\n", r.SHA256)
}

// packetWords is what packets say to those who open them.
func packetWords(lang string) (string, error) {
	raw, err := assets.Files.ReadFile("packet/README." + lang + ".txt")
	return string(raw), err
}
