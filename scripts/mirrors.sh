# Debian 12 from where this machine's apt has it, for the scripts that make a tree of it.

# `URI SUITE COMPONENT` a line.
mirrors() {
    apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
        grep -E ' bookworm(-[a-z]+)? main$' | sort -u
}

# The one of the release itself.
mirror() {
    # Who made a source is known only once its lists are there.
    mirrors >/dev/null || apt-get update -qq >&2
    mirrors | awk '$2 == "bookworm" && !found++ {print $1} END {exit !found}' ||
        { echo "apt has no source for Debian 12" >&2 && return 1; }
}

# A minimal system, by debootstrap.
minimal_debian() { # TREE [OPTION OF DEBOOTSTRAP...]
    local from
    command -v debootstrap >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends debootstrap; } || return 1
    from=$(mirror) || return 1
    debootstrap --variant=minbase "${@:2}" bookworm "$1" "$from"
} >&2

# Gives a tree the package sources, proxies, name servers and added certificates of this machine, and updates its package lists.
connect() { # TREE
    local certificates=/usr/local/share/ca-certificates
    mirrors | sed 's/^/deb /' >"$1/etc/apt/sources.list"
    apt-config dump | grep -E '^Acquire::(Check-|Force|Retries|https?::)' | grep -v Auto-Detect >"$1/etc/apt/apt.conf.d/90machine" || true
    cp /etc/resolv.conf /etc/hosts "$1/etc/"
    # ca-certificates takes them in when it is installed.
    [[ ! -d $certificates ]] || { mkdir -p "$1$certificates" && cp -rL "$certificates/." "$1$certificates"; }
    apt_in "$1" update -qq
} >&2

# Runs the apt-get of a tree, which has no TMPDIR of this machine.
apt_in() { # TREE ARGUMENT...
    chroot "$1" env TMPDIR=/tmp DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get "${@:2}"
}

# Keeps packages from starting services while a tree is put together.
start_nothing() { # TREE
    printf '#!/bin/sh\nexit 101\n' | install -m 755 /dev/stdin "$1/usr/sbin/policy-rc.d"
}
