import Facilities
import Testing

@testable import WebPage

/// What the dust did in the quarter of an hour before a measure and after it.
@Suite struct MeasureEffectTests {
    private let time = FixedSource.noon

    private func minutes(
        _ range: Range<Int>, _ level: Double, device: String = "east", unit: PhysicalUnit = .microgramPerCubicMetre
    ) -> [Aggregate] {
        range.map { minute in
            var values = Accumulator(.arithmetic)
            values.add(level)
            return Aggregate(
                device: DeviceID(device), interval: .minute, start: time + .minutes(minute),
                columns: [.init(.tsp, unit, values, minutes: 1)])
        }
    }

    @Test func bothMeansAreOfTheirOwnQuarterOfAnHour() {
        let around = minutes(-30 ..< -15, 9000) + minutes(-15..<0, 620) + minutes(0..<15, 310) + minutes(15..<30, 1)
        #expect(MeasureEffect(of: time, around) == MeasureEffect(before: 620, after: 310))
    }

    @Test(arguments: [(12, 12, true), (11, 15, false), (15, 11, false)])
    func eachOfBothNeedsThreeQuartersOfItsMinutes(before: Int, after: Int, isKnown: Bool) {
        let around = minutes(-before..<0, 620) + minutes(0..<after, 310)
        #expect((MeasureEffect(of: time, around) != nil) == isKnown)
    }

    @Test func withoutDataThereIsNone() {
        #expect(MeasureEffect(of: time, []) == nil)
        #expect(MeasureEffect(of: time, minutes(-15..<0, 620)) == nil)
    }

    @Test func ofTwoStationsTheOneWithMoreDustBeforeIsNamed() {
        let west = minutes(-15..<0, 400, device: "west") + minutes(0..<15, 390, device: "west")
        let east = minutes(-15..<0, 620) + minutes(0..<15, 310)
        #expect(MeasureEffect(of: time, west + east) == MeasureEffect(before: 620, after: 310))
        #expect(
            MeasureEffect(of: time, minutes(-15..<0, 620) + minutes(0..<15, 310, device: "west")) == nil,
            "one station before and another after are no pair")
    }

    @Test func aMeanInAnotherUnitIsTheSame() throws {
        let around =
            minutes(-15..<0, 0.62, unit: .milligramPerCubicMetre) + minutes(0..<15, 0.31, unit: .milligramPerCubicMetre)
        let effect = try #require(MeasureEffect(of: time, around))
        #expect(effect.text([.spray])?.zh == "围挡喷淋后15分钟，TSP由620降到310 µg/m³")
    }

    @Test(arguments: [
        (
            620.0, 310.0, "围挡喷淋、雾炮后15分钟，TSP由620降到310 µg/m³",
            "15 min after fence spray, mist cannon, TSP had fallen from 620 to 310 µg/m³"
        ),
        (
            310, 620, "围挡喷淋、雾炮后15分钟，TSP由310升到620 µg/m³",
            "15 min after fence spray, mist cannon, TSP had risen from 310 to 620 µg/m³"
        ),
        (
            310.2, 310.4, "围挡喷淋、雾炮后15分钟，TSP没有变化（310 µg/m³）",
            "15 min after fence spray, mist cannon, TSP had not changed (310 µg/m³)"
        ),
    ]) func itSaysWhetherItRose(before: Double, after: Double, zh: String, en: String) {
        #expect(MeasureEffect(before: before, after: after).text([.cannon, .spray, .board]) == Text(zh: zh, en: en))
    }

    @Test func aNoticeBoardDoesNothingToDust() {
        #expect(MeasureEffect(before: 620, after: 310).text([.board, .night, .monitor, .fence]) == nil)
    }
}
