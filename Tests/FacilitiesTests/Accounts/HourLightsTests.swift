import Facilities
import Foundation
import TestSupport
import Testing

/// The light of each hour of a day.
@Suite struct HourLightsTests {
    private func minutes(_ from: Int64, _ to: Int64) -> Range<Int64> { from * 60_000..<to * 60_000 }

    private func lights(_ times: [(Light, Range<Int64>)], isOver: Bool = true) -> [Light?] {
        var hours = HourLights()
        for (light, time) in times { hours.add(light, time) }
        return hours.lights(isOver: isOver)
    }

    @Test func theWorstLightOfFiveMinutesIsTheHours() {
        #expect(lights([(.green, minutes(0, 55)), (.red, minutes(55, 60))]).prefix(2) == [.red, nil])
        #expect(lights([(.green, minutes(0, 56)), (.red, minutes(56, 60))]).first == .green)
        #expect(
            lights([(.yellow, minutes(0, 10)), (.grey, minutes(10, 20)), (.green, minutes(20, 60))]).first == .grey)
        #expect(lights([(.green, minutes(0, 4))]).first == .some(nil), "Nobody saw enough of it")
    }

    @Test func aDayThatIsOverHasAllItsHoursAndAnOpenOneThoseThatHaveBegun() {
        let morning: [(Light, Range<Int64>)] = [(.green, minutes(0, 150))]
        #expect(lights(morning) == [.green, .green, .green] + [Light?](repeating: nil, count: 21))
        #expect(lights(morning, isOver: false) == [.green, .green, .green])
        #expect(lights([], isOver: true) == [Light?](repeating: nil, count: 24))
        #expect(lights([(.green, minutes(-30, 2000))]).count == 24)
    }

    @Test func anHourThatNobodySawHasNoLight() {
        let seen = lights([(.green, minutes(0, 60)), (.green, minutes(185, 240))])
        #expect(seen.prefix(5) == [.green, nil, nil, .green, nil])
    }

    /// The clock was an hour ahead: what is counted now is of the hours that are there now.
    @Test func hoursAreCountedAgainWhereTheClockWasSetBack() {
        #expect(lights([(.red, minutes(0, 180)), (.green, minutes(60, 120))], isOver: false) == [.red, .green])
    }

    @Test func whatIsCountedInPiecesAndOverRestartsIsTheSame() throws {
        var random = SplitMix(seed: 1)
        for _ in 0..<50 {
            var (whole, pieces, at) = (HourLights(), HourLights(), Int64(0))
            while at < 1440 {
                let end = min(1440, at + Int64.random(in: 1...90, using: &random))
                let light = Light.allCases.randomElement(using: &random)!
                whole.add(light, minutes(at, end))
                for minute in at..<end {
                    pieces.add(light, minutes(minute, minute + 1))
                }
                pieces = try JSONDecoder().decode(HourLights.self, from: JSONEncoder().encode(pieces))
                at = end
            }
            #expect(whole.lights(isOver: true) == pieces.lights(isOver: true))
        }
    }
}
