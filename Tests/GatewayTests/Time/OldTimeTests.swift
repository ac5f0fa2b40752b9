import Facilities
import Journal
import Logging
import Rules
import TestSupport
import Testing

@testable import Gateway

private let kitchen = Facility.Code("NJ320104F000023")!
private let truth = Timestamp("2027-03-01T02:00:00Z")!
private let facilities = [Facility(code: kitchen, name: "厨房", settings: .fumePurifier(FumeSettings(stoves: 4)))]

/// What somebody enters with a time that was asked for before the clock was set.
struct OldTimeTests {
    private let folder = try! TemporaryFolder()
    private let machine = TurnedClock(at: truth)

    /// A gateway whose clock was three days ahead when `old` was asked for, and is right now.
    private func corrected() async throws -> (driven: DrivenKeeping, clock: SiteClock, old: Timestamp) {
        machine.turn(ahead: .days(3))
        let journal = try Journal.open(path: folder.path + "/j.sqlite", now: truth)
        let clock = try SiteClock(machine.system, after: journal)
        let driven = try DrivenKeeping(facilities, journal: journal, clock: clock)
        let record = Record(at: clock.now, by: "王", Cleaning())
        _ = await driven.enter(record, at: [kitchen], now: clock.now)
        let old = clock.now
        machine.turn(ahead: .zero)
        for _ in 0..<4 {
            machine.pass(.seconds(1))
            await driven.keeping.intake.lookAtClock()
        }
        #expect(clock.now == truth + .seconds(4) && old == truth + .days(3))
        return (driven, clock, old)
    }

    private func newest(_ kind: Entry.Kind, _ driven: DrivenKeeping) throws -> KeptEntry? {
        try driven.journal.ledger(after: 0, limit: .max).map(\.kept).last { $0.content.kind == kind }
    }

    @Test func aPersonIsAddedAtTheNewTime() async throws {
        let (driven, clock, old) = try await corrected()
        let person = Operator(name: "刘大姐", role: .operator, facilities: [kitchen], since: old)
        let hash = try PINHash(of: "042317")
        _ = await driven.keeping.intake.enter(.added(person, hash), now: old)
        #expect(try newest(.operatorChange, driven)?.time == clock.now)
    }

    @Test func textsAreErasedAtTheNewTime() async throws {
        let (driven, clock, old) = try await corrected()
        let record = try #require(try newest(.record, driven))
        _ = await driven.keeping.intake.erase(ErasureRequest(id: "\(record.sequence)"), now: old)
        #expect(try newest(.erased, driven)?.time == clock.now)
    }
}
