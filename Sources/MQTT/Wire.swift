import CMosquitto
import Glibc

/// The socket of one connection, and the loop that drives libmosquitto on it. It runs on the connection's thread and waits in `poll`,
/// since libmosquitto's own loop waits in `select`, which does not accept descriptors from 1024 on.
struct Wire {
    let client: OpaquePointer
    let context: CallbackContext
    let tls: TLSContext?

    private var shared: SharedClient { context.shared }
    private var socket: CInt { mosquitto_socket(client) }

    // MARK: Connecting

    /// Opens a TCP connection to one of the addresses, in their order.
    ///
    /// - Returns: the reason why there is none; nil where there is one.
    func open(_ addresses: [String], _ settings: MQTTSettings, by deadline: ContinuousClock.Instant) -> Disconnection
        .Cause?
    {
        var cause = Disconnection.Cause.timedOut
        for (index, address) in addresses.enumerated() {
            // An address that does not answer must leave the others their share of the time.
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
            if shared.end != nil { return .left }
            if shared.waker.wait(for: socket, Int16(POLLOUT), until: last) != 0 { break }
            if ContinuousClock.now >= last { return .timedOut }
        }
        var number: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        getsockopt(socket, SOL_SOCKET, SO_ERROR, &number, &size)
        // A connection that was established and reset already may still have the reason in its receive buffer.
        if number == 0 || number == ECONNRESET { return nil }
        return .unreachable(number)
    }

    // MARK: Connected

    /// Reads and writes until the connection ends.
    ///
    /// - Parameters:
    ///   - deadline: the time by which the broker must have accepted the connection.
    ///   - last: the time from which the connection is no longer wanted; nil for none.
    func run(acceptedBy deadline: ContinuousClock.Instant, until last: ContinuousClock.Instant?) -> Disconnection.Cause
    {
        while true {
            if let end = shared.end { return leave(by: end) }
            let now = ContinuousClock.now
            if context.connected != nil, isUnwanted(at: now, after: last) { return leave(by: now + Self.patience) }
            if context.connected == nil, now >= deadline { return .timedOut }
            let cause = step(by: deadline)
            context.report()
            if let cause { return cause }
        }
    }

    private func isUnwanted(at now: ContinuousClock.Instant, after last: ContinuousClock.Instant?) -> Bool {
        if shared.reconnectPause != nil { return true }
        guard let last else { return false }
        return now >= last
    }

    /// The time that a DISCONNECT may take, until the broker has closed the connection.
    private static let patience = Duration.seconds(1)

    private func step(by deadline: ContinuousClock.Instant) -> Disconnection.Cause? {
        if context.connected == nil, tls != nil { return shakeHands(by: deadline) }
        return turn(by: deadline)
    }

    /// Makes one step of the TLS handshake, up to the CONNACK. libmosquitto continues the handshake when it is asked to read, and does
    /// not report what it waits for.
    private func shakeHands(by deadline: ContinuousClock.Instant) -> Disconnection.Cause? {
        let late = LateAlert(client)
        if let cause = read() ?? write() {
            if cause == .closed, let problem = late.read() { return .tls(problem) }
            return cause
        }
        guard context.connected == nil else {
            // The log of a connected client would cost a line of text for each message.
            mosquitto_log_callback_set(client, nil)
            return nil
        }
        let events = shared.waker.wait(for: socket, Int16(POLLIN), until: min(deadline, .now + .milliseconds(100)))
        guard events & Int16(POLLHUP | POLLERR) != 0 else { return nil }
        // The receive buffer may still have the reason. libmosquitto itself continues to wait after the end of the connection.
        return read() ?? .closed
    }

