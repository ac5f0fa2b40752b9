import Facilities
import Testing

@testable import WebPage

@Suite struct ValueRowTests {
    private let time = PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)
    private static let device = DeviceID("p1")
    private static let limit = QuantityLimit(
        rule: "carbon.pressure",
        limit: Limit("pressureDrop", 2500, .pascal, source: "HJ 2026-2013", verified: true), side: .above)

    private func row(
        _ value: Double, age: Duration = .seconds(3), quality: Quality = .good, findings: [Finding] = [],
        limits: [QuantityLimit] = [limit], isAlone: Bool = true
    ) -> ValueRow {
        let reading = Reading(.pressureDrop, value, .pascal, quality: quality)
        let current = CurrentReading(
            device: Self.device, place: "一级箱", time: FixedSource.noon - age, reading: reading)
        return ValueRow(current, isAlone: isAlone, limits: limits, mean: nil, findings: findings, time: time)
    }

    @Test func aValueStandsBesideItsLimitWithItsOwnAge() {
        let row = row(1250, age: .minutes(7))
        #expect((row.title, row.value, row.limit, row.age, row.mark) == ("压差", "1250 Pa", "≤ 2500 Pa", "7 分钟前", nil))
        #expect((row.bar?.filled, row.bar?.isOver) == ("40", false))
    }

    @Test func onlyWhatIsPastItsLimitIsMarked() {
        #expect(row(2500).mark == nil)
        #expect(row(2500.1).mark == "超过限值" && row(2500.1).bar?.isOver == true)
        // What is doubted shows nothing against anybody.
        #expect(row(9000, quality: .uncertain(.stuck)).mark == nil)
        #expect(row(9000, limits: []).mark == nil && row(9000, limits: []).bar == nil)
    }

    @Test func belowTheLowestOrAboveTheHighestLimitIsMarked() {
        func limit(_ value: Double, _ side: LimitSide) -> QuantityLimit {
            QuantityLimit(rule: "r", limit: Limit("l", value, .pascal, source: "s", verified: true), side: side)
        }
        let both = [limit(1000, .above), limit(100, .below)]
        #expect(
            row(99, limits: both).mark != nil && row(1001, limits: both).mark != nil
                && row(500, limits: both).mark == nil)
        // Which of the two holds is a matter of the hour.
        let two = [limit(70, .above), limit(55, .above)]
        #expect(row(60, limits: two).mark == nil && row(60, limits: two).bar?.isOver == false)
        #expect(row(71, limits: two).mark != nil && row(71, limits: two).bar?.isOver == true)
    }

    /// A value at the top of the range counts as at least that.
    @Test func theEndOfTheRangeIsOverALimitThere() {
        func mark(_ value: Double, _ bound: Bound) -> String? {
            let reading = Reading(.pressureDrop, value, .pascal, quality: .uncertain(.outOfRange), bound: bound)
            let current = CurrentReading(device: Self.device, place: "", time: FixedSource.noon, reading: reading)
            return ValueRow(current, isAlone: true, limits: [Self.limit], mean: nil, findings: [], time: time).mark
        }
        #expect(mark(2500, .atLeast) != nil && mark(3000, .atLeast) != nil && mark(2499, .atLeast) == nil)
        #expect(mark(2500, .atMost) == nil)
    }

    @Test func ofSeveralPlacesEachSaysWhich() {
        #expect(row(1).place == nil && row(1, isAlone: false).place == "一级箱")
    }

    @Test func theMeanThatCountsStandsBesideTheValueOfNow() {
        let limit = QuantityLimit(
            rule: "fume.limit", limit: Limit("fume", 2, .milligramPerCubicMetre, source: "GB", verified: true),
            side: .above)
        let mean = JudgedMean(
            rule: "fume.limit", channel: Channel.ID(Self.device, .fume), start: FixedSource.noon - .minutes(20),
            length: .minutes(10), mean: 2.31, bound: .exact, limit: limit.limit)
        let current = CurrentReading(
            device: Self.device, place: "", time: FixedSource.noon,
            reading: Reading(.fume, 1.2, .milligramPerCubicMetre))
        let row = ValueRow(current, isAlone: true, limits: [limit], mean: mean, findings: [], time: time)
        #expect(row.mean == "10分钟均值 2.31 mg/m³（11:40起）" && row.isMeanOver && row.mark == nil)
    }

    /// E3: what is polled every ten seconds is on the page at every look.
    @Test func theAgeOfTheDataIsThatOfTheNewestValueThatCanBeUsed() {
        func age(_ readings: [CurrentReading]) -> String? {
            FacilityView(.adsorber(.green, findings: [], readings: readings), time: time).dataAge
        }
        let old = CurrentReading(
            device: Self.device, place: "", time: FixedSource.noon - .minutes(9),
            reading: Reading(.pressureDrop, 1, .pascal))
        let bad = CurrentReading(
            device: Self.device, place: "", time: FixedSource.noon,
            reading: Reading(.temperature, .celsius, bad: .noAnswer))
        #expect(age([]) == nil)
        #expect(age([old, bad]) == "9 分钟前")
        #expect(age([bad]) == "没有可用的")
    }
}
