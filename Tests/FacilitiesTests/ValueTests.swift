import Facilities
import Testing

struct ValueTests {
    @Test(arguments: [
        ("2026-11-30", 3, "2027-02-28"), ("2023-11-30", 3, "2024-02-29"), ("2026-12-31", 1, "2027-01-31"),
    ])
    func monthsEndWhereTheyEnd(day: String, months: Int, later: String) {
        #expect(Day(day)?.adding(months: months) == Day(later))
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-1-01", "x"]) func thatIsNoDay(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test func daysComeBackAsTheyWere() {
        for number in stride(from: Int64(-200_000), to: 200_000, by: 97) {
            #expect(Day(Day(number: number).description) == Day(number: number))
        }
    }

    @Test func timesComeBackAsTheyWere() {
        for _ in 0..<1000 {
            let time = Timestamp(milliseconds: .random(in: -1_000_000_000_000...4_000_000_000_000))
            #expect(Timestamp(time.description) == time)
        }
        #expect(Timestamp("2026-11-23T02:00:00Z")?.description == "2026-11-23T02:00:00Z")
        #expect(Timestamp("2026-11-23T24:00:00Z") == nil)
    }

    @Test func aTimeIsWrittenWithFourDigitsOfTheYearAndMore() {
        #expect(Timestamp(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: 7).description == "1970-01-01T00:00:00.007Z")
        #expect(Timestamp(seconds: -62_135_596_800).description == "0001-01-01T00:00:00Z")
        #expect(Timestamp(seconds: 253_402_300_800).description == "10000-01-01T00:00:00Z")
        let time = Timestamp("2026-11-22T16:00:00.999Z")!
        #expect(time.onSite(28_800) == "2026-11-23 00:00:00")
        #expect(time.onSite(-12_600) == "2026-11-22 12:30:00")
    }

    @Test func aDayBeginsByLocalTime() {
        let time = Timestamp("2026-11-22T16:00:00Z")!
        #expect(time.day(utcOffset: 28_800) == Day("2026-11-23"))
        #expect((time - .milliseconds(1)).day(utcOffset: 28_800) == Day("2026-11-22"))
    }

    @Test(arguments: [("500ms", 500), ("15min", 900_000), ("2 h", 7_200_000), ("30d", 2_592_000_000)])
    func durationsAreRead(text: String, milliseconds: Int64) {
        #expect(Duration(text) == .milliseconds(milliseconds))
    }

    @Test(arguments: ["", "5", "-1s", "1.5h", "99999999999999d"]) func thatIsNoDuration(_ text: String) {
        #expect(Duration(text) == nil)
    }

    @Test(arguments: [
        ("1000 kg", 1000.0, PhysicalUnit.kilogram), ("2.5kPa", 2500, .pascal),
        ("40 ug/m3", 0.04, .milligramPerCubicMetre),
    ])
    func measuresAreRead(text: String, value: Double, unit: PhysicalUnit) {
        #expect(Measure(text)?.value(in: unit).map { abs($0 - value) < 1e-9 } == true)
    }

    @Test(arguments: ["kg", "1 parsec", "nan kg", "1e999 kg"]) func thatIsNoMeasure(_ text: String) {
        #expect(Measure(text) == nil)
    }

    @Test(arguments: [(0.1 + 0.2, "0.3"), (-0.0, "0"), (1500, "1500"), (0.0000001, "0"), (-1.25, "-1.25")])
    func numbersAreWrittenPlainly(number: Double, text: String) {
        #expect(number.plainText == text)
    }

    @Test func qualitiesComeBackAsTheyWere() {
        let qualities = Quality.Reason.allCases.flatMap { [Quality.uncertain($0), .bad($0)] } + [.good]
        for quality in qualities { #expect(Quality(quality.description) == quality) }
        #expect(Quality("good:stuck") == nil)
    }

    @Test func aBadReadingHasNoValue() {
        #expect(Reading(.pm10, .nan, .microgramPerCubicMetre).quality == .bad(.notAvailable))
        #expect(Reading(.pm10, .infinity, .microgramPerCubicMetre).value == nil)
    }

    @Test func aListOfEachThingOnceKeepsTheOrderInWhichTheyCame() {
        #expect(["b", "a", "b", "c", "a"].unique == ["b", "a", "c"])
    }
}
