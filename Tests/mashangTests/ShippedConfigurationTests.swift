import Facilities
import Foundation
import Gateway
import SiteConfiguration
import TestSupport
import Testing

/// The configuration file of the package.
enum Shipped {
    static let file = Program.repository + "/systemd/gateway.yaml"

    /// With everything in force that stands in it as an example: what comes after a # without a space.
    static func example(in folder: TemporaryFolder) throws -> String {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let path = folder.path + "/example.yaml"
        try text.replacing(/(?m)^#(?! \S)/, with: "").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}

@Suite(.timeLimit(.minutes(10))) struct ShippedConfigurationTests {
    private let folder = try! TemporaryFolder()
    private let profiles = Program.repository + "/device-profiles"

    private func run(_ arguments: String...) async throws -> (status: CInt, output: String) {
        try await Program.run(arguments + ["--profiles", profiles], in: folder)
    }

    @Test func itIsRightAsItIs() async throws {
        let checked = try await run("check", "--config", Shipped.file)
        #expect(checked.status == 0 && checked.output.contains("上报 没有：什么也不发布"), "\(checked.output)")
    }

    @Test func itsExampleIsRightAndHasEveryKindOfFacility() throws {
        let file = try Shipped.example(in: folder)
        let configuration = try Configuration.read(file: file, folders: [profiles], files: .disk)
        #expect(Set(configuration.facilities.map(\.facility.kind)) == Set(Facility.Kind.allCases))
        #expect(configuration.uplinks.map(\.name) == ["bureau"])
    }

    /// So that the first # of all lines of an example may be taken away without a look.
    @Test func noRemarkStandsBetweenTheLinesOfAnExample() throws {
        let text = try String(contentsOfFile: Shipped.file, encoding: .utf8)
        for block in text.split(separator: "\n\n") {
            let lines = block.split(separator: "\n").drop { !$0.hasPrefix("#") || $0.starts(with: /# \S/) }
            #expect(lines.allSatisfy { !$0.starts(with: /# \S/) }, "\(block)")
        }
    }

    @Test func theFirstStartSaysWhatToConfigureAndIsQuiet() async throws {
        let file = folder.path + "/gateway.yaml"
        try String(contentsOfFile: Shipped.file, encoding: .utf8)
            .replacing("/var/lib/mashang", with: folder.path).replacing("127.0.0.1:8080", with: "127.0.0.1:0")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let gateway = try Program(["run", "--config", file, "--profiles", profiles], in: folder)
        while try await run("status", "--config", file).status != 0 || !gateway.output.contains("Page served") {
            try await Task.sleep(for: .milliseconds(20))
        }
        let status = try await run("status", "--config", file).output
        #expect(status.contains("上报 未配置") && status.contains("尚未配置任何设施"), "\(status)")
        #expect(try await gateway.page().contains("尚未配置任何设施"))
        #expect(await gateway.end(SIGTERM) == 0)
        #expect(!gateway.output.contains(#/ (warning|error) /#), "\(gateway.output)")
    }
}
