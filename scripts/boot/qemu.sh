# The machine as a virtual one, on no more than emulation. Its second boot finds the clock in the year 2000. On its second
# serial port is a simulated device of the host; what the checks say comes over the third.
results=$folder/results
extra_packages="linux-image-cloud-amd64 udev"

prepare_machine() {
    command -v qemu-system-x86_64 >/dev/null && return
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends qemu-system-x86; } >&2 ||
        cannot "qemu-system-x86 cannot be installed"
}

run_machine() {
    cp "$root"/boot/vmlinuz-* "$folder/kernel"
    cp "$root"/boot/initrd.img-* "$folder/initrd"
    printf '%s\n' line=/dev/ttyS1 results=/dev/ttyS2 most_seconds=20 slowness=5 stubborn= limits=limits clock=clock >>"$root/boot-test/machine"
    mkfs.ext4 -q -d "$root" "$folder/disk" 3G >/dev/null
    start_device
    boot_once base=utc && boot_once base=2000-01-01T00:00:00
}

# The program of the package, as a device behind the serial line.
start_device() {
    dpkg-deb -x "$deb" "$folder/program"
    "$folder/program/usr/bin/mashang" simulate --profile mashang-carbon-box --unit 1 --pty "$folder/line" \
        --profiles "$folder/program/usr/share/mashang/device-profiles" >"$folder/device.log" 2>&1 &
    device=$!
    for ((i = 0; i < 100; i++)); do [[ -e $folder/line ]] && return || sleep 0.1; done
    cat "$folder/device.log" >&2
    return 1
}

boot_once() { # CLOCK
    timeout 1200 qemu-system-x86_64 -machine q35,accel=tcg -cpu max -smp 2 -m 768 -display none -monitor none -nic none -no-reboot \
        -kernel "$folder/kernel" -initrd "$folder/initrd" -append "root=/dev/vda rw console=ttyS0 quiet systemd.show_status=1" \
        -drive "file=$folder/disk,format=raw,if=virtio" -rtc "$1" \
        -chardev "file,id=console,path=$folder/console,append=on" -serial chardev:console \
        -chardev "serial,id=line,path=$folder/line" -serial chardev:line \
        -chardev "file,id=results,path=$results,append=on" -serial chardev:results >>"$folder/console" 2>&1 &
    booted=$!
    wait "$booted"
}

end_machine() {
    for process in ${booted:-} ${device:-}; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
}
