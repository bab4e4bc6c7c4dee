#!/usr/bin/env bash
# make lint: what can be judged without building. Changes nothing.
set -uo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root" || exit 1
faults=0
check() { # check WHAT COMMAND…
    local what=$1
    shift
    if "$@"; then step "$what: fine"; else
        printf '✗ %s\n' "$what" >&2
        faults=$((faults + 1))
    fi
}

scripts() {
    git ls-files -co --exclude-standard \
        'deploy/*.sh' deploy/debian/postinst deploy/debian/postrm deploy/debian/prerm .ci/run
}
pythons() { git ls-files -co --exclude-standard '*.py'; }
plain_text() { git ls-files -co --exclude-standard ':!*.png' ':!*.woff2'; }

shell_parses() {
    local script fine=0
    while read -r script; do bash -n "$script" || fine=1; done < <(scripts)
    return $fine
}
python_parses() {
    pythons | xargs -r /usr/bin/python3 -c \
        'import ast, sys; [ast.parse(open(p, encoding="utf-8").read(), p) for p in sys.argv[1:]]'
}
no_stray_space() {
    ! plain_text | xargs -r -d '\n' grep -nIE '[[:blank:]]+$' --
}
ends_with_newline() {
    local file fine=0
    while read -r file; do
        [ ! -s "$file" ] || [ -z "$(tail -c 1 "$file")" ] || {
            printf '%s: no newline at the end\n' "$file" >&2
            fine=1
        }
    done < <(plain_text)
    return $fine
}
lines_fit() {
    # Markdown tables and nginx headers cannot be broken; schema.sql is as the server prints it.
    git ls-files -co --exclude-standard '*.sh' '*.py' '*.js' '*.css' '*.sql' ':!schema/schema.sql' \
        Makefile .ci/run | /usr/bin/python3 -c '
import sys
long = [f"{name}:{number}: longer than 100 columns"
        for name in sys.stdin.read().split("\n") if name
        for number, line in enumerate(open(name, encoding="utf-8"), 1) if len(line) > 101]
sys.exit("\n".join(long) or 0)'
}

check 'Swift, by swift-format' swift format lint --strict -r Sources Tests
check 'shell scripts parse' shell_parses
check 'Python parses' python_parses
check 'no blanks at the ends of lines' no_stray_space
check 'files end with a newline' ends_with_newline
check 'lines fit into 100 columns' lines_fit
[ "$faults" -eq 0 ] || fail "$faults of the checks above failed." "make format mends what it can."
