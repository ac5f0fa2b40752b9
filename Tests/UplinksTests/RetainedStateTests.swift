import Facilities
import TestSupport
import Testing

@testable import Uplinks

private func epochs(_ ids: String...) -> Epochs {
    ids.enumerated().reduce(into: Epochs()) { epochs, item in
        let time = Timestamp(seconds: Int64(item.offset))
        let entry = Entry.epoch(EpochChange(item.element, .fresh))
        epochs.take(KeptEntry(sequence: Int64(item.offset * 10 + 1), facility: nil, time: time, entry))
    }
}

private let hash = String(repeating: "5f", count: 32)
private let otherHash = String(repeating: "60", count: 32)

struct RetainedStateTests {
    private func state(_ members: String) -> RetainedState? {
        RetainedState(
            Array(#"{"schema":"mashang/state/2","gateway":"NJ-1","state":"online"\#(members)}"#.utf8), of: "NJ-1")
    }

    private func named(_ epoch: String, _ sequence: Int64, ledger: Int64? = nil, _ hash: String = hash)
        -> RetainedState
    {
        let ledger = ledger.map { #","ledger":{"entries":1,"sequence":\#($0),"hash":"\#(hash)"}"# } ?? ""
        return state(#","instance":"0a1b2c3d","epoch":"\#(epoch)","sequence":\#(sequence)\#(ledger)"#)!
    }

    /// Our journal: two epochs, the newest sequence 100, an entry at 90.
    private func fork(_ state: RetainedState?, isRechained: Bool = false) async -> Fork? {
        await state?.fork(epochs("first0", "second"), last: 100, isRechained: isRechained) { $0 == 90 ? hash : nil }
    }

    @Test(arguments: [
        "", "no JSON", "null", "[]", #""text""#, "{}", #"{"gateway":"NJ-2"}"#, #"{"gateway":7}"#,
        #"{"gateway":"NJ-1","sequence":-1}"#, #"{"gateway":"NJ-1","sequence":1e300}"#,
        #"{"gateway":"NJ-1","sequence":9223372036854775808}"#, #"{"gateway":"NJ-1","epoch":"../etc"}"#,
        #"{"gateway":"NJ-1","epoch":["a"]}"#, #"{"gateway":"NJ-1","ledger":{"sequence":-5,"hash":""}}"#,
        #"{"gateway":"NJ-1","ledger":7}"#, #"{"gateway":"NJ-1","instance":{}}"#,
        String(repeating: "[", count: 5000),
        "{\"gateway\":\"NJ-1\",\"more\":\"" + String(repeating: "x", count: 70_000) + "\"}",
    ]) func whatIsNoStateOfThisGatewayIsNotRead(_ payload: String) {
        #expect(RetainedState(Array(payload.utf8), of: "NJ-1") == nil)
    }

    @Test func aStateOfAVersionWithoutEpochsContradictsNothing() async {
        #expect(state(#","ledger":{"entries":1,"sequence":90,"hash":"00"}"#) != nil)
        #expect(await fork(state(#","ledger":{"entries":1,"sequence":90,"hash":"00"}"#)) == nil)
    }

    @Test(arguments: [(99, false), (100, false), (101, true), (Int64.max, true)] as [(Int64, Bool)])
    func aHigherSequenceOfOurEpochIsNotFromThisJournal(_ sequence: Int64, _ isFork: Bool) async {
        #expect(await fork(named("second", sequence)) == (isFork ? Fork(named: sequence, common: 0) : nil))
    }

    @Test func anEntryThatWeHaveToIsSurelyCommon() async {
        #expect(await fork(named("second", 100, ledger: 90)) == nil)
        #expect(await fork(named("second", 150, ledger: 90)) == Fork(named: 150, common: 90))
    }

    @Test func anEntryWithAnotherHashOrNoneOfOursIsNotFromThisJournal() async {
        #expect(await fork(named("second", 95, ledger: 90, otherHash)) == Fork(named: 95, common: 0))
        #expect(await fork(named("second", 95, ledger: 91)) == Fork(named: 95, common: 0))
        #expect(await fork(named("second", 95, ledger: 100)) == Fork(named: 100, common: 0))
        #expect(await fork(named("second", 95, ledger: 101)) == Fork(named: 101, common: 0))
    }

    @Test func anEmptyLedgerContradictsNothing() async {
        #expect(await fork(named("second", 95, ledger: 0, otherHash)) == nil)
    }

    @Test func afterAnUpgradeThatMadeTheChainAgainOnlyWhetherTheEntryIsThereCounts() async {
        #expect(await fork(named("second", 95, ledger: 90, otherHash), isRechained: true) == nil)
        #expect(await fork(named("second", 95, ledger: 91), isRechained: true) != nil)
    }

    @Test func anEarlierEpochOfThisJournalContradictsNothingAndAnUnknownOneDoes() async {
        #expect(await fork(named("first0", 5000)) == nil)
        #expect(await fork(named("third0", 5)) == Fork(named: nil, common: 0))
    }

    @Test func anEpochOfThisJournalThatHasNoSequenceAnyMoreContradictsNothing() async {
        var epochs = epochs("first0", "second")
        let change = EpochChange("third0", .ahead, before: "second", from: 5)
        epochs.take(KeptEntry(sequence: 21, facility: nil, time: Timestamp(seconds: 2), .epoch(change)))
        #expect(epochs.all.map(\.id) == ["first0", "third0"])
        #expect(await named("second", 20).fork(epochs, last: 100) { _ in nil } == nil)
        #expect(await named("fourth", 20).fork(epochs, last: 100) { _ in nil } == Fork(named: nil, common: 0))
    }

    @Test func beforeTheFirstEpochIsKeptNothingIsCompared() async {
        #expect(await named("third0", 5).fork(Epochs(), last: 3) { _ in nil } == nil)
    }

    @Test(
        arguments: [
            (100, 1000, Int64(1_000_001_000), true), (100, 1000, 1_000_001_001, false), (100, 1000, .max, false),
            (5_000_000, 1000, 1_005_000_000, true), (5_000_000, 1000, 1_005_000_001, false),
        ] as [(Int64, Int64, Int64, Bool)])
    func aSequenceFarBeyondOursAndTheClockIsNotBelieved(_ last: Int64, _ now: Int64, _ named: Int64, _ isCredible: Bool)
    {
        let now = Timestamp(milliseconds: now)
        #expect(Fork(named: named, common: 0).isCredible(last: last, now: now) == isCredible)
    }
}
