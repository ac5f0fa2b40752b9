import Foundation
import Logging
import Testing

@testable import WebPage

@Suite struct ServingTests {
    @Test func anAddressInUseIsSaidAndTriedAgainUntilItIsFree() async throws {
        let (errors, said) = AsyncStream<String>.makeStream()
        let logger = Logger(label: "test") { _ in Listener(said: said) }
        let (ports, taken) = AsyncStream<UInt16>.makeStream()
        let (ends, free) = AsyncStream<Void>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                try await Site.serve(FixedSource()) { site in
                    taken.yield(site.port)
                    for await _ in ends {}
                }
            }
            for await port in ports {
                tasks.addTask {
                    try await Site.serve(FixedSource(), port: port, logger: logger) { site in
                        #expect(site.port == port)
                        let page = try await site.get("/")
                        #expect(page.status == 200)
                    }
                }
                break
            }
            for await error in errors {
                #expect(error.contains("uses this port"), "\(error)")
                break
            }
            free.finish()
            try await tasks.waitForAll()
        }
    }
}

/// Passes on the reason of every error that is logged.
private struct Listener: LogHandler {
    let said: AsyncStream<String>.Continuation
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.error

    init(said: AsyncStream<String>.Continuation) {
        self.said = said
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        said.yield(event.metadata?["reason"].map { "\($0)" } ?? "")
    }
}
