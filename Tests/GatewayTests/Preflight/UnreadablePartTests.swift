import Facilities
import Gateway
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

/// E9: one part of a configuration that is no YAML.
struct UnreadablePartTests {
    private func lines(_ text: String) -> [Int] {
        ConfigurationDraft(
            text, file: "g.yaml", folders: [Program.repository + "/device-profiles"], files: .disk
        ).errors.map(\.line)
    }

    private func site(bus: String = "  line-1: {rtu: {device: /dev/ttyS1}}", name: String = "厨房") -> String {
        """
        gateway: {id: NJ-1}
        buses:
        \(bus)
          plc: {tcp: {host: 10.0.0.1}}
        facilities:
          - code: NJ320104F00002A
            kind: fume-purifier
            name: \(name)
            fume: {stoves: 2}
            devices:
              - {profile: mashang-fume-monitor, bus: line-1, unit: 1}
              - {profile: xy-md02, bus: plc, unit: 300}
          - {code: NJ320104D00004N, kind: dust-site, name: 工地, devices: [{profile: xy-md02, bus: line-3, unit: 1}]}
        """
    }

    @Test func theMistakesOfTheOthersAreFoundInTheSameRound() {
        #expect(lines(site()) == [12, 13])
        #expect(lines(site(bus: "  line-1: {rtu: {device: /dev/ttyS1}")) == [3, 12, 13])
        // With the entry, its devices are not known.
        #expect(lines(site(name: "\"厨房")) == [8, 13])
    }

    /// Nobody knows which buses there are.
    @Test func whereTheBusesCannotBeReadNoDeviceIsSaidToNameAWrongOne() {
        #expect(lines(site(bus: "  line 1 {rtu: {device: /dev/ttyS1}}")) == [3, 12])
    }
}
