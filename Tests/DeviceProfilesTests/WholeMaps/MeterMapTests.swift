import DeviceProfiles
import Facilities
import Testing

/// Meters, as their makers list their registers.
struct MeterMapTests {
    /// Table 2.3-1 and 2.5-1 of Carlo Gavazzi's protocol: 32 bits with the low word first.
    @Test func theEM24() throws {
        let double: [UInt16] = [0x2345, 0x0001]  // 74565
        let single: [UInt16] = [950]
        try WholeMap(
            "carlo-gavazzi-em24",
            [
                MapRow(.input, [0x00, 0x02, 0x04, 0x06, 0x08, 0x0A, 0x24, 0x26], double, 7456.5, "V"),
                MapRow(.input, [0x0C, 0x0E, 0x10, 0x3C], double, 74.565, "A"),
                MapRow(.input, [0x12, 0x14, 0x16, 0x28, 0x2E, 0x38], double, 7456.5, "W"),
                MapRow(.input, [0x18, 0x1A, 0x1C, 0x2A, 0x30, 0x3A], double, 7456.5, "VA"),
                MapRow(.input, [0x1E, 0x20, 0x22, 0x2C], double, 7456.5, "var"),
                MapRow(.input, [0x32, 0x33, 0x34, 0x35], single, 0.95),
                MapRow(.input, [0x36], [0xFFFF], 1), MapRow(.input, [0x36], [0], 0),
                MapRow(.input, [0x37], single, 95, "Hz"),
                MapRow(.input, [0x3E, 0x42, 0x46, 0x48, 0x4A], double, 7456.5, "kWh"),
                MapRow(.input, [0x40, 0x44], double, 7456.5, "kvarh"),
                MapRow(.input, addresses(from: 0x4C, step: 2, count: 4), double, 7456.5, "kWh"),
                MapRow(.input, addresses(from: 0x54, step: 2, count: 4), double, 7456.5, "kvarh"),
                MapRow(.input, [0x5C], double, 7456.5, "kWh"), MapRow(.input, [0x5E], double, 7456.5, "kvarh"),
                MapRow(.input, [0x60], double, 745.65, "h"),
                MapRow(.input, [0x62, 0x64, 0x66], double, 74_565), MapRow(.input, [0x301], [3], 3),
            ]
        ).check()
    }

    /// Section 2.2: the most significant word of what is beyond the display is 7FFF; and eleven registers a request.
    @Test func theEM24SaysWhatItCannotMeasure() throws {
        let profile = try WholeMap("carlo-gavazzi-em24", []).profile
        let reading = profile.readings(in: ReadBlock([profile.points[0]]), words: [0x1234, 0x7FFF])[0]
        #expect(reading.value == nil)
        #expect(profile.readPlan.allSatisfy { $0.count <= 11 })
    }

    /// The channels of `config-map12e-fw2.json.jinja` that are measurements.
    @Test func theMAP12E() throws {
        let channels = addresses(from: 0, step: 0x1000, count: 4)
        func total(_ first: Int) -> [Int] { channels.map { first + $0 } }
        func phases(_ first: Int, _ step: Int) -> [Int] {
            channels.flatMap { addresses(from: first + $0, step: step, count: 3) }
        }
        let double: [UInt16] = [0x0001, 0x86A0]  // 100000, high word first
        let swapped: [UInt16] = [0x86A0, 0x0001]
        let long: [UInt16] = [0xCD15, 0x075B, 0, 0]  // 123456789, low word first
        let single: [UInt16] = [950]
        try WholeMap(
            "wirenboard-map12e",
            [
                MapRow(.input, phases(0x1416, 2), double, 100_000 * 2.44141e-7, "A"),
                MapRow(.input, phases(0x1818, 2) + phases(0x1808, 2), swapped, 1600, "A"),
                MapRow(.input, phases(0x1302, 2) + total(0x1300), double, 512, "W"),
                MapRow(.input, phases(0x130A, 2) + total(0x1308), double, 512, "var"),
                MapRow(.input, phases(0x1582, 2) + total(0x1580), double, 512, "var"),
                MapRow(.input, phases(0x1312, 2) + total(0x1310), double, 512, "VA"),
                MapRow(.input, phases(0x10BD, 1) + total(0x10BC), single, 0.95),
                MapRow(.input, phases(0x1204, 4) + total(0x1200), long, 1234.56789, "kWh"),
                MapRow(.input, phases(0x1214, 4) + total(0x1210), long, 1234.56789, "kWh"),
                MapRow(.input, phases(0x1224, 4) + total(0x1220), long, 1234.56789, "kvarh"),
                MapRow(.input, phases(0x1234, 4) + total(0x1230), long, 1234.56789, "kvarh"),
                MapRow(.input, phases(0x1504, 4) + total(0x1500), long, 123_456_789 * 1.422222e-9, "kvarh"),
                MapRow(.input, phases(0x1514, 4) + total(0x1510), long, 123_456_789 * 1.422222e-9, "kvarh"),
                MapRow(.input, phases(0x10F9, 1), single, 95, "°"),
                MapRow(.input, [0x1410, 0x1412, 0x1414], double, 100_000 * 1.52588e-7, "V"),
                MapRow(.input, [0x141C, 0x141D, 0x141E], single, 9.5, "V"),
                MapRow(.input, [0x1810, 0x1812, 0x1814, 0x1800, 0x1802, 0x1804], swapped, 1000, "V"),
                MapRow(.input, [0x10FD, 0x10FE, 0x10FF], single, 95, "°"), MapRow(.input, [0x10F8], single, 9.5, "Hz"),
                MapRow(.input, [121, 123], single, 0.95, "V"), MapRow(.input, [124], single, 95, "°C"),
                MapRow(.input, [104], double, 100_000, "s"),
            ]
        ).check()
    }
}
