import DeviceProfiles
import Facilities
import Foundation
import Gateway
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

/// An analog input module; its profile stands beside the configuration.
private let module = """
    profile: ai8
    name: {zh: 模拟量模块, en: analog inputs}
    source: "test"
    verified: false
    points:
      ai1: {own: true, register: input 0, type: uint16, unit: Pa, range: [0, 3000], every: 2s}
      ai2: {own: true, register: input 1, type: uint16, unit: Pa, range: [0, 3000]}
      ai3: {own: true, register: input 2, type: uint16, unit: m3/h}
      ai4: {own: true, register: input 3, type: uint16, unit: m3/h}
      di1: {own: true, register: discrete 0, type: bool}
    """

/// - Parameters:
///   - entries: of the first facility, one a line.
///   - more: other keys of it.
///   - others: further facilities.
private func configuration(_ entries: String..., more: String = "", others: String = "") -> String {
    configuration(of: entries, more: more, others: others)
}

private func configuration(of entries: [String], more: String = "", others: String = "") -> String {
    """
    gateway: {id: NJ-1}
    buses:
      plc: {tcp: {host: a}}
    facilities:
      - code: NJ320104C00012K
        kind: activated-carbon
        name: x
        carbon: {form: granular}
        devices:
          - \(entries.joined(separator: "\n      - "))
    \(more.isEmpty ? "" : "    \(more)\n")\(others)
    """
}

private let p1 = "{name: p1, profile: ai8, bus: plc, unit: 5, only: [ai1], as: {ai1: pressureDrop}, place: 一级箱}"
private let p2 = "{name: p2, profile: ai8, bus: plc, unit: 5, only: [ai2], as: {ai2: pressureDrop}, place: 二级箱}"
private let flow1 = "{name: q1, profile: ai8, bus: plc, unit: 5, only: [ai3], as: {ai3: airFlow}}"
private let flow2 = "{name: q2, profile: ai8, bus: plc, unit: 5, only: [ai4], as: {ai4: airFlow}, role: standby}"

struct DeviceEntriesTests {
    private let folder = try! TemporaryFolder()

    private func read(_ text: String) throws -> Configuration {
        try module.write(toFile: folder.path + "/ai8.yaml", atomically: true, encoding: .utf8)
        try module.replacing("profile: ai8", with: "profile: ai8b\nsetup: [{register: holding 9, value: 2}]")
            .write(toFile: folder.path + "/ai8b.yaml", atomically: true, encoding: .utf8)
        try module.replacing("profile: ai8", with: "profile: ai8c\nsetup: [{register: holding 9, value: 1}]")
            .write(toFile: folder.path + "/ai8c.yaml", atomically: true, encoding: .utf8)
        return try Configuration.read(text, file: "g.yaml", folders: [folder.path], files: .disk)
    }

    private func mistakes(_ text: String) throws -> [String] {
        let error = #expect(throws: SourceErrors.self) { try read(text) }
        return error?.errors.map { $0.description.replacing("g.yaml:", with: "") } ?? []
    }

