import Foundation
import Synchronization
import Testing

@testable import Modbus

/// What a register holds: so that the answer to one request is the answer to no other.
private func word(_ address: UInt16) -> UInt16 { address &* 40_503 &+ 9 }

private func words(_ address: UInt16, _ count: Int) -> [UInt16] { (0..<UInt16(count)).map { word(address &+ $0) } }

private enum Fault: CaseIterable {
    case late, twice, truncated, foreignUnit, foreignUnitFirst, wrongHeader, wrongHeaderFirst, noiseBefore, noiseAfter
    case wrongChecksum, wrongFunction, wrongLength, exception, silence, echo, zeroTransaction, nextTransaction
    case repeatedLater, otherMaster
}

/// One client and its server, at random.
private struct Conversation {
    let kind: RawServer.Kind
    let exchanges: Int
    var settings = LinkSettings()
    let timeout = Duration.milliseconds(30)

    struct Outcome {
        var right = 0
        var wrong = 0
        var faults: [Fault: Int] = [:]
    }

    private final class Shared: Sendable {
        /// When each request was about to be made, by address.
        let sent = Mutex<[UInt16: ContinuousClock.Instant]>([:])
        let faults = Mutex<[Fault: Int]>([:])
    }

    func run() async throws -> Outcome {
        let shared = Shared()
        let (settings, timeout) = (settings, timeout)
        // Whether nothing but the time tells a late answer.
        let isTimed = kind != .tcp || settings.ignoresTransactionID
        let server = try RawServer(kind) { _, asked in
            // A device that is late is so by less than its time-out again; a machine that is late may not be.
            let sent = shared.sent.withLock { $0[asked.address] } ?? .now
            guard !isTimed || ContinuousClock.now - sent < timeout / 4 else { return [] }
            var deliveries = [RawServer.Delivery(bytes: asked.frame(words(asked.address, 2)))]
            if Int.random(in: 0..<8) == 0, let fault = Fault.allCases.randomElement() {
                shared.faults.withLock { $0[fault, default: 0] += 1 }
                deliveries = Self.deliveries(fault, asked, timeout, settings)
            }
            if isTimed { for index in deliveries.indices { deliveries[index].within = timeout / 8 } }
            return deliveries
        }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint, settings)
        var outcome = Outcome()
        for number in 0..<exchanges {
            let address = UInt16(truncatingIfNeeded: number &* 7)
            let unit = UInt8.random(in: 1...3)
            shared.sent.withLock { $0[address] = .now }
            let read = ModbusRead(unit: unit, table: .holding, address: address, count: 2, timeout: timeout)
            guard let answer = try? await bus.read(read) else { continue }
            if answer == words(address, 2) { outcome.right += 1 } else { outcome.wrong += 1 }
        }
        await bus.close()
        outcome.faults = shared.faults.withLock { $0 }
        return outcome
    }

    private static func deliveries(
        _ fault: Fault, _ asked: RawServer.Asked, _ timeout: Duration, _ settings: LinkSettings
    ) -> [RawServer.Delivery] {
        let right = asked.frame(words(asked.address, 2))
        // What the bus is set to take has the right words.
        let foreign = asked.frame(
            settings.acceptsAnyUnit ? words(asked.address, 2) : [1, 2], unit: asked.unit % 3 + 1)
        let wrongHeader = asked.frame(
            settings.ignoresTransactionID ? words(asked.address, 2) : [1, 2], header: asked.header.map { $0 ^ 0x5A })
        let noise = (0..<Int.random(in: 1...12)).map { _ in UInt8.random(in: .min ... .max) }
        switch fault {
        case .late: return [.init(after: timeout * Double.random(in: 0.9...1.6), bytes: right)]
        case .twice: return [.init(bytes: right + right)]
        case .truncated: return [.init(bytes: right.dropLast(Int.random(in: 1..<right.count)))]
        case .foreignUnit: return [.init(bytes: foreign)]
        case .foreignUnitFirst: return [.init(bytes: foreign), .init(after: .milliseconds(2), bytes: right)]
        // Without a transaction id on a serial line, this is silence there.
        case .wrongHeader: return asked.framing == .tcp ? [.init(bytes: wrongHeader)] : []
        case .wrongHeaderFirst:
            return asked.framing == .tcp ? [.init(bytes: wrongHeader + right)] : [.init(bytes: foreign + right)]
        case .noiseBefore: return [.init(bytes: noise + right)]
        case .noiseAfter: return [.init(bytes: right + noise)]
        case .wrongChecksum:
            return asked.framing == .rtu ? [.init(bytes: right.dropLast(2) + [right[right.count - 2] ^ 1, 0])] : []
        case .wrongFunction:
            return [.init(bytes: asked.framing.frame([4, 4, 0, 1, 0, 2], unit: asked.unit, header: asked.header))]
        case .wrongLength: return [.init(bytes: asked.frame([7]))]
        case .exception: return [.init(bytes: asked.exception(6))]
        case .silence: return []
        case .echo:
            return [.init(bytes: asked.framing.frame(asked.pdu, unit: asked.unit, header: asked.header) + right)]
        case .repeatedLater:
            return [.init(bytes: right), .init(after: .milliseconds(Int.random(in: 5...20)), bytes: right)]
        case .otherMaster:
            guard asked.framing == .rtu else { return [.init(bytes: right)] }
            let unit = UInt8.random(in: 7...9)
            let request = asked.framing.frame([3, 1, 0, 0, 2], unit: unit, header: [])
            return [.init(bytes: request + asked.frame([1, 2], unit: unit) + right)]
        case .zeroTransaction: return [.init(bytes: foreignHeader(asked, [0, 0], settings))]
        case .nextTransaction:
            let next = (asked.header.isEmpty ? 0 : asked.header.word(at: 0)) &+ 1
            return [.init(bytes: foreignHeader(asked, next.bytes, settings))]
        }
    }

    private static func foreignHeader(
        _ asked: RawServer.Asked, _ header: [UInt8], _ settings: LinkSettings
    ) -> [UInt8] {
        let isRight = settings.ignoresTransactionID || asked.framing == .rtu
        return asked.frame(isRight ? words(asked.address, 2) : [1, 2], header: header)
    }
}

