import DeviceProfiles
import Facilities
import Testing

struct ReadingChecksTests {
    @Test func aValueThatStandsStillIsStuckFromTheStatedTimeOn() throws {
        var checks = ReadingChecks(try stuckAfterAMinute)
        #expect(checks.quality(of: 5, at: 0) == .good)
        #expect(checks.quality(of: 5, at: 59.999) == .good)
        #expect(checks.quality(of: 5, at: 60) == .uncertain(.stuck))
        #expect(checks.quality(of: 6, at: 61) == .good)
        #expect(checks.quality(of: 6, at: 120.999) == .good)
        #expect(checks.quality(of: 6, at: 121) == .uncertain(.stuck))
    }

    @Test func timeWithoutReadingsCountsForNoStandstill() throws {
        var checks = ReadingChecks(try stuckAfterAMinute)
        #expect(checks.quality(of: 5, at: 0) == .good)
        #expect(checks.quality(of: nil, at: 10) == .bad(.noAnswer))
        #expect(checks.quality(of: 5, at: 3600) == .good)
        #expect(checks.quality(of: 5, at: 3660) == .uncertain(.stuck))
    }

    @Test func aClockThatIsSetBackBeginsAnew() throws {
        var checks = ReadingChecks(try stuckAfterAMinute)
        #expect([0, 50, -1000, -950].map { checks.quality(of: 5, at: $0) } == [.good, .good, .good, .good])
    }

    @Test(arguments: [(1.0, 10.0, true), (1, 10.001, false), (2, 20, true), (0.5, 5.001, false), (1, -10.001, false)])
    func aChangeFasterThanTheStatedRateIsDoubted(seconds: Double, change: Double, good: Bool) throws {
        var checks = ReadingChecks(try profile("a: {own: true, register: holding 0, type: float32, maxRate: 10/s}"))
        #expect(checks.quality(of: 0, at: 0) == .good)
        #expect(checks.quality(of: change, at: seconds) == (good ? .good : .uncertain(.rateOfChange)))
        #expect(checks.quality(of: change, at: seconds + 1) == .good)
    }

    @Test func aDoubtedReadingKeepsItsValueAndOtherDoubtsStand() throws {
        var checks = ReadingChecks(try profile("a: {own: true, register: holding 0, type: float32, maxRate: 1/s}"))
        _ = checks.quality(of: 0, at: 0)
        let warming = Reading(.a, 50, .one, quality: .uncertain(.warmingUp))
        #expect(checks.check([warming], at: Timestamp(seconds: 1)) == [warming])
        let doubted = checks.check([Reading(.a, 90, .one)], at: Timestamp(seconds: 2))
        #expect(doubted == [Reading(.a, 90, .one, quality: .uncertain(.rateOfChange))])
    }

    @Test func whatIsBeyondTheRangeIsCheckedLikeTheRestAndKeepsItsBound() throws {
        let points =
            "a: {own: true, register: holding 0, type: float32, range: [0, 100], maxRate: 1/s, stuckAfter: 1min}"
        var checks = ReadingChecks(try profile(points, head: "warmUp: 5min"))
        let beyond = Reading(.a, 100, .one, quality: .uncertain(.outOfRange), bound: .atLeast, raw: 97)
        #expect(checks.check([beyond], at: Timestamp(seconds: 0)) == [beyond])
        #expect(checks.check([beyond], at: Timestamp(seconds: 60)) == [beyond])
        // The jump back is seen: the one at the end of the range was noted.
        let fallen = checks.check([Reading(.a, 0, .one, bound: .atMost)], at: Timestamp(seconds: 61))
        #expect(fallen == [Reading(.a, 0, .one, quality: .uncertain(.rateOfChange), bound: .atMost)])
        checks.deviceReturned(at: Timestamp(seconds: 100))
        let warming = checks.check([beyond], at: Timestamp(seconds: 100))
        #expect(warming == [Reading(.a, 100, .one, quality: .uncertain(.warmingUp), bound: .atLeast, raw: 97)])
    }

