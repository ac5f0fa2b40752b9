import Foundation
import Glibc
import Logging

/// A log for systemd's journal, which adds the time itself. Each line has its level in the form of sd-daemon(3), so
/// that `journalctl -p warning` finds warnings.
struct JournalLog: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let details = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let text = ["\(event.message)"] + details.map { "\($0.key)=\($0.value)" }
        Self.write(text.joined(separator: " "), event.level)
    }

    /// Whether standard error is connected to systemd's journal (systemd.exec(5), JOURNAL_STREAM).
    static let isThere: Bool = {
        guard let named = ProcessInfo.processInfo.environment["JOURNAL_STREAM"] else { return false }
        var file = stat()
        return fstat(STDERR_FILENO, &file) == 0 && named == "\(file.st_dev):\(file.st_ino)"
    }()

    static func write(_ text: String, _ level: Logger.Level) {
        let priority =
            switch level {
            case .trace, .debug: 7
            case .info: 6
            case .notice: 5
            case .warning: 4
            case .error: 3
            case .critical: 2
            }
        let lines = text.split(separator: "\n").map { "<\(priority)>\($0)\n" }.joined()
        Glibc.write(STDERR_FILENO, lines, lines.utf8.count)
    }
}
