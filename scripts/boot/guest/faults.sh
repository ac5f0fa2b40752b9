# The daemon is killed, and it hangs: systemd starts it again, and nothing is lost.
restarted() { # RESTARTS MAIN-PID-BEFORE
    is NRestarts "$1" && is_active && [[ $(property MainPID) != "$2" ]]
}
before=$(newest_sequence)
main=$(property MainPID)
kill -KILL "$main"
check "kill -9: systemd starts it again" within 30 restarted 1 "$main"
check "kill -9: no number is missing" within 40 sequences_are_whole "$((before + 5))"

# The watchdog of the shipped unit waits for 30 s.
if [[ $machine == nspawn ]]; then
    drop_in WatchdogSec=5s
    systemctl restart "$unit"
fi
wait_for=$(property WatchdogUSec)
before=$(newest_sequence)
restarts=$(property NRestarts)
main=$(property MainPID)
mark
kill -STOP "$main"
check "SIGSTOP: the watchdog ($wait_for in this test) starts it again" within 60 restarted "$((restarts + 1))" "$main"
check "SIGSTOP: the log says why" within 5 logged 'Watchdog timeout'
check "SIGSTOP: no number is missing" within 40 sequences_are_whole "$((before + 5))"
no_drop_in
