import DeviceProfiles
import Testing

/// A fan, a converter and a weather station, as their sources list their registers.
struct MachineMapTests {
    /// The registers of ebm-papst's ACE V1.00 whose coding is printed as text, and the speed by the highest.
    @Test func theECFan() throws {
        let faults = [3: "linkFault", 4: "fault", 5: "motorOverheated", 7: "blocked", 12: "dcUndervoltage"]
        var rows = faults.map { MapRow(.input, [0xD011], [1 << UInt16($0)], 1, name: $1) }
        rows += [
            MapRow(.input, [0xD000], [0x10], 16), MapRow(.input, [0xD010], [48_000], 75, "%", name: "speedPercent"),
            MapRow(.input, [0xD010], [48_000], 1500, "rpm", name: "speed"), MapRow(.input, [0xD012], [0x1000], 4096),
            MapRow(.input, [0xD027], [420], 420, "W"), MapRow(.input, [0xD028], [255], 255),
            MapRow(.input, [0xD033], [950], 950, "m3/h"), MapRow(.holding, [0xD009], [4380], 8760, "h"),
            MapRow(.holding, [0xD119], [2000], 2000),
        ]
        try WholeMap("ebm-papst-ec", rows).check()
    }

    /// What `config-veda-vf51.json` reads; what it writes is a drive's command.
    @Test func theVF51() throws {
        let single: [UInt16] = [950]
        try WholeMap(
            "veda-vf51",
            [
                MapRow(.holding, [0x2002], [1], 1), MapRow(.input, [0x2002], [1 << 1], 1, name: "overspeed"),
                MapRow(.input, [0x2002], [1 << 2], 1, name: "braking"),
                MapRow(.input, [0x2002], [1 << 4], 1, name: "fault"), MapRow(.holding, [0x2003, 0x2010], single, 950),
                MapRow(.holding, [0x2100, 0x2101], single, 9.5, "Hz"), MapRow(.holding, [0x2102], single, 9.5, "A"),
                MapRow(.holding, [0x2103, 0x2104, 0x210B], single, 95, "V"),
                MapRow(.holding, [0x2105], single, 950, "rpm"),
                MapRow(.holding, addresses(from: 0x2106, step: 1, count: 5), single, 95, "%"),
                MapRow(.holding, [0x210C, 0x210D], single, 95, "°C"),
                MapRow(.holding, [0x2110, 0x2112], single, 0.95, "V"), MapRow(.holding, [0x2114], single, 9.5, "V"),
                MapRow(.input, [0x211F], [0xFFF1], -1.5),
            ]
        ).check()
    }

    /// What `config-sokol-m.json` reads.
    @Test func theSokolM() throws {
        let single: [UInt16] = [95]
        try WholeMap(
            "sokol-m",
            [
                MapRow(.holding, [3], [0xFC09], -10.15, "°C"), MapRow(.holding, [4], single, 0.95),
                MapRow(.holding, [5], single, 95, "%"), MapRow(.holding, [6, 10], single, 0.95, "m/s"),
                MapRow(.holding, [7, 11], single, 95, "°"), MapRow(.holding, [8], single, 9.5, "mm"),
                MapRow(.holding, [9, 12, 13], single, 95),
                MapRow(.holding, addresses(from: 70, step: 1, count: 11), single, 95),
            ]
        ).check()
    }
}
