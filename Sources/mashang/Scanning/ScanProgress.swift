import Facilities
import Glibc
import Modbus
import Synchronization

/// A line of progress on standard error: rewritten in place on a terminal, otherwise a new line every few seconds.
final class ScanProgress: Sendable {
    private struct State {
        var last: ContinuousClock.Instant?
        var isShown = false
    }

    private let state = Mutex(State())
    private let isTerminal = isatty(STDERR_FILENO) == 1

    private static let pause = Duration.seconds(5)
    private static let pauseOnTerminal = Duration.milliseconds(100)

    /// Shows which unit is being searched for.
    ///
    /// - Parameter left: the approximate time for the rest of the scan if no unit answers.
    func show(_ endpoint: ModbusEndpoint, unit: UInt8, left: Duration) {
        let time = Text.time(left)
        write(
            Text(
                zh: "\(endpoint)：正在查找站号 \(unit)，大约还要\(time.zh)",
                en: "\(endpoint): looking for unit \(unit), about \(time.en) left"))
    }

    func show(_ endpoint: ModbusEndpoint, unit: UInt8, question: Int) {
        let time = Text.time(UnitInterview.longest)
        write(
            Text(
                zh: "\(endpoint)：站号 \(unit) 有应答，正在识别，第 \(question) 问，大约最多\(time.zh)",
                en:
                    "\(endpoint): unit \(unit) answers; question \(question) to recognise it, about \(time.en) at most"
            ))
    }

    /// Removes the line, so that other text can be written.
    func clear() {
        let isShown = state.withLock { state in
            defer { state.isShown = false }
            return state.isShown
        }
        if isShown { put("\r\u{1B}[K") }
    }

    private func write(_ text: Text) {
        let isDue = state.withLock { state in
            let pause = isTerminal ? Self.pauseOnTerminal : Self.pause
            // In a file or a pipe, a short scan needs no line of progress.
            guard let last = state.last else {
                state.last = .now
                state.isShown = isTerminal
                return isTerminal
            }
            guard .now - last >= pause else { return false }
            (state.last, state.isShown) = (.now, isTerminal)
            return true
        }
        guard isDue else { return }
        put(isTerminal ? "\r\(text.spoken)\u{1B}[K" : text.spoken + "\n")
    }

    private func put(_ text: String) { _ = Glibc.write(STDERR_FILENO, text, text.utf8.count) }
}

extension Text {
    /// Returns a duration as `2分30秒`, `2 min 30 s`.
    static func time(_ duration: Duration) -> Text {
        let seconds = max(1, Int(duration / .seconds(1)))
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        guard minutes > 0 else { return Text(zh: "\(rest)秒", en: "\(rest) s") }
        return Text(zh: "\(minutes)分\(rest)秒", en: "\(minutes) min \(rest) s")
    }
}
