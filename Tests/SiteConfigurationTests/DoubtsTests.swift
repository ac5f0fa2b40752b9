import Facilities
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

/// E8: what a configuration says that can hardly be meant.
struct DoubtsTests {
    private func doubts(_ text: String) throws -> [String] {
        let configuration = try Configuration.read(
            "gateway: {id: NJ-1}\npage: {publicURL: \"http://192.168.1.20/q/{code}\"}\n" + text, file: "g.yaml",
            folders: [profiles], files: .repository())
        return configuration.doubts(now: .release, source: nil).map(\.description)
    }

    private func site(_ bus: String, meters: Int) -> String {
        let devices = (1...meters).map { "{profile: chint-ddsu666, bus: line, unit: \($0)}" }.joined(separator: ", ")
        return "buses:\n  line: \(bus)\nfacilities:\n"
            + "  - {code: NJ320104D00004N, kind: dust-site, name: x, devices: [\(devices)]}\n"
    }

    @Test func aBusOf40UnitsAt1200BaudIsAWarningWithWhatWouldHelp() throws {
        let found = try doubts(site("{rtu: {device: /dev/ttyS1, baud: 1200}}", meters: 40))
        #expect(found.count == 1 && found.first?.hasPrefix("g.yaml:4:9: the bus line would need 1") == true, "\(found)")
        #expect(found.first?.contains("times longer, or split the devices over") == true, "\(found)")
    }

    /// The baud rate is named only where it would do.
    @Test func aBaudRateThatIsEnoughIsNamed() throws {
        let found = try doubts(site("{rtu: {device: /dev/ttyS1, baud: 1200}}", meters: 5))
        #expect(found.first?.contains("set 4800 baud, here and at the devices") == true, "\(found)")
    }

    @Test func aBusThatHasTimeEnoughIsNoWarning() throws {
        #expect(try doubts(site("{rtu: {device: /dev/ttyS1, baud: 9600}}", meters: 5)) == [])
    }

    @Test func aFileWithoutFacilitiesIsAWarning() throws {
        let found = try doubts("")
        #expect(found.count == 1 && found[0].hasPrefix("g.yaml:1:1: there are no facilities: "), "\(found)")
        #expect(try doubts("facilities: []\n") == [])
    }

    @Test func aBusWithoutDevicesIsAWarning() throws {
        let text = site("{tcp: {host: 10.0.0.1}}", meters: 1).replacing(
            "  line:", with: "  spare: {tcp: {host: 10.0.0.2}}\n  line:")
        #expect(
            try doubts(text) == [
                "g.yaml:4:10: the bus spare has no devices: write bus: spare in a facility's devices, or remove it"
            ])
    }

    @Test func aBudgetForLessThanAMonthIsAWarningWithOneThatIsEnough() throws {
        let found = try doubts("journal: {budget: 16MiB}\n" + site("{tcp: {host: 10.0.0.1}}", meters: 20))
        #expect(found.count == 1 && found.first?.hasPrefix("g.yaml:3:19: readings are kept for ") == true, "\(found)")
        #expect(found.first?.contains("for a month write budget: 1GiB") == true, "\(found)")
    }

    @Test(arguments: [("2016-05-01", true), ("2026-05-01", false)])
    func aDayLongAgoIsAWarning(day: String, warns: Bool) throws {
        let found = try doubts(
            "facilities:\n  - {code: NJ320104F00002A, kind: fume-purifier, name: x, fume: {stoves: 2, lastCleaned: \(day)}}\n"
        )
        #expect(found.count == (warns ? 1 : 0), "\(found)")
        if warns {
            #expect(
                found.first?.contains("lastCleaned 2016-05-01 is more than 2 years ago; is the year right?") == true)
        }
    }

    @Test func codesWithAWrongCheckCharacterAreOneWarning() throws {
        let facilities = (10...36).map { number in
            "  - {code: NJ320104F0000\(number), kind: fume-purifier, name: x, fume: {stoves: 2}}\n"
        }
        let found = try doubts("facilities:\n" + facilities.joined())
        #expect(found.count == 1 && found.first?.contains("codes do not fit (lines 4, ") == true, "\(found)")
    }

    @Test func aSiteWithoutAPublicURLIsAWarning() throws {
        let text = """
            gateway: {id: NJ-1}
            facilities:
              - {code: NJ320104F000025, kind: fume-purifier, name: x, fume: {stoves: 2}}
            """
        let configuration = try Configuration.read(text, file: "g.yaml", files: .repository())
        #expect(
            configuration.doubts(now: .release, source: nil).map(\.message).contains {
                $0.contains("publicURL is missing")
            })
    }
}
