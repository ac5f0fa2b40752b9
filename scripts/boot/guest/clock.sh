# The clock stands before all that was kept, and before the program was made.
clock() { date "+%F %T" && (($(date +%s) < $(date -d 2026-11-24 +%s))); }
check "the clock is wrong" clock
check "clock: mashang status says that nothing keeps it" shown_by "clock not synchronised" mashang status
doubted() { awk '$3 ~ "/readings$"' /boot-test/seen | tail -n 20 | grep -m1 -oE '"(uncertain|bad):clockUntrusted"'; }
check "clock: readings are marked as of a time that nobody vouches for" within 20 doubted
