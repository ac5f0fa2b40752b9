import Facilities
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Sends the changed parts of the technician's page as server-sent events while the browser is connected.
///
/// The first message is named `whole` and holds every part. Later ones hold the parts that have changed.
struct BusStream: Sendable {
    let screens: BusScreens
    let language: Language
    let place: StreamPlaces.Place
    /// Returns whether the person may still see the page.
    let isAllowed: @Sendable () async -> Bool

    /// The time between two looks for changes.
    private static let pause = Duration.seconds(1)
    /// The longest time without a message. The browser regards the connection as lost after two of them.
    private static let heartbeat = Duration.seconds(15)
    /// The number of looks after which `isAllowed` is asked again.
    private static let looks = 5

    /// Sends until the connection is closed, the person may no longer see the page, or the gateway shuts down.
    ///
    /// - Throws: errors of `write`.
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

    /// Encodes parts as one message (HTML standard, section 9.2): each line of data begins with a field name, and
    /// an empty line ends the message.
    static func event(_ parts: [BusPart], isWhole: Bool, isHeartbeat: Bool) -> ByteBuffer {
        var text = ""
        if isHeartbeat { text += ": heartbeat\n" }
        if isWhole { text += "retry: 3000\nevent: whole\n" }
        for part in parts {
            let lines = part.element.split(omittingEmptySubsequences: true) { $0.isNewline }
            for line in lines { text += "data: \(line)\n" }
        }
        return ByteBuffer(string: text + "\n")
    }
}
