#!/bin/sh
# Installs Tarikh from this folder for one person, or for everybody as root:
#
#	./install.sh [PREFIX]              into PREFIX (~/.local)
#	PREFIX/lib/tarikh/install.sh -r    removes it again; libraries are left
set -eu

here=$(cd "$(dirname "$0")" && pwd)

# caches lets the desktop know of the files that came or went in $prefix.
caches() {
	applications=$prefix/share/applications types=$prefix/share/mime icons=$prefix/share/icons/hicolor
	if [ -d "$applications" ] && command -v update-desktop-database >/dev/null; then
		update-desktop-database -q "$applications"
	fi
	if [ -d "$types/packages" ] && command -v update-mime-database >/dev/null; then
		update-mime-database "$types"
	fi
	if [ -e "$icons/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null; then
		gtk-update-icon-cache -q -f "$icons"
	fi
}

# folders_of prints the folders above the listed files, deepest first.
folders_of() {
	while read -r file; do
		while file=$(dirname "$file") && [ "$file" != . ]; do
			echo "$file"
		done
	done <"$1" | sort -ru
}

remove() {
	prefix=$(cd "$here/../.." && pwd)
	list=$(mktemp)
	cp "$here/files" "$list"
	while read -r file; do
		rm -f "$prefix/$file"
	done <"$list"
	caches
	# What the desktop made of our files goes where nobody else has any.
	if [ -d "$prefix/share/mime/packages" ] && [ -z "$(ls -A "$prefix/share/mime/packages")" ]; then
		rm -rf "$prefix/share/mime"
	fi
	if [ "$(ls -A "$prefix/share/applications" 2>/dev/null)" = mimeinfo.cache ]; then
		rm -f "$prefix/share/applications/mimeinfo.cache"
	fi
	folders_of "$list" | while read -r folder; do
		rmdir "$prefix/$folder" 2>/dev/null || true # others use it
	done
	rm -f "$list"
	echo "Tarikh is removed from $prefix."
}

# missing prints what is listed in NEEDS.txt and is not on this system.
missing() {
	PATH=$PATH:/usr/sbin:/sbin
	command -v ldconfig >/dev/null || return 0
	known=$(ldconfig -p)
	word=Missing
	while read -r name package uses; do
		case $name in
		Optional:) word='Optional, and missing' ;;
		lib*.so*) case $known in *"$name "*) ;; *) echo "$word: $name (Debian: $package)" ;; esac ;;
		Needed: | What | install.sh | '') ;;
		*) command -v "$name" >/dev/null || echo "$word: $name, for $uses ($package)" ;;
		esac
	done <"$here/NEEDS.txt"
}

install() {
	mkdir -p "$1"
	prefix=$(cd "$1" && pwd)
	case $prefix in *[\&\|\"\\\`\$]*)
		echo "install.sh: a folder of that name can't be written into a desktop entry: $prefix" >&2
		exit 1
		;;
	esac
	# What an older version had and this one has not is not left.
	if [ -e "$prefix/lib/tarikh/files" ]; then
		while read -r file; do
			rm -f "$prefix/$file"
		done <"$prefix/lib/tarikh/files"
	fi
	while read -r file; do
		mkdir -p "$prefix/$(dirname "$file")"
		rm -f "$prefix/$file" # a program that runs can be replaced, not written to
		cp "$here/$file" "$prefix/$file"
	done <"$here/lib/tarikh/files"
	# Desktops do not look where the shell does; and not all of them read quotes.
	entry=$prefix/share/applications/org.tarikh.Tarikh.desktop
	program=$prefix/bin/tarikh
	case $program in *[!A-Za-z0-9/._-]*) program=\"$program\" ;; esac
	sed "s|^Exec=tarikh|Exec=$program|" "$here/share/applications/org.tarikh.Tarikh.desktop" >"$entry"
	caches
	missing
	echo "Tarikh is in $prefix/bin. To remove it: $prefix/lib/tarikh/install.sh -r"
}

case ${1:-} in
-r | --remove) remove ;;
-*) sed -n '2,6s/^# \{0,1\}//p' "$0" ;;
*) install "${1:-$HOME/.local}" ;;
esac
