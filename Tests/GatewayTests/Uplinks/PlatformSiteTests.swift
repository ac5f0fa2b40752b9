import Facilities
import Foundation
import HJ212
import Journal
import Logging
import Rules
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

@testable import Gateway
@testable import Uplinks

/// A platform of HJ 212 and the gateway behind it.
@Suite(.timeLimit(.minutes(5))) struct PlatformSiteTests {
    private let folder = try! TemporaryFolder()

    private func configuration(_ hj212: String = "") throws -> Configuration {
        try Configuration.read(
            """
            gateway: {id: NJ-1}
            uplinks:
              - {name: bureau, hj212: {host: 10.0.0.1, port: 9000, mn: 88888880000001, passwordFile: \(folder.path)/pw\(hj212)}}
            buses: {line: {tcp: {host: 127.0.0.1, port: 1502}}}
            facilities:
              - {code: NJ320104D000049, kind: dust-site, name: 工地, devices: [{profile: mashang-dust-station, bus: line, unit: 1}]}
            """, file: "g.yaml", folders: [Program.repository + "/device-profiles"], files: .disk)
    }

    private func platform(_ hj212: String = "") throws -> Configuration.Platform {
        try #require(try configuration(hj212).platforms.first)
    }

    @Test func whatThePlatformSetsStandsInTheLedgerAndHoldsAfterARestart() async throws {
        let platform = try platform()
        let desk = try DeskSite(folder)
        let site = GatewayPlatformSite(
            platform: platform, keeping: desk.driven.keeping, journal: desk.journal, desk: desk.desk)
        async let isKept = site.enter(.minInterval, 5)
        #expect(await isKept)
        let entries = try desk.journal.gatewayRecords(PlatformSetting.kind, limit: 10)
        #expect(entries.count == 1 && entries.first?.facility == nil)
        guard case .record(let record)? = entries.first?.content else { return #expect(Bool(false)) }
        #expect(record.body as? PlatformSetting == PlatformSetting(platform: "bureau", .minInterval, 5, configured: 10))
        #expect((record.by, record.origin?.from) == ("bureau", "bureau"))
        #expect(platform.terms(entries).minutes == 5)
        // A person who writes another value later means it.
        #expect(try self.platform(", minutes: 30").terms(entries).minutes == 30)
    }

    @Test func aBrokerSetsNothingOfAPlatform() async throws {
        let desk = try DeskSite(folder)
        let body = #"{"kind":"platformSetting","platform":"bureau","item":"minInterval","value":5,"configured":10}"#
        let reply = await desk.send(
            payload: #"{"schema":"mashang/command/2","id":"1","record":{"by":"王","body":\#(body)}}"#, for: .all,
            from: DeskSite.uplink)
        #expect(reply.answer == .refused)
        #expect(try desk.journal.gatewayRecords(PlatformSetting.kind, limit: 10).isEmpty)
    }

    @Test func passwordAndKeyAreLookedAtBeforeTheyAreNeeded() throws {
        let found = { (hj212: String) in
            Preflight(try self.configuration(hj212), on: .this(isService: false), now: .now).errors.map(\.description)
        }
        #expect(try found("").first?.contains("pw is not there") == true)
        try "geheim;1\n".write(toFile: folder.path + "/pw", atomically: true, encoding: .utf8)
        let wrong = try found("")
        #expect(wrong.first?.contains("a PW of 1 to 9 characters") == true && !wrong[0].contains("geheim"))
        try "123456\n".write(toFile: folder.path + "/pw", atomically: true, encoding: .utf8)
        #expect(try found("") == [])
        try "kurz\n".write(toFile: folder.path + "/key", atomically: true, encoding: .utf8)
        #expect(try found(", encrypt: text, keyFile: \(folder.path)/key").first?.contains("16 characters") == true)
        try "0123456789abcdef\n".write(toFile: folder.path + "/key", atomically: true, encoding: .utf8)
        #expect(try found(", encrypt: text, keyFile: \(folder.path)/key") == [])
    }

    @Test func checkShowsThePacketOfAStationWithoutItsPassword() throws {
        let configuration = try configuration()
        let platform = try #require(configuration.platforms.first)
        let lines = PlatformExample(platform, configuration, now: Timestamp("2026-12-01T04:00:00Z")!).lines
        #expect(lines.count == 1)
        #expect(
            lines[0].hasPrefix(
                "QN=20261201120000000;ST=39;CN=2011;PW=******;MN=88888880000001;Flag=5;CP=&&DataTime=20261201120000;"))
        #expect(lines[0].contains("a34001-Rtd=") && lines[0].contains(",a34001-Flag=N"))
    }

    @Test func numbersBeginAfterWhatTheJournalHasLast() async throws {
        let desk = try DeskSite(folder)
        let site = GatewayPlatformSite(
            platform: try platform(), keeping: desk.driven.keeping, journal: desk.journal, desk: desk.desk)
        #expect(await site.enter(.minInterval, 5))
        let positions = try UplinkPositions(of: [], [site.platform], in: desk.journal, utcOffset: 28_800)
        let uplink = try HJ212Uplink(site, positions, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let last = try #require(try desk.journal.lastTime())
        #expect(await uplink.start.lastNumber?.milliseconds == (last + .seconds(10)).milliseconds)
    }

    /// A platform gets means, and the transfer rate counts samples.
    @Test func theTransferRateIsThatOfABrokerAndNeverOfAPlatform() throws {
        let journal = try Journal.open(path: folder.path + "/rates.sqlite", now: .now)
        let alone = try RatesReport(
            try configuration(), month: nil, board: Board(after: 0), journal: journal, now: .now)
        #expect(!alone.broker)
        let both = try Configuration.read(
            """
            gateway: {id: NJ-1}
            uplinks:
              - {name: bureau, hj212: {host: 10.0.0.1, port: 9000, mn: A1, passwordFile: /pw}}
              - {name: centre, mqtt: {url: "mqtt://127.0.0.1"}}
            """, file: "g.yaml", files: .disk)
        #expect(both.uplinks.first?.name == "centre")
        let report = try RatesReport(both, month: nil, board: Board(after: 0), journal: journal, now: .now)
        #expect(report.broker)
    }

    @Test func aNewPlatformBeginsAtWhatIsKeptNowAndTakesOverNothing() async throws {
        let desk = try DeskSite(folder)
        let site = GatewayPlatformSite(
            platform: try platform(), keeping: desk.driven.keeping, journal: desk.journal, desk: desk.desk)
        #expect(await site.enter(.minInterval, 5))
        let last = try desk.journal.lastSequence()
        #expect(last > 0)
        let positions = try UplinkPositions(
            of: [], [try platform()], in: desk.journal, utcOffset: 28_800)
        #expect(positions.positions["bureau"]?.live == last)
        #expect(positions.new == ["bureau"])
    }
}
