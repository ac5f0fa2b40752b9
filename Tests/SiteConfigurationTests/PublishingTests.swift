import Facilities
import SiteConfiguration
import StrictYAML
import Testing

/// What `publish:` of an uplink and of a facility choose.
struct PublishingTests {
    private static let code = Facility.Code("NJ320104C00012K")!

    private func text(uplink: String, facility: String, of devices: String) -> String {
        """
        gateway: {id: NJ-1}
        uplinks: [{name: u, mqtt: {url: "mqtt://b"}\(uplink.isEmpty ? "" : ", publish: \(uplink)")}]
        buses: {line: {tcp: {host: a}}}
        facilities:
          - code: \(Self.code)
            kind: dust-site
            name: x
            publish: \(facility)
            devices: [\(devices)]
        """
    }

    private static let meter = "{profile: xy-md02, bus: line}"

    private func read(
        uplink: String = "", facility: String = "{}", of devices: String = meter
    ) throws -> Configuration {
        try Configuration.read(
            text(uplink: uplink, facility: facility, of: devices), file: "g.yaml", folders: [profiles],
            files: .repository())
    }

    private func choice(uplink: String = "", facility: String = "{}") throws -> Choice {
        let configuration = try read(uplink: uplink, facility: facility)
        return configuration.choice(of: Self.code, by: try #require(configuration.uplinks.first))
    }

    private func mistakes(uplink: String = "", facility: String = "{}", of devices: String = meter) -> [String] {
        do {
            _ = try read(uplink: uplink, facility: facility, of: devices)
            return []
        } catch {
            return (error as? SourceErrors)?.errors.map(\.description) ?? ["\(error)"]
        }
    }

    // MARK: What is chosen

    @Test func withoutAWordThereAreReadingsEachMinuteAndMeansOfAQuarterAndLonger() throws {
        #expect(try choice() == Choice(samples: .slots(60_000), means: [.quarter, .hour, .day]))
        #expect(try choice(uplink: "{}") == Choice())
    }

    @Test(arguments: [
        ("all", Choice.Samples.all), ("off", .off), ("1s", .slots(1000)), ("1500ms", nil), ("2000ms", .slots(2000)),
        ("60s", .slots(60_000)), ("10min", .slots(600_000)), ("1d", .slots(86_400_000)),
    ]) func readingsAreAllNoneOrOneASlot(word: String, samples: Choice.Samples?) throws {
        guard let samples else {
            #expect(mistakes(uplink: "{readings: \(word)}").count == 1)
            return
        }
        #expect(try choice(uplink: "{readings: \(word)}").samples == samples)
        #expect(try choice(facility: "{readings: \(word)}").samples == samples)
        let one = try choice(facility: "{quantities: {humidity: {readings: \(word)}}}")
        #expect(one == Choice(quantities: [.humidity: samples]))
    }

    @Test func aChangeIsInTheUnitOfItsQuantity() throws {
        let change = "{quantities: {pressureDrop: {readings: {change: 0.5 kPa, atLeast: 10min}}}}"
        #expect(try choice(uplink: change).quantities == [.pressureDrop: .change(500, slots: 600_000)])
        let usual = "{quantities: {temperature: {readings: {change: 0.5 °C}}}}"
        #expect(try choice(facility: usual).quantities == [.temperature: .change(0.5, slots: 3_600_000)])
        let ends = ["1min", "1d"].map { "{quantities: {temperature: {readings: {change: 1 °C, atLeast: \($0)}}}}" }
        #expect(try choice(facility: ends[0]).quantities == [.temperature: .change(1, slots: 60_000)])
        #expect(try choice(facility: ends[1]).quantities == [.temperature: .change(1, slots: 86_400_000)])
    }

    @Test func meansMayBeAnyOrNone() throws {
        #expect(try choice(uplink: "{means: []}").means == [])
        #expect(try choice(uplink: "{means: [1min, 1d]}").means == [.minute, .day])
        #expect(try choice(uplink: "{means: [1d]}", facility: "{means: []}").means == [])
        #expect(try choice(uplink: "{means: [1d]}", facility: "{readings: all}").means == [.day])
    }

    @Test func theMostSpecificWins() throws {
        let uplink = "{readings: 5min, quantities: {temperature: {readings: 10min}, humidity: {readings: 20min}}}"
        let chosen = try choice(uplink: uplink, facility: "{readings: all, quantities: {humidity: {readings: off}}}")
        #expect(chosen.samples == .all, "of the facility")
        #expect(chosen.samples(of: .temperature) == .slots(600_000), "of the uplink's quantity, before the facility")
        #expect(chosen.samples(of: .humidity) == .off, "of the facility's quantity")
        #expect(try choice(uplink: uplink).samples(of: .noise) == .slots(300_000), "of the uplink")
    }

    @Test func aFacilityThatIsNotConfiguredHasTheUplinksChoice() throws {
        let configuration = try read(uplink: "{readings: off}", facility: "{readings: all}")
        let uplink = try #require(configuration.uplinks.first)
        #expect(configuration.choice(of: try #require(Facility.Code("GONE")), by: uplink).samples == .off)
    }

    @Test func aProfilesOwnQuantityChangesInTheUnitOfItsPoint() throws {
        let own = "{name: own, profile: hk-dpt-dual-mod, bus: line, unit: 9}"
        let change = "{quantities: {pressureDropB: {readings: {change: 5 Pa}}}}"
        for (uplink, facility) in [(change, "{}"), ("", change)] {
            let configuration = try read(uplink: uplink, facility: facility, of: own)
            let chosen = configuration.choice(of: Self.code, by: try #require(configuration.uplinks.first))
            #expect(chosen.quantities == [Quantity(rawValue: "pressureDropB")!: .change(5, slots: 3_600_000)])
            let wrong = change.replacing("5 Pa", with: "0.005 kPa")
            let found = mistakes(
                uplink: uplink.isEmpty ? "" : wrong, facility: facility == "{}" ? "{}" : wrong, of: own)
            #expect(found.count == 1 && found[0].hasSuffix("pressureDropB is measured in Pa; write the change in Pa"))
        }
    }

    // MARK: Mistakes

    private static let samples =
        "all, off, or one reading a slot of 1s to 1d in whole seconds, such as 60s"

    @Test(arguments: [
        ("{readings: sometimes}", "2:66: 'sometimes' is not \(samples)"),
        ("{readings: 0s}", "2:66: '0s' is not \(samples)"),
        ("{readings: 86401s}", "2:66: '86401s' is not \(samples)"),
        ("{readings: 500ms}", "2:66: '500ms' is not \(samples)"),
        ("{readings: [all]}", "2:66: expected \(samples), found a list"),
        (
            "{readings: {change: 1 °C}}",
            "2:66: a change is one of a quantity; write quantities: {temperature: {readings: {change: 0.5 °C, atLeast: "
                + "10min}}} with the quantity that you mean"
        ),
        ("{means: 1h}", "2:63: expected a list, found '1h'"),
        ("{means: [1h, 2h]}", "2:68: '2h' is not one of 1min, 15min, 1h, 1d; did you mean 1h?"),
        ("{means: [1h, 1h]}", "2:68: 1h stands here twice; remove one"),
        ("{reading: all}", "2:56: unknown key 'reading'; did you mean 'readings'?"),
        ("all", "2:55: expected a mapping, found a single value"),
        ("{quantities: {temperature: all}}", "2:82: expected a mapping, found a single value"),
        ("{quantities: {temperature: {}}}", "2:82: missing key 'readings'"),
        (
            "{quantities: {temperature: {means: [1h], readings: all}}}",
            "2:83: unknown key 'means'; allowed are readings"
        ),
        (
            "{quantities: {temperature: {readings: {change: 0.5}}}}",
            "2:102: '0.5' is not a value above 0 with a unit such as 0.5 °C"
        ),
        (
            "{quantities: {temperature: {readings: {change: 0.5 Pa}}}}",
            "2:102: '0.5 Pa' is not a value above 0 with a unit such as 0.5 °C"
        ),
        (
            "{quantities: {temperature: {readings: {change: 0 °C}}}}",
            "2:102: '0 °C' is not a value above 0 with a unit such as 0.5 °C"
        ),
        (
            "{quantities: {temperature: {readings: {atLeast: 1h}}}}",
            "2:93: missing key 'change'"
        ),
        (
            "{quantities: {temperature: {readings: {change: 1 °C, atLeast: 59s}}}}",
            "2:117: '59s' is not a duration from 1min to 1d in whole seconds, such as 10min"
        ),
        (
            "{quantities: {temperature: {readings: {change: 1 °C, atLeast: 25h}}}}",
            "2:117: '25h' is not a duration from 1min to 1d in whole seconds, such as 10min"
        ),
        (
            "{quantities: {temprature: {readings: all}}}",
            "2:69: no device measures 'temprature'; did you mean 'temperature'?"
        ),
        ("{quantities: {\"a b\": {readings: all}}}", "2:69: 'a b' is not a quantity's name, such as pressureDrop"),
    ]) func aMistakeIsNamedWithItsPlaceAndItsRemedy(publish: String, message: String) {
        #expect(mistakes(uplink: publish) == ["g.yaml:" + message])
    }

    @Test func aFacilitysMistakesAreNamedToo() {
        #expect(mistakes(facility: "{readings: often}") == ["g.yaml:8:25: 'often' is not \(Self.samples)"])
        #expect(
            mistakes(facility: "{quantities: {humidty: {readings: all}}}")
                == ["g.yaml:8:28: no device of the facility measures 'humidty'; did you mean 'humidity'?"])
    }

    @Test func aQuantityThatNoDeviceOfTheFacilityMeasuresIsAWarning() throws {
        let publish = "{quantities: {noise: {readings: all}, humidity: {readings: all}}}"
        #expect(
            try read(facility: publish).warnings.map(\.description).filter { $0.contains("measures") }
                == ["g.yaml:8:28: no device of the facility measures 'noise': this chooses nothing"])
        #expect(try read(uplink: publish).warnings.filter { $0.message.contains("measures") }.isEmpty)
        let unknown = try read(uplink: "{quantities: {xxxxxxxx: {readings: all}}}").warnings.map(\.description)
        #expect(unknown.contains("g.yaml:2:69: no device measures 'xxxxxxxx': this chooses nothing"), "\(unknown)")
    }

    @Test func thePlanSaysWhatIsChosen() throws {
        let uplink = "{readings: 5min, quantities: {temperature: {readings: {change: 0.5 °C}}}, means: []}"
        let plan = Plan(try read(uplink: uplink, facility: "{readings: all, means: [1d]}"), in: .en).text
        #expect(
            plan.contains("\n  publishes one reading in 5min, no means; temperature each change of 0.5 or one in 1h\n"),
            "\(plan)")
        #expect(plan.contains("\n  publishes to u all readings, means of 1d; temperature each change"), "\(plan)")
        let usual = Plan(try read(), in: .en).text
        #expect(usual.contains("\n  publishes one reading in 1min, means of 15min, 1h, 1d\n"), "\(usual)")
        #expect(!usual.contains("publishes to"))
    }
}
