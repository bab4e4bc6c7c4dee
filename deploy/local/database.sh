#!/usr/bin/env bash
# Makes the private MariaDB under var/ where there is none yet and writes its configuration.
# Durable: a delivery that was answered 200 survives a power cut.   database.sh RUN_DIRECTORY
set -euo pipefail
. "$(dirname "$0")/lib.sh"
run=$1 data=$var/mariadb

case $var in
    *[\"\\\#]*) fail "MariaDB cannot keep its data in $var: the path has a quote, # or backslash." \
        "Move the checkout to a plainer path." ;;
esac
mkdir -p "$var"
cat >"$var/mariadb.cnf" <<CNF
# Written by make run at each start.
[mariadbd]
datadir="$data"
socket="$run/mariadb.sock"
pid_file="$run/mariadb.pid"
# Not /tmp: a server that starts removes all temporary tables of the folder, another's as well.
tmpdir="$run"
user=$(id -un)
skip_networking
skip_name_resolve
unix_socket=ON
character_set_server=utf8mb4
collation_server=utf8mb4_general_ci
transaction_isolation=READ-COMMITTED
innodb_flush_log_at_trx_commit=1
innodb_log_file_size=1G
innodb_buffer_pool_size=$(setting WAYMARK_BUFFER_POOL 256M)
# Filters look customers up one by one by their ids: in half the time.
innodb_adaptive_hash_index=ON
innodb_lock_wait_timeout=5
idle_transaction_timeout=30
max_allowed_packet=16M
thread_handling=pool-of-threads
performance_schema=OFF
lc_messages_dir=/usr/share/mysql
CNF

[ ! -d "$data/mysql" ] || exit 0
step "making a private MariaDB under $data"
new=$var/mariadb.new
rm -rf "$new"
log=$var/log/mariadb-install.log
mkdir -p "$var/log" "$new"
# Its temporary tables elsewhere than in /tmp, as above.
if ! mariadb-install-db --no-defaults --datadir="$new" --tmpdir="$new" --user="$(id -un)" \
    --skip-test-db --auth-root-authentication-method=socket \
    --auth-root-socket-user="$(id -un)" --innodb-log-file-size=1G >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "MariaDB could not make its data folder (its last lines are above)." \
        "Look at $log; a full disk or a read-only folder is the usual cause."
fi
# Renamed only when it is whole, so that an interrupted first start leaves nothing half made.
mv "$new" "$data"
