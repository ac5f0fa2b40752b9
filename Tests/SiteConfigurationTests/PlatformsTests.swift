import Facilities
import HJ212
import SiteConfiguration
import StrictYAML
import Testing

/// Platforms of HJ 212 under `uplinks:`.
struct PlatformsTests {
    private func text(_ hj212: String, second: String = "") -> String {
        """
        gateway: {id: NJ-1}
        uplinks:
          - {name: bureau, hj212: {host: 10.0.0.1, port: 9000, passwordFile: /p, \(hj212)}}\(second)
        buses: {line: {tcp: {host: 127.0.0.1, port: 1502}}}
        facilities:
          - {code: NJ320104D000049, kind: dust-site, name: 工地, devices: [{profile: mashang-dust-station, bus: line, unit: 1}]}
          - {code: NJ320104D000057, kind: dust-site, name: 工地2, devices: [{profile: mashang-dust-station, bus: line, unit: 2}]}
        """
    }

    private func read(_ hj212: String) throws -> Configuration {
        try Configuration.read(text(hj212), file: "g.yaml", folders: [profiles], files: .repository())
    }

    private func platform(_ hj212: String) throws -> Configuration.Platform {
        try #require(try read(hj212).platforms.first)
    }

    private func mistakes(_ hj212: String, second: String = "") -> [SourceError] {
        ConfigurationDraft(
            text(hj212, second: second), file: "g.yaml", folders: [profiles], files: .repository()
        ).errors
    }

    @Test func allOfAPlatformIsRead() throws {
        let platform = try platform(
            "version: 2025, mn: 88888880000001, st: 39, encrypt: text, lengthOfCipher: cipher, keyFile: /k, "
                + "answers: false, realtime: 30s, minutes: 5, timeout: 5s, resends: 2, "
                + "factors: {tsp: {unit: µg/m3, digits: 0, serial: A-7}, pm10: a34099, pm25: off}")
        #expect((platform.name, platform.host, platform.port) == ("bureau", "10.0.0.1", 9000))
        #expect((platform.edition, platform.answers, platform.realtime) == (.y2025, false, 30))
        #expect((platform.minutes, platform.timeout, platform.resends) == (5, 5, 2))
        let cipher = try #require(platform.encryption)
        #expect((cipher.keyFile, cipher.form, cipher.length) == ("/k", .text, .cipher))
        let station = try #require(platform.stations.first)
        #expect((station.number, station.system, station.facilities.count) == ("88888880000001", "39", 2))
        let codes = Dictionary(station.channels.map { ($0.quantity, $0) }) { first, _ in first }
        let tsp = try #require(codes[.tsp])
        #expect((tsp.code, tsp.unit, tsp.digits, tsp.serial) == ("a34001", .microgramPerCubicMetre, 0, "A-7"))
        #expect(codes[.pm10]?.code == "a34099" && codes[.pm25] == nil)
    }

    @Test func whatIsOmittedHasItsDefault() throws {
        let platform = try platform("mn: {NJ320104D000049: 88888880000001}")
        #expect((platform.edition, platform.answers, platform.realtime) == (.y2017, true, 60))
        #expect((platform.minutes, platform.timeout, platform.resends) == (10, 10, 3))
        #expect(platform.encryption == nil && platform.from == nil)
        #expect(platform.stations.map(\.facilities.count) == [1])
        #expect(platform.stations.first?.system == "39")
        let tsp = platform.stations.first?.channels.first { $0.quantity == .tsp }
        #expect(tsp?.code == "a34001" && tsp?.unit == .milligramPerCubicMetre && tsp?.digits == 3)
        #expect(try self.platform("mn: A1, realtime: off").realtime == nil)
        #expect(try read("mn: A1").uplinks.isEmpty)
    }

    @Test func twoChannelsOfOneCodeAreNamedAndTheFirstIsSent() throws {
        let configuration = try read("mn: 88888880000001")
        let devices = configuration.platforms.first?.stations.first?.channels.filter { $0.code == "a34001" }
        #expect(devices?.map(\.facility.description) == ["NJ320104D000049"])
        #expect(configuration.warnings.contains { $0.description.contains("both are a34001") })
        #expect(try read("mn: {NJ320104D000049: A1, NJ320104D000057: A2}").platforms.first?.stations.count == 2)
    }

    // MARK: Facilities with ducts and machines

    private func station(
        _ kind: String, _ settings: String, devices: String, factors: String = ""
    ) throws -> PlatformStation {
        let text = """
            gateway: {id: NJ-1}
            uplinks:
              - {name: bureau, hj212: {host: 10.0.0.1, port: 9000, passwordFile: /p, mn: A1\(factors)}}
            buses: {line: {tcp: {host: 127.0.0.1, port: 1502}}}
            facilities:
              - {code: NJ320104C000018, kind: \(kind), name: 一号, \(settings), devices: [\(devices)]}
            """
        let configuration = try Configuration.read(
            text, file: "g.yaml", folders: [profiles], files: .repository())
        return try #require(configuration.platforms.first?.stations.first)
    }

    private func codes(_ station: PlatformStation) -> [Quantity: String] {
        Dictionary(station.channels.map { ($0.quantity, $0.code) }) { first, _ in first }
    }

