# Shared by the scripts: apt packages, private servers on free loopback ports, progress. Sourced, never run.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
servers=""      # process ids to stop
work=""         # temporary folder, removed at the end

# What a build links to; pkg-config tells SwiftPM where libpq's headers are.
build_packages=(libhiredis-dev libpq-dev libsimdjson-dev libssl-dev libxml2-dev pkg-config zlib1g-dev)
# What a fleet and the tests run.
server_packages=(postgresql redis-server)

say() { printf '%s\n' "── $*" >&2; }
die() { printf '%s\n' "error: $*" >&2; exit 1; }

# Installs the Debian packages that are missing; as a plain user it says which command to run.
need_packages() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local sudo=""
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || die "run this first: sudo apt-get install -y ${missing[*]}"
        sudo="sudo"
    fi
    say "installing ${missing[*]}"
    $sudo apt-get update -qq || die "apt-get update failed; is the package mirror reachable?"
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
        die "apt-get could not install ${missing[*]}"
}

# Swift from PATH or its usual places, 6.2 or newer.
need_swift() {
    command -v swift >/dev/null || PATH="$PATH:/opt/swift/usr/bin:/usr/share/swift/usr/bin"
    command -v swift >/dev/null || die "Swift 6.2 or newer is needed: see https://www.swift.org/install/linux"
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    [ "$(printf '%s\n6.2\n' "$version" | sort -V | head -n 1)" = "6.2" ] || die "Swift $version is too old: 6.2 or newer is needed"
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# The newest installed PostgreSQL's programs.
postgres_programs() {
    local folder
    folder=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [ -n "$folder" ] || die "PostgreSQL's server is not installed"
    printf '%s\n' "$folder"
}

as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups "$@"; else "$@"; fi
}

make_work_folder() {
    work=$(mktemp -d "${TMPDIR:-/tmp}/fixops.XXXXXX")
    chmod 755 "$work"
    trap stop_servers EXIT
    trap 'exit 130' INT TERM
}

# Sets redis_url. `redis_persistence` may hold options; without it nothing is kept.
start_redis() {
    local port
    port=$(free_port)
    redis-server --port "$port" --bind 127.0.0.1 --dir "$work" --save '' --daemonize no \
        --maxmemory-policy noeviction ${redis_persistence:---appendonly no} >"$work/redis.log" 2>&1 &
    servers="$servers $!"
    redis_url="redis://127.0.0.1:$port/0"
    for _ in $(seq 100); do
        redis-cli -p "$port" ping 2>/dev/null | grep -q PONG && return
        sleep 0.1
    done
    die "redis-server did not start: $(tail -n 3 "$work/redis.log")"
}

# Sets postgres_url. `postgres_durability` may hold options for servers whose data nobody needs after a power cut.
start_postgres() {
    local port programs user data="$work/postgres"
    port=$(free_port)
    programs=$(postgres_programs)
    user=$([ "$(id -u)" -eq 0 ] && echo postgres || id -un)
    mkdir -p "$data"
    [ "$(id -u)" -eq 0 ] && chown postgres "$data"
    as_postgres "$programs/initdb" -D "$data" -A trust -U "$user" -E UTF8 --locale=C >"$work/initdb.log" 2>&1 ||
        die "initdb failed: $(tail -n 3 "$work/initdb.log")"
    # A list and not the function: a function in the background would be a shell between us and the server's process id.
    local user_switch=()
    [ "$(id -u)" -eq 0 ] && user_switch=(setpriv --reuid=postgres --regid=postgres --init-groups)
    "${user_switch[@]}" "$programs/postgres" -D "$data" -p "$port" -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories="$data" -c max_connections=200 ${postgres_durability:-} >"$work/postgres.log" 2>&1 &
    servers="$servers $!"
    postgres_url="postgres://$user@127.0.0.1:$port/postgres"
    for _ in $(seq 200); do
        "$programs/pg_isready" -q -h 127.0.0.1 -p "$port" && return
        sleep 0.1
    done
    die "postgres did not start: $(tail -n 3 "$work/postgres.log")"
}

# Starts one of each process from the folder $1 on the servers above, and waits until the gateway is ready. Sets gateway_port.
start_fleet() {
    local name
    export FIXOPS_REDIS_URL="$redis_url" FIXOPS_POSTGRES_URL="$postgres_url"
    "$1/fixops" migrate
    gateway_port=$(free_port)
    for name in evidence-writer scorer enricher normalizer feed-scheduler ingest-gateway; do
        FIXOPS_HEALTH_LISTEN="127.0.0.1:$(free_port)" "$1/$name" \
            $([ "$name" = ingest-gateway ] && echo "--listen 127.0.0.1:$gateway_port") >"$work/$name.log" 2>&1 &
        servers="$! $servers"
    done
    export FIXOPS_URL="http://127.0.0.1:$gateway_port"
    for _ in $(seq 300); do
        curl -fs "$FIXOPS_URL/ready" >/dev/null 2>&1 && return
        sleep 0.1
    done
    die "the gateway did not become ready: $(tail -n 3 "$work/ingest-gateway.log")"
}

stop_servers() {
    local status=$? pid
    trap - EXIT
    for pid in $servers; do
        kill -INT "$pid" 2>/dev/null
    done
    for pid in $servers; do wait "$pid" 2>/dev/null; done
    [ -n "$work" ] && rm -rf "$work"
    exit "$status"
}