    @Test func aUnitInSeveralEntriesGivesEachItsOwnChannels() throws {
        let facility = try read(configuration(p1, p2)).facilities[0].facility
        #expect(
            facility.channels == [
                Channel(DeviceID("p1"), .pressureDrop, place: "一级箱", period: .seconds(2), range: 0...3000),
                Channel(DeviceID("p2"), .pressureDrop, place: "二级箱", range: 0...3000),
            ])
    }

    @Test func anEntryWithoutANameIsCalledByItsBusAndUnit() throws {
        let site = try read(configuration("{profile: ai8, bus: plc, unit: 5}")).facilities[0]
        #expect(site.devices.map(\.id) == [DeviceID("plc/5")])
        #expect(site.facility.channels.map(\.id.quantity.rawValue) == ["ai1", "ai2", "ai3", "ai4", "di1"])
    }

    @Test func figuresOfSeveralChannelsAreCombinedAsTheFacilitySays() throws {
        let facility = try read(configuration(flow1, flow2, more: "combine: {airFlow: sum}")).facilities[0].facility
        #expect(facility.combine == [.airFlow: .sum])
        #expect(facility.channels.map(\.isStandby) == [false, true])
        // Saying it of one channel, or of none, does no harm.
        let one = try read(configuration(flow1, more: "combine: {airFlow: max, vocIn: mean}")).facilities[0].facility
        #expect(one.combine == [.airFlow: .max, .vocIn: .mean])
    }

    @Test func oneUnitServesTwoFacilitiesUnderOneName() throws {
        let other = """
              - code: NJ320104D000049
                kind: dust-site
                name: y
                devices: [{name: p1, profile: ai8, bus: plc, unit: 5, only: [ai2]}]
            """
        let sites = try read(configuration(p1, others: other)).facilities
        #expect(sites.map { $0.devices.map(\.id) } == [[DeviceID("p1")], [DeviceID("p1")]])
    }

    @Test func aUnitMayHaveTwoProfiles() throws {
        let sites = try read(configuration(p1, p2.replacing("profile: ai8", with: "profile: ai8b"))).facilities
        #expect(sites[0].devices.map(\.profile.id) == ["ai8", "ai8b"])
    }

    @Test(arguments: ["一级箱-A_1.2/#", "Ångström", "ｱ", "é", "x", "12345678901234567890123456789012"])
    func aNameMayBeOfAnyScript(name: String) throws {
        let site = try read(configuration(p1.replacing("name: p1", with: "name: \"\(name)\""))).facilities[0]
        #expect(site.devices.map(\.id) == [DeviceID(name)])
    }

    @Test(arguments: ["\"\"", "a b", "p@1", "123456789012345678901234567890123", "\"a\\\"b\"", "\"a\\u200D\"", "p+1"])
    func whatIsNoNameIsNamedWithWhatWouldBeRight(name: String) throws {
        let said = try mistakes(configuration(p1.replacing("name: p1", with: "name: \(name)")))
        #expect(
            said.count == 1 && said[0].hasPrefix("10:16: ")
                && said[0].contains("not a name of 1 to 32 letters, digits, -, _, ., / and #, such as p1"), "\(said)")
    }

    @Test(arguments: [
        (
            [p1, p2.replacing("name: p2", with: "name: p1")],
            "11:16: p1 is already the name of the device of line 10; in a facility every device has its own"
        ),
        (
            ["{profile: ai8, bus: plc, unit: 5}", "{profile: ai8, bus: plc, unit: 5}"],
            "11:9: plc/5 is already the device of line 10 of this facility; give each a name:, such as p1"
        ),
        ([p1.replacing("place:", with: "role: spare, place:")], "10:97: 'spare' is not one of standby"),
        (
            [p1.replacing("only: [ai1]", with: "only: [ai9, ai1]")],
            "10:60: 'ai9' is not a point of the profile; it has ai1, ai2, ai3, ai4, di1"
        ),
        ([p1.replacing("only: [ai1]", with: "only: []")], "10:59: name at least one point; the profile has ai1, ai2"),
        (
            [p1.replacing("only: [ai1]", with: "only: [ai2]")],
            "10:71: only: does not have ai1; add it there, or remove it here"
        ),
        ([p1.replacing("as: {ai1", with: "as: {ai9")], "10:70: the profile has no point 'ai9'; it has ai1"),
        ([p1.replacing("place: 一级箱", with: "place: \"\"")], "10:98: '' is not a place of 1 to 64 characters"),
        ([p1.replacing("place:", with: "plase:")], "10:91: unknown key 'plase'; did you mean 'place'?"),
        (
            [flow1, flow2],
            "10:7: q1 and q2 measure airFlow, and the rules need one figure; say how they make it: combine: {airFlow: sum}"
        ),
        (
            [p1.replacing("ai8", with: "ai8b"), p2.replacing("ai8", with: "ai8c")],
            "11:9: the profile ai8c sets holding 9 of unit 5 on plc to 1, and the profile in line 10 to 2"
        ),
    ]) func aMistakeInAnEntryIsNamedWithItsPlaceAndItsRemedy(entries: [String], message: String) throws {
        let said = try mistakes(configuration(of: entries))
        #expect(said.count == 1 && said[0].hasPrefix(message), "\(said)")
    }

    @Test(arguments: [
        (
            "combine: {temperature: mean}",
            "11:15: 'temperature' is not a quantity of which a rule needs one figure, one of airFlow, carbonWeight, fumeIn"
        ),
        ("combine: {airFlow: total}", "11:24: 'total' is not one of sum, mean, max"),
        ("combine: sum", "11:14: expected"),
    ]) func aMistakeInACombinationIsNamed(combine: String, message: String) throws {
        let said = try mistakes(configuration(p1, more: combine))
        #expect(said.count == 1 && said[0].hasPrefix(message), "\(said)")
    }

    @Test func everyMistakeOfAllEntriesIsFoundAtOnce() throws {
        let said = try mistakes(
            configuration(
                "{profile: ai8, bus: plc, unit: 5, role: spare}", "{profile: ai8, bus: plc, unit: 5, only: [ai9]}",
                flow1, flow2, more: "combine: {airflow: sum}"))
        #expect(said.count == 5, "\(said)")
    }
}
