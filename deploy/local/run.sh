#!/usr/bin/env bash
# make run: from a checkout to a working Waymark on 127.0.0.1, stopped as a whole by Ctrl-C.
# --demo adds a year of history and keeps traffic coming.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

port=$(setting WAYMARK_PORT 8080)
demo=
[ "${1-}" != --demo ] || demo=yes
declare -A pids=()

# Every way out leads through here: front door first, so that nobody knocks at a closed house.
stop_all() {
    trap '' INT TERM HUP
    stop demo TERM 5
    stop nginx QUIT 3
    stop serve TERM 20
    stop work TERM 20
    stop mariadb TERM 60
}
trap stop_all EXIT
trap 'say ""; step "stopping"; exit 0' INT TERM HUP

port_is_free() {
    case $port in
        '' | *[!0-9]*) fail "WAYMARK_PORT is “$port”, which is not a port." \
            "Choose a number from 1 to 65535: WAYMARK_PORT=8081 make run" ;;
    esac
    ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null ||
        fail "Port $port on 127.0.0.1 is already in use by another program." \
            "Choose another with the setting WAYMARK_PORT: WAYMARK_PORT=$((port + 1)) make run"
}

only_one_here() {
    mkdir -p "$var"
    exec 9>"$var/lock"
    flock -n 9 || fail "Waymark already runs from this checkout." \
        "Stop it there with Ctrl-C first, or copy the checkout and give the copy a WAYMARK_PORT."
    # Left behind by a conductor that was killed: let it finish its stop before it is started anew.
    local left pid
    for left in mariadb nginx; do
        pid=$(cat "$run/$left.pid" 2>/dev/null) || continue
        grep -qsxE 'nginx|mariadbd' "/proc/$pid/comm" || continue
        step "stopping what an earlier run left behind"
        kill "$pid" 2>/dev/null || true
        while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    done
}

# The settings of this run in one file, for the program and for var/waymark, which people use from
# other shells.
# Passwords and the key that seals secrets are made once and kept.
write_settings() {
    local secrets=$var/secrets.conf
    if [ ! -s "$secrets" ]; then
        (
            umask 077
            for account in MIGRATE WORK GATE API; do
                printf 'WAYMARK_DATABASE_PASSWORD_%s=%s\n' "$account" "$(openssl rand -hex 24)"
            done
            printf 'WAYMARK_KEYS=1:%s\n' "$(openssl rand -hex 32)"
        ) >"$secrets"
    fi
    given=$(given_settings)
    (
        umask 077
        say "# Written by make run at each start, from its environment and the file that"
        say "# WAYMARK_CONFIG names: change settings there. The kept secrets are in secrets.conf."
        say "$given"
        unless_set WAYMARK_PORT "$port"
        unless_set WAYMARK_RUN_DIRECTORY "$run"
        unless_set WAYMARK_SCHEMA "$root/schema"
        unless_set WAYMARK_SPOOL_DIRECTORY "$var/spool"
        unless_set WAYMARK_EXPORT_DIRECTORY "$var/exports"
        [ -n "$existing_database" ] || say "WAYMARK_DATABASE_SOCKET=$run/mariadb.sock"
        while IFS='=' read -r name value; do unless_set "$name" "$value"; done <"$secrets"
    ) >"$var/waymark.conf"
    cat >"$var/waymark" <<SH
#!/bin/sh
# The program with the settings of this checkout's make run: var/waymark doctor
WAYMARK_CONFIG='${var//\'/\'\\\'\'}/waymark.conf' exec '${binary//\'/\'\\\'\'}' "\$@"
SH
    chmod +x "$var/waymark"
}

# A line each; what the environment gives goes before the file's.
given_settings() {
    local line name
    env | grep -E '^WAYMARK_[A-Z_]+=.' | grep -vE '^WAYMARK_(CONFIG|VAR)=' || true
    [ -n "${WAYMARK_CONFIG-}" ] || return 0
    while IFS= read -r line; do
        name=${line%%=*}
        [ -n "$(printenv "${name//[[:space:]]/}")" ] || say "$line"
    done < <(grep -vE '^[[:space:]]*(#|$)' "$WAYMARK_CONFIG")
}

unless_set() {
    grep -qE "^[[:space:]]*$1[[:space:]]*=" <<<"$given" || printf '%s=%s\n' "$1" "$2"
}

start_database() {
    [ -z "$existing_database" ] || return 0
    "$root/deploy/local/database.sh" "$run"
    start mariadb mariadbd --defaults-file="$var/mariadb.cnf"
    await mariadb 60 mariadb --no-defaults --socket="$run/mariadb.sock" -e 'SELECT 1'
    "$var/waymark" accounts | mariadb --no-defaults --socket="$run/mariadb.sock"
}

start_front() {
    [ "$(setting WAYMARK_NGINX own)" = own ] || return 0
    "$root/deploy/local/front.sh" "$port" "$run"
    start nginx nginx -p "$var/front" -c "$var/front/nginx.conf" -e stderr
    await nginx 10 curl -fsS "http://127.0.0.1:$port/api/customer-journey/health"
}

# Until a part ends that should not: then the rest is stopped as well, with its last words.
watch() {
    local ended= name
    wait -n -p ended "${pids[@]}" || true
    for name in "${!pids[@]}"; do
        [ "${pids[$name]}" = "$ended" ] || continue
        unset "pids[$name]"
        last_words "$name"
        printf '✗ %s ended unexpectedly; stopping the rest.\n' "$name" >&2
        exit 1
    done
}

PATH=$PATH:/usr/sbin:/sbin
run=$(short_directory)
existing_database=$(setting WAYMARK_DATABASE_SOCKET)$(setting WAYMARK_DATABASE_HOST)
only_one_here
port_is_free
"$root/deploy/local/install.sh"
"$root/deploy/local/build.sh"
write_settings
step "starting"
start_database
"$var/waymark" migrate
start serve "$var/waymark" serve
start work "$var/waymark" work
start_front
say ""
"$var/waymark" setup
say ""
say "  Logs      $var/log"
say "  Commands  ${var#"$PWD"/}/waymark --help; with doctor, when something is wrong"
say "  Stop      Ctrl-C"
[ -z "$demo" ] || start demo "$var/waymark" demo
watch
