# A newer package made of the given one: another version, and another shipped configuration.
newer_package() { # DEB RESULT
    local tree=$folder/newer version
    dpkg-deb -R "$1" "$tree"
    version=$(dpkg-deb -f "$1" Version)
    sed -i "s/^Version: .*/Version: ${version}+next1/" "$tree/DEBIAN/control"
    echo "# of the next version" >>"$tree/etc/mashang/gateway.yaml"
    dpkg-deb --root-owner-group -Zgzip -z1 -b "$tree" "$2" >/dev/null
    rm -rf "$tree"
}
