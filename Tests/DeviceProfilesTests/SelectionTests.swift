import DeviceProfiles
import Facilities
import Testing

struct SelectionTests {
    private var analyser: DeviceProfile {
        get throws {
            try profile(
                "nmhc: {register: holding 0, type: uint16, unit: mg/m3}",
                "flow: {own: true, register: holding 1, type: uint16}",
                "state: {own: true, register: holding 2, type: uint16}",
                "flowState: {own: true, register: holding 3, type: uint16}",
                head: """
                    status: [{point: state, of: [nmhc], map: {0: good, 2: maintenance}},
                             {point: flowState, of: [flow], map: {0: good}}]
                    """)
        }
    }

    @Test func onlyWhatIsNamedIsReadAndTheStatusThatQualifiesIt() throws {
        let kept = try analyser.keeping(only: ["nmhc"])
        #expect(kept.points.map(\.name) == ["nmhc", "state"])
        #expect(kept.status.map(\.point) == ["state"])
        var checks = ReadingChecks(kept)
        let readings = kept.readings(in: ReadBlock(kept.points), words: [7, 7, 2])
        #expect(
            checks.check(readings, at: Timestamp(seconds: 0)).map(\.quality) == [.uncertain(.maintenance), .good])
    }

    @Test func aStatusAloneQualifiesNothing() throws {
        let kept = try analyser.keeping(only: ["state"])
        #expect(kept.points.map(\.name) == ["state"] && kept.status.isEmpty)
    }

    @Test func aStatusOfSeveralPointsSpeaksOfThoseThatAreLeft() throws {
        let profile = try profile(
            "a: {own: true, register: holding 0, type: uint16}", "b: {own: true, register: holding 1, type: uint16}",
            "state: {own: true, register: holding 2, type: uint16}", head: "status: [{point: state, map: {0: good}}]")
        #expect(profile.keeping(only: ["b"]).status.map(\.qualifies) == [["b"]])
    }
}
