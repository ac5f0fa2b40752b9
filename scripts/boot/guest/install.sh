# The package, and its first start with the file that it ships.
install -D -m 644 /boot-test/apt/mashang.gpg /etc/apt/keyrings/mashang.gpg
echo "deb [signed-by=/etc/apt/keyrings/mashang.gpg] file:/boot-test/apt bookworm main" >/etc/apt/sources.list.d/mashang.list
altered() {
    local text list=/boot-test/apt/dists/bookworm/InRelease
    sed -i.true 's/^Label: mashang/Label: masheng/' "$list"
    ! text=$(quiet_apt update -o APT::Update::Error-Mode=any)
    local refused=$?
    mv "$list.true" "$list"
    grep -m1 -iE 'signature|not signed' <<<"$text" && ((refused == 0))
}
install_package() { quiet_apt update && quiet_apt install -y --no-install-recommends mashang && dpkg-query -W mashang; }
mark
check "a repository that was altered is refused" altered
check "the package installs from the repository" install_package
check "it is started by installing it" within 30 is_active
check "it starts at boot" systemctl is-enabled "$unit"
check "first start: mashang status says what to configure" within 10 shown_by gateway.yaml mashang status
check "first start: the page says what to configure" within 10 shown_by gateway.yaml curl -sS "$page/"
check "the shipped file passes mashang check" mashang check
check "no restart at the first start" is NRestarts 0
