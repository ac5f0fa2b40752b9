# After the reboot: no network, no broker, and the gateway is there by itself.
source ./site.conf.sh
no_network() { awk -F: 'NR > 2 {print $1}' /proc/net/dev | xargs && [[ $(awk -F: 'NR > 2 {print $1}' /proc/net/dev | xargs) == lo ]]; }
check "there is no network" no_network
check "after a reboot it runs by itself" within 60 is_active
check "without a broker it works, and says so" within 20 shown_by "not connected  since" mashang status
start_devices
kept_more() { mashang status | awk '/waiting/ {print; for (i = 1; i < NF; i++) if ($i == "waiting") exit !($(i + 1) > 10)}'; }
check "without a broker it keeps what it reads" within 40 kept_more
before=$(newest_sequence)
systemctl start test-broker test-witness
check "with the broker there, all of it arrives: no number is missing" within 60 sequences_are_whole "$((before + 10))"
