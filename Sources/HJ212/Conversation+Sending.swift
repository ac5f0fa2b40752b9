extension Conversation {
    /// A connection was made. The standard has no log-in: each packet has `MN` and `PW`. What waits is sent again with its `QN`.
    public mutating func connected(_ now: Moment) -> [Action] {
        isConnected = true
        splitter = FrameSplitter()
        lastSent = now.uptime
        return waiting.indices.map { index in
            waiting[index].resends = 0
            return transmit(index, now)
        }
    }

    /// The connection is gone. Requests that are in hand are forgotten with it: the platform asks again.
    public mutating func disconnected() {
        isConnected = false
        splitter = FrameSplitter()
        requests.removeAll { $0.result == nil }
        for index in waiting.indices { waiting[index].deadline = nil }
    }

    /// Sends a report. It is split where it is too long; it is delivered once each of its packets is.
    ///
    /// - Parameters:
    ///   - station: `MN`, one of the settings'.
    ///   - number: names it in `delivered`; no other report that waits may have it.
    ///   - isLate: whether it is sent after an outage: `RF=1` in 2025.
    /// - Returns: nil if `canSend` is false, or there is no such station.
    public mutating func send(
        _ report: Report, of station: String, number: Int, isLate: Bool = false, _ now: Moment
    ) -> [Action]? {
        guard canSend, let station = settings.stations.first(where: { $0.number == station }) else { return nil }
        let packet = packet(report, station, answer: settings.answers, isLate: isLate, now)
        let written: [(queryNumber: String, bytes: [UInt8])]
        do { written = try bytes(of: packet, now) } catch { return [.undeliverable(number, error)] }
        guard settings.answers else {
            lastSent = now.uptime
            return written.map { .transmit($0.bytes) } + [.delivered(number)]
        }
        let first = waiting.count
        waiting += written.map { Outgoing(report: number, queryNumber: $0.queryNumber, bytes: $0.bytes) }
        return (first..<waiting.count).map { transmit($0, now) }
    }

    /// Time has passed: sends again what was not answered, and heartbeats.
    public mutating func tick(_ now: Moment) -> [Action] {
        guard isConnected else { return [] }
        var actions: [Action] = []
        for index in waiting.indices {
            guard let deadline = waiting[index].deadline, deadline <= now.uptime else { continue }
            guard waiting[index].resends < settings.terms.resends else {
                disconnected()
                return [.reconnect]
            }
            waiting[index].resends += 1
            counts.resends.increment()
            actions.append(transmit(index, now))
        }
        if actions.isEmpty, let heartbeatDue, heartbeatDue <= now.uptime, let station = settings.stations.first {
            var packet = packet(.heartbeat, station, answer: false, now)
            // It concerns the connection, not a station's system.
            packet.system = Self.connectionSystem
            if let bytes = try? packet.bytes() { actions.append(.transmit(bytes)) }
            lastSent = now.uptime
        }
        return actions
    }

    /// `ST` of what concerns the connection itself.
    static let connectionSystem = "91"

    private mutating func transmit(_ index: Int, _ now: Moment) -> Action {
        waiting[index].deadline = now.uptime + Int64(settings.terms.timeout) * 1000
        lastSent = now.uptime
        return .transmit(waiting[index].bytes)
    }

    mutating func packet(
        _ report: Report, _ station: Station, answer: Bool, isLate: Bool = false, _ now: Moment
    ) -> Packet {
        Packet(
            queryNumber: numbers.next(at: now.time), system: station.system, command: report.command.rawValue,
            password: settings.terms.password, station: station.number,
            flag: PacketFlag(settings.edition, wantsAnswer: answer),
            isResent: isLate && settings.edition == .y2025, content: report.content)
    }

    /// The packets that a packet is split into, as they are sent.
    mutating func bytes(of packet: Packet, _ now: Moment) throws(PacketError) -> [(queryNumber: String, bytes: [UInt8])]
    {
        var numbers = numbers
        let parts = try packet.split { numbers.next(at: now.time) }
        self.numbers = numbers
        var written: [(queryNumber: String, bytes: [UInt8])] = []
        for part in parts {
            let encryption = Command.mustBeEncrypted(part.command) ? settings.encryption : nil
            written.append((part.queryNumber, try part.bytes(encryption: encryption)))
        }
        return written
    }
}

extension UInt64 {
    mutating func increment() {
        if self < .max { self += 1 }
    }
}
