# Makes programs that stand in for Debian's: a package is reported as missing, and installing it does no more than print what
# apt prints. With the folder first on PATH, scripts/setup installs at every call.
missing_package() { # FOLDER PACKAGE
    mkdir -p "$1"
    printf '#!/bin/sh\n[ "$4" != %q ] || exit 1\nexec %q "$@"\n' "$2" "$(command -v dpkg-query)" >"$1/dpkg-query"
    printf '#!/bin/sh\necho "Selecting previously unselected package %s."\n' "$2" >"$1/apt-get"
    # The real one has a PATH of its own.
    printf '#!/bin/sh\nexec "$@"\n' >"$1/sudo"
    chmod +x "$1"/*
}
