import Foundation
import Glibc
import TestSupport
import Testing

/// The unit gives the service 1024 descriptors, since libmodbus is aborted on a higher one. Here it is given so few that
/// visitors of the page take them all.
@Suite(.timeLimit(.minutes(10))) struct DescriptorTests {
    @Test func whoRunsOutOfDescriptorsMeasuresOnAndRecovers() async throws {
        let site = try Site()
        let witness = try Witness(of: site.broker)
        defer { witness.stop() }
        try await site.broker.start(for: witness)
        let gateway = try site.start()
        #expect(await witness.wait { Witness.sequences($0).count >= 3 })
        let page = try #require(URL(string: try await gateway.address()))
        _ = try await gateway.page()
        let inUse = try ProcessUse(of: gateway.processID).descriptors
        _ = try await output(of: "prlimit", ["--pid", "\(gateway.processID)", "--nofile=\(inUse + 2):\(inUse + 2)"])

        let visitors = (0..<40).compactMap { _ in connection(to: UInt16(page.port ?? 0)) }
        #expect(visitors.count == 40)
        let before = Witness.sequences(witness.messages).count
        #expect(await witness.wait { Witness.sequences($0).count >= before + 8 }, "\(gateway.output)")
        #expect(try ProcessUse(of: gateway.processID).descriptors >= inUse + 2)
        // The broker comes back, and there is no descriptor for a new connection to it.
        try await site.broker.stop(for: witness)
        try await site.broker.start(for: witness)

        for visitor in visitors { close(visitor) }
        #expect(try await gateway.page().contains("工地"))
        let then = Witness.sequences(witness.messages).count
        #expect(await witness.wait { Witness.sequences($0).count >= then + 8 && Witness.missing($0).isEmpty })
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }
}
