import CMosquitto
import Glibc

/// The socket of one connection, and libmosquitto's work on it. All of it runs on the connection's thread, which waits in `poll`:
/// libmosquitto's own loop waits in `select`, which takes no descriptor from 1024 on.
struct Wire {
    let client: OpaquePointer
    let context: CallbackContext
    let tls: TLSContext?

    private var link: Link { context.link }
    private var socket: CInt { mosquitto_socket(client) }

    // MARK: Connecting

    /// Opens a TCP connection to one of the addresses, in their order.
    ///
    /// - Returns: why there is none; nil if there is.
    func open(_ addresses: [String], _ settings: MQTTSettings, by deadline: ContinuousClock.Instant) -> Disconnection
        .Cause?
    {
        var cause = Disconnection.Cause.timedOut
        for (index, address) in addresses.enumerated() {
            // One that is silent leaves the others their share of the time.
            let share = ContinuousClock.now.duration(to: deadline) / (addresses.count - index)
            let code = mosquitto_connect_async(client, address, CInt(settings.port), CInt(settings.keepAlive))
            let number = errno
            guard code == MOSQ_ERR_SUCCESS.rawValue.signed else {
                cause = self.cause(code, number)
                continue
            }
            guard let failed = waitUntilOpen(until: .now + share) else { return nil }
            guard failed != .left else { return failed }
            cause = failed
        }
        return cause
    }

    private func waitUntilOpen(until last: ContinuousClock.Instant) -> Disconnection.Cause? {
        while true {
            if link.end != nil { return .left }
            if link.waker.wait(for: socket, Int16(POLLOUT), until: last) != 0 { break }
            if ContinuousClock.now >= last { return .timedOut }
        }
        var number: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        getsockopt(socket, SOL_SOCKET, SO_ERROR, &number, &size)
        // It was open, and has ended already: what is still to be read may say why.
        guard number != ECONNRESET else { return nil }
        return number == 0 ? nil : .unreachable(number)
    }

    // MARK: Connected

    /// Reads and writes until the connection ends.
    ///
    /// - Parameters:
    ///   - deadline: when the broker must have accepted the connection.
    ///   - last: when the connection is no longer wanted.
    func run(acceptedBy deadline: ContinuousClock.Instant, until last: ContinuousClock.Instant?) -> Disconnection.Cause
    {
        while true {
            if let end = link.end { return leave(by: end) }
            let now = ContinuousClock.now
            let isUnwanted = link.reconnectPause != nil || last.map { now >= $0 } ?? false
            if isUnwanted, context.connected != nil { return leave(by: now + Self.patience) }
            if context.connected == nil, now >= deadline { return .timedOut }
            if let cause = context.connected == nil && tls != nil ? shakeHands(by: deadline) : turn(by: deadline) {
                return cause
            }
        }
    }

    /// How long a DISCONNECT may take, up to the broker's end of the connection.
    private static let patience = Duration.seconds(1)

    /// One step of the TLS handshake, up to the CONNACK. libmosquitto shakes hands when it is asked to read, and does not say what
    /// it waits for.
    private func shakeHands(by deadline: ContinuousClock.Instant) -> Disconnection.Cause? {
        let late = LateAlert(client)
        if let cause = read() ?? write() {
            return cause == .closed ? late.read().map { .tls($0) } ?? cause : cause
        }
        guard context.connected == nil else {
            // It costs a line of text for each message.
            mosquitto_log_callback_set(client, nil)
            return nil
        }
        let events = link.waker.wait(for: socket, Int16(POLLIN), until: min(deadline, .now + .milliseconds(100)))
        guard events & Int16(POLLHUP | POLLERR) != 0 else { return nil }
        // What is still to be read may say why. libmosquitto takes an end without a word for a wait.
        return read() ?? .closed
    }

    private func turn(by deadline: ContinuousClock.Instant) -> Disconnection.Cause? {
        let wanted = mosquitto_want_write(client) ? POLLIN | POLLOUT : POLLIN
        let last = context.connected == nil ? deadline : .now + .seconds(1)
        let events = CInt(link.waker.wait(for: socket, Int16(wanted), until: last))
        if events & (POLLIN | POLLHUP | POLLERR) != 0, let cause = read() { return cause }
        if events & POLLOUT != 0, let cause = write() { return cause }
        let code = mosquitto_loop_misc(client)
        return code == MOSQ_ERR_SUCCESS.rawValue.signed ? nil : cause(code, 0)
    }

    private func read() -> Disconnection.Cause? { checked(mosquitto_loop_read(client, 1), errno) }

    private func write() -> Disconnection.Cause? { checked(mosquitto_loop_write(client, 1), errno) }

    private func checked(_ code: CInt, _ number: CInt) -> Disconnection.Cause? {
        if code != MOSQ_ERR_SUCCESS.rawValue.signed { return cause(code, number) }
        return socket < 0 ? cause(MOSQ_ERR_CONN_LOST.rawValue.signed, 0) : nil
    }

    private func cause(_ code: CInt, _ number: CInt) -> Disconnection.Cause {
        if let refusal = context.refusal { return .refused(refusal) }
        if let told = context.told { return .told(told) }
        if let tls, context.connected == nil, let problem = TLSProblem(certificate: tls.problem) {
            return .tls(problem)
        }
        if let words = context.words, context.connected == nil, !words.contains("unexpected eof") {
            return .tls(TLSProblem(words: words))
        }
        switch code {
        case MOSQ_ERR_KEEPALIVE.rawValue.signed: return context.connected == nil ? .timedOut : .keepAlive
        case MOSQ_ERR_CONN_LOST.rawValue.signed, MOSQ_ERR_NO_CONN.rawValue.signed, MOSQ_ERR_TLS.rawValue.signed:
            return .closed
        case MOSQ_ERR_ERRNO.rawValue.signed: return cause(system: number)
        default: return .other(String(cString: mosquitto_strerror(code)))
        }
    }

    /// EPROTO is what libmosquitto makes of an end of the TLS connection.
    private func cause(system number: CInt) -> Disconnection.Cause {
        [EPROTO, EPIPE, ECONNRESET].contains(number) ? .closed : .unreachable(number)
    }

    // MARK: Leaving

    /// Sends a DISCONNECT, and waits until the broker has closed its end: the next connection with this client id must not overtake
    /// the DISCONNECT, or the broker would publish the will.
    private func leave(by end: ContinuousClock.Instant) -> Disconnection.Cause {
        // Within a TLS handshake nothing can be sent.
        guard context.connected != nil || tls == nil else { return .left }
        // libmosquitto closes its descriptor with the DISCONNECT.
        let descriptor = dup(socket)
        mosquitto_disconnect(client)
        while socket >= 0, mosquitto_loop_write(client, 1) == MOSQ_ERR_SUCCESS.rawValue.signed, socket >= 0 {
            guard ContinuousClock.now < end else { break }
            link.waker.wait(for: socket, Int16(POLLOUT), until: end)
        }
        if descriptor >= 0 {
            drain(descriptor, until: end)
            close(descriptor)
        }
        return .left
    }

    private func drain(_ descriptor: CInt, until end: ContinuousClock.Instant) {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while ContinuousClock.now < end {
            guard link.waker.wait(for: descriptor, Int16(POLLIN), until: end) != 0 else { continue }
            let count = recv(descriptor, &bytes, bytes.count, CInt(MSG_DONTWAIT))
            if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { return }
        }
    }
}
