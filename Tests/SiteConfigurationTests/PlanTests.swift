import Facilities
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

/// What `check` prints for power meters on one bus.
private func plan(_ bus: String, meters: Int) throws -> String {
    let devices = (1...meters).map { "{profile: chint-ddsu666, bus: line, unit: \($0)}" }.joined(separator: ", ")
    let text = """
        gateway: {id: NJ-1}
        uplinks: [{name: u, mqtt: {url: "mqtt://b"}}]
        buses:
          line: \(bus)
        facilities:
          - {code: NJ320104D000049, kind: dust-site, name: x, devices: [\(devices)]}
        """
    return Plan(
        try Configuration.read(text, file: "g.yaml", folders: [profiles], files: .repository()), in: .en
    ).text
}

/// The lines that `check` prints about the bus `line`, for entries of one facility.
private func busLines(_ entries: String) throws -> [Substring] {
    let text = """
        gateway: {id: NJ-1}
        buses:
          line: {tcp: {host: a}}
        facilities:
          - {code: NJ320104D000049, kind: dust-site, name: x, devices: [\(entries)]}
        """
    let plan = Plan(try Configuration.read(text, file: "g.yaml", folders: [profiles], files: .repository()), in: .en)
    return plan.text.split(separator: "\n").drop { !$0.hasPrefix("bus line") }.prefix { !$0.hasPrefix("NJ") }
}

struct PlanTests {
    /// Both entries together cost what the whole unit costs alone.
    @Test func aUnitInSeveralEntriesIsCountedOnce() throws {
        let whole = try busLines("{profile: xy-md02, bus: line}")
        let entry = "profile: xy-md02, bus: line"
        let halves = try busLines("{name: t, \(entry), only: [temperature]}, {name: h, \(entry), only: [humidity]}")
        #expect(whole.count == 3 && halves == whole)
    }

    @Test func theGroupOfAFacilityIsShown() throws {
        let text = """
            gateway: {id: NJ-1}
            facilities:
              - {code: NJ320104F000025, kind: fume-purifier, name: x, fume: {stoves: 2}, group: 三楼美食广场}
              - {code: NJ320104F000033, kind: fume-purifier, name: y, fume: {stoves: 2}}
            """
        let configuration = try Configuration.read(text, file: "g.yaml", files: .repository())
        #expect(configuration.facilities.map(\.group) == ["三楼美食广场", ""])
        #expect(Plan(configuration, in: .en).text.split(separator: "\n").count { $0.hasPrefix("  group ") } == 1)
        #expect(Plan(configuration, in: .en).text.contains("\n  group 三楼美食广场\n"))
    }

    @Test(arguments: ["\"\"", "\"  \"", "\"a\\nb\"", "[a]", String(repeating: "楼", count: 65)])
    func whatIsNoGroupIsNamedWithItsPlace(group: String) throws {
        let text = """
            gateway: {id: NJ-1}
            facilities:
              - {code: NJ320104F000025, kind: fume-purifier, name: x, fume: {stoves: 2}, group: \(group)}
            """
        let error = #expect(throws: SourceErrors.self) {
            try Configuration.read(text, file: "g.yaml", files: .repository())
        }
        let errors = try #require(error?.errors)
        #expect(errors.count == 1 && "\(errors[0])".contains("g.yaml:3:85"), "\(errors)")
        #expect("\(errors[0])".contains("a group of 1 to 64 characters, such as 三楼美食广场"), "\(errors)")
    }

    @Test func aFacilitysDevicesAreListedWithTheirPlaces() throws {
        let text = """
            gateway: {id: NJ-1}
            buses:
              line: {tcp: {host: a}}
            facilities:
              - {code: NJ320104D000049, kind: dust-site, name: x,
                 devices: [{name: east, profile: xy-md02, bus: line, place: 东侧, role: standby}]}
            """
        let plan = Plan(
            try Configuration.read(text, file: "g.yaml", folders: [profiles], files: .repository()), in: .en)
        #expect(
            plan.text.contains("\n  device east (东侧, standby): line unit 1, temperature, humidity\n"), "\(plan.text)")
    }

    @Test(arguments: [
        (
            "{rtu: {device: /dev/ttyS1, baud: 9600}}", 13, 14,
            "set 19200 baud, here and at the devices, or make the periods"
        ),
        ("{tcp: {host: a}}", 190, 200, "times longer, or split the devices over 2 buses"),
    ])
    func periodsThatABusCannotKeepAreSaidBeforehand(bus: String, enough: Int, tooMany: Int, remedy: String) throws {
        #expect(!(try plan(bus, meters: enough).contains("cannot keep the periods")))
        let text = try plan(bus, meters: tooMany)
        #expect(text.contains(" and cannot keep the periods: ") && text.contains(remedy), "\(text)")
    }

    /// Every request then waits for its own connection, which the plan reckons with. The points are read every 2 s.
    @Test func aConnectionForEachRequestThatTakesLongerThanThePeriodsIsSaidBeforehand() throws {
        func plan(_ keys: String) throws -> String {
            let text = """
                gateway: {id: NJ-1}
                buses:
                  line: {tcp: {host: a}, \(keys)}
                facilities:
                  - {code: NJ320104D000049, kind: dust-site, name: x, devices: [{profile: xy-md02, bus: line}]}
                """
            return Plan(
                try Configuration.read(text, file: "g.yaml", folders: [profiles], files: .repository()), in: .en
            ).text
        }
        let text = try plan("connectDelay: 2s, closeAfter: 0s")
        #expect(text.contains("and cannot keep the periods"), "\(text)")
        #expect(text.contains("now every request waits 2s for its connection"), "\(text)")
        #expect(try plan("connectDelay: 1s, closeAfter: 0s").contains("busy 50.3 % of the time"))
        #expect(try !plan("connectDelay: 2s").contains("cannot keep the periods"))
        #expect(try !plan("closeAfter: 0s").contains("cannot keep the periods"))
    }
}
