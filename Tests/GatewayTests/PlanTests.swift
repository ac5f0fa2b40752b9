import Gateway
import TestSupport
import Testing

/// What `check` prints for power meters on one bus.
private func plan(_ bus: String, meters: Int) throws -> String {
    let devices = (1...meters).map { "{profile: chint-ddsu666, bus: line, unit: \($0)}" }.joined(separator: ", ")
    let text = """
        gateway: {id: NJ-1}
        mqtt: {url: "mqtt://b"}
        buses:
          line: \(bus)
        facilities:
          - {code: NJ320104D000049, kind: dust-site, name: x, devices: [\(devices)]}
        """
    return Plan(
        try Configuration.read(text, file: "g.yaml", folders: [Program.repository + "/device-profiles"])
    ).text
}

struct PlanTests {
    @Test(arguments: [
        ("{rtu: {device: /dev/ttyS1, baud: 9600}}", 13, 14, "or the baud rate higher"),
        ("{tcp: {host: a}}", 190, 200, "or part the devices on several buses"),
    ])
    func periodsThatABusCannotKeepAreSaidBeforehand(bus: String, enough: Int, tooMany: Int, remedy: String) throws {
        #expect(!(try plan(bus, meters: enough).contains("cannot keep the periods")))
        let text = try plan(bus, meters: tooMany)
        #expect(text.contains("! this bus cannot keep the periods: make them 1.1 times longer, \(remedy)"), "\(text)")
    }
}
