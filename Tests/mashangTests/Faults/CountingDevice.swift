import Foundation
import Modbus
import Simulator
import Synchronization

/// A Modbus server whose first two registers count its answers, so that each answer can be found again.
final class CountingDevice: Sendable {
    private let server: ModbusServer
    private let counter = Counter()

    private final class Counter: Sendable {
        let state = Mutex(State())
    }

    private struct State {
        var answered = 0
        var isSilent = false
    }

    /// - Parameter last: the number after which it counts on.
    init(after last: Int = 0) throws {
        counter.state.withLock { $0.answered = last }
        server = try ModbusServer.tcp { [counter] request in
            guard case .read(_, _, _, let count) = request else { return .done }
            return counter.state.withLock { state in
                guard !state.isSilent else { return .silence }
                state.answered += 1
                let number = [UInt16(state.answered >> 16), UInt16(state.answered & 0xFFFF)]
                return .words(Array((number + Array(repeating: number[1], count: count)).prefix(count)))
            }
        }
    }

    /// How many requests it has answered: the number in the last answer.
    var answered: Int { counter.state.withLock { $0.answered } }

    /// Answers nothing from now on, so that what was answered can be compared with what was kept.
    func fallSilent() { counter.state.withLock { $0.isSilent = true } }

    var port: UInt16 { server.port }

    func stop() { server.stop() }
}
