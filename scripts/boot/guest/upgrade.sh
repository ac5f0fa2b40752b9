# A newer version, and the way back that is refused.
version() { dpkg-query -W -f '${Version}' mashang; }
old=$(version)
mark
before=$(newest_sequence)
edited=$(sha256sum <"$file")
newer() {
    mv /boot-test/apt /boot-test/apt-older && mv /boot-test/apt-newer /boot-test/apt
    quiet_apt update && quiet_apt upgrade -y && version
}
check "upgrade: apt upgrade over the running one" newer
upgraded() { echo "$old to $(version)" && [[ $(version) == "$old+next1" ]]; }
check "upgrade: the version" upgraded
check "upgrade: it runs" within 30 is_active
same_file() { echo "as edited" && [[ $(sha256sum <"$file") == "$edited" ]]; }
check "upgrade: the edited configuration is kept" same_file
check "upgrade: the journal continues, no number is missing" within 40 sequences_are_whole "$((before + 5))"

before=$(newest_sequence)
refused() {
    local text
    ! text=$(quiet_dpkg -i /boot-test/mashang.deb) && grep -m1 'no downgrade' <<<"$text"
}
check "downgrade: refused with a reason" refused
check "downgrade: the newer one stays installed" upgraded
whole() { [[ -z $(dpkg --audit) ]] && dpkg-query -W -f '${Status}' mashang; }
check "downgrade: the package is whole" whole
check "downgrade: it runs" within 30 is_active
check "downgrade: the configuration is kept" same_file
check "downgrade: no number is missing" within 40 sequences_are_whole "$((before + 5))"
