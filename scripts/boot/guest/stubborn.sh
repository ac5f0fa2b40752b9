# A fault that lasts: the journal cannot be opened. Starting is not given up, and once the fault is over nobody need come.
mkdir -p "/run/systemd/system/$unit.d"
printf '[Service]\nRestartSec=100ms\n' >"/run/systemd/system/$unit.d/short.conf"
systemctl daemon-reload
systemctl stop "$unit"
before=$(newest_sequence)
chown root: "$state/journal.sqlite"
mark
systemctl start --no-block "$unit"
many() { local starts; starts=$(property NRestarts) && echo "$starts restarts, 0.1 s apart in this test" && ((starts > 35)); }
check "a fault that lasts: it is started again and again" within 60 many
check "a fault that lasts: the log says what it is" logged 'the journal'
chown mashang: "$state/journal.sqlite"
check "the fault is over: it runs by itself" within 30 is_active
check "the fault is over: no number is missing" within 20 sequences_are_whole "$before"
rm -rf "/run/systemd/system/$unit.d"
systemctl daemon-reload
