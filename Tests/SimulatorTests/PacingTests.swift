import Modbus
import Testing

@testable import Simulator

struct PacingTests {
    private let line = SerialLine(baud: 9600)

    /// At a request a turn, asked as soon as the answer and the silence after it are over.
    @Test func aPacedLineCarriesNoMoreThanTheRealOne() {
        var queue = AnswerQueue(pacedBy: line)
        let start = ContinuousClock.now + .seconds(1)
        var time = start
        for _ in 0..<24 {
            queue.put(.init(client: 1, frame: Array(repeating: 0, count: 25), due: queue.heard(8, at: time)))
            while true {
                time = queue.next ?? time
                if queue.take(at: time) != nil { break }
            }
        }
        // The client asks in the silence: the line's own keeps it waiting. The last silence is not in it.
        #expect(time - start == line.duration(ofReading: 10, from: .holding) * 24 - line.silence)
    }

    @Test func aLateAnswerLetsAnotherGoFirstAndWaitsUntilTheLineIsFree() {
        var queue = AnswerQueue(pacedBy: line)
        let start = ContinuousClock.now + .seconds(1)
        queue.put(.init(client: 1, frame: [1], due: queue.heard(8, at: start) + .milliseconds(30)))
        queue.put(.init(client: 1, frame: Array(repeating: 2, count: 100), due: queue.heard(8, at: start)))
        var sent: [(UInt8, ContinuousClock.Instant)] = []
        while let next = queue.next { if let answer = queue.take(at: next) { sent.append((answer.frame[0], next)) } }
        #expect(sent.map(\.0) == [2, 1])
        #expect(sent[1].1 - sent[0].1 == line.silence + line.characterTime)
    }

    @Test func answersOfAClientThatIsGoneAreForgotten() {
        for paced in [line, nil] {
            var queue = AnswerQueue(pacedBy: paced)
            queue.put(.init(client: 1, frame: [1], due: .now))
            _ = queue.next.flatMap { queue.take(at: $0) }
            queue.put(.init(client: 1, frame: [1], due: .now))
            queue.forget(1)
            #expect(queue.next == nil)
        }
    }

    @Test func noReadOverAPacedTerminalIsFasterThanTheLine() async throws {
        let server = try ModbusServer.pty(pacedBy: line) { _ in .words(Array(repeating: 7, count: 10)) }
        let bus = ModbusBus(.rtu(SerialLine(device: server.device, baud: 9600)))
        let request = ModbusRead(unit: 1, table: .holding, address: 0, count: 10, timeout: .seconds(5))
        _ = try await bus.read(request)
        let start = ContinuousClock.now
        for _ in 0..<24 { #expect(try await bus.read(request).count == 10) }
        #expect(ContinuousClock.now - start >= line.duration(ofReading: 10, from: .holding) * 24)
    }
}
