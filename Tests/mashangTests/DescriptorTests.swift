import Foundation
import Glibc
import TestSupport
import Testing

/// The unit gives the service 1024 descriptors, since libmodbus is aborted on a higher one. Here it is given few, and visitors of the page
/// would take them all: then nothing could be opened any more, and libdispatch aborts a process in which it cannot look at its threads.
@Suite(.timeLimit(.minutes(10))) struct DescriptorTests {
    @Test func visitorsOfThePageTakeAQuarterOfTheDescriptorsAtMost() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let gateway = try site.start()
        #expect(await witness.wait { Witness.sequences($0).count >= 3 })
        let page = try #require(URL(string: try await gateway.address()))
        _ = try await gateway.page()
        let inUse = try ProcessUse(of: gateway.processID).descriptors
        let limit = inUse + 48
        _ = try await output(of: "prlimit", ["--pid", "\(gateway.processID)", "--nofile=\(limit):\(limit)"])

        let visitors = (0..<40).compactMap { _ in connection(to: UInt16(page.port ?? 0)) }
        #expect(visitors.count == 40)
        let before = Witness.sequences(witness.messages).count
        #expect(await witness.wait { Witness.sequences($0).count >= before + 8 }, "\(gateway.output)")
        // What the page opened before may still be there.
        #expect(try ProcessUse(of: gateway.processID).descriptors <= inUse + limit / 4 + 4)
        // A broker that comes back finds a descriptor, and so does a page, while the visitors stay.
        try await site.broker.stop(for: witness)
        try await site.broker.start(for: witness)
        #expect(try await gateway.page().contains("工地"))
        let then = Witness.sequences(witness.messages).count
        #expect(await witness.wait { Witness.sequences($0).count >= then + 8 && Witness.missing($0).isEmpty })

        for visitor in visitors { close(visitor) }
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }
}
