import Facilities
import SiteConfiguration
import StrictYAML
import Testing

/// Those to whom everything is published, as `uplinks:` names them.
struct UplinksTests {
    private func read(_ uplinks: String) throws -> Configuration {
        try Configuration.read("gateway: {id: NJ-1}\n" + uplinks, file: "g.yaml", files: .repository())
    }

    private func uplink(_ settings: String) throws -> Configuration.Uplink {
        try #require(try read("uplinks: [{name: u, mqtt: {url: \"mqtt://b\"}\(settings)}]").uplinks.first)
    }

    private func mistakes(_ uplinks: String) -> [String] {
        do {
            _ = try read(uplinks)
            return []
        } catch {
            return (error as? SourceErrors)?.errors.map(\.description) ?? ["\(error)"]
        }
    }

    @Test func allOfAnUplinkIsRead() throws {
        let uplinks = try read(
            """
            uplinks:
              - name: bureau
                mqtt: {url: "mqtts://b", username: n, passwordFile: /p, certificateAuthority: /a, clientCertificate: /c,
                       clientKey: /k, version: 5, topicPrefix: nj/1}
                accept: [complaint, inspection, cityAir]
                replies: [bureau/replies]
                personal: true
                from: 2026-11-01
              - {name: owner-2, mqtt: {url: "mqtt://[::1]:1884", version: 3.1.1}, from: beginning}
            """
        ).uplinks
        let bureau = try #require(uplinks.first)
        #expect(uplinks.map(\.name) == ["bureau", "owner-2"])
        #expect((bureau.mqtt.host, bureau.mqtt.port, bureau.mqtt.username) == ("b", 8883, "n"))
        let security = try #require(bureau.mqtt.security)
        #expect((security.authority, security.certificate, security.key) == ("/a", "/c", "/k"))
        #expect((bureau.mqtt.passwordFile, bureau.mqtt.topicPrefix) == ("/p", "nj/1"))
        #expect(bureau.accept.sorted == ["cityAir", "complaint", "inspection"])
        #expect((bureau.replies, bureau.personal) == (["bureau/replies"], true))
        #expect(uplinks.map(\.from) == [.day(try #require(Day("2026-11-01"))), .beginning])
        #expect(uplinks.map(\.mqtt.version) == [.v5, .v311])
        #expect((uplinks[1].mqtt.host, uplinks[1].mqtt.port) == ("::1", 1884))
    }

    @Test func thePlacesOfWhatABrokerNeedsAreKept() throws {
        let uplinks = try read(
            """
            uplinks:
              - name: u
                mqtt:
                  url: "mqtts://b"
                  passwordFile: /p
                  clientCertificate: /c
                  clientKey: /k
            """
        ).uplinks
        let places = try #require(uplinks.first?.places)
        #expect(places.passwordFile == SourcePlace(file: "g.yaml", line: 6, column: 21))
        #expect([places.certificate?.line, places.key?.line, places.broker.line] == [7, 8, 5])
        #expect(places.authority == nil, "the system's authorities")
    }

