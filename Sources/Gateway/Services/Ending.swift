import Dispatch
import SiteConfiguration
import Synchronization

/// The end of a gateway: either for another configuration, or with the process. With the process, every part of it has a
/// limited time, so that each part gets its time even if another one hangs.
final class Ending: Sendable {
    private struct State {
        var next: Configuration?
        var isFinal = false
        var limits: [@Sendable () -> Void] = []
        var running: [String: Int] = [:]
    }

    private let state = Mutex(State())

    /// The configuration that replaces the present one; nil while the gateway runs, and when the process ends.
    var next: Configuration? { state.withLock { $0.isFinal ? nil : $0.next } }

    /// Begins or completes the change to another configuration.
    ///
    /// - Parameter configuration: the configuration that replaces the present one; nil once it has.
    func makeWay(for configuration: Configuration?) {
        state.withLock { state in
            state.next = configuration
            // The parts of the previous gateway have ended.
            if configuration == nil { state.limits = [] }
        }
    }

    /// Notes that the process must end.
    func finish() {
        let limits = state.withLock { state in
            defer { (state.isFinal, state.limits) = (true, []) }
            return state.limits
        }
        for limit in limits { limit() }
    }

    /// Calls a closure after a time, which begins once the process must end.
    func after(_ time: Duration, _ body: @escaping @Sendable () -> Void) {
        let limit: @Sendable () -> Void = {
            DispatchQueue.global().asyncAfter(deadline: .now() + time / .seconds(1), execute: body)
        }
        let isFinal = state.withLock { state in
            if !state.isFinal { state.limits.append(limit) }
            return state.isFinal
        }
        if isFinal { limit() }
    }

    // MARK: What has not ended

    func began(_ name: String) { state.withLock { $0.running[name, default: 0] += 1 } }

    func ended(_ name: String) {
        state.withLock { state in
            let others = (state.running[name] ?? 1) - 1
            state.running[name] = others > 0 ? others : nil
        }
    }

    /// The names of the parts that have not ended.
    var running: [String] { state.withLock { $0.running.keys.sorted() } }
}
