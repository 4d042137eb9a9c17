package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/assets/licences"
)

// sizes are those of the icons, in pixels.
func sizes() []int { return []int{16, 22, 24, 32, 48, 64, 96, 128, 256, 512} }

const appID = "org.tarikh.Tarikh"

// linux makes a .deb, an .rpm and a .tar.xz.
func linux(ctx context.Context, r release) ([]string, error) {
	deb, rpm, err := dependencies(r.program)
	if err != nil {
		return nil, err
	}
	files, err := installed(ctx, r)
	if err != nil {
		return nil, err
	}
	var made []string
	for _, p := range []native{{"deb", deb, "share/zsh/vendor-completions/_tarikh"}, {"rpm", rpm, "share/zsh/site-functions/_tarikh"}} {
		path := filepath.Join(r.to, r.name("linux")+"."+p.kind)
		if err := p.pack(ctx, r, files, path); err != nil {
			return nil, fmt.Errorf("make %s: %w", path, err)
		}
		made = append(made, path)
	}
	path := filepath.Join(r.to, r.name("linux")+".tar.xz")
	if err := archive(ctx, r, files, path); err != nil {
		return nil, fmt.Errorf("make %s: %w", path, err)
	}
	return append(made, path), nil
}

// native is a package of a system's own kind.
type native struct {
	kind  string // "deb", "rpm"
	needs needs
	zsh   string // where the completion of zsh lies
}

// pack makes the package by way of nfpm.
func (p native) pack(ctx context.Context, r release, files tree, path string) error {
	work, err := os.MkdirTemp("", "tarikh-package-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	zsh := files[zshPath]
	files = maps.Clone(files)
	delete(files, zshPath)
	files[p.zsh] = zsh
	if p.kind == "deb" {
		if err := files.addDebian(r); err != nil {
			return err
		}
	}
	stage := filepath.Join(work, "usr")
	if err := files.write(stage, r.date); err != nil {
		return err
	}
	config, err := fill("assets/packaging/linux/nfpm.yaml", map[string]any{
		"Kind": p.kind, "Stage": stage, "Files": files.names(), "Version": r.version, "Arch": r.arch, "Time": r.date.Format(time.RFC3339),
		"Depends": flow(p.needs.Depends), "Recommends": flow(p.needs.Recommends),
	})
	if err != nil {
		return err
	}
	configPath := filepath.Join(work, "nfpm.yaml")
	if err := os.WriteFile(configPath, config, 0o600); err != nil {
		return err
	}
	pack := exec.CommandContext(ctx, "go", "tool", "-modfile=.tools/package.mod", "nfpm", "package", "-f", configPath, "-p", p.kind, "-t", path)
	if out, err := pack.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// flow is a list as a flow sequence of YAML.
func flow(words []string) string { return `["` + strings.Join(words, `", "`) + `"]` }

// zshPath is where an archive has the completion of zsh.
const zshPath = "share/zsh/site-functions/_tarikh"

// installed is the tree below /usr.
func installed(ctx context.Context, r release) (tree, error) {
	program, err := os.ReadFile(r.program)
	if err != nil {
		return nil, err
	}
	files := tree{"bin/tarikh": {program, 0o755}}
	for path, source := range map[string]string{
		"share/applications/" + appID + ".desktop":            "assets/packaging/linux/" + appID + ".desktop",
		"share/mime/packages/" + appID + ".xml":               "assets/packaging/linux/" + appID + ".xml",
		"share/icons/hicolor/scalable/apps/" + appID + ".svg": "assets/icons/tarikh.svg",
	} {
		text, err := os.ReadFile(source)
		if err != nil {
			return nil, err
		}
		files[path] = file{text, 0o644}
	}
	for _, size := range sizes() {
		icon, err := os.ReadFile(fmt.Sprintf("assets/icons/tarikh-%d.png", size))
		if err != nil {
			return nil, err
		}
		files[fmt.Sprintf("share/icons/hicolor/%dx%[1]d/apps/%s.png", size, appID)] = file{icon, 0o644}
	}
	if err := files.addTexts(r); err != nil {
		return nil, err
	}
	// What the program says of itself.
	for path, args := range map[string][]string{
		"share/man/man1/tarikh.1.gz":               {"man"},
		"share/bash-completion/completions/tarikh": {"completion", "bash"},
		zshPath: {"completion", "zsh"},
		"share/fish/vendor_completions.d/tarikh.fish": {"completion", "fish"},
	} {
		say := exec.CommandContext(ctx, r.program, args...)
		say.Stderr = os.Stderr
		text, err := say.Output()
		if err != nil {
			return nil, fmt.Errorf("tarikh %s: %w", strings.Join(args, " "), err)
		}
		if strings.HasSuffix(path, ".gz") {
			if text, err = gzipped(text); err != nil {
				return nil, err
			}
		}
		files[path] = file{text, 0o644}
	}
	return files, nil
}

// addTexts adds what people and software centres read of the program.
func (t tree) addTexts(r release) error {
	license, err := os.ReadFile("LICENSE")
	if err != nil {
		return err
	}
	copyright, err := fill("assets/packaging/linux/copyright", map[string]any{"License": indented(string(license))})
	if err != nil {
		return err
	}
	metainfo, err := fill("assets/packaging/linux/"+appID+".metainfo.xml", map[string]any{"Version": r.version, "Date": r.date.Format("2006-01-02")})
	if err != nil {
		return err
	}
	texts, err := licences.Text(assets.Files)
	if err != nil {
		return err
	}
	t["share/doc/tarikh/copyright"] = file{copyright, 0o644}
	t["share/doc/tarikh/licenses.txt"] = file{texts, 0o644}
	t["share/metainfo/"+appID+".metainfo.xml"] = file{metainfo, 0o644}
	return nil
}

// addDebian adds what Debian's policy asks for.
func (t tree) addDebian(r release) error {
	overrides, err := os.ReadFile("assets/packaging/linux/lintian-overrides")
	if err != nil {
		return err
	}
	changes, err := gzipped(fmt.Appendf(nil, "tarikh (%s) unstable; urgency=medium\n\n  * This version.\n\n -- the Tarikh authors <maintainers@tarikh.org>  %s\n",
		r.version, r.date.Format("Mon, 02 Jan 2006 15:04:05 +0000")))
	if err != nil {
		return err
	}
	t["share/lintian/overrides/tarikh"] = file{overrides, 0o644}
	t["share/doc/tarikh/changelog.gz"] = file{changes, 0o644}
	return nil
}

// indented is a text in a field of Debian's control files.
func indented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			line = "."
		}
		b.WriteString(" " + line + "\n")
	}
	return b.String()
}

// archive makes the .tar.xz: the tree, and the script that installs it.
func archive(ctx context.Context, r release, files tree, path string) error {
	script, err := os.ReadFile("assets/packaging/linux/install.sh")
	if err != nil {
		return err
	}
	license, err := os.ReadFile("LICENSE")
	if err != nil {
		return err
	}
	list, err := needsList(r.program)
	if err != nil {
		return err
	}
	all := maps.Clone(files)
	all["lib/tarikh/install.sh"] = file{script, 0o755}
	const names = "lib/tarikh/files"
	all[names] = file{} // it lists itself
	all[names] = file{[]byte(strings.Join(all.names(), "\n") + "\n"), 0o644}
	all["install.sh"] = file{script, 0o755}
	all["LICENSE"] = file{license, 0o644}
	all["NEEDS.txt"] = file{list, 0o644}
	return all.tarXZ(ctx, path, r.name("linux"), r.date)
}
