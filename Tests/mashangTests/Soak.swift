import Foundation
import Simulator
import TestSupport

/// A gateway at a site with faults, and who watches what it says.
final class Soak {
    let site = try! SoakSite()
    let witness: Witness
    let gateway: Program
    private(set) var faults: SoakFaults
    var record = SoakRecord()

    init(seed: UInt64) async throws {
        faults = SoakFaults(seed: seed)
        witness = try Witness(of: site.broker)
        try await site.broker.start(for: witness)
        gateway = try site.start()
    }

    func stop() {
        gateway.send(SIGKILL)
        site.stop()
        witness.stop()
    }

    /// Faults for so long, and then none any more.
    ///
    /// - Parameters:
    ///   - brokerLeaves: for the first quarter of the time.
    ///   - also: what else is done after that quarter.
    func round(_ length: Duration, brokerLeaves: Bool, also: () -> Void) async throws {
        if brokerLeaves { try await site.broker.stop(for: witness) }
        try await faults.strike(site.lines, for: length / 4)
        if brokerLeaves { try await site.broker.start(for: witness) }
        also()
        try await faults.strike(site.lines, for: length * 3 / 4)
        for line in site.lines { line.simulated.clear() }
    }

    /// Those of which no sample with all of its values, made from now on, comes through the broker in time.
    func devicesNotBack(within limit: Duration) async -> [String] {
        let now = Int(Date.now.timeIntervalSince1970 * 1000)
        func missing() -> [String] { site.places.filter { record.devices[$0]?.lastWhole ?? 0 <= now } }
        _ = await witness.wait(upTo: limit) {
            record.take($0)
            return missing().isEmpty
        }
        return missing()
    }
}
