import DeviceProfiles
import Facilities
import Foundation
import StrictYAML
import Synchronization
import TestSupport
import Testing

@testable import SiteConfiguration

private let good = """
    gateway: {id: NJ-1}
    uplinks: [{name: u, mqtt: {url: "mqtt://b"}}]
    buses:
      line: {rtu: {device: /dev/ttyS1}}
    facilities:
      - code: NJ320104C00012K
        kind: activated-carbon
        name: x
        carbon: {form: granular, mass: 1 t}
        devices: [{profile: chint-ddsu666, bus: line, as: {current: fanCurrent}}]
    """

private func read(_ text: String) throws -> Configuration {
    try Configuration.read(text, file: "g.yaml", folders: [profiles], files: .repository())
}

struct ConfigurationTests {
    /// A meter of nine points, read in their own periods: the days are those of the readings and their means.
    @Test func thePlanSaysHowLongTheJournalLasts() throws {
        let configuration = try read(good)
        let points = configuration.facilities[0].devices[0].profile.points
        let pace = try #require(JournalPace(configuration))
        var readings = 0.0
        for point in points { readings += 1 / point.every.inSeconds }
        #expect(abs(pace.readings - readings) < 1e-9)
        let means = (70 + 9 * Double(points.count)) * 1561
        #expect(abs(pace.bytesADay - (pace.readings * 172_800 + means)) < 1)
        #expect(
            abs(pace.days - Double(JournalBudget(bytes: configuration.journal.budget).content) / pace.bytesADay) < 1e-9)
        #expect(Plan(configuration, in: .en).text.contains(pace.text.en))
        let empty = try read(String(good.split(separator: "\n").dropLast().joined(separator: "\n")))
        #expect(JournalPace(empty) == nil && !Plan(empty, in: .en).text.contains("readings a second"))
    }

    @Test func whatIsLeftOutHasItsDefault() throws {
        let configuration = try read(good)
        #expect(configuration.gateway.utcOffset == 28_800)
        #expect(configuration.uplinks.first?.mqtt.port == 1883)
        #expect(configuration.journal.syncEvery == .seconds(10))
        #expect(configuration.journal.photographs == 1 << 30)
        #expect(Plan(configuration, in: .en).text.contains("photographs at most 1 GiB\n  "))
        #expect(configuration.facilities[0].devices[0].unit == 1)
        #expect(
            configuration.facilities[0].facility.settings
                == .activatedCarbon(CarbonSettings(form: .granular, mass: 1000)))
    }

    @Test(arguments: [
        ("id: NJ-1", "id: 码", "1:15: '码' is not an id of 1 to 32 characters"),
        ("{id: NJ-1}", "{id: NJ-1, timezone: Europe/Berlin}", "1:31: Europe/Berlin has daylight saving time"),
        ("mqtt://b", "ftp://b", "2:33: 'ftp://b' is not an address such as mqtts://broker.example:8883"),
        ("/dev/ttyS1", "/dev/ttyS1, baud: 9601", "4:42: '9601' is not a baud rate, one of 1200"),
        ("rtu: {device: /dev/ttyS1}", "tcp: {port: 502}", "4:15: missing key 'host'"),
        ("rtu: {device: /dev/ttyS1}", "rtuOverTcp: {host: a}", "4:22: missing key 'port'"),
        ("{rtu: {device: /dev/ttyS1}}", "{tcp: {host: a}, rtu: {device: /b}}", "4:9: a bus has one of rtu"),
        ("buses:", "journal: {photographs: 4MiB}\nbuses:", "3:24: '4MiB' is not a size of at least 16MiB"),
        ("{device: /dev/ttyS1}}", "{device: /dev/ttyS1}, gap: 1min}", "4:42: '1min' is not a silence before each"),
        (
            "buses:", "buses:\n  other: {rtu: {device: /dev/ttyS1, baud: 19200}}",
            "5:9: /dev/ttyS1 is already the bus other; what shares a line"
        ),
        (
            "buses:\n  line: {rtu: {device: /dev/ttyS1}}",
            "buses:\n  other: {tcp: {host: A, port: 5}}\n  line: {rtuOverTcp: {host: a, port: 5}}",
            "5:9: a:5 is already the bus other"
        ),
        ("kind: activated-carbon", "kind: carbon", "7:11: 'carbon' is not one of activated-carbon"),
        ("mass: 1 t", "mass: 1 m3/h", "9:36: '1 m3/h' is not a number above 0 with a unit, such as 12.5 kg"),
        ("bus: line", "bus: lin", "10:45: 'lin' is not a bus of this file; did you mean line?"),
        ("current: fanCurrent", "current: pressureDrop", "10:55: current is in A, which cannot be converted"),
        ("chint-ddsu666", "chint", "10:25: there is no profile 'chint'"),
        (
            "as: {current: fanCurrent}", "with: {ct: 40}",
            "10:58: the profile has no parameter 'ct'; it has none"
        ),
        (
            "profile: chint-ddsu666, bus: line, as: {current: fanCurrent}",
            "profile: acrel-dtsd1352, bus: line, with: {cd: 40}",
            "10:59: the profile has no parameter 'cd'; it has ct, pt"
        ),
        (
            "profile: chint-ddsu666, bus: line, as: {current: fanCurrent}",
            "profile: acrel-dtsd1352, bus: line, with: {ct: 0}", "10:63: ct is from 1 to 10000"
        ),
        (
            "profile: chint-ddsu666, bus: line, as: {current: fanCurrent}",
            "profile: acrel-dtsd1352, bus: line, with: {ct: forty}", "10:63: expected a number, found 'forty'"
        ),
        ("name: x", "name: x\n    limits: {pressure: 1 Pa}", "9:14: no rule of this kind has a limit 'pressure'"),
    ])
    func aMistakeIsNamedWithItsPlaceAndItsRemedy(part: String, wrong: String, message: String) throws {
        let text = good.replacing(part, with: wrong)
        let error = #expect(throws: SourceErrors.self) { try read(text) }
        let said = error?.errors.map(\.description) ?? []
        #expect(said.contains { $0.hasPrefix("g.yaml:" + message) }, "\(said)")
    }

    /// Characters that a terminal obeys, that turn what stands behind them round, or that nobody sees.
    @Test(arguments: ["\\e", "\\u202E", "\\u2066", "\\u200B"])
    func aNameHasNoCharacterThatMisleads(character: String) throws {
        let error = #expect(throws: SourceErrors.self) {
            try read(good.replacing("name: x", with: "name: \"a\(character)b\""))
        }
        let said = error?.errors.map(\.description) ?? []
        #expect(
            said.count == 1 && said[0].contains("is not a name in one line") && said[0].contains("a\\u{"), "\(said)")
    }

    @Test(arguments: ["nj320104c00012k", "ＮＪ320104C00012K"]) func aCodeIsRaised(code: String) throws {
        let configuration = try read(good.replacing("NJ320104C00012K", with: code))
        #expect(configuration.facilities.map(\.facility.code.description) == ["NJ320104C00012K"])
    }

    @Test func aDeviceOfAFacilityHasItsOwnParameters() throws {
        let meter = "profile: acrel-dtsd1352, bus: line, as: {currentA: fanCurrent}, with: {ct: 40}"
        let text = good.replacing("profile: chint-ddsu666, bus: line, as: {current: fanCurrent}", with: meter)
        let profile = try read(text).facilities[0].devices[0].profile
        let current = try #require(profile.points.first { $0.quantity == .fanCurrent })
        #expect(profile.readings(in: ReadBlock([current]), words: [525]) == [Reading(.fanCurrent, 210, .ampere)])
    }

    @Test func devicesOfOneModelShareItsFile() throws {
        let more =
            "[{profile: chint-ddsu666, bus: line, as: {current: fanCurrent}}, {profile: chint-ddsu666, bus: line, unit: 2}]"
        let text = good.replacingOccurrences(
            of: "[{profile: chint-ddsu666, bus: line, as: {current: fanCurrent}}]", with: more)
        let opened = Mutex<[String]>([])
        var files = SourceFiles.repository()
        let read = files.text
        files.text = { path throws(SourceErrors) in
            opened.withLock { $0.append(path) }
            return try read(path)
        }
        let configuration = try Configuration.read(text, file: "g.yaml", folders: [profiles], files: files)
        #expect(configuration.facilities[0].devices.map(\.unit) == [1, 2])
        #expect(opened.withLock(\.self) == [profiles + "/chint-ddsu666.yaml"])
    }

    @Test func aBusMayBeALineBehindASerialServer() throws {
        let bus = "rtuOverTcp: {host: fd00::5, port: 4001, baud: 19200, parity: even}, gap: 50ms, timeout: 2s"
        let configuration = try read(good.replacing("rtu: {device: /dev/ttyS1}", with: bus))
        #expect(
            configuration.buses["line"]?.endpoint
                == .rtuOverTCP(host: "fd00::5", port: 4001, BusLine(baud: 19_200, parity: .even)))
        // What the bus asks for beyond the profile's own 500 ms.
        let limits = configuration.facilities[0].devices[0].profile.limits
        #expect((limits.gap, limits.timeout) == (.milliseconds(50), .seconds(2)))
    }

    @Test func twoFacilitiesHaveTwoCodes() throws {
        let second = good.components(separatedBy: "facilities:\n")[1]
        let error = #expect(throws: SourceErrors.self) { try read(good + "\n" + second) }
        #expect(error?.description.contains("already that of the facility in line") == true)
    }

    @Test func aSitesOwnRulesAreRead() throws {
        let rules = """
            name: x
                rules:
                  - {name: hotInlet, quantity: temperature, above: 45 °C, band: 2 °C, after: 5min, level: red,
                     text: {zh: 进口温度高, en: hot inlet}}
                  - {name: weak, quantity: myOwn, below: 3 kPa, text: {zh: 偏低, en: low}}
            """
        let thresholds = try read(good.replacing("name: x", with: rules)).facilities[0].facility.thresholds
        let text = Text(zh: "进口温度高", en: "hot inlet")
        #expect(
            thresholds[0]
                == Threshold(
                    "hotInlet", .temperature, .above, Measure(45, .celsius), band: 2, after: .minutes(5), level: .red,
                    text: text))
        #expect((thresholds[1].side, thresholds[1].limit) == (.below, Measure(3, .kilopascal)))
    }

    @Test(arguments: [
        ("quantity: temperature, above: 45 Pa", "10:49: '45 Pa' is not a value with a unit such as 12.5 °C"),
        ("quantity: temperature", "10:9: a rule has either above: or below:"),
        ("quantity: temperature, above: 1 °C, below: 0 °C", "10:9: a rule has either above: or below:"),
        ("quantity: temperature, above: 1 °C, lvel: red", "10:55: unknown key 'lvel'; did you mean 'level'?"),
    ]) func aMistakeInAnOwnRuleIsNamed(rule: String, message: String) throws {
        let rules = "name: x\n    rules:\n      - {name: r, \(rule), text: {zh: 高, en: high}}"
        let error = #expect(throws: SourceErrors.self) { try read(good.replacing("name: x", with: rules)) }
        let said = error?.errors.map(\.description) ?? []
        #expect(said.contains { $0.hasPrefix("g.yaml:" + message) }, "\(said)")
    }

    @Test func aComplaintPointKnowsItsHoursAndItsSurroundings() throws {
        let point = """

              - code: NJ320104T000056
                kind: complaint-point
                name: 投诉点
                complaint: {serviceHours: "08:30-17:30", categories: {odour: {answer: 12 h, close: 5 d}},
                            around: [NJ320104C00012K, NJ320104C00013K]}
            """
        let error = #expect(throws: SourceErrors.self) { try read(good + point) }
        #expect(error?.description == "g.yaml:15:43: no facility of this file has the code NJ320104C00013K")
        let configuration = try read(good + point.replacing(", NJ320104C00013K", with: ""))
        #expect(
            configuration.facilities[1].facility.settings
                == .complaintPoint(
                    ComplaintSettings(
                        categories: [.odour: .init(answer: 12, close: 120)], serviceHours: 30_600..<63_000,
                        around: [configuration.facilities[0].facility.code])))
    }

    @Test func aDateInTheFutureIsAnErrorWhereTheClockIsTrustedAndOtherwiseAWarning() throws {
        let configuration = try read(
            """
            gateway: {id: NJ-1}
            buses: {}
            facilities:
              - {code: NJ320104C00012K, kind: activated-carbon, name: 箱, carbon: {form: granular, installed: 2031-01-01}}
              - {code: NJ320104F00021X, kind: fume-purifier, name: 厨, fume: {stoves: 4, lastCleaned: 2026-11-26}}
            """)
        let now = try #require(Timestamp("2026-11-26T01:00:00Z"))
        for source in TimeSource.allCases {
            let trusted = configuration.futureDates(now: now, source: source)
            #expect(trusted.errors.map(\.message) == ["installed 2031-01-01 is in the future: it counts as missing"])
            #expect(trusted.errors.map(\.line) == [4])
            #expect(trusted.warnings.isEmpty)
        }
        let untrusted = configuration.futureDates(now: now, source: nil)
        #expect(untrusted.errors.isEmpty)
        #expect(
            untrusted.warnings.map(\.message) == [
                "installed 2031-01-01 is in the future: it counts as missing, or the clock is wrong: it says 2026-11-26, "
                    + "and no time source keeps it right"
            ])
        #expect(untrusted.warnings.map(\.line) == [4])
        let before = configuration.futureDates(now: now - .days(1), source: .chrony)
        #expect(before.errors.count == 2)
        // It is over on the day itself, which begins at 16:00 UTC.
        let midnight = try #require(Timestamp("2026-11-25T16:00:00Z"))
        #expect(configuration.futureDates(now: midnight, source: .kernel).errors.count == 1)
        #expect(configuration.futureDates(now: midnight - .seconds(1), source: .kernel).errors.count == 2)
        let after = try #require(Timestamp("2036-01-01T00:00:00Z"))
        #expect(configuration.futureDates(now: after, source: nil).warnings.isEmpty)
    }
}
