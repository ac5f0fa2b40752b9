# The package, and its first start with the file that it ships.
install_package() { quiet_dpkg -i /boot-test/mashang.deb && dpkg-query -W mashang; }
mark
check "the package installs" install_package
check "it is started by installing it" within 30 is_active
check "it starts at boot" systemctl is-enabled "$unit"
check "first start: mashang status says what to configure" within 10 shown_by gateway.yaml mashang status
check "first start: the page says what to configure" within 10 shown_by gateway.yaml curl -sS "$page/"
check "the shipped file passes mashang check" mashang check
check "no restart at the first start" is NRestarts 0
