# Removing keeps what was gathered; purging does not.
before=$(newest_sequence)
check "remove: dpkg -r" quiet_dpkg -r mashang
kept() { ls "$state/journal.sqlite" "$file"; }
gone() { ! pgrep -x mashang && [[ ! -e /usr/bin/mashang ]] && echo "no process, no program"; }
check "remove: journal and configuration stay" kept
check "remove: the service is gone" gone
again() { quiet_dpkg -i /boot-test/newer.deb && dpkg-query -W mashang; }
check "installed again: dpkg -i" again
check "installed again: it runs" within 30 is_active
check "installed again: the sequence continues, no number is missing" within 40 sequences_are_whole "$((before + 5))"
check "purge: dpkg -P" quiet_dpkg -P mashang
purged() { ls -d "$state" /etc/mashang /usr/share/mashang /etc/systemd/system/*/mashang.service 2>&1 | grep -v 'No such' && return 1; echo "nothing left in /etc, /var/lib, /usr/share"; }
check "purge: journal and configuration are gone" purged
check "purge: the service is gone" gone
failed_units() { systemctl --failed --no-legend | grep . && return 1; echo none; }
check "failed units at the end" failed_units
