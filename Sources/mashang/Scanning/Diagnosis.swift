import Facilities
import Modbus
import Synchronization

/// Prints the bytes on a line, and at the end what they mean and what to do.
final class Diagnosis: Sendable {
    private struct State {
        var endpoint: ModbusEndpoint?
        var isWatched = true
        var current: LinkExchange?
        var start = ContinuousClock.now
        var exchanges: [LinkExchange.Meaning: Int] = [:]
    }

    private let state = Mutex(State())

    /// The function that receives the traffic on the line.
    var watch: LinkWatch { { [self] traffic in take(traffic) } }

    /// Starts the diagnosis of a line.
    ///
    /// - Parameter isWatched: whether this command opened the line itself; the bytes of a gateway are not visible.
    func begin(_ endpoint: ModbusEndpoint, isWatched: Bool) {
        state.withLock { $0 = State(endpoint: endpoint, isWatched: isWatched) }
        say(Text(zh: "\(endpoint)：", en: "\(endpoint):"))
    }

    private func take(_ traffic: LinkTraffic) {
        switch traffic.direction {
        case .sent:
            flush()
            state.withLock { state in
                let hasCRC = state.endpoint.map { $0.line != nil } ?? true
                state.current = LinkExchange(sent: traffic.bytes, began: traffic.at, hasCRC: hasCRC)
            }
        case .received:
            state.withLock { state in
                state.current?.received += traffic.bytes
                state.current?.ended = traffic.at
            }
        }
    }

    /// Prints the exchange that has ended.
    func flush() {
        let over = state.withLock { state -> (LinkExchange, ContinuousClock.Instant)? in
            guard let current = state.current else { return nil }
            state.exchanges[current.meaning, default: 0] += 1
            state.current = nil
            return (current, state.start)
        }
        if let (exchange, start) = over { say(ExchangeWords(exchange).text(since: start)) }
    }

    /// Prints the meaning of all exchanges.
    func end() {
        flush()
        let (endpoint, isWatched, exchanges) = state.withLock { ($0.endpoint, $0.isWatched, $0.exchanges) }
        guard let endpoint else { return }
        guard isWatched else { return say(.notWatched) }
        for text in LineMeaning(endpoint: endpoint, exchanges: exchanges).texts { say(text) }
    }
}

/// One exchange as text for a person.
struct ExchangeWords {
    private let exchange: LinkExchange

    init(_ exchange: LinkExchange) { self.exchange = exchange }

    func text(since start: ContinuousClock.Instant) -> Text {
        let time = Self.seconds(exchange.began - start)
        let asked = "  \(time)  → \(Self.hex(exchange.sent))"
        let meaning = exchange.meaning.words(hasCRC: exchange.hasCRC)
        guard let ended = exchange.ended else {
            return Text(zh: "\(asked)\n           ← \(meaning.zh)", en: "\(asked)\n           ← \(meaning.en)")
        }
        let answer =
            "\n           ← \(Self.hex(exchange.received))  \(Int((ended - exchange.began) / .milliseconds(1))) ms  "
        return Text(zh: asked + answer + meaning.zh, en: asked + answer + meaning.en)
    }

    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = Int(duration / .milliseconds(1))
        let rest = "\(milliseconds % 1000)"
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest + " s"
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }.joined(separator: " ")
    }
}

extension LinkExchange.Meaning {
    func words(hasCRC: Bool) -> Text {
        let check = hasCRC ? Text(zh: "，CRC 正确", en: ", CRC right") : Text(zh: "", en: "")
        return switch self {
        case .silence: Text(zh: "没有任何字节", en: "nothing at all")
        case .answer(nil): Text(zh: "应答\(check.zh)", en: "an answer\(check.en)")
        case .answer(let exception?):
            Text(zh: "拒绝，异常码 \(exception)\(check.zh)", en: "refuses, exception \(exception)\(check.en)")
        case .echo: Text(zh: "只有自己发出的字节（回显）", en: "only what was sent (an echo)")
        case .otherUnit(let unit): Text(zh: "站号 \(unit) 的帧\(check.zh)", en: "a frame of unit \(unit)\(check.en)")
        case .otherTransaction: Text(zh: "应答的事务号不对", en: "an answer with another transaction id")
        case .part: Text(zh: "应答的一部分，或 CRC 不对", en: "a part of an answer, or a wrong CRC")
        case .levels: Text(zh: "只有 00 和 FF，不是字符", en: "only 00 and FF: levels, no characters")
        case .noise: Text(zh: "不成帧的字节", en: "bytes that are no frame")
        }
    }
}

extension Text {
    fileprivate static let notWatched = Text(
        zh: "经运行中的网关读取，看不到字节：先运行 mashang suspend，再试一次",
        en: "read through the gateway that runs, whose bytes are not seen: run mashang suspend first, and try again")
}
