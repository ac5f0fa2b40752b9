import Foundation
import TestSupport

/// A gateway with an adsorber and a complaint point, without devices and without a broker.
final class Office {
    let folder = try! TemporaryFolder()
    private var gateway: Program?

    var file: String { folder.path + "/gateway.yaml" }
    private var journal: String { folder.path + "/journal.sqlite" }

    init() throws {
        try """
        gateway: {id: NJ-TEST-0001}
        uplinks: [{name: broker, mqtt: {url: "mqtt://127.0.0.1:1"}}]
        journal: {path: \(journal)}
        page: {listen: "127.0.0.1:0"}
        facilities:
          - {code: NJ320104C000018, kind: activated-carbon, name: 吸附箱, carbon: {form: granular}}
          - {code: NJ320104T000056, kind: complaint-point, name: 投诉点}

        """.write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// Returns when it takes commands.
    func open() async throws {
        let gateway = try Program(["run", "--config", file], in: folder)
        self.gateway = gateway
        while !FileManager.default.fileExists(atPath: folder.path + "/control.sock") {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @discardableResult func close() async -> CInt? { await gateway?.end(SIGTERM) }

    /// Everything that the gateway has said.
    var log: String { gateway?.output ?? "" }

    func run(_ arguments: String...) async throws -> (status: CInt, output: String) {
        try await Program.run(arguments + ["--config", file], in: folder)
    }

    func record(_ arguments: String...) async throws -> (status: CInt, output: String) {
        try await Program.run(["record", "--config", file, "--by", "王", "--code"] + arguments, in: folder)
    }

    func tamper(_ sql: String) async throws {
        _ = try await output(of: "sqlite3", [journal, "DROP TRIGGER IF EXISTS entry_is_not_changed; \(sql)"])
    }
}
