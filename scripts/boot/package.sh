# A package made of the given one: another version, and another shipped configuration.
package_as() { # DEB VERSION RESULT
    local tree
    tree=$(mktemp -d)
    dpkg-deb -R "$1" "$tree"
    sed -i "s/^Version: .*/Version: $2/" "$tree/DEBIAN/control"
    echo "# of version $2" >>"$tree/etc/mashang/gateway.yaml"
    dpkg-deb --root-owner-group -Zgzip -z1 -b "$tree" "$3" >/dev/null
    rm -rf "$tree"
}
