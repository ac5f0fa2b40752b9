import Delivery
import Foundation
import Gateway
import TestSupport
import Testing

/// A gateway with a counting device that is asked ten times a second, and uplinks that a test chooses.
final class UplinksSite {
    static let facility = "UPLINK-1"
    static let kitchen = "NJ320104F000038"

    let id: String
    let folder = try! TemporaryFolder()
    let device: CountingDevice

    var file: String { folder.path + "/gateway.yaml" }
    var journal: String { folder.path + "/journal.sqlite" }

    /// - Parameters:
    ///   - uplinks: the lines below `uplinks:`, as `uplink(_:at:)` makes them.
    ///   - words: how many more registers the device has.
    init(_ uplinks: String..., id: String = "NJ-UPLINK-0001", words: Int = 0) throws {
        self.id = id
        device = try CountingDevice()
        try FaultSite.profile(words).write(toFile: folder.path + "/counter.yaml", atomically: true, encoding: .utf8)
        try configure(uplinks)
    }

    deinit { device.stop() }

    /// A line of `uplinks:`.
    ///
    /// - Parameters:
    ///   - mqtt: more members of its `mqtt:`.
    ///   - publish: the members of its `publish:`; empty for everything.
    ///   - more: more members of the uplink.
    static func uplink(
        _ name: String, at port: UInt16, scheme: String = "mqtt", host: String = "127.0.0.1", mqtt: String = "",
        publish: String = "", more: String = ""
    ) -> String {
        let mqtt = mqtt.isEmpty ? "" : ", \(mqtt)"
        let more = more.isEmpty ? "" : ", \(more)"
        let published = publish.isEmpty ? publishesEverything : "publish: {\(publish)}"
        return "  - {name: \(name), mqtt: {url: \"\(scheme)://\(host):\(port)\"\(mqtt)}, \(published)\(more)}"
    }

    /// Writes the configuration.
    func configure(_ uplinks: [String], hasKitchen: Bool = true) throws {
        let kitchen = "  - {code: \(Self.kitchen), kind: fume-purifier, name: 厨房, fume: {stoves: 4}}\n"
        try """
        gateway: {id: \(id)}
        uplinks:
        \(uplinks.joined(separator: "\n"))
        journal: {path: \(journal)}
        page: {listen: "127.0.0.1:0"}
        buses:
          plc: {tcp: {host: 127.0.0.1, port: \(device.port)}}
        facilities:
          - {code: \(Self.facility), kind: dust-site, name: 工地, devices: [{profile: counter, bus: plc, unit: 1}]}
        \(hasKitchen ? kitchen : "")
        """.write(toFile: file, atomically: true, encoding: .utf8)
    }

    func start() throws -> Program {
        try Program(["run", "--config", file, "--profiles", folder.path], in: folder)
    }

    /// Runs a command beside the gateway to its end.
    func run(_ arguments: String...) async throws -> (status: CInt, output: String) {
        try await Program.run(arguments + ["--config", file, "--profiles", folder.path], in: folder)
    }

    // MARK: What the gateway says

    /// The reports of the uplinks; none while the gateway does not answer.
    func reports() async throws -> [UplinkReport] {
        let shown = try await run("status", "--json")
        guard shown.status == 0 else { return [] }
        return try JSONDecoder().decode(GatewayReport.self, from: Data(shown.output.utf8)).uplinks
    }

    func report(of name: String) async throws -> UplinkReport? { try await reports().first { $0.name == name } }

    /// Waits until the report of an uplink is as wanted, and returns it.
    func report(
        of name: String, within limit: Duration = .seconds(30), _ isAsWanted: (UplinkReport) -> Bool
    ) async throws -> UplinkReport {
        var last: UplinkReport?
        let isThere = try await eventually(within: limit, every: .milliseconds(100)) {
            last = try await report(of: name)
            return last.map(isAsWanted) ?? false
        }
        #expect(isThere, "\(String(describing: last))")
        return try #require(last)
    }

    /// Waits until the device has given so many more answers: a tenth of a second each.
    func measures(_ count: Int) async {
        let last = device.answered + count
        // A machine with much other work takes twice the time at most.
        #expect(await eventually(within: .seconds(20) + .milliseconds(200 * count)) { device.answered >= last })
    }

    // MARK: What is kept

    /// The sequences that `mashang export` writes.
    func exported(_ what: String = "readings") async throws -> Set<Int> {
        let csv = try await run("export", what)
        #expect(csv.status == 0, "\(csv.output)")
        return Set(csv.output.split(separator: "\r\n").dropFirst().compactMap { Int($0.prefix { $0 != "," }) })
    }

    /// Expects that everything comes that is kept when an uplink has nothing that waits, and ends the gateway.
    func endAndExpectEverything(_ gateway: Program, of name: String, at witness: Witness) async throws {
        try await expectEverything(of: name, at: witness, "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    /// Ends what is measured, and compares what was kept behind a sequence with what a broker has.
    func expectEverything(
        of name: String, at witness: Witness, after sequence: Int = 0, _ comment: @autoclosure () -> Comment
    ) async throws {
        device.fallSilent()
        #expect(await witness.wait(upTo: .seconds(30)) { $0.newestAnswer >= device.answered }, comment())
        _ = try await report(of: name) { $0.backlog == 0 && $0.refused.allSatisfy { $0.waiting == 0 } }
        // What the gateway keeps while it ends, it sends after its next start.
        let kept = try await exported("readings").union(exported("ledger")).filter { $0 > sequence }
        _ = await witness.wait(upTo: .seconds(30)) { kept.isSubset(of: Witness.sequences($0)) }
        let missing = kept.subtracting(Witness.sequences(witness.messages))
        #expect(missing.isEmpty, "of \(kept.count) are missing: \(missing.sorted().prefix(20))")
    }
}

extension Program {
    /// The lines of its log with a text.
    func lines(_ text: String) -> [Substring] { output.split(separator: "\n").filter { $0.contains(text) } }
}
