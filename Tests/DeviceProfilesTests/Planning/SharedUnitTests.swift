import DeviceProfiles
import Facilities
import Testing

struct SharedUnitTests {
    private func reader(_ points: String..., head: String = "") throws -> DeviceProfile {
        try DeviceProfile(yaml: yaml(points, head: head), file: "p.yaml")
    }

    @Test func aRegisterThatSeveralWantIsReadOnceAtTheShortestPeriod() throws {
        let unit = SharedUnit([
            try reader("a: {own: true, register: holding 0, type: uint16, every: 10s}"),
            try reader("b: {own: true, register: holding 0, type: uint16, scale: 0.1, every: 2s}"),
            try reader(
                "c: {own: true, register: holding 0, type: uint16, every: 1min}",
                "d: {own: true, register: holding 1, type: uint16}"),
        ])
        let plan = unit.readPlan(at: .tcp())
        #expect(plan.map(\.addresses) == [1..<2, 0..<1])
        #expect(plan.map(\.every) == [.seconds(1), .seconds(2)])
    }

    @Test func theStrictestLimitsHold() throws {
        let unit = SharedUnit([
            try reader(
                "a: {own: true, register: holding 0, type: uint16}",
                head: "limits: {maxRegisters: 10, gap: 5ms, timeout: 1s, turnaround: 0ms}"),
            try reader(
                "b: {own: true, register: holding 20, type: uint16}",
                head: "limits: {maxRegisters: 50, gap: 20ms, timeout: 200ms, turnaround: 30ms}"),
        ])
        let limits = unit.limits
        #expect((limits.maxRegisters, limits.gap) == (10, .milliseconds(20)))
        #expect((limits.timeout, limits.turnaround) == (.seconds(1), .milliseconds(30)))
        #expect(unit.readPlan(at: .tcp()).map(\.count) == [1, 1])
    }

    @Test func whatIsWrittenForBothIsWrittenOnce() throws {
        let (one, two) = ("{register: holding 9, value: 1}", "{register: holding 8, value: 2}")
        let point = "a: {own: true, register: holding 0, type: uint16}"
        let unit = SharedUnit([
            try reader(point, head: "setup: [\(one)]"), try reader(point, head: "setup: [\(two), \(one)]"),
        ])
        #expect(unit.setup.map(\.register.address) == [9, 8])
    }

    @Test func aBlockGivesEachEntryItsOwnPoints() throws {
        let one = try reader(
            "a: {own: true, register: holding 0, type: uint16}", "b: {own: true, register: holding 1, type: uint16}")
        let two = try reader("c: {own: true, register: holding 1, type: uint16, scale: 0.1}")
        let three = try reader("d: {own: true, register: holding 1, type: int16}")
        let plan = SharedUnit([one, two, three]).readPlan(at: .tcp())
        #expect(plan.count == 1)
        #expect([one, two, three].map { plan[0].indices(of: $0.points) } == [[0, 1], [0], [0]])
        let readings = plan[0].readings(of: two.points + three.points, at: [1, 0], words: [5, 0xFFFF])
        #expect(readings.map(\.value) == [-1, 6553.5])
    }

    @Test func aBlockThatWasCutShortHasNoValueForWhatItLacks() throws {
        let device = try reader("a: {own: true, register: holding 3, type: uint16}")
        let block = SharedUnit([device]).readPlan(at: .tcp())[0]
        #expect(block.readings(of: device.points, at: [0], words: []).map(\.quality) == [.bad(.busError)])
    }
}