struct HostileAnswerTests {
    private static let isLong = ProcessInfo.processInfo.environment["MASHANG_FAULTS"] == "long"

    private static var tolerant: LinkSettings {
        var settings = LinkSettings()
        (settings.ignoresTransactionID, settings.acceptsAnyUnit) = (true, true)
        return settings
    }

    /// Half of them over TCP, a quarter each over a serial line and over a serial server, many conversations at a time;
    /// and with what a bus can be set to tolerate. The long form has a hundred thousand of each kind.
    @Test(.timeLimit(.minutes(isLong ? 60 : 10))) func noWrongValueIsAcceptedInAHundredThousandExchanges() async throws
    {
        let tolerant = Self.tolerant
        let conversations = (0..<8).flatMap { _ in
            [
                Conversation(kind: .tcp, exchanges: Self.isLong ? 12_500 : 6250),
                Conversation(kind: .rtu, exchanges: Self.isLong ? 12_500 : 3125),
                Conversation(kind: .rtuOverTCP, exchanges: Self.isLong ? 12_500 : 3125),
                Conversation(kind: .tcp, exchanges: Self.isLong ? 12_500 : 1000, settings: tolerant),
            ]
        }
        let outcomes = try await withThrowingTaskGroup(of: Conversation.Outcome.self) { group in
            for conversation in conversations { group.addTask { try await conversation.run() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.reduce(0) { $0 + $1.wrong } == 0)
        #expect(outcomes.reduce(0) { $0 + $1.right } > 60_000)
        for fault in Fault.allCases {
            #expect(outcomes.reduce(0) { $0 + $1.faults[fault, default: 0] } > 300, "\(fault)")
        }
    }

    private func read(_ bus: ModbusBus, unit: UInt8 = 1, _ address: UInt16) async -> Result<[UInt16], ModbusError> {
        let request = ModbusRead(
            unit: unit, table: .holding, address: address, count: 1, timeout: .milliseconds(100))
        do { return .success(try await bus.read(request)) } catch { return .failure(error) }
    }

    @Test func aLateAnswerIsReadPastAndTheLinkStaysOpen() async throws {
        let server = try RawServer(.tcp) { number, asked in
            // The second request is on its way when the first answer comes, and is answered after it.
            [.init(after: .milliseconds(number == 0 ? 120 : 60), bytes: asked.frame([word(asked.address)]))]
        }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint)
        #expect(await read(bus, 1) == .failure(.noAnswer))
        #expect(await read(bus, 2) == .success([word(2)]))
        #expect(server.connections.load(ordering: .relaxed) == 1)
    }

    @Test func oneDeadUnitNeverClosesALinkThatOthersUse() async throws {
        let server = try RawServer(.tcp) { _, asked in
            asked.unit == 9 ? [] : [.init(bytes: asked.frame([word(asked.address)]))]
        }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint)
        #expect(await read(bus, 1) == .success([word(1)]))
        for _ in 0..<5 { #expect(await read(bus, unit: 9, 1) == .failure(.noAnswer)) }
        #expect(await read(bus, 2) == .success([word(2)]))
        #expect(server.connections.load(ordering: .relaxed) == 1)
    }

    @Test func aLinkOverWhichNobodyAnswersIsOpenedAnew() async throws {
        let server = try RawServer(.tcp) { number, asked in
            number < 3 ? [] : [.init(bytes: asked.frame([word(asked.address)]))]
        }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint)
        for unit in UInt8(1)...3 { #expect(await read(bus, unit: unit, 1) == .failure(.noAnswer)) }
        #expect(await read(bus, 1) == .success([word(1)]))
        #expect(server.connections.load(ordering: .relaxed) == 2)
    }

    @Test(arguments: [RawServer.Kind.tcp, .rtuOverTCP]) func aPeerThatHungUpWhileIdleIsCalledAgain(
        kind: RawServer.Kind
    ) async throws {
        let server = try RawServer(kind) { _, asked in
            [.init(bytes: asked.frame([word(asked.address)])), .init(after: .milliseconds(5))]
        }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint)
        for address in UInt16(0)..<5 {
            #expect(await read(bus, address) == .success([word(address)]))
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    @Test func aSilentUnitOnASerialLineKeepsNoOtherWaitingWhileItMayBeLate() async throws {
        let server = try RawServer(.rtu) { _, asked in
            asked.unit == 9
                ? [.init(after: .milliseconds(150), bytes: asked.frame([1]))]
                : [.init(after: .milliseconds(80), bytes: asked.frame([word(asked.address)]))]
        }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint)
        #expect(await read(bus, unit: 9, 1) == .failure(.noAnswer))
        // Its answer comes while the other one is waited for, and is passed over.
        #expect(await read(bus, 2) == .success([word(2)]))
    }

    @Test func whatHasBeenReadIsHandedOnWhileASilentUnitIsWaitedFor() async throws {
        let server = try RawServer(.tcp) { _, asked in
            asked.unit == 9 ? [] : [.init(bytes: asked.frame([word(asked.address)]))]
        }
        defer { server.end() }
        let early = Mutex<[Int]>([])
        let requests = [UInt8(1), 2, 9, 3].map {
            ModbusRead(
                unit: $0, table: .holding, address: 1, count: 1, timeout: $0 == 9 ? .milliseconds(200) : .seconds(10))
        }
        let answers = await ModbusBus(server.endpoint).read(requests) { answers in
            early.withLock { $0.append(answers.count) }
        }
        #expect(early.withLock { $0.contains(2) })
        #expect(answers.map { (try? $0.words.get()) != nil } == [true, true, false, true])
    }
}
