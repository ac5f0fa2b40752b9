import Facilities
public import HJ212
import Synchronization

/// A platform that does what lines of text say.
public final class CommandedPlatform: Sendable {
    private let reaction = Mutex(HJ212Platform.Reaction.answer)
    private let platform = Mutex<HJ212Platform?>(nil)

    public static let forms =
        "answer, silent, late 3s, wrong-number, split, close, refuse, ask 2051 BeginTime=…;EndTime=…"

    public init() {}

    /// Begins to listen.
    ///
    /// - Parameter report: is called with each packet as text.
    /// - Returns: the port.
    public func start(
        host: String, port: UInt16, key: SM4Key?, now: @escaping @Sendable () -> BeijingTime,
        report: @escaping @Sendable (String) -> Void
    ) async throws -> UInt16 {
        let started = try await HJ212Platform.start(
            host: host, port: port, key: key, now: now,
            report: { report(String(decoding: $0.segment, as: UTF8.self)) },
            script: { [weak self] _ in self?.reaction.withLock(\.self) ?? .silence })
        platform.withLock { $0 = started }
        return started.port
    }

    public func stop() async { await platform.withLock(\.self)?.stop() }

    /// Carries a line out.
    ///
    /// - Returns: what was done, or what would be right.
    public func command(_ line: String) -> String {
        let words = line.split(separator: " ", maxSplits: 2).map(String.init)
        let platform = platform.withLock(\.self)
        let wanted: HJ212Platform.Reaction? =
            switch words.first {
            case "answer": .answer
            case "silent": .silence
            case "late": words.count == 2 ? Duration(words[1]).map(HJ212Platform.Reaction.late) : nil
            case "wrong-number": .wrongNumber
            case "split": .split(9)
            case "close": .close
            default: nil
            }
        if let wanted {
            platform?.refuse(false)
            reaction.withLock { $0 = wanted }
            return "\(line): ok"
        }
        switch words.first {
        case "refuse":
            platform?.refuse(true)
            return "\(line): ok"
        case "ask":
            guard words.count > 1, let command = Int(words[1]), 1000...9999 ~= command else { break }
            let number = platform?.ask(command, words.count > 2 ? words[2] : "")
            return number.map { "\(line): QN=\($0)" } ?? "\(line): no gateway has sent anything yet"
        default: break
        }
        return "\(line): write one of \(Self.forms)"
    }
}
