import Facilities
import Testing

@testable import Rules

private let limit = Limit("x", 10, .one, source: "s", verified: false)

@Suite struct DriftTests {
    /// One mean an hour, beginning with the clean one, all the others in per cent of it.
    private func drift(_ values: Double..., side: LimitSide = .above) -> Drift {
        var drift = Drift()
        var best: Double?
        for (hour, value) in values.enumerated() {
            for minute in hour * 60..<hour * 60 + 60 {
                drift.add(value, best: &best, side, limit, at: start + .minutes(minute), span: .minutes(59))
            }
            // The first sample after a mean belongs to the next one.
            drift.add(nil, best: &best, side, limit, at: start + .minutes(hour * 60 + 59), span: .minutes(59))
        }
        return drift
    }

    @Test func theLatestHoursAreComparedWithTheFirst() {
        #expect(!drift(100, 110).isTooFar)
        #expect(drift(100, 110.1).isTooFar)
        #expect(drift(100, 89.9, side: .below).isTooFar)
        #expect(!drift(100, 200, side: .below).isTooFar)
    }

    @Test func itIsOverOnlyWhenItIsBackByTheBand() {
        #expect(drift(100, 115, 108.1).isTooFar)
        #expect(drift(100, 115, 108.1).change == 15)
        #expect(!drift(100, 115, 107.9).isTooFar)
    }

    @Test func aSteadyTrendForecastsTheDay() {
        // 4, 6, 8 per cent at hours 2, 3, 4: ten an hour later.
        let steady = drift(100, 104, 106, 108)
        #expect(!steady.isTooFar)
        #expect(steady.warning?.since == start + .minutes(239))
        #expect(steady.warning?.due == start + .minutes(299))
    }

    @Test func itStaysAsItWasFirstTold() {
        #expect(drift(100, 104, 106, 108, 108.1).warning?.due == start + .minutes(299))
        #expect(drift(100, 104, 106, 108, 111).warning?.due == start + .minutes(299))
    }

    @Test func whatGoesUpAndDownOrHasHardlyMovedIsNotForecast() {
        #expect(drift(100, 104, 103, 108).warning == nil)
        #expect(drift(100, 101, 103, 104.9).warning == nil)
        #expect(drift(100, 104, 106).warning == nil)
        // So slowly that it takes more than a week.
        #expect(drift(100, 104, 104.005, 104.01).warning == nil)
        #expect(drift(100, 105, 105.005, 105.01).warning == nil)
    }
}
