#!/usr/bin/env bash
# Installs from Debian what is missing to build and run Waymark, with --tests also what its
# tests use, with --bench what makes the load and what the peers run on, with --package what packs
# it, with --clean what makes a Debian from nothing. Says nothing where nothing is missing.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

missing=()
has_command() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; }
has_library() { pkg-config --exists "$1" 2>/dev/null; }
has_module() { /usr/bin/python3 -c "import $1" 2>/dev/null; }
has_file() { [ -e "$1" ]; }
has_php_fpm() { compgen -G "/usr/sbin/$1*" >/dev/null; }
has_php_module() { compgen -G "/usr/lib/php/*/$1.so" >/dev/null; }

# need PACKAGE PROBE WHAT: the package goes on the list unless the probe finds the thing itself.
need() { "$2" "$3" || missing+=("$1"); }

need pkg-config has_command pkg-config
need libfcgi-dev has_library fcgi
need libmariadb-dev has_library libmariadb
need libssl-dev has_library libcrypto
need libcurl4-openssl-dev has_library libcurl
need nginx has_command nginx
need mariadb-server-core has_command mariadbd
need mariadb-client-core has_command mariadb
need curl has_command curl
need openssl has_command openssl
need python3 has_file /usr/bin/python3
need python3-venv has_module ensurepip
need python3-pip has_module pip
need esbuild has_command esbuild
need node-d3 has_file /usr/share/nodejs/d3-sankey
need node-qrcode-generator has_file /usr/share/nodejs/qrcode-generator
need fonts-inter-variable has_file /usr/share/fonts/truetype/inter-vf/Inter-roman.var.ttf
need tzdata has_file /usr/share/zoneinfo/Africa/Accra
if [ "${1-}" = --tests ]; then
    need chromium-headless-shell has_command chromium-headless-shell
    need git has_command git
    need nodejs has_command node
    need php-cli has_command php
    need libfaketime has_file /usr/lib/*/faketime/libfaketimeMT.so.1
fi
[ "${1-}" != --package ] || need dpkg-dev has_command dpkg-shlibdeps
[ "${1-}" != --clean ] || need debootstrap has_command debootstrap
if [ "${1-}" = --bench ]; then
    need wrk has_command wrk
    need mariadb-client has_command mariadb-dump
    need chromium has_command chromium
    need nodejs has_command node
    need php-fpm has_php_fpm php-fpm
    need php-mysql has_php_module pdo_mysql
fi

swift_version=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | head -n 1 |
    cut -d ' ' -f 3) || true
[ -n "$swift_version" ] || fail "The Swift toolchain is missing: there is no swift on the PATH." \
    "Install Swift 6.3 or newer for Debian 12 from swift.org and add its usr/bin to PATH."
[ "$(printf '6.3\n%s\n' "$swift_version" | sort -V | head -n 1)" = 6.3 ] ||
    fail "Swift $swift_version is too old; Waymark is written in Swift 6.3." \
        "Install Swift 6.3 or newer from swift.org and put its usr/bin first on PATH."

[ ${#missing[@]} -gt 0 ] || exit 0

command -v apt-get >/dev/null 2>&1 ||
    fail "These are missing: ${missing[*]}." \
        "This system has no apt-get; install them by its own means (the names are Debian's)."
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 ||
        fail "These Debian packages are missing: ${missing[*]}." \
            "Run as root: apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
fi

step "installing from Debian: ${missing[*]}"
had_nginx=$(command -v nginx || true)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
    "${as_root[@]}" apt-get -q update &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get -q install -y --no-install-recommends "${missing[@]}"
}
if ! install >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "apt-get could not install ${missing[*]} (its last lines are above)." \
        "Run it by hand: apt-get update && apt-get install --no-install-recommends ${missing[*]}"
fi
# Debian starts nginx on port 80 as it is installed; Waymark's own instance does not want that.
if [ -z "$had_nginx" ] && [ -d /run/systemd/system ]; then
    "${as_root[@]}" systemctl disable --now nginx >/dev/null 2>&1 || true
    step "nginx's system service is off; switch it on with: systemctl enable --now nginx"
fi
