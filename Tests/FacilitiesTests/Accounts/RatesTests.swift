import Facilities
import Foundation
import Testing

@Suite struct RatesTests {
    private let device = DeviceID("b/1")

    private func day(usable: Int = 1440, valid: Int = 24, hours: Int = 24, samples: Int = 100) -> DeviceDay {
        DeviceDay(device, expected: hours * 60, usable: usable, hours: hours, validHours: valid, samples: samples)
    }

    @Test func aMonthIsTheSumOfItsDays() {
        let rates = Rates([day(), day(usable: 720, valid: 12), day(usable: 0, valid: 0)], delivered: 150)
        #expect((rates[.online], rates[.validity], rates[.transfer]) == (0.5, 0.5, 0.5))
        #expect((rates.days, rates.validDays) == (3, 1))
    }

    /// 18 hours make a day valid.
    @Test(arguments: [(18, true), (17, false)]) func aDayNeedsEighteenHours(valid: Int, isValid: Bool) {
        #expect(day(valid: valid).isValid == isValid)
    }

    @Test func aPartOfADayIsJudgedOnlyWhenItIsValid() {
        #expect(day(usable: 600, valid: 10, hours: 10).isValid == nil)
        #expect(day(usable: 1200, valid: 18, hours: 20).isValid == true)
        let rates = Rates([day(usable: 600, valid: 10, hours: 10), day()])
        #expect((rates.days, rates.validDays, rates.validHours) == (1, 1, 34))
    }

    @Test func withoutABrokerThereIsNoTransferRate() {
        #expect(Rates([day()])[.transfer] == nil)
        #expect(Rates([day()], delivered: 0)[.transfer] == 0)
        #expect(!Rates([day()]).isLow(.transfer))
    }

    @Test func ofNothingThereIsNoRate() {
        let rates = Rates([day(usable: 0, valid: 0, hours: 0, samples: 0)], delivered: 0)
        #expect(Rates.Kind.allCases.allSatisfy { rates[$0] == nil && !rates.isLow($0) })
    }

    @Test func whatWasSentTwiceIsNoMoreThanAll() {
        #expect(Rates([day(samples: 100)], delivered: 150)[.transfer] == 1)
    }

    @Test(arguments: [(1296, false), (1295, true)]) func belowNinetyPercentIsLow(usable: Int, isLow: Bool) {
        #expect(Rates([day(usable: usable)]).isLow(.online) == isLow)
    }

    /// A figure is not rounded up to what it is not.
    @Test func aHundredPercentIsAllOfIt() {
        #expect((1439.0 / 1440).percent == "99.9")
        #expect(1.0.percent == "100")
        #expect(0.9.percent == "90")
        #expect((1295.0 / 1440).percent == "89.9")
    }

    @Test func theQuantityThatFallsShortMostIsNamed() {
        var first = day()
        first.short = ["tsp": 1, "pm10": 3]
        #expect(Rates([first, day()]).shortest == .pm10)
        #expect(Rates([day()]).shortest == nil)
        first.short = ["tsp": 3, "pm10": 3]
        #expect(Rates([first]).shortest == nil)
    }

    @Test func countsAreReadBackAndRatesStandBesideThem() throws {
        let rates = Rates([day(usable: 1439)], delivered: 99)
        let json = try JSONEncoder().encode(rates)
        #expect(try JSONDecoder().decode(Rates.self, from: json) == rates)
        let object = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(object["online"] as? Double == 0.9993 && object["transfer"] as? Double == 0.99)
    }
}

@Suite struct MonthTests {
    @Test func aMonthHasItsDays() {
        #expect(Month("2026-11")?.days == Day("2026-11-01")!...Day("2026-11-30")!)
        #expect(Month("2028-02")?.days.upperBound == Day("2028-02-29"))
        #expect(Month("2026-12")?.days.upperBound == Day("2026-12-31"))
        #expect(Month(Day("2026-11-23")!).description == "2026-11")
    }

    @Test(arguments: ["2026-13", "2026-00", "26-11", "2026/11", "november", "", "2026-11-01"])
    func whatIsNoMonthIsNotRead(text: String) {
        #expect(Month(text) == nil)
    }
}
