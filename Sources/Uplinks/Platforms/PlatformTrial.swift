public import Facilities

/// A single connection to a platform, to test whether it can be reached. HJ 212 has no log-in, so that nothing else can be tested
/// without sending data.
public struct PlatformTrial: Sendable {
    private let host: String
    private let port: UInt16

    /// Creates a trial.
    public init(host: String, port: UInt16) { (self.host, self.port) = (host, port) }

    /// Connects, and closes the connection without having sent anything.
    ///
    /// - Returns: the reason why there is no connection; nil if there was one.
    public func failure(within limit: Duration = .seconds(10)) async -> Text? {
        let (events, event) = AsyncStream<PlatformLine.Event?>.makeStream()
        let alarm = Task {
            try? await Task.sleep(for: limit)
            event.yield(nil)
        }
        defer { alarm.cancel() }
        let line = PlatformLine { event.yield($0) }
        defer { line.close() }
        line.open(host: host, port: port)
        for await event in events {
            switch event {
            case .connected?: return nil
            case .ended(let end)?: return end.text
            case .received?, .written?, .drained?: continue
            case nil: return Text(zh: "\(limit.text) 内没有连上", en: "no connection within \(limit.text)")
            }
        }
        return nil
    }
}
