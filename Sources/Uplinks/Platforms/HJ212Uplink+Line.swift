import Delivery
import Facilities
import HJ212
import Logging

/// Connects, and handles the events of the connection.
extension HJ212Uplink {
    /// Tries to connect, if the pause since the last try is over.
    func connectIfDue() {
        guard let due = standing.next, due <= .now else { return }
        do {
            try prepare()
        } catch {
            return ended(.settings(Text(explaining: error)))
        }
        standing.trying()
        lineNumber += 1
        let line = PlatformLine { [inbox, lineNumber] in inbox.happened($0, on: lineNumber) }
        self.line = line
        line.open(host: start.host, port: start.port)
    }

    /// Reads password and key again. With another password nothing that waits can be sent as it is.
    private func prepare() throws {
        let access = try access()
        guard conversation == nil || access.password != password else { return }
        password = access.password
        var settings = Conversation.Settings(
            edition: start.edition,
            stations: start.stations.map { Conversation.Station($0.number, system: $0.system) },
            terms: Conversation.Terms(
                password: access.password, timeout: terms.timeout, resends: terms.resends,
                realtimeInterval: terms.realtimeInterval, minuteInterval: terms.minutes),
            encryption: access.encryption)
        settings.answers = start.answers
        conversation = Conversation(settings, numbers: conversation?.numbers ?? QueryNumbers(after: start.lastNumber))
        flights = [:]
        outbox.forget()
    }

    func handle(_ event: PlatformLine.Event) {
        switch event {
        case .connected: connected()
        case .received(let bytes): received(bytes)
        case .written(let number): delivered(number)
        case .drained: break
        case .ended(let end): ended(end)
        }
    }

    private func connected() {
        logger.notice("Platform connected", metadata: ["address": "\(standing.address)"])
        reasons.forget("connection")
        standing.connected(at: site.now, .now)
        gate = max(gate, site.lastSequence)
        feed.connected(Feed.Limits(window: Self.window(start.stations.count)), last: gate, at: .now)
        if !hasSaidRestart {
            hasSaidRestart = true
            urgent = beginning
        }
        realtimeDue = moment.uptime
        guard var conversation else { return }
        let actions = conversation.connected(moment)
        self.conversation = conversation
        perform(actions)
    }

    /// The reports that are sent once: the start, and the serial numbers of the instruments, since a changed configuration begins with a
    /// start.
    private var beginning: [(station: String, report: Report)] {
        let now = site.now
        return start.stations.flatMap { station -> [(station: String, report: Report)] in
            let restarted = Report.restarted(at: BeijingTime(now), start: BeijingTime(now))
            let identities = figures[station.number]?.identities(of: nil, at: now) ?? []
            return ([restarted] + identities).map { (station.number, $0) }
        }
    }

    /// Returns the number of messages of the feed that may wait: those of intervals that are not over, and some of the past beside them.
    private static func window(_ stations: Int) -> Int { 32 + 4 * stations }

    private func received(_ bytes: [UInt8]) {
        guard var conversation else { return }
        let actions = conversation.received(bytes, moment)
        self.conversation = conversation
        logRefusals(conversation.counts)
        perform(actions)
        line?.readMore()
    }

    /// The connection, or the try for one, is over.
    func ended(_ end: PlatformEnd) {
        line?.close()
        line = nil
        lineNumber += 1
        standing.ended(end, at: site.now, .now, jitter: .random(in: 0...1))
        conversation?.disconnected()
        feed.disconnected(isEvidence: false, at: .now)
        // Current values are not sent late.
        urgent.removeAll { [.realtime, .states].contains($0.report.command) }
        if start.answers {
            outbox.disconnected()
        } else {
            // What was handed over and did not leave is sent again.
            flights = [:]
            outbox.forget()
        }
        if reasons.isNew(end.text.en, of: "connection", at: .now) {
            logger.warning(
                "Platform not connected",
                metadata: ["reason": "\(end.words ?? end.text.en)", "address": "\(standing.address)"])
        }
    }

    /// Logs once an hour what the platform sends that is refused, by its kind and without its content.
    private func logRefusals(_ counts: Conversation.Counts) {
        let all = counts.refused.values.reduce(counts.ignored) { $0 &+ $1 }
        guard all != refusals else { return }
        refusals = all
        let kinds = counts.refused.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key): \($0.value)" }
        if reasons.isNew(kinds.map { "\($0.prefix { $0 != ":" })" }.joined(), of: "refusals", at: .now) {
            logger.warning(
                "Requests of the platform were refused; nothing of them was carried out",
                metadata: ["so far": "\(kinds.joined(separator: ", "))", "ignored": "\(counts.ignored)"])
        }
    }
}
