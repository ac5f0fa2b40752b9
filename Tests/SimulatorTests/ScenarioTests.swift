import Facilities
import Modbus
import Simulator
import Testing

struct ScenarioTests {
    private let week = try! scenario(good)

    private func ask(_ table: Modbus.RegisterTable, at time: String, _ scenario: Scenario) throws -> ModbusResponse {
        let time = try #require(Timestamp(time))
        return scenario.respond(to: .read(unit: 1, table: table, address: 0, count: 1), at: time)
    }

    @Test func hoursAndWeekdaysAreTheFacilitysOwn() throws {
        // 08:00 in Nanjing is midnight UTC. The seventh is a Saturday.
        #expect(try ask(.discrete, at: "2026-03-05T23:59:00Z", week) == .words([0]))
        #expect(try ask(.discrete, at: "2026-03-06T00:00:00Z", week) == .words([1]))
        #expect(try ask(.discrete, at: "2026-03-06T10:00:00Z", week) == .words([0]))
        #expect(try ask(.discrete, at: "2026-03-07T05:00:00Z", week) == .words([0]))
    }

    @Test func aValueOfTwoEndsGoesStraightFromOneToTheOther() throws {
        #expect(try ask(.holding, at: "2026-03-01T16:00:00Z", week) == .words([100]))
        #expect(try ask(.holding, at: "2026-03-05T04:00:00Z", week) == .words([450]))
    }

    @Test func aDeviceThatDoesNotAnswerIsSilentFromTheBeginningToTheEndOfTheStretch() throws {
        #expect(try ask(.holding, at: "2026-03-06T16:00:00Z", week) == .silence)
        #expect(try ask(.holding, at: "2026-03-07T03:59:59Z", week) == .silence)
        #expect(try ask(.holding, at: "2026-03-07T04:00:00Z", week) != .silence)
    }

    @Test func aUnitThatIsNotThereIsSilent() {
        #expect(week.respond(to: .read(unit: 2, table: .holding, address: 0, count: 1), at: week.start) == .silence)
    }

    @Test func recordsAreRepeatedAndComeInTheOrderOfBeingEntered() throws {
        let line = "  - {at: 2026-03-03 10:00, by: 王工, kind: replacement, mass: 3000}"
        let more = """
            \(line)
              - {at: 2026-03-02 09:00, entered: 2026-03-05, by: 李工, kind: replacement, mass: 1, every: 1d,
                 last: 2026-03-03 09:00}
            """
        let records = try scenario(good.replacing(line, with: more)).records
        #expect(records.map(\.record.by) == ["王工", "李工", "李工"])
        #expect(
            records.map(\.at.description) == [
                "2026-03-03T02:00:00Z", "2026-03-04T16:00:00Z", "2026-03-05T16:00:00Z",
            ])
    }
}
