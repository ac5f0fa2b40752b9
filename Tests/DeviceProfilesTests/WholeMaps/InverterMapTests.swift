import DeviceProfiles
import Facilities
import Testing

/// Solar inverters, as public lists have their registers.
struct InverterMapTests {
    /// `json/model_103.json` of SunSpec's models, the block's first register at 40069.
    @Test func sunSpecModel103() throws {
        let base = 40_069
        /// 1234 and, so many registers behind, a scale register with −1.
        func scaled(_ offsets: [Int], by scale: Int, _ value: Double, _ unit: String) -> [MapRow] {
            offsets.map { offset in
                let words: [UInt16] = [1234] + Array(repeating: 0, count: scale - offset - 1) + [0xFFFF]
                return MapRow(.holding, [base + offset], words, value, unit)
            }
        }
        var rows = [MapRow(.holding, [base], [103], 103)]
        rows += scaled([2, 3, 4, 5], by: 6, 123.4, "A") + scaled([7, 8, 9, 10, 11, 12], by: 13, 123.4, "V")
        rows += scaled([14], by: 15, 123.4, "W") + scaled([16], by: 17, 123.4, "Hz")
        rows +=
            scaled([18], by: 19, 123.4, "VA") + scaled([20], by: 21, 123.4, "var") + scaled([22], by: 23, 123.4, "%")
        rows.append(MapRow(.holding, [base + 24], [0, 12_340, 0xFFFF], 1.234, "kWh"))
        rows += scaled([27], by: 28, 123.4, "A") + scaled([29], by: 30, 123.4, "V") + scaled([31], by: 32, 123.4, "W")
        rows += scaled([33, 34, 35, 36], by: 37, 123.4, "°C")
        let running: [Double] = [0, 0, 0, 1, 1, 0, 0, 0]
        for (index, value) in running.enumerated() {
            let state = UInt16(index + 1)
            rows.append(MapRow(.holding, [base + 38], [state], value, name: "running"))
            rows.append(MapRow(.holding, [base + 38], [state], Double(state), name: "operatingState"))
        }
        rows.append(MapRow(.holding, [base + 39], [7], 7))
        rows += Self.events.enumerated().map { MapRow(.holding, [base + 41], [1 << UInt16($0)], 1, name: $1) }
        rows.append(MapRow(.holding, addresses(from: base + 44, step: 2, count: 4), [1, 0], 65_536))
        try WholeMap("sunspec-103", rows).check()
    }

    /// The bits of Evt1 from 0 on.
    private static let events = [
        "groundFault", "dcOvervoltage", "acDisconnected", "dcDisconnected", "gridDisconnected", "cabinetOpen",
        "manualShutdown", "overTemperature", "overFrequency", "underFrequency", "acOvervoltage", "acUndervoltage",
        "stringFuseBlown", "underTemperature", "memoryLoss", "hardwareTestFailed",
    ]

    /// `sunspec` writes −32768 into a scale register for what the inverter lacks.
    @Test func aScaleThatIsNotThereIsNoValue() throws {
        let profile = try WholeMap("sunspec-103", []).profile
        let power = try #require(profile.points.first { $0.name == "power" })
        #expect(profile.readings(in: ReadBlock([power]), words: [1234, 0x8000])[0].value == nil)
    }

    /// `registers.py` of sun2000_modbus and of huawei-solar-lib, and the states of `mappings.py` and `register_values.py`.
    @Test func theSUN2000() throws {
        let double: [UInt16] = [0x0001, 0x2345]  // 74565
        let single: [UInt16] = [950]
        let identity = [30_071, 30_072]
        let words = [32_000, 32_002, 32_008, 32_009, 32_010]
        var rows = [
            MapRow(.holding, identity + words + [32_090], single, 950),
            MapRow(.holding, [30_073, 30_075], double, 74_565, "W"), MapRow(.holding, [32_003], double, 74_565),
            MapRow(.holding, addresses(from: 32_016, step: 2, count: 24), single, 95, "V"),
            MapRow(.holding, addresses(from: 32_017, step: 2, count: 24), single, 9.5, "A"),
            MapRow(.holding, [32_064, 32_078, 32_080], double, 74_565, "W"),
            MapRow(.holding, addresses(from: 32_066, step: 1, count: 6), single, 95, "V"),
            MapRow(.holding, [32_072, 32_074, 32_076], double, 74.565, "A"),
            MapRow(.holding, [32_082], double, 74_565, "var"), MapRow(.holding, [32_084], single, 0.95),
            MapRow(.holding, [32_085], single, 9.5, "Hz"), MapRow(.holding, [32_086], single, 9.5, "%"),
            MapRow(.holding, [32_087], single, 95, "°C"), MapRow(.holding, [32_088], single, 950, "kOhm"),
            MapRow(.holding, [32_106, 32_108, 32_112, 32_114, 32_116, 32_118], double, 745.65, "kWh"),
        ]
        rows += [
            MapRow(.holding, [37_100], [0], 0), MapRow(.holding, [37_100], [1], 1),
            MapRow(.holding, [37_101, 37_103, 37_105, 37_126, 37_128, 37_130], double, 7456.5, "V"),
            MapRow(.holding, [37_107, 37_109, 37_111], double, 745.65, "A"),
            MapRow(.holding, [37_113, 37_132, 37_134, 37_136], double, 74_565, "W"),
            MapRow(.holding, [37_115], double, 74_565, "var"), MapRow(.holding, [37_117], single, 0.95),
            MapRow(.holding, [37_118], single, 9.5, "Hz"),
            MapRow(.holding, [37_119, 37_121], double, 745.65, "kWh"),
            MapRow(.holding, [37_123], double, 745.65, "kvarh"), MapRow(.holding, [37_125], [1], 1),
        ]
        let on: [UInt16] = [0x200, 0x201, 0x202, 0x203, 0x401, 0x402, 0x403, 0x404, 0x405, 0x500, 0x501, 0x800, 0xA00]
        let off: [UInt16] = [
            0, 1, 2, 3, 0x100, 0x300, 0x301, 0x302, 0x303, 0x304, 0x305, 0x306, 0x307, 0x308, 0x30A, 0x30B, 0x30C,
            0x600, 0x700, 0x900, 0xA01, 0xA000,
        ]
        rows += on.map { MapRow(.holding, [32_089], [$0], 1, name: "running") }
        rows += off.map { MapRow(.holding, [32_089], [$0], 0, name: "running") }
        rows.append(MapRow(.holding, [32_089], [0x0203], 515, name: "deviceState"))
        try WholeMap("huawei-sun2000", rows).check()
    }
}
