import DeviceProfiles
import Facilities
import Testing

struct StatusWordTests {
    private func analyser(_ status: String, every: String = "1s") throws -> DeviceProfile {
        try profile(
            "nmhc: {register: holding 0, type: uint16, unit: mg/m3}",
            "flow: {own: true, register: holding 1, type: uint16}",
            "state: {own: true, register: holding 2, type: uint16, every: \(every)}",
            head: "status: [{point: state, \(status)}]"
        )
    }

    private func qualities(_ profile: DeviceProfile, _ words: UInt16...) -> [Quality] {
        var checks = ReadingChecks(profile)
        let readings = profile.readings(in: ReadBlock(profile.points), words: words)
        return checks.check(readings, at: Timestamp(seconds: 0)).map(\.quality)
    }

    @Test(
        arguments: [
            (0, .good), (1, .uncertain(.warmingUp)), (2, .uncertain(.maintenance)), (3, .uncertain(.calibrating)),
            (4, .bad(.outOfRange)), (5, .bad(.notAvailable)), (6, .uncertain(.notAvailable)),
        ] as [(UInt16, Quality)])
    func aStateQualifiesThePointsThatAreNamed(state: UInt16, quality: Quality) throws {
        let table = "{0: good, 1: warmingUp, 2: maintenance, 3: calibrating, 4: outOfRange, 5: notAvailable}"
        let profile = try analyser("of: [nmhc], map: \(table)")
        #expect(qualities(profile, 7, 7, state) == [quality, .good, .good])
    }

    @Test(
        arguments: [
            (0, .good), (1, .uncertain(.warmingUp)), (8, .bad(.notAvailable)), (9, .bad(.notAvailable)),
            (6, .uncertain(.calibrating)), (7, .uncertain(.calibrating)), (0x8000, .good),
        ] as [(UInt16, Quality)])
    func ofSeveralBitsTheWorstCounts(state: UInt16, quality: Quality) throws {
        let profile = try analyser("bits: {0: warmingUp, 1: maintenance, 2: calibrating, 3: notAvailable}")
        #expect(qualities(profile, 7, 7, state) == [quality, quality, .good])
    }

    @Test func aReadingThatIsBadByItselfStaysSo() throws {
        let profile = try profile(
            "a: {own: true, register: holding 0, type: uint16, notAvailable: [0xFFFF]}",
            "state: {own: true, register: holding 1, type: uint16}",
            head: "status: [{point: state, map: {0: good, 1: outOfRange}}]"
        )
        #expect(qualities(profile, 0xFFFF, 1) == [.bad(.notAvailable), .good])
    }

    @Test func ofTwoStatusesTheWorseCounts() throws {
        let profile = try profile(
            "a: {own: true, register: holding 0, type: uint16}", "b: {own: true, register: holding 1, type: uint16}",
            "c: {own: true, register: holding 2, type: uint16}",
            head:
                "status: [{point: b, of: [a], bits: {0: maintenance}}, {point: c, of: [a], map: {0: good, 1: notAvailable}}]"
        )
        #expect(qualities(profile, 5, 1, 0)[0] == .uncertain(.maintenance))
        #expect(qualities(profile, 5, 1, 1)[0] == .bad(.notAvailable))
        #expect(qualities(profile, 5, 0, 1)[0] == .bad(.notAvailable))
    }

    @Test func theLastStatusCountsUntilThereIsAnother() throws {
        let profile = try analyser("of: [nmhc], map: {0: good, 2: maintenance}", every: "1min")
        let blocks = profile.readPlan
        var checks = ReadingChecks(profile)
        func quality(at second: Int64, state: UInt16? = nil, failing: Quality.Reason? = nil) -> Quality {
            var readings = profile.readings(in: blocks[0], words: [7, 7])
            readings += state.map { profile.readings(in: blocks[1], words: [$0]) } ?? []
            readings += failing.map { profile.failedReadings(in: blocks[1], reason: $0) } ?? []
            return checks.check(readings, at: Timestamp(seconds: second))[0].quality
        }
        #expect(quality(at: 0) == .uncertain(.notAvailable))
        #expect(quality(at: 1, state: 2) == .uncertain(.maintenance))
        #expect(quality(at: 2) == .uncertain(.maintenance))
        #expect(quality(at: 61, state: 0) == .good)
        #expect(quality(at: 121, failing: .noAnswer) == .good)
        checks.deviceReturned(at: Timestamp(seconds: 130))
        #expect(quality(at: 130) == .uncertain(.notAvailable))
        #expect(quality(at: 131, state: 0) == .good)
    }

    @Test func aStatusKeepsItsPointsUnderOtherNames() throws {
        let profile = try analyser("of: [nmhc], map: {0: good, 2: maintenance}").renamed([
            "nmhc": "vocIn", "state": "doorState",
        ])
        #expect(qualities(profile, 7, 7, 2) == [.uncertain(.maintenance), .good, .good])
    }
}
