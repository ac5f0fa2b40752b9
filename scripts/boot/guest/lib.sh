# What the parts share.
export LC_ALL=C.UTF-8 SYSTEMD_PAGER= DEBIAN_FRONTEND=noninteractive
unit=mashang.service
page=http://127.0.0.1:8080
file=/etc/mashang/gateway.yaml
state=/var/lib/mashang
# What the machine does not say otherwise.
: "${line:=/run/line-1}" "${results:=/boot-test/results}" "${most_seconds:=2}" "${slowness:=3}"

say() { echo "$*" >>"$results"; }
ok() { say "ok   $*"; }
fail() { say "FAIL $*"; }

# One check: its name, then a command. What the command prints is the evidence.
check() { # NAME COMMAND...
    local name=$1 evidence
    shift
    if evidence=$("$@" 2>&1); then ok "$name${evidence:+: $(short "$evidence")}"; else fail "$name: $(short "$evidence")"; fi
}

# One line, not too long.
short() { tr -s '\n\t ' ' ' <<<"$1" | cut -c1-220 | sed 's/ $//'; }

# Waits until a command succeeds; prints what it printed last.
within() { # SECONDS COMMAND...
    local end=$((SECONDS + $1 * slowness)) last
    shift
    until last=$("$@" 2>&1); do
        ((SECONDS < end)) || { echo "not within the time: $last" && return 1; }
        sleep 0.2
    done
    echo "$last"
}

# Prints only if it failed. Nobody is asked: an edited file is kept, as by unattended upgrades.
quiet_dpkg() {
    local text
    text=$(dpkg --force-confdef --force-confold "$@" 2>&1 </dev/null) || { echo "$text" && return 1; }
}
# From our repository alone: the machine has no way to Debian's. An edited file is kept, too.
quiet_apt() {
    local text options=(-o Dir::Etc::sourcelist=/etc/apt/sources.list.d/mashang.list -o Dir::Etc::sourceparts=-
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold)
    text=$(apt-get -qq "${options[@]}" "$@" 2>&1 </dev/null) || { echo "$text" && return 1; }
}
property() { systemctl show -P "$1" "$unit"; }
is() { # PROPERTY VALUE
    local value
    value=$(property "$1")
    echo "$1=$value"
    [[ $value == "$2" ]]
}
is_active() { is ActiveState active; }
# A line of the unit's log since a time that `mark` has set.
mark() { since=$(date '+%F %T.%6N'); }
logged() { journalctl -q -o cat -u "$unit" --since "$since" | grep -m1 -E -- "$1"; }
shown_by() { # FIXED-TEXT COMMAND...: whether a command prints it
    local text=$1 output
    shift
    output=$("$@" 2>&1)
    grep -m1 -F -- "$text" <<<"$output" || { echo "$output" && return 1; }
}

# A setting of the unit for as long as it takes.
drop_in() { # SETTING
    mkdir -p "/run/systemd/system/$unit.d"
    printf '[Service]\n%s\n' "$1" >"/run/systemd/system/$unit.d/short.conf"
    systemctl daemon-reload
}
no_drop_in() {
    rm -rf "/run/systemd/system/$unit.d"
    systemctl daemon-reload
}

# Statuses that the broker passed on as new, after a time.
statuses_since() { # UNIX-TIME
    awk -v t="$1" '$1 > t && $2 == 0 && $3 ~ "/status$" {print $1, $3}' /boot-test/seen
}
has_status_since() { statuses_since "$1" | grep -m1 .; }

# Every sequence number that came, in order.
sequences() {
    awk '$3 ~ "/(readings|backfill|events|means)$"' /boot-test/seen | grep -oE '"sequence":(\[[0-9,]*\]|[0-9]+)' | grep -oE '[0-9]+' |
        sort -nu
}
# All from 1 to the newest one, which is past another.
sequences_are_whole() { # PAST
    sequences | awk -v past="$1" 'NR != $1 && !gap {gap = NR} {last = $1}
        END {print "1 to " last + 0 ", " last - NR " missing" (gap ? ", first " gap : "") ", more than " past; exit gap || last <= past}'
}
newest_sequence() { sequences | tail -n 1; }
