# Shared by the scripts of this folder: where things are, how they speak, which setting holds.
# Sourced, never run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
var=${WAYMARK_VAR:-$root/var}
binary=$root/.build/release/waymark
page=$root/.build/page

say() { printf '%s\n' "$*"; }

# A step of the work, for the person who waits for it.
step() { printf '· %s\n' "$*"; }

# Ends with what is wrong and, as a second sentence, what to do about it.
fail() {
    printf '✗ %s\n' "$1" >&2
    [ $# -lt 2 ] || printf '  %s\n' "$2" >&2
    exit 1
}

# setting NAME DEFAULT: the environment, else the file named by WAYMARK_CONFIG, else the default.
# A house test compares the defaults with the table that the program prints.
setting() {
    local name=$1 default=${2-} line
    if [ -n "${!name-}" ]; then
        printf '%s' "${!name}"
        return
    fi
    if [ -n "${WAYMARK_CONFIG-}" ] && [ -r "$WAYMARK_CONFIG" ]; then
        line=$(grep -E "^[[:space:]]*$name[[:space:]]*=" "$WAYMARK_CONFIG" | tail -n 1) || true
        if [ -n "$line" ]; then
            line=${line#*=}
            line=${line#"${line%%[![:space:]]*}"}
            line=${line%"${line##*[![:space:]]}"}
            printf '%s' "$line"
            return
        fi
    fi
    printf '%s' "$default"
}

# A folder for sockets. Addresses of unix sockets end at 107 bytes, so a checkout that lies deep
# gets a short folder of its own elsewhere, named after the checkout.
short_directory() {
    local wanted=$var/run base
    if [ "$(printf '%s' "$wanted" | wc -c)" -gt 85 ]; then
        base=${XDG_RUNTIME_DIR:-/tmp}
        wanted=$base/waymark-$(id -u)-$(printf '%s' "$var" | sha256sum | cut -c 1-12)
    fi
    mkdir -p -m 0700 "$wanted"
    [ -O "$wanted" ] || fail "$wanted belongs to someone else." \
        "Remove it, or set XDG_RUNTIME_DIR to a folder of your own."
    chmod 0700 "$wanted"
    printf '%s' "$wanted"
}

# start NAME COMMAND…: in a session of its own, so that Ctrl-C reaches only the conductor, which
# stops the parts in order; should the conductor be killed, the kernel stops its parts.
start() {
    local name=$1
    shift
    mkdir -p "$var/log"
    [ ! -s "$var/log/$name.log" ] || mv -f "$var/log/$name.log" "$var/log/$name.1.log"
    setpriv --pdeathsig TERM setsid "$@" >"$var/log/$name.log" 2>&1 </dev/null 9>&- &
    pids[$name]=$!
}

# stop NAME SIGNAL SECONDS: asks with the signal, insists when the time is over.
stop() {
    local name=$1 signal=$2 seconds=$3 pid=${pids[$1]-} tenths
    [ -n "$pid" ] || return 0
    unset "pids[$name]"
    kill -s "$signal" "$pid" 2>/dev/null || return 0
    for ((tenths = 0; tenths < seconds * 10; tenths++)); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    if kill -0 "$pid" 2>/dev/null; then
        step "$name does not stop by itself after $seconds s; ending it"
        kill -s KILL "$pid" 2>/dev/null || true
    fi
    wait "$pid" 2>/dev/null || true
    step "$name stopped"
}

# await NAME SECONDS COMMAND…: until the command succeeds; ends with the part's last lines when
# it dies first or the time is over.
await() {
    local name=$1 seconds=$2 tenths
    shift 2
    for ((tenths = 0; tenths < seconds * 10; tenths++)); do
        ! "$@" >/dev/null 2>&1 || return 0
        kill -0 "${pids[$name]}" 2>/dev/null || break
        sleep 0.1
    done
    last_words "$name"
    fail "$name did not start." "Its whole log is $var/log/$name.log."
}

last_words() {
    printf -- '--- the last lines of %s\n' "$var/log/$1.log" >&2
    tail -n 15 "$var/log/$1.log" >&2 || true
    printf -- '---\n' >&2
}
