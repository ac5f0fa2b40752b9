# The machine as a container. It has a network of its own in which there is nothing but loopback.
results=$root/boot-test/results

# The tool, without touching the systemd of this machine.
prepare_machine() {
    unshare --mount --pid --net --ipc --uts --fork true 2>/dev/null || cannot "no namespaces may be made"
    nspawn=(systemd-nspawn)
    if ! command -v systemd-nspawn >/dev/null; then
        local tool=$cache/tool
        [[ -x $tool/usr/bin/systemd-nspawn ]] || unpack_tool "$tool" || cannot "systemd-container cannot be had"
        nspawn=(env "LD_LIBRARY_PATH=$(dirname "$(find "$tool" -name 'libsystemd-shared-*.so')")" "$tool/usr/bin/systemd-nspawn")
    fi
}

unpack_tool() { # FOLDER
    mkdir -p "$1"
    (
        cd "$folder"
        apt-get update -qq
        apt-get download -qq systemd-container libsystemd-shared
        for part in systemd-container_*.deb libsystemd-shared_*.deb; do dpkg-deb -x "$part" "$1"; done
    ) >&2
}

run_machine() {
    local command=("${nspawn[@]}" --quiet -D "$root" --boot --register=no --keep-unit --private-network) status=133
    # 133 is a reboot.
    while ((status == 133)); do
        status=0
        boot_once "${command[*]@Q}" || status=$?
    done
    return "$status"
}

boot_once() { # COMMAND
    # It wants a terminal.
    SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 timeout 900 script -qefc "$1" /dev/null >>"$folder/console" 2>&1 </dev/null &
    booted=$!
    wait "$booted"
}

# Its folder may be removed only when nothing runs in it any more.
end_machine() {
    [[ ${booted:-} ]] || return 0
    kill "$booted" 2>/dev/null || true
    wait "$booted" 2>/dev/null || true
}
