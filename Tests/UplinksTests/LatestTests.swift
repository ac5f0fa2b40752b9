import Facilities
import Testing

@testable import Uplinks

extension Kept<Sample> {
    /// A sample of a device of the facility `here`.
    static func here(
        _ sequence: Int64, _ device: String = "p1", seconds: Int64 = 0, _ readings: Reading...
    ) -> Kept<Sample> {
        let time = Timestamp(seconds: 1_800_000_000 + seconds)
        let sample = Sample(device: DeviceID(device), time: time, readings: readings)
        return Kept(sequence: sequence, facility: .here, time: time, sample)
    }
}

struct LatestTests {
    private let start = ContinuousClock.now
    private let one = ["p1/tsp": Reading(.tsp, 1, .microgramPerCubicMetre)]
    private let two = ["p1/tsp": Reading(.tsp, 2, .microgramPerCubicMetre)]

    // MARK: When

    /// Whether a facility is published so long after the start, with these values.
    private func publishes(
        _ pace: inout LatestPace, _ values: [String: Reading], _ code: Facility.Code = .here, after time: Duration
    ) -> Bool {
        pace.isOver(for: code, at: start + time) && pace.take(values, of: code, at: start + time)
    }

    @Test func theFirstIsPublishedAtOnceAndTheNextTenSecondsLater() {
        var pace = LatestPace()
        var published: [Bool] = []
        for milliseconds in [0, 1, 9999, 10_000, 10_001] {
            let values = milliseconds == 0 ? one : two
            published.append(publishes(&pace, values, after: .milliseconds(milliseconds)))
        }
        #expect(published == [true, false, false, true, false])
    }

    @Test func whatComesDuringThePauseWaitsForItsEnd() {
        var pace = LatestPace()
        var waiting = [pace.isWaiting]
        for seconds in [0, 5, 10] {
            _ = publishes(&pace, seconds == 0 ? one : two, after: .seconds(seconds))
            waiting.append(pace.isWaiting)
        }
        #expect(waiting == [false, false, true, false])
    }

    @Test func eachFacilityHasItsOwnPause() {
        var pace = LatestPace()
        let published = [Facility.Code.here, .there].map { publishes(&pace, one, $0, after: .zero) }
        #expect(published == [true, true])
    }

    @Test func theSameValuesAreNotPublishedAgainBeforeTheNextConnection() {
        var pace = LatestPace()
        let published = [0, 3600, 3601].map { publishes(&pace, $0 == 3601 ? two : one, after: .seconds($0)) }
        #expect(published == [true, false, true], "no pause begins without a message")
        pace.connected()
        let again = publishes(&pace, two, after: .seconds(3601))
        #expect(again)
    }

    // MARK: What

    private func payload(_ samples: [Kept<Sample>], _ wanted: [Channel.ID]) -> String? {
        LatestPayload(samples, of: .here, Set(wanted), gateway: "NJ-1", Epochs()).map {
            String(decoding: $0.json, as: UTF8.self)
        }
    }

    private static let tsp = Channel.ID(DeviceID("p1"), .tsp)
    private static let noise = Channel.ID(DeviceID("p/2"), .noise)

    @Test func everyChannelHasItsNewestValue() {
        let samples: [Kept<Sample>] = [
            .here(7, "p1", Reading(.tsp, 812.4, .microgramPerCubicMetre), Reading(.pm10, 1, .microgramPerCubicMetre)),
            .here(6, "p/2", seconds: 1, Reading(.noise, .decibel, bad: .noAnswer)),
        ]
        #expect(
            payload(samples, [Self.tsp, Self.noise])
                == #"{"channels":{"p/2/noise":{"quality":"bad:noAnswer","time":1800000001000,"unit":"dB","value":null},"#
                + #""p1/tsp":{"quality":"good","time":1800000000000,"unit":"µg/m3","value":812.4}},"#
                + #""code":"NJ320104D000049","gateway":"NJ-1","schema":"mashang/latest/2","sequence":7}"#)
    }

    @Test func aValueAtTheEndOfARangeSaysSo() throws {
        let reading = Reading(.tsp, 1000, .microgramPerCubicMetre, bound: .atLeast)
        #expect(try #require(payload([.here(1, "p1", reading)], [Self.tsp])).contains(#""bound":"atLeast""#))
    }

    @Test func beforeAnythingWasMeasuredNothingIsSaid() {
        #expect(payload([], [Self.tsp]) == nil)
        #expect(payload([.here(1, "p1", Reading(.tsp, 1, .microgramPerCubicMetre))], [Self.noise]) == nil)
    }
}
