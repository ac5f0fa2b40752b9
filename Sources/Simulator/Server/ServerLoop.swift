import CTerminal
import Glibc
import Modbus

/// The single thread of a server: waits for bytes on any of its connections, and for the time at which an answer is
/// due.
final class ServerLoop {
    private var ports: ServedPorts
    private var answers: AnswerQueue
    private let stop: CInt
    private let isPluggedIn: ModbusServer.Plug?
    private let responder: ModbusServer.Responder
    /// The time of the next check for a killed client on a terminal; nil over TCP.
    private var nextClientLook: ContinuousClock.Instant?

    private static let plugLook = Duration.milliseconds(20)
    /// The longest time for which a killed client keeps other clients out.
    private static let clientLook = Duration.milliseconds(500)

    init(
        _ ports: ServedPorts, stop: CInt, isPluggedIn: ModbusServer.Plug?, responder: @escaping ModbusServer.Responder
    ) {
        self.ports = ports
        self.stop = stop
        self.isPluggedIn = isPluggedIn
        self.responder = responder
        answers = AnswerQueue(pacedBy: ports.line)
        nextClientLook = ports.listener == nil ? .now : nil
    }

    func run() {
        defer { ports.end() }
        while true {
            var descriptors = ([stop] + ports.descriptors).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            wait(for: &descriptors)
            for descriptor in descriptors where descriptor.revents != 0 {
                if descriptor.fd == stop { return }
                if descriptor.fd == ports.listener { ports.accept() } else { receive(from: descriptor.fd) }
            }
            ports.forgetBrokenFrames(at: .now)
            while let answer = answers.take(at: .now) { send(answer) }
            followPlug()
            lookForDeadClient()
        }
    }

    private func wait(for descriptors: inout [pollfd]) {
        let plug = isPluggedIn.map { _ in ContinuousClock.now + Self.plugLook }
        guard let next = [answers.next, ports.nextSilence, plug, nextClientLook].compactMap(\.self).min() else {
            poll(&descriptors, nfds_t(descriptors.count), -1)
            return
        }
        let left = max(.zero, next - .now) / .nanoseconds(1)
        _ = mashang_poll(&descriptors, nfds_t(descriptors.count), Int64(left))
    }

    private func receive(from client: CInt) {
        ports.receive(from: client)
        while let (unit, pdu, header) = ports.request(from: client) { answer(unit, pdu, header, to: client) }
        if !ports.has(client) { answers.forget(client) }
    }

    private func answer(_ unit: UInt8, _ pdu: [UInt8], _ header: [UInt8], to client: CInt) {
        // The frame has three bytes in addition to the PDU: unit and CRC.
        let begin = answers.heard(pdu.count + 3, at: .now)
        let response: ModbusResponse =
            switch PDU.request(unit: unit, pdu) {
            case .success(let request): responder(request)
            case .failure(let exception): .exception(exception)
            }
        if let rest = response.rest, ports.isSpoilt(client, before: rest) { return }
        guard let answer = PDU.answer(response, to: pdu) else { return }
        let frame = ports.framing.frame(
            answer, unit: unit, header: header, damage: response.damage, request: pdu)
        let due = begin + response.delay
        let isLast = response.damage.contains(.hangUp)
        guard let pause = response.pause else {
            return answers.put(.init(client: client, frame: frame, due: due, isLast: isLast))
        }
        let half = frame.count / 2
        answers.put(.init(client: client, frame: Array(frame.prefix(half)), due: due))
        answers.put(.init(client: client, frame: Array(frame.dropFirst(half)), due: due + pause, isLast: isLast))
    }

    private func send(_ answer: AnswerQueue.Answer) {
        ports.send(answer.frame, to: answer.client)
        if answer.isLast { ports.drop(answer.client) }
        if !ports.has(answer.client) { answers.forget(answer.client) }
    }

    private func lookForDeadClient() {
        guard let time = nextClientLook, time <= .now else { return }
        nextClientLook = .now + Self.clientLook
        ports.forgetDeadClient()
    }

    private func followPlug() {
        guard let isPluggedIn, isPluggedIn() != ports.isOpen else { return }
        if ports.isOpen {
            ports.unplug()
            answers = AnswerQueue(pacedBy: ports.line)
        } else {
            ports.plugIn()
        }
    }
}