    @Test func airInADuctHasTheCodesOfADuctAndAnAmount() throws {
        let box = "{profile: mashang-carbon-box, bus: line, unit: 1}"
        let station = try station(
            "activated-carbon", "carbon: {form: granular, mass: 3000 kg, designCycle: 90d, installed: 2026-03-02}",
            devices: box,
            factors: ", factors: {vocOut: {code: a24088, unit: mg/m3}, vocIn: {code: a99999}}")
        let own = codes(station)
        #expect((own[.temperature], own[.humidity], own[.airFlow]) == ("a01012", "a01014", "a00000"))
        let flows = Dictionary(station.channels.map { ($0.quantity, $0.flow) }) { first, _ in first }
        let device = try #require(station.channels.first?.device)
        #expect(flows[.vocOut] == device && flows[.airFlow] == device)
        // What enters an adsorber is no discharge, and a temperature has no amount.
        #expect(flows[.vocIn] == .some(nil) && flows[.temperature] == .some(nil))
        #expect(station.system == "27")
    }

    @Test func aDustSiteHasTheCodesOfOutdoorsAndNoAmount() throws {
        let station = try #require(try platform("mn: {NJ320104D000049: A1}").stations.first)
        #expect(station.channels.contains { $0.code == "a34001" } && station.channels.allSatisfy { $0.flow == nil })
        #expect(!station.channels.contains { ["a01012", "a01014"].contains($0.code) })
    }

    @Test func aFanRunsByItsCurrentSinceAContactMayBeBridged() throws {
        let box = "{profile: mashang-carbon-box, bus: line, unit: 1}"
        let carbon = try station(
            "activated-carbon", "carbon: {form: granular, mass: 3000 kg, designCycle: 90d, installed: 2026-03-02}",
            devices: box)
        let device = try #require(carbon.channels.first?.device)
        #expect(carbon.machines.contains { $0.device == device && $0.isCurrent && $0.threshold == 0.5 })
        #expect(carbon.machines.count == 1)
        let own = try station(
            "activated-carbon",
            "carbon: {form: granular, mass: 3000 kg, designCycle: 90d, installed: 2026-03-02}, limits: {fanOnCurrent: 2 A}",
            devices: box)
        #expect(own.machines.map(\.threshold) == [2])
        let kitchen = try station(
            "fume-purifier", "fume: {stoves: 2}", devices: "{profile: mashang-fume-monitor, bus: line, unit: 1}")
        #expect(kitchen.machines.map(\.quantity) == [.fanCurrent, .purifierCurrent])
        #expect(kitchen.machines.map(\.threshold) == [0.5, 0.1])
    }

    @Test func everyDefaultIsOfAQuantityThatExists() {
        let known = Set(Quantity.all.map(\.rawValue))
        #expect(Set(FactorCode.defaults.keys).isSubset(of: known))
        #expect(Set(FactorCode.inDucts.keys).isSubset(of: Set(FactorCode.defaults.keys)))
        let units = FactorCode.defaults.values.map(\.unit) + FactorCode.inDucts.values.map(\.unit)
        #expect(units.allSatisfy { PhysicalUnit($0) != nil })
    }

    @Test(arguments: [
        ("mn: abc", "'abc' is not the MN from the platform"),
        ("mn: {NJ320104D000050: A1}", "'NJ320104D000050' is not the code of one of the facilities"),
        ("mn: A1, version: 2005", "'2005' is not 2017 or 2025"),
        ("mn: A1, minutes: 7", "'7' is not one of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, in minutes"),
        ("mn: A1, realtime: 10s", "'10s' is not a duration from 30s to 3600s in whole seconds"),
        ("mn: A1, resends: 11", "'11' is not a whole number from 0 to 10"),
        ("mn: A1, st: 392", "'392' is not an ST of two digits"),
        ("mn: A1, encrypt: sm4", "'sm4' is not off, text or bytes"),
        ("mn: A1, encrypt: text", "encrypt needs keyFile"),
        ("mn: A1, keyFile: /k", "this is of use with encrypt only"),
        ("mn: A1, factors: {tsp: {unit: °C}}", "it is measured in µg/m3, which cannot be converted to °C"),
        ("mn: A1, factors: {tspp: a34001}", "no device measures 'tspp'; did you mean 'tsp'?"),
        ("mn: A1, hosts: x", "unknown key 'hosts'; did you mean 'host'?"),
        ("version: 2017", "missing key 'mn'"),
    ]) func eachMistakeIsNamedAtItsPlace(hj212: String, message: String) {
        let found = mistakes(hj212)
        #expect(found.count == 1 && found.first?.description.contains(message) == true, "\(found)")
        #expect(found.first?.description.hasPrefix("g.yaml:3:") == true, "\(found)")
        #expect(found.first?.text.zh != found.first?.text.en)
    }

    @Test func namesAreUniqueAmongAllUplinks() {
        let found = mistakes("mn: A1", second: "\n  - {name: bureau, mqtt: {url: \"mqtt://b\"}}")
        #expect(found.map(\.description).first?.contains("bureau is already the name") == true, "\(found)")
    }

    @Test func thePlanNamesEachStation() throws {
        let configuration = try read("mn: {NJ320104D000049: 88888880000001}")
        let line = "uplink bureau 10.0.0.1:9000: HJ 212-2017, plain, 1 station, means of 10 min"
        #expect(ConfigurationSummary(configuration, in: .en).text.contains(line))
        let plan = Plan(configuration, in: .en).text
        #expect(plan.contains(line) && plan.contains("  MN 88888880000001 ST 39: "))
        #expect(Plan(configuration, in: .zh).text.contains("上报 bureau 10.0.0.1:9000：HJ 212-2017，明文，1 个 MN"))
    }
}
