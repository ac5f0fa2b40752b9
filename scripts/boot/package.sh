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

# Signed repositories of the packages in a folder: one of mashang.deb, and the same after newer.deb has come.
repositories() ( # FOLDER
    GNUPGHOME=$(mktemp -d)
    export GNUPGHOME MASHANG_SIGNING_KEY=packages@mashang.invalid
    trap 'gpgconf --kill all && rm -rf "$GNUPGHOME"' EXIT
    gpg --batch --quiet --passphrase '' --quick-generate-key "mashang <$MASHANG_SIGNING_KEY>" ed25519 sign never
    scripts/repository "$1/apt" "$1/mashang.deb" >/dev/null
    cp -a "$1/apt" "$1/apt-newer"
    scripts/repository "$1/apt-newer" "$1/newer.deb" >/dev/null
)
