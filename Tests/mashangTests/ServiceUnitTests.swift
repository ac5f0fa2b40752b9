import Foundation
import TestSupport
import Testing

/// The unit file, by systemd's own tools.
struct ServiceUnitTests {
    private let folder = try! TemporaryFolder()
    private let unit = Program.repository + "/systemd/mashang.service"

    /// It exits with 0 on a key that it does not know.
    @Test func systemdKnowsEveryKey() async throws {
        let text = try String(contentsOfFile: unit, encoding: .utf8)
        let copy = folder.path + "/mashang.service"
        // Verifying looks whether the program and its manual page are installed, which is the package's business.
        let program = "ExecStart=" + Program.path + " run"
        try text.replacing("ExecStart=/usr/bin/mashang run", with: program)
            .replacing(/Documentation=.*\n/, with: "").write(toFile: copy, atomically: true, encoding: .utf8)
        #expect(try await output(of: "systemd-analyze", ["verify", copy]).isEmpty)
    }

    @Test func exposureIsAtMostOneAndAHalf() async throws {
        let report = try await output(of: "systemd-analyze", ["security", "--offline=true", "--threshold=15", unit])
        let exposure = try #require(report.firstMatch(of: /Overall exposure level for mashang.service: ([0-9.]+)/)?.1)
        #expect(try #require(Double(exposure)) <= 1.5, "\(report)")
    }

    /// By the names that their drivers have in /proc/devices.
    @Test(arguments: [
        "ttyS", "ttyUSB", "ttyACM", "ttyAMA", "ttymxc", "ttySC", "ttyXRUSB", "ttyO", "ttyMAX", "ttyLP", "ttySTM",
        "ttyAML",
        "ttyTHS", "ttyPS", "ttysWK", "ttyCH343USB", "ttyCH9344USB", "ttyWCH",
    ])
    func itMayOpenThePortsOfGateways(driver: String) throws {
        let lines = try String(contentsOfFile: unit, encoding: .utf8).split(separator: "\n")
        #expect(lines.contains("DeviceAllow=char-\(driver) rw"))
        #expect(lines.contains("DevicePolicy=closed"))
    }
}
