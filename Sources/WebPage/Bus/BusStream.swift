import Facilities
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Sends a technician's page what has changed on it, as server-sent events, for as long as somebody reads.
///
/// The first event is named `whole` and has every part; those after it have the parts that are others than those sent last.
struct BusStream: Sendable {
    let screens: BusScreens
    let language: Language
    let place: StreamPlaces.Place
    /// Whether the person may still see it.
    let isAllowed: @Sendable () async -> Bool

    /// The time between two looks at what has changed.
    private static let pause = Duration.seconds(1)
    /// The longest time without a line: the page takes the connection for lost after two of them.
    private static let heartbeat = Duration.seconds(15)
    /// Looks from one to the next at who reads.
    private static let looks = 5

    /// Sends until the other side is gone, the person may not see it any more, or the gateway ends.
    ///
    /// - Throws: what `write` throws.
    func run(_ write: (ByteBuffer) async throws -> Void) async throws {
        defer { place.close() }
        var sent: [String: String] = [:]
        var (look, last) = (0, ContinuousClock.now)
        while place.isOpen, !Task.isShuttingDownGracefully, !Task.isCancelled {
            if look.isMultiple(of: Self.looks), await !isAllowed() { return }
            let screen = await screens.screen(language)
            let new = screen.parts.filter { sent[$0.name] != $0.html }
            if !new.isEmpty || .now - last >= Self.heartbeat {
                try await write(Self.event(new + [screen.time], isWhole: look == 0, isHeartbeat: new.isEmpty))
                for part in new { sent[part.name] = part.html }
                last = .now
            }
            look += 1
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
        }
    }

    /// An event by the rules of HTML's section 9.2: each line of its data has a name before it, and an empty line ends it.
    static func event(_ parts: [BusPart], isWhole: Bool, isHeartbeat: Bool) -> ByteBuffer {
        let lines = parts.flatMap { $0.element.split(omittingEmptySubsequences: true) { $0.isNewline } }
        let head = (isHeartbeat ? ": heartbeat\n" : "") + (isWhole ? "retry: 3000\nevent: whole\n" : "")
        return ByteBuffer(string: head + lines.map { "data: \($0)\n" }.joined() + "\n")
    }
}