    @Test func theRateIsInTheProfilesUnit() throws {
        var checks = ReadingChecks(
            try profile("pressureDrop: {register: holding 0, type: float32, unit: kPa, maxRate: 1/s}"))
        let qualities = [(0, 0.0), (1, 1000), (2, 2000.1)].map { second, value in
            checks.check([Reading(.pressureDrop, value, .pascal)], at: Timestamp(seconds: second))[0].quality
        }
        #expect(qualities == [.good, .good, .uncertain(.rateOfChange)])
    }

    @Test func afterItsReturnADeviceWarmsUp() throws {
        var checks = ReadingChecks(
            try profile("a: {own: true, register: holding 0, type: float32}", head: "warmUp: 5min"))
        #expect(checks.quality(of: 1, at: 0) == .good)
        checks.deviceReturned(at: Timestamp(seconds: 100))
        #expect(checks.quality(of: 2, at: 100) == .uncertain(.warmingUp))
        #expect(checks.quality(of: nil, at: 200) == .bad(.noAnswer))
        #expect(checks.quality(of: 3, at: 399.999) == .uncertain(.warmingUp))
        #expect(checks.quality(of: 4, at: 400) == .good)
    }

    @Test func aClockThatIsSetBackDoesNotProlongTheWarmingUp() throws {
        var checks = ReadingChecks(
            try profile("a: {own: true, register: holding 0, type: float32}", head: "warmUp: 5min"))
        checks.deviceReturned(at: Timestamp(seconds: 4000))
        #expect(checks.quality(of: 2, at: 4001) == .uncertain(.warmingUp))
        #expect(checks.quality(of: 2, at: 400) == .good)
    }

    @Test func whatNeedsNoWarmingUpIsGoodAtOnce() throws {
        var checks = ReadingChecks(try profile("a: {own: true, register: holding 0, type: float32}"))
        checks.deviceReturned(at: Timestamp(seconds: 100))
        #expect(checks.quality(of: 2, at: 100) == .good)
    }

    @Test func eachReadingIsCheckedByItsOwnPointWhateverTheOrderIs() throws {
        let device = try profile(
            "a: {own: true, register: holding 0, type: int16, maxRate: 1/s}",
            "b: {own: true, register: holding 1, type: int16}",
            "c: {own: true, register: holding 2, type: int16, stuckAfter: 1min}",
            "s: {own: true, register: holding 3, type: int16}",
            head: "status: [{point: s, of: [b], map: {0: good, 1: maintenance}}]")
        var checks = ReadingChecks(device)
        func readings(_ values: [Double]) -> [Reading] {
            zip(device.points, values).map { Reading($0.quantity, $1, $0.unit) }
        }
        let first = checks.check(readings([0, 0, 7, 1]), at: Timestamp(seconds: 0))
        #expect(first.map(\.quality) == [.good, .uncertain(.maintenance), .good, .good])
        let second = checks.check(readings([100, 0, 7, 1]).reversed(), at: Timestamp(seconds: 60))
        #expect(
            second.map(\.quality) == [
                .good, .uncertain(.stuck), .uncertain(.maintenance), .uncertain(.rateOfChange),
            ])
        // A sample without some of the points leaves those as they were.
        let third = checks.check(Array(readings([100, 0, 7, 0])[2...]), at: Timestamp(seconds: 61))
        #expect(third.map(\.quality) == [.uncertain(.stuck), .good])
        let last = checks.check([readings([150, 3])[1], readings([150])[0]], at: Timestamp(seconds: 120))
        #expect(last.map(\.quality) == [.good, .good])
    }

    private var stuckAfterAMinute: DeviceProfile {
        get throws { try profile("a: {own: true, register: holding 0, type: float32, stuckAfter: 1min}") }
    }
}

extension Quantity {
    fileprivate static let a = Quantity(rawValue: "a")!
}

extension ReadingChecks {
    fileprivate mutating func quality(of value: Double?, at second: Double) -> Quality {
        let reading = value.map { Reading(.a, $0, .one) } ?? Reading(.a, .one, bad: .noAnswer)
        return check([reading], at: Timestamp(milliseconds: Int64((second * 1000).rounded())))[0].quality
    }
}
