import Facilities
import Testing

@testable import Rules

/// TSP contains PM10, and PM10 contains PM2.5.
@Suite struct ParticleContradictionTests {
    private static let unit = PhysicalUnit.microgramPerCubicMetre

    private func station(
        _ minutes: Range<Int>, of device: String = "b/1", _ values: KeyValuePairs<Quantity, Double?>
    ) -> [Event] {
        minutes.map { minute in
            let readings = values.map { quantity, value in
                value.map { Reading(quantity, $0, Self.unit) } ?? Reading(quantity, Self.unit, bad: .noAnswer)
            }
            return .sample(Sample(device: DeviceID(device), time: start + .minutes(minute), readings: readings))
        }
    }

    private func found(_ events: [Event], limits: [String: Measure] = [:], channels: [Channel] = []) -> [Finding] {
        facility(.dustSite, limits: limits, channels: channels).after(events).findings(of: "data.contradiction")
    }

    @Test(arguments: [
        (120.0, 144.0, false), (120, 144.1, true), (0.12, 80, true), (120, 60, false),
        // 20 % of little is less than any such sensor can tell: 20 µg/m³ are allowed.
        (10, 30, false), (10, 30.1, true),
    ]) func whatIsFinerCannotBeMoreThanTheWhole(tsp: Double, pm10: Double, isFinding: Bool) {
        let events = station(0..<61, [.tsp: tsp, .pm10: pm10])
        #expect(found(events).map(\.level) == (isFinding ? [.grey] : []))
    }

    @Test func itNamesBothFigures() {
        let finding = found(station(0..<61, [.tsp: 0.12, .pm10: 80, .pm25: 40])).first
        #expect(finding?.cause == "b/1/pm10/tsp" && finding?.since == start && finding?.figure == 80)
        #expect(finding?.limit == 0.144 && finding?.unit == Self.unit && finding?.addressee == .installer)
        #expect(
            finding?.text.zh
                == "PM10小时均值80 µg/m³，高于总悬浮颗粒物的0.12 µg/m³：细的不可能多于全部，单位（µg与mg）或量程可能有误，请检查")
        #expect(
            finding?.text.en
                == "hourly mean of PM10 80 µg/m³, more than 0.12 µg/m³ of TSP: the finer cannot be more than the whole, a unit (µg, mg) or a range may be wrong"
        )
    }

    @Test(arguments: [
        ([Quantity.tsp: 200.0, .pm10: 100, .pm25: 130], ["b/1/pm25/pm10"]),
        ([.pm10: 50, .pm25: 90], ["b/1/pm25/pm10"]), ([.tsp: 50, .pm25: 90], ["b/1/pm25/tsp"]),
        ([.tsp: 50, .pm10: 90, .pm25: 140], ["b/1/pm10/tsp", "b/1/pm25/pm10"]), ([.tsp: 50, .pm10: 45, .pm25: 40], []),
    ]) func eachIsComparedWithTheNextThatIsMeasured(values: [Quantity: Double], causes: [String]) {
        let events = (0..<61).map { minute in
            Event.sample(
                Sample(
                    device: DeviceID("b/1"), time: start + .minutes(minute),
                    readings: values.map { Reading($0, $1, Self.unit) }))
        }
        #expect(found(events).map(\.cause).sorted() == causes)
    }

    @Test(arguments: [(60, 0), (61, 1)]) func itTakesAWholeHour(minutes: Int, count: Int) {
        #expect(found(station(0..<minutes, [.tsp: 60, .pm10: 120])).count == count)
    }

    @Test func anHourWithTooFewReadingsIsNotCompared() {
        let lost = station(0..<16, [.tsp: nil, .pm10: 120]) + station(16..<61, [.tsp: 60, .pm10: 120])
        #expect(found(lost).isEmpty)
        #expect(found(station(0..<15, [.tsp: nil, .pm10: 120]) + station(15..<61, [.tsp: 60, .pm10: 120])).count == 1)
    }

    @Test func anHourThatAgreesEndsItAndAMissingOneDoesNot() {
        let wrong = station(0..<61, [.tsp: 60, .pm10: 120])
        #expect(found(wrong + station(61..<121, [.tsp: 60, .pm10: nil])).count == 1)
        #expect(found(wrong + station(61..<120, [.tsp: 160, .pm10: 120])).count == 1)
        #expect(found(wrong + station(61..<121, [.tsp: 160, .pm10: 120])).isEmpty)
    }

    /// Two stations of a site measure different air.
    @Test func stationsAreComparedEachWithItself() {
        let events = (0..<61).flatMap { minute in
            station(minute..<minute + 1, of: "a", [.tsp: 60, .pm10: 50])
                + station(minute..<minute + 1, of: "b", [.tsp: 300, .pm10: 200])
        }
        #expect(found(events).isEmpty)
        // The only two of a site at one place belong together, those at two places do not.
        func apart(_ place: String) -> [Finding] {
            let channels = [
                Channel(DeviceID("a"), .tsp, place: "东侧", period: .seconds(60)),
                Channel(DeviceID("b"), .pm10, place: place, period: .seconds(60)),
            ]
            let events = (0..<61).flatMap { minute in
                station(minute..<minute + 1, of: "a", [.tsp: 60])
                    + station(minute..<minute + 1, of: "b", [.pm10: 120])
            }
            return found(events, channels: channels)
        }
        #expect(apart("东侧").count == 1 && apart("西侧").isEmpty)
    }

    @Test func aRestartWithinTheHourChangesNothing() throws {
        let events = station(0..<61, [.tsp: 60, .pm10: 120])
        let whole = found(events)
        for cut in [1, 30, 60] {
            let after = try facility(.dustSite).after(Array(events[..<cut])).restarted().after(Array(events[cut...]))
            #expect(after.findings(of: "data.contradiction") == whole)
        }
        #expect(whole.count == 1)
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        let events = station(0..<61, [.tsp: 100, .pm10: 140])
        #expect(found(events).count == 1)
        #expect(found(events, limits: ["particleTolerance": Measure(50, .percent)]).isEmpty)
    }

    /// Elsewhere nobody compares them: a kitchen's meter has its own ideas of what it measures.
    @Test func onlyADustSiteIsComparedThus() {
        let events = station(0..<61, [.tsp: 60, .pm10: 120])
        #expect(facility(AnyPoint.kitchen).after(events).findings(of: "data.contradiction").isEmpty)
    }

    @Test func somebodyChecksTheSensors() {
        let after = facility(.dustSite).after(station(0..<61, [.tsp: 60, .pm10: 120]))
        #expect(after.steps["data.contradiction"]?.action == .checkSensors)
    }
}