    /// Reads, writes and sends PINGs once, after waiting for up to a second.
    private func turn(by deadline: ContinuousClock.Instant) -> Disconnection.Cause? {
        let isWriting = mosquitto_want_write(client)
        let wanted = isWriting ? POLLIN | POLLOUT : POLLIN
        let last = context.connected == nil ? deadline : .now + .seconds(1)
        let events = CInt(shared.waker.wait(for: socket, Int16(wanted), until: last))
        if events & (POLLIN | POLLHUP | POLLERR) != 0 {
            // The answers to many messages come one after another. They are taken together, in one turn.
            if !isWriting, shared.awaitsOnlyAnswers { shared.waker.wait(until: .now + Self.gathering) }
            if let cause = read() { return cause }
        }
        // After the read, which has the broker's reason if it has ended the connection.
        if events & POLLOUT != 0, let cause = write() { return cause }
        let code = mosquitto_loop_misc(client)
        return code == MOSQ_ERR_SUCCESS.rawValue.signed ? nil : cause(code, 0)
    }

    /// The time for which further answers are awaited after the first of several.
    private static let gathering = Duration.milliseconds(1)

    private func read() -> Disconnection.Cause? { checked(mosquitto_loop_read(client, 1), errno) }

    /// Writes what waits. Several messages are put into as few segments as possible, since each segment wakes the broker.
    private func write() -> Disconnection.Cause? {
        let isBatch = shared.beginWriting() > 1
        if isBatch { cork(true) }
        let (code, number) = (mosquitto_loop_write(client, 1), errno)
        if isBatch { cork(false) }
        return checked(code, number)
    }

    private func cork(_ isCorked: Bool) {
        var value: CInt = isCorked ? 1 : 0
        setsockopt(socket, CInt(IPPROTO_TCP), TCP_CORK, &value, socklen_t(MemoryLayout<CInt>.size))
    }

    private func checked(_ code: CInt, _ number: CInt) -> Disconnection.Cause? {
        if code != MOSQ_ERR_SUCCESS.rawValue.signed { return cause(code, number) }
        return socket < 0 ? cause(MOSQ_ERR_CONN_LOST.rawValue.signed, 0) : nil
    }

    private func cause(_ code: CInt, _ number: CInt) -> Disconnection.Cause {
        if let refusal = context.refusal { return .refused(refusal) }
        if let reason = context.disconnectReason { return .told(reason) }
        if let tls, context.connected == nil, let problem = TLSProblem(certificate: tls.problem) {
            return .tls(problem)
        }
        if let logged = context.loggedError, context.connected == nil, !logged.contains("unexpected eof") {
            return .tls(TLSProblem(words: logged))
        }
        switch code {
        case MOSQ_ERR_KEEPALIVE.rawValue.signed: return context.connected == nil ? .timedOut : .keepAlive
        case MOSQ_ERR_CONN_LOST.rawValue.signed, MOSQ_ERR_NO_CONN.rawValue.signed, MOSQ_ERR_TLS.rawValue.signed:
            return .closed
        case MOSQ_ERR_ERRNO.rawValue.signed: return cause(system: number)
        default: return .other(String(cString: mosquitto_strerror(code)))
        }
    }

    /// Returns the cause for an `errno`. libmosquitto reports the end of a TLS connection as EPROTO.
    private func cause(system number: CInt) -> Disconnection.Cause {
        [EPROTO, EPIPE, ECONNRESET].contains(number) ? .closed : .unreachable(number)
    }

    // MARK: Leaving

    /// Sends a DISCONNECT, and waits until the broker has closed the connection: the next connection with this client id must not
    /// overtake the DISCONNECT, or the broker would publish the will.
    private func leave(by end: ContinuousClock.Instant) -> Disconnection.Cause {
        // During a TLS handshake nothing can be sent.
        guard context.connected != nil || tls == nil else { return .left }
        // libmosquitto closes its descriptor right after the DISCONNECT.
        let descriptor = dup(socket)
        mosquitto_disconnect(client)
        while socket >= 0, mosquitto_loop_write(client, 1) == MOSQ_ERR_SUCCESS.rawValue.signed, socket >= 0 {
            guard ContinuousClock.now < end else { break }
            shared.waker.wait(for: socket, Int16(POLLOUT), until: end)
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
            guard shared.waker.wait(for: descriptor, Int16(POLLIN), until: end) != 0 else { continue }
            let count = recv(descriptor, &bytes, bytes.count, CInt(MSG_DONTWAIT))
            if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { return }
        }
    }
}
