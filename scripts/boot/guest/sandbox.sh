# Who it runs as and what it may, by the kernel's own word.
main=$(property MainPID)
of() { awk -v key="$1:" '$1 == key {$1 = ""; print substr($0, 2)}' "/proc/$main/status"; }
runs_as() { ps -o user:20=,group:20=,supgrp:40= -p "$main" && [[ $(ps -o user= -p "$main") == mashang ]]; }
no_capability() { echo "effective $(of CapEff), bounding $(of CapBnd)" && [[ $(of CapEff)$(of CapBnd) =~ ^0+$ ]]; }
no_new() { echo "NoNewPrivs $(of NoNewPrivs), Seccomp $(of Seccomp)" && [[ $(of NoNewPrivs)$(of Seccomp) == 12 ]]; }
descriptors() { grep 'Max open files' "/proc/$main/limits" && [[ $(awk '/Max open files/ {print $4 $5}' "/proc/$main/limits") == 10241024 ]]; }
closed() { # a file or folder that it must not see or write
    nsenter -t "$main" -m -- sh -c 'touch /usr/x || touch /etc/x' 2>&1 && return 1
    echo "read-only: $(nsenter -t "$main" -m -- findmnt -no OPTIONS / | cut -d, -f1)"
}
only_own() { stat -c '%n %U %a' "$state" && [[ $(stat -c '%U %a' "$state") == "mashang 750" ]]; }
quiet() { # nothing that systemd or the program complains of in any log of the unit
    local lines
    lines=$(journalctl -q -b -o cat -p warning "_PID=1" | grep -iE 'mashang.*(unknown|ignor|deprecat|fail to parse)|(unknown|ignor).*mashang')
    lines+=$(journalctl -q -b -o cat -u "$unit" | grep -iE 'Failed to set|permission denied|not permitted' | grep -v "$excused")
    echo "${lines:-nothing}$([[ $excused == '^$' ]] || echo ', but for what this machine keeps LimitNICE= from')" && [[ -z $lines ]]
}
# Where not even root may raise that limit, as in some containers, the unit cannot.
excused='^$'
(($(awk '/Max nice/ {print $4}' "/proc/$main/limits") >= 24)) || excused='thread priority'
check "it runs as its own user" runs_as
check "no capabilities" no_capability
check "no new privileges, system calls filtered" no_new
check "open files are limited to 1024" descriptors
check "the system is read-only to it" closed
check "its journal is its own" only_own
verified() { local text; text=$(systemd-analyze verify --man=no "$unit" 2>&1); echo "${text:-nothing}" && [[ -z $text ]]; }
check "systemd-analyze verify has nothing to say" verified
check "systemd and the program complain of nothing in the unit" quiet
