import Facilities
import Synchronization
import Testing

@testable import Gateway
@testable import Journal

/// One cook with the PIN 042317, whose hash is not computed but counted.
private final class Kitchen: Sendable {
    let hashes = Mutex(0)
    let isReadable = Mutex(true)
    let cook = Operator(name: "刘大姐", role: .operator, since: Timestamp(milliseconds: 0))

    struct Unreadable: ExplainedError {
        var text: Text { Text(zh: "磁盘出错", en: "the disk fails") }
    }

    func pins() -> Pins {
        let credentials = Credentials(person: cook, hash: PINHash.ofNobody())
        return Pins { [self] name in
            guard isReadable.withLock(\.self) else { throw Unreadable() }
            return name == cook.name ? credentials : nil
        } matches: { [self] hash, pin in
            hashes.withLock { $0 += 1 }
            return hash == credentials.hash && pin == "042317"
        }
    }

    var count: Int { hashes.withLock(\.self) }
}

struct PinsTests {
    private let kitchen = Kitchen()
    private let start = ContinuousClock.now

    @Test func theRightPINGivesThePerson() async {
        let pins = kitchen.pins()
        #expect(await pins.verify("刘大姐", pin: "042317", from: "10.0.0.7", now: start) == .right(kitchen.cook))
    }

    @Test func anUnknownNameIsAnsweredLikeAWrongPINAndCostsAHashToo() async {
        let pins = kitchen.pins()
        let (wrong, unknown) = (
            await pins.verify("刘大姐", pin: "042318", from: "a", now: start),
            await pins.verify("刘大哥", pin: "042317", from: "a", now: start)
        )
        #expect(wrong == .wrong && unknown == .wrong && kitchen.count == 2)
        #expect(wrong.problem == unknown.problem && wrong.problem != nil)
    }

    @Test func eachWrongPINInARowMakesTheNextTryWaitLongerUpToHalfAMinute() async {
        let pins = kitchen.pins()
        var now = start
        for seconds in [1, 2, 4, 8, 16, 30, 30, 30] {
            #expect(await pins.verify("刘大姐", pin: "1", from: "a", now: now) == .wrong)
            let count = kitchen.count
            // Just before the end of the wait even the right one is refused, without a hash.
            let early = now + .seconds(seconds) - .nanoseconds(1)
            #expect(await pins.verify("刘大姐", pin: "042317", from: "a", now: now) == .wait(seconds))
            #expect(await pins.verify("刘大姐", pin: "042317", from: "a", now: early) == .wait(1))
            #expect(kitchen.count == count)
            now += .seconds(seconds)
        }
        #expect(await pins.verify("刘大姐", pin: "042317", from: "a", now: now) == .right(kitchen.cook))
    }

    @Test func aTryThatIsRefusedMakesTheWaitNoLonger() async {
        let pins = kitchen.pins()
        _ = await pins.verify("刘大姐", pin: "1", from: "a", now: start)
        for _ in 1...50 { _ = await pins.verify("刘大姐", pin: "2", from: "a", now: start + .milliseconds(500)) }
        #expect(await pins.verify("刘大姐", pin: "042317", from: "a", now: start + .seconds(1)) == .right(kitchen.cook))
    }

    @Test func theRightPINEndsTheRow() async {
        let pins = kitchen.pins()
        _ = await pins.verify("刘大姐", pin: "1", from: "a", now: start)
        _ = await pins.verify("刘大姐", pin: "2", from: "a", now: start + .seconds(1))
        _ = await pins.verify("刘大姐", pin: "042317", from: "a", now: start + .seconds(3))
        _ = await pins.verify("刘大姐", pin: "3", from: "a", now: start + .seconds(4))
        #expect(await pins.verify("刘大姐", pin: "4", from: "a", now: start + .seconds(4)) == .wait(1))
    }

    @Test func nobodyIsKeptOutFromAnotherAddressNorAnotherPersonFromThisOne() async {
        let pins = kitchen.pins()
        for second in [0, 1, 3, 7, 15] {
            _ = await pins.verify("刘大姐", pin: "1", from: "thief", now: start + .seconds(second))
        }
        let now = start + .seconds(16)
        #expect(await pins.verify("刘大姐", pin: "042317", from: "thief", now: now) == .wait(15))
        #expect(await pins.verify("刘大姐", pin: "042317", from: "kitchen", now: now) == .right(kitchen.cook))
        #expect(await pins.verify("王", pin: "1", from: "thief", now: now) == .wrong)
    }

    /// Ten at once, before any of them has its answer.
    @Test func triesAtTheSameTimeAreCountedOneAfterTheOther() async {
        let (pins, start) = (kitchen.pins(), start)
        let verdicts = await withTaskGroup(of: PinVerdict.self) { group in
            for pin in 0..<10 {
                group.addTask { await pins.verify("刘大姐", pin: "\(pin)", from: "a", now: start) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(verdicts.filter { $0 == .wrong }.count == 1 && verdicts.filter { $0 == .wait(1) }.count == 9)
        #expect(kitchen.count == 1)
    }

    @Test func aJournalThatCannotBeReadIsNoWrongPIN() async {
        let pins = kitchen.pins()
        kitchen.isReadable.withLock { $0 = false }
        let verdict = await pins.verify("刘大姐", pin: "042317", from: "a", now: start)
        #expect(verdict == .notNow(Text(zh: "磁盘出错", en: "the disk fails")))
        #expect(verdict.problem?.text.zh == "暂时无法核对PIN：磁盘出错")
        kitchen.isReadable.withLock { $0 = true }
        #expect(await pins.verify("刘大姐", pin: "042317", from: "a", now: start) == .right(kitchen.cook))
    }

    @Test func aWaitNamesItsSecondsInBothLanguages() {
        let text = PinVerdict.wait(16).problem?.text
        #expect(text?.zh.contains("16秒") == true && text?.en.contains("16 s") == true)
        #expect(PinVerdict.right(kitchen.cook).problem == nil)
    }
}

struct PinFailuresTests {
    private let start = ContinuousClock.now

    private func pair(_ number: Int) -> PinFailures.Pair { .init(name: "王", address: "\(number)") }

    @Test func aThousandPairsAreRememberedAndTheOldestIsDroppedForTheNext() {
        var failures = PinFailures()
        for number in 0..<1000 { failures.failed(pair(number), at: start) }
        // The first fails again, so that the second is the oldest.
        failures.failed(pair(0), at: start)
        #expect(failures.count == 1000 && failures.wait(of: pair(1), at: start) == 1)
        failures.failed(pair(1000), at: start)
        #expect(failures.count == 1000)
        #expect(failures.wait(of: pair(1), at: start) == nil)
        #expect(failures.wait(of: pair(0), at: start) == 2 && failures.wait(of: pair(2), at: start) == 1)
    }

    @Test func aThousandWrongOnesInARowOverflowNothing() {
        var failures = PinFailures()
        for _ in 0..<1000 { failures.failed(pair(0), at: start) }
        #expect(failures.wait(of: pair(0), at: start) == 30)
    }

    /// A name of a megabyte is kept nowhere.
    @Test func whatCannotBeANameIsCountedUnderOne() async {
        let pins = Pins { _ in
            nil
        } matches: { _, _ in
            false
        }
        _ = await pins.verify(String(repeating: "刘", count: 400_000), pin: "1", from: "a", now: start)
        let other = await pins.verify("\u{0}", pin: "1", from: "a", now: start)
        #expect(other == .wait(1))
    }
}
