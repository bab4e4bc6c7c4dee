#!/usr/bin/env bash
# Finishes nginx/dev.conf.template for this checkout, under var/front.   front.sh PORT RUN_DIRECTORY
set -euo pipefail
. "$(dirname "$0")/lib.sh"
port=$1 run=$2 front=$var/front

case $root$var in
    *[\"\$\\\&\|]*) fail "nginx cannot serve files from $root: the path has one of \" \$ \\ & |." \
        "Move the checkout to a plainer path." ;;
esac
case $(setting WAYMARK_PAGE built) in
    source) page=$root/static ;;
esac
mkdir -p "$front/temporary" "$var/log"
ln -sfn "$root/nginx" "$front/waymark"
# Only root chooses who the workers are; for anybody else they are the person who runs this.
user=
[ "$(id -u)" -ne 0 ] || user='user root;'
sed -e "s|@USER@|$user|" -e "s|@LISTEN@|127.0.0.1:$port|" -e "s|@STATIC@|$page|" \
    -e "s|@RUN@|$run|" -e "s|@LOG@|$var/log|" -e "s|@TEMP@|$front/temporary|" \
    -e "s|@LIMITS@|no-limits.conf|" "$root/nginx/dev.conf.template" >"$front/nginx.conf"
