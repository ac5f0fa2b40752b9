# The Debian that is booted: from this machine's own mirror, with the package's dependencies, and what the checks need.

# What the checks use, beside what a minimal system has.
tools="systemd-sysv dbus procps mosquitto mosquitto-clients sqlite3 curl"

# A tree with everything but the package itself, made once and copied.
make_base() { # DEB ROOT
    local depends key
    depends=$(dpkg-deb -f "$1" Depends)
    key=$(printf '%s\n' "$tools" "$depends" "${extra_packages:-}")
    if [[ ! -d $cache/$machine || $(cat "$cache/$machine.key" 2>/dev/null) != "$key" ]]; then
        rm -rf "$cache/$machine" "$cache/$machine.key"
        bootstrap "$depends" "$cache/$machine" >"$folder/bootstrap.log" 2>&1 ||
            { tail -n 20 "$folder/bootstrap.log" >&2 && exit 1; }
        echo "$key" >"$cache/$machine.key"
    fi
    cp -a --reflink=auto "$cache/$machine" "$2"
    # It came with ps, which the checks need. A minimal system has none, and the service must work there.
    rm -f "$2/bin/kill"
}

bootstrap() { # DEPENDS TREE
    apt-get update
    mkdir -p "$cache"
    minimal_debian "$2" || return 1
    start_nothing "$2"
    connect "$2" || return 1
    # shellcheck disable=SC2086
    apt_in "$2" install -y --no-install-recommends $tools ${extra_packages:-} || return 1
    apt_in "$2" satisfy -y --no-install-recommends "$1" || return 1
    rm -rf "$2/usr/sbin/policy-rc.d" "$2"/var/cache/apt/archives/*.deb "$2"/var/lib/apt/lists/*
    systemctl --root="$2" disable mosquitto
    # Log lines are kept over a reboot, and nobody is asked who the machine is.
    mkdir -p "$2/var/log/journal"
    echo boot-test >"$2/etc/hostname"
    rm -f "$2/etc/machine-id" && touch "$2/etc/machine-id"
}