    @Test func whatIsOmittedHasItsDefault() throws {
        let uplink = try uplink("")
        #expect((uplink.mqtt.version, uplink.from, uplink.personal) == (nil, nil, false))
        #expect(uplink.replies.isEmpty)
        #expect(uplink.mqtt.topicPrefix == "mashang/2")
        #expect(
            uplink.accept.sorted == [
                "acknowledgement", "cityAir", "cleaning", "cleaningStart", "complaint", "exhaustTest", "inspection",
                "notice", "replacement", "replacementStart", "wasteTransfer",
            ])
        #expect(try self.uplink(", accept: []").accept.sorted == [])
        #expect(try read("").uplinks.isEmpty)
        #expect(try read("uplinks: []").uplinks.isEmpty)
    }

    @Test(arguments: [
        ("calibration", "calibration is never accepted from a broker: enter it on this machine"),
        ("maintenance", "maintenance is never accepted from a broker: enter it on this machine"),
        ("clock", "clock is never accepted from a broker: enter it on this machine"),
        ("operator", "operator is never accepted from a broker: enter it on this machine"),
        ("fire", "fire is never accepted from a broker: enter it on this machine"),
        (
            "complant",
            "there is no kind of record 'complant'; did you mean 'complaint'?"
        ),
        ("xxxxxxxxx", "there is no kind of record 'xxxxxxxxx'. A broker may send replacement, "),
        ("[a]", "expected text, found a list"),
    ]) func whatABrokerMayNotEnterIsNamedAtItsPlace(word: String, message: String) {
        let found = mistakes("uplinks: [{name: u, mqtt: {url: \"mqtt://b\"}, accept: [complaint, \(word)]}]")
        #expect(found.first?.hasPrefix("g.yaml:2:66: \(message)") == true, "\(found)")
    }

    @Test func aBrokerMayNotEnterWhatIsNeverAcceptedNorIsItProposed() {
        let found = mistakes("uplinks: [{name: u, mqtt: {url: \"mqtt://b\"}, accept: [maintenence]}]")
        #expect(found.count == 1 && !found[0].contains("maintenance"), "\(found)")
    }

    // MARK: Names

    @Test(arguments: ["a", String(repeating: "a", count: 32), "0-9"]) func aNameMayBe(name: String) throws {
        #expect(try read("uplinks: [{name: \(name), mqtt: {url: \"mqtt://b\"}}]").uplinks.first?.name == name)
    }

    @Test(arguments: ["\"\"", String(repeating: "a", count: 33), "A", "a_b", "局", "a b"])
    func aNameMayNotBe(name: String) {
        let found = mistakes("uplinks: [{name: \(name), mqtt: {url: \"mqtt://b\"}}]")
        #expect(found.count == 1 && found[0].hasPrefix("g.yaml:2:18: "), "\(found)")
        #expect(found.first?.contains("is not a name of 1 to 32 characters of a-z, 0-9 and -") == true, "\(found)")
    }

    @Test func aNameThatIsTakenNamesTheFirstPlace() {
        let found = mistakes(
            """
            uplinks:
              - {name: u, mqtt: {url: "mqtt://a"}}
              - {name: u, mqtt: {url: "mqtt://b"}}
              - {name: u, mqtt: {url: "mqtt://c"}}
            """)
        let message = "u is already the name of the uplink of line 3; every uplink has its own"
        #expect(found == ["g.yaml:4:12: \(message)", "g.yaml:5:12: \(message)"])
    }

    @Test func twoUplinksAreNotTheSameClientOfOneBroker() throws {
        func both(_ other: String) -> String {
            "uplinks:\n  - {name: u, mqtt: {url: \"mqtt://b\"}}\n  - {name: v, mqtt: {\(other)}}"
        }
        let found = mistakes(both("url: \"mqtt://B:1883\", topicPrefix: mashang/2"))
        #expect(found.count == 1 && found[0].hasPrefix("g.yaml:4:5: the uplink of line 3 is at B:1883"), "\(found)")
        #expect(mistakes(both("url: \"mqtt://b:1884\"")).isEmpty)
        #expect(mistakes(both("url: \"mqtt://c\"")).isEmpty)
    }

    // MARK: Formats and Home Assistant

    private func broker(_ settings: String) throws -> Configuration.Broker? {
        try read("uplinks: [{name: u, mqtt: {url: \"mqtt://b\"\(settings)}}]").uplinks.first?.mqtt
    }

    @Test func readingsAreColumnsUnlessRowsAreWanted() throws {
        #expect(try broker("")?.format == .columns)
        #expect(try broker(", format: columns")?.format == .columns)
        #expect(try broker(", format: rows")?.format == .rows)
        #expect(
            mistakes("uplinks: [{name: u, mqtt: {url: \"mqtt://b\", format: lines}}]")
                == ["g.yaml:2:53: 'lines' is not one of columns, rows"])
    }

    @Test func homeAssistantFindsNothingUnlessThatIsWanted() throws {
        #expect(try broker("")?.homeAssistant == nil)
        #expect(try broker(", homeAssistant: false")?.homeAssistant == nil)
        #expect(try broker(", homeAssistant: true")?.homeAssistant == "homeassistant")
        #expect(try broker(", homeAssistant: true, homeAssistantPrefix: ha/x")?.homeAssistant == "ha/x")
    }

    @Test(arguments: [
        ("homeAssistant: yes", "60: expected true or false, found 'yes'"),
        (
            "homeAssistantPrefix: ha",
            "66: homeAssistantPrefix is of use with homeAssistant: true only; add that, or remove this"
        ),
        (
            "homeAssistant: true, homeAssistantPrefix: mashang/2/NJ-1",
            "87: 'mashang/2/NJ-1' is among the gateway's own topics, mashang/2; write another one, such as homeassistant"
        ),
    ]) func aMistakeInWhatHomeAssistantFindsIsNamed(setting: String, message: String) {
        #expect(mistakes("uplinks: [{name: u, mqtt: {url: \"mqtt://b\", \(setting)}}]") == ["g.yaml:2:" + message])
    }

    // MARK: Topics and days

    @Test(arguments: ["a", "a/b", "局/回复", "a/$b"]) func answersMayGoBelow(topic: String) throws {
        #expect(try uplink(", replies: [\"\(topic)\"]").replies == [topic])
    }

    @Test(arguments: ["", "/a", "a/", "a/+", "a/#", "$SYS/a", "a b", #"a\tb"#])
    func answersMayNotGoBelow(topic: String) {
        let found = mistakes("uplinks: [{name: u, mqtt: {url: \"mqtt://b\"}, replies: [a, \"\(topic)\"]}]")
        #expect(found.count == 1 && found[0].hasPrefix("g.yaml:2:59: "), "\(found)")
    }

    @Test(arguments: [
        ("from: yesterday", "2:52: 'yesterday' is not beginning, or a day such as 2026-11-01"),
        ("from: 2026-02-30", "2:52: '2026-02-30' is not beginning, or a day such as 2026-11-01"),
        ("personal: yes", "2:56: expected true or false, found 'yes'"),
        ("quota: 1", "2:46: unknown key 'quota'; allowed are name, mqtt, accept, replies, personal, from, publish"),
    ]) func aMistakeIsNamedWithItsPlaceAndItsRemedy(setting: String, message: String) {
        let found = mistakes("uplinks: [{name: u, mqtt: {url: \"mqtt://b\"}, \(setting)}]")
        #expect(found == ["g.yaml:" + message])
    }

    @Test(arguments: [
        ("uplinks: [{name: u}]", "2:11: missing key 'mqtt'"),
        ("uplinks: [{mqtt: {url: \"mqtt://b\"}}]", "2:11: missing key 'name'"),
        ("uplinks: {name: u}", "2:10: expected a list, found a mapping; begin each entry with - "),
        (
            "uplinks: [{name: u, mqtt: {url: \"mqtt://b\", version: 4}}]", "2:54: '4' is not 5 or 3.1.1"
        ),
        (
            "uplinks: [{name: u, mqtt: {url: \"mqtt://b\", accept: []}}]",
            "2:45: unknown key 'accept'; allowed are url, certificateAuthority, clientCertificate, clientKey, username, "
                + "passwordFile, version, topicPrefix, format, homeAssistant, homeAssistantPrefix"
        ),
    ]) func aMistakeInAnUplinkIsNamed(uplinks: String, message: String) {
        #expect(mistakes(uplinks) == ["g.yaml:" + message])
    }

    @Test func thePlanNamesEveryUplink() throws {
        let configuration = try read(
            """
            uplinks:
              - {name: u, mqtt: {url: "mqtts://b", topicPrefix: a/1}, accept: [complaint], personal: true, from: beginning}
              - {name: v, mqtt: {url: "mqtt://c", format: rows, homeAssistant: true}, accept: [], replies: [v/answers],
                 from: 2026-11-01}
            facilities:
              - {code: NJ320104T000056, kind: complaint-point, name: y}
            """)
        let plan = Plan(configuration, in: .en).text
        let expected = """
            uplink u b:8883
              accepts complaint
              gets names, free text and suspicions
              starts at the beginning of what is kept, when it is new
              publishes one reading in 1min, means of 15min, 1h, 1d
            uplink v c:1883
              accepts no records
              answers also below v/answers
              starts at what is kept since 2026-11-01, when it is new
              publishes one reading in 1min, means of 15min, 1h, 1d
              gets readings as rows
              is found by Home Assistant below homeassistant
            """
        #expect(plan.contains(expected), "\(plan)")
        #expect(
            plan.contains("  topics a/1/NJ-1/NJ320104T000056/status, readings, backfill, means, events\n"), "\(plan)")
        #expect(
            plan.contains("  topics mashang/2/NJ-1/NJ320104T000056/status, readings, backfill, means, events\n"),
            "\(plan)")
    }
}
