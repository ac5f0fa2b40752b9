import Facilities
import SiteConfiguration
import StrictYAML
import Testing

/// A bus that is not clean, as the file says it.
struct BusSettingsTests {
    private func read(_ bus: String, unit: Int = 1) throws -> Configuration {
        let text = """
            gateway: {id: NJ-1}
            buses:
              line: {\(bus)}
            facilities:
              - {code: NJ320104D000049, kind: dust-site, name: x, devices: [{profile: xy-md02, bus: line, unit: \(unit)}]}
            """
        return try Configuration.read(text, file: "g.yaml", folders: [profiles], files: .repository())
    }

    @Test func everythingIsStrictWhereNothingIsSaid() throws {
        #expect(try read("tcp: {host: a}").buses["line"]?.settings == BusSettings())
    }

    @Test func aBusSaysWhatIsNotAsTheStandardSays() throws {
        let keys = "transactionId: ignored, unitInAnswer: any, connectDelay: 1s, closeAfter: 0s, frameGap: 2s"
        let configuration = try read("tcp: {host: a}, \(keys)")
        let settings = try #require(configuration.buses["line"]?.settings)
        #expect(settings.ignoresTransactionID && settings.acceptsAnyUnit)
        #expect(settings.connectDelay == .seconds(1))
        #expect(settings.closeAfter == .zero)
        #expect(settings.frameGap == .seconds(2))
        #expect(Plan(configuration, in: .en).text.contains("  \(keys)\n"))
    }

    @Test(arguments: [
        ("rtu: {device: /dev/ttyS1}, transactionId: ignored", "transactionId belongs to a bus with tcp:"),
        ("rtuOverTcp: {host: a, port: 5}, unitInAnswer: any", "unitInAnswer belongs to a bus with tcp:"),
        ("rtu: {device: /dev/ttyS1}, connectDelay: 1s", "connectDelay belongs to a bus with tcp: or rtuOverTcp:"),
        ("rtu: {device: /dev/ttyS1}, closeAfter: 1s", "closeAfter belongs to a bus with tcp: or rtuOverTcp:"),
        ("tcp: {host: a}, transactionId: any", "'any' is not the word ignored"),
        ("tcp: {host: a}, unitInAnswer: ignored", "'ignored' is not the word any"),
        ("tcp: {host: a}, connectDelay: 31s", "'31s' is not a time of up to 30s"),
        ("tcp: {host: a}, frameGap: 9ms", "'9ms' is not a pause from 10ms to 30s"),
    ])
    func aMistakeIsNamed(_ bus: String, _ message: String) {
        let error = #expect(throws: SourceErrors.self) { try read(bus) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }

    @Test(arguments: [
        ("tcp: {host: a}, connectDelay: 2s, closeAfter: 0s", "every request waits connectDelay 2s"),
        ("rtu: {device: /dev/ttyS1, baud: 1200}, frameGap: 10ms", "write at least 59ms"),
    ])
    func keysThatDoNotGoTogetherAreWarnedOf(_ bus: String, _ message: String) throws {
        let warnings = try read(bus).warnings.map(\.description)
        #expect(warnings.contains { $0.contains(message) }, "\(warnings)")
    }

    @Test(arguments: [
        "tcp: {host: a}, connectDelay: 1s, closeAfter: 30s", "rtu: {device: /dev/ttyS1}, frameGap: 1s",
        "tcp: {host: a}, connectDelay: 100ms, closeAfter: 0s",
    ])
    func keysThatGoTogetherAreNot(_ bus: String) throws {
        #expect(
            try read(bus).warnings.allSatisfy {
                !$0.description.contains("connectDelay") && !$0.description.contains("frameGap")
            })
    }

    /// D4.
    @Test func unitsGoTo255OverTCPAndTo247OnALine() throws {
        #expect(try read("tcp: {host: a}", unit: 255).facilities[0].devices[0].unit == 255)
        #expect(try read("tcp: {host: a}", unit: 0).facilities[0].devices[0].unit == 0)
        for line in ["rtu: {device: /dev/ttyS1}", "rtuOverTcp: {host: a, port: 5}"] {
            for unit in [0, 248, 255] {
                let error = #expect(throws: SourceErrors.self) { try read(line, unit: unit) }
                #expect(
                    error?.description.contains("'\(unit)' is not a unit from 1 to 247: on a serial line 0 is") == true)
            }
        }
    }
}
