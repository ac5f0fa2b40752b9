# Five facilities, one on the serial line: written to the file that is named.
write_site() { # FILE
    cat >"$1" <<END
gateway: {id: NJ-BOOT-0001, site: 启动测试, language: en}
uplinks: [{name: broker, mqtt: {url: "mqtt://127.0.0.1:1883"}, publish: {readings: all, means: [1min, 15min, 1h, 1d]}}]
journal: {path: $state/journal.sqlite}
page: {listen: "127.0.0.1:8080", publicURL: "https://ma.example.cn/q/{code}"}
buses:
  line-1: {rtu: {device: $line, baud: 9600}}
  plc: {tcp: {host: 127.0.0.1, port: 1502}}
  dust: {tcp: {host: 127.0.0.1, port: 1503}}
  machine: {tcp: {host: 127.0.0.1, port: 1504}}
facilities:
  - code: NJ320104C000018
    kind: activated-carbon
    name: 1#活性炭吸附箱
    carbon: {form: granular, mass: 1000 kg, removedConcentration: 40 mg/m3, airVolume: 10000 m3/h, dailyHours: 8 h,
             installed: 2026-01-05}
    devices: [{profile: mashang-carbon-box, bus: line-1, unit: 1}]
  - {code: NJ320104F000025, kind: fume-purifier, name: 秦淮小馆, fume: {stoves: 4},
     devices: [{profile: mashang-fume-monitor, bus: plc, unit: 1}]}
  - {code: NJ320104M000032, kind: nonroad-machinery, name: 3号挖掘机,
     machinery: {class: II, power: 120 kW, registration: 3-2026-00017},
     devices: [{profile: mashang-machinery-terminal, bus: machine, unit: 1}]}
  - {code: NJ320104D000049, kind: dust-site, name: 河西工地,
     devices: [{profile: mashang-dust-station, bus: dust, unit: 1}]}
  - {code: NJ320104T000056, kind: complaint-point, name: 新街口投诉点}
END
}

# Simulated devices on loopback, and on the line where the host has none behind it.
start_devices() {
    simulate plc --profile mashang-fume-monitor --tcp 127.0.0.1:1502
    simulate dust --profile mashang-dust-station --tcp 127.0.0.1:1503
    simulate machine --profile mashang-machinery-terminal --tcp 127.0.0.1:1504
    [[ $line == /run/line-1 ]] || return 0
    simulate line --profile mashang-carbon-box --pty "$line"
    within 20 test -e "$line"
    chgrp dialout "$(readlink -f "$line")" && chmod 660 "$(readlink -f "$line")"
}
# Copied, so that they outlive the package.
simulate() { # NAME ARGUMENTS...
    cp -n /usr/bin/mashang /boot-test/simulator
    local name=$1
    shift
    systemd-run --quiet --unit="test-$name" /boot-test/simulator simulate --unit 1 --profiles /usr/share/mashang/device-profiles "$@"
}
