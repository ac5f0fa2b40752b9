# A fault that lasts: the journal cannot be opened. Starting is not given up, and once the fault is over nobody need come.
drop_in RestartSec=100ms
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
no_drop_in
