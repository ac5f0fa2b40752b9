# What only a whole machine enforces: a probe in the unit's own sandbox tries what the gateway must not do.
group=/sys/fs/cgroup/system.slice/$unit
memory_limit() { cat "$group/memory.max" && [[ $(cat "$group/memory.max") == $((256 * 1024 * 1024)) ]]; }
task_limit() { cat "$group/pids.max" && [[ $(cat "$group/pids.max") == 128 ]]; }
check "memory is limited to 256 MiB" memory_limit
check "tasks are limited to 128" task_limit

# The unit with another program: nothing else of it changes.
probe() { # COMMAND
    echo "$1" >/boot-test/probe
    sed -e '/^\(Watchdog\|NotifyAccess\|Restart\|ExecReload\|StateDirectory\|ConfigurationDirectory\|TimeoutStart\)/d' \
        -e 's/^Type=.*/Type=oneshot/' -e "s#^ExecStart=.*#ExecStart=/bin/bash /boot-test/probe#" \
        "$(property FragmentPath)" >/run/systemd/system/probe.service
    systemctl daemon-reload
    mark
    systemctl start probe.service
    local status=$?
    journalctl -q -o cat -u probe.service --since "$since" | grep -vE '^(Starting|Finished|probe.service: Deactivated)' | head -n 3
    return "$status"
}
# Anybody may open the disk, so that only the unit's rule is in the way.
chmod 666 /dev/vda
free_disk() { setpriv --reuid=mashang --regid=mashang --clear-groups dd if=/dev/vda of=/dev/null bs=512 count=1; }
no_disk() { local text; ! text=$(probe "dd if=/dev/vda of=/dev/null bs=512 count=1" 2>&1) && grep -m1 'Operation not permitted' <<<"$text"; }
no_memory() { local text; ! text=$(probe "dd if=/dev/mem of=/dev/null bs=1 count=1" 2>&1) && grep -m1 -E 'dd: ' <<<"$text"; }
port() { probe "dd if=/dev/ttyS3 of=/dev/null iflag=nonblock count=0 && echo opened"; }
too_much() { local text; ! text=$(probe "head -c 400M /dev/zero | tail -c 400M >/dev/null" 2>&1) && grep -m1 -i 'oom' <<<"$text"; }
too_many() { local text; text=$(probe "for i in {1..200}; do sleep 300 & done" 2>&1); grep -m1 'Resource temporarily unavailable' <<<"$text"; }
check "devices: outside the unit its user may read the disk" free_disk
check "devices: inside it may not" no_disk
check "devices: nor the machine's memory" no_memory
check "devices: a serial port it may open" port
check "limits: what takes 400 MB is ended" too_much
check "limits: 200 processes are too many" too_many
chmod 660 /dev/vda
rm -f /run/systemd/system/probe.service
systemctl daemon-reload
systemctl reset-failed
