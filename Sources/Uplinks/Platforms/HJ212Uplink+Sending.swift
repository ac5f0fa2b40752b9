import Delivery
import Facilities
import HJ212
import Logging

/// Sends reports.
extension HJ212Uplink {
    /// Does what is to be done now, and what follows from it.
    func pump() async {
        repeat {
            while case let actions = feed.next(at: .now), !actions.isEmpty {
                for action in actions { await perform(action) }
            }
        } while await sendNext()
    }

    private func perform(_ action: Feed.Action) async {
        switch action {
        case .send(let parcel, let token, let isLate):
            outbox.add(packer.keys(of: parcel.items), isLate: isLate, token: token)
        case .read(let request): await read(request)
        case .remember(let progress, let accepted):
            var memory = UplinkMemory()
            (memory.progress, memory.accepted) = (progress, accepted)
            site.remember(memory)
        // Nothing is ever refused for its content.
        case .quarantine: break
        }
    }

    private func read(_ request: PortionRequest) async {
        do {
            let portion = try await source.portion(request)
            let before = try await source.states(
                of: feed.unknown(in: portion, for: request), upTo: request.after, by: feed.chooser)
            feed.loaded(request, portion, before: before)
        } catch {
            feed.notLoaded(request, at: .now)
            if reasons.isNew("unreadable", of: "journal", at: .now) { logger.error("The journal cannot be read") }
        }
    }

    /// Sends one report, if there is one and it can be sent.
    ///
    /// - Returns: whether there may be more to do now.
    private func sendNext() async -> Bool {
        guard standing.isConnected, let line, !line.isBusy, conversation?.canSend ?? false else { return false }
        if let (station, report) = urgent.first {
            urgent.removeFirst()
            return send(report, of: station, .other)
        }
        if isRealtimeDue {
            urgent = currentReports()
            return true
        }
        guard let key = outbox.next(closed: closed) else { return false }
        do {
            let reports = try await reports(of: key)
            return send(reports, of: key)
        } catch {
            if reasons.isNew("unreadable", of: "means", at: .now) { logger.error("The journal cannot be read") }
            return false
        }
    }

    private func send(_ reports: [Report], of key: PlatformKey) -> Bool {
        guard let first = reports.first, !outbox.has(key, reports) else {
            answered(key, reports)
            return true
        }
        outbox.sent(key)
        return send(first, of: key.station, .means(key, all: reports, rest: reports.dropFirst()), isLate: isLate(key))
    }

    /// Whether a packet should have been sent before this connection was there.
    private func isLate(_ key: PlatformKey) -> Bool { key.time.upperBound < standing.since }

    @discardableResult
    private func send(_ report: Report, of station: String, _ flight: Flight, isLate: Bool = false) -> Bool {
        guard var conversation else { return false }
        lastFlight += 1
        let actions = conversation.send(report, of: station, number: lastFlight, isLate: isLate, moment)
        self.conversation = conversation
        guard let actions else { return false }
        flights[lastFlight] = flight
        perform(actions)
        return standing.isConnected
    }

    /// Does what the conversation wants.
    func perform(_ actions: [Conversation.Action]) {
        for action in actions {
            switch action {
            case .transmit(let bytes):
                guard line?.send(bytes) ?? false else { return ended(.unread) }
            case .carryOut(let request, let station, let number): carryOut(request, station, number)
            // Without answers it counts when it has left.
            case .delivered(let number): start.answers ? delivered(number) : line?.note(number)
            case .undeliverable(let number, let error):
                logger.error("A packet cannot be written", metadata: ["reason": "\(error)"])
                delivered(number)
            case .reconnect: return ended(.unanswered)
            }
        }
    }

    /// The platform has a report.
    func delivered(_ number: Int) {
        guard let flight = flights.removeValue(forKey: number) else { return }
        sent.answered(nil, at: .now)
        guard case .means(let key, let all, let rest) = flight else { return }
        guard let next = rest.first else { return answered(key, all) }
        send(next, of: key.station, .means(key, all: all, rest: rest.dropFirst()), isLate: isLate(key))
    }

    private func answered(_ key: PlatformKey, _ reports: [Report]) {
        for token in outbox.delivered(key, reports) { feed.accepted(token) }
    }

    // MARK: What there is to send

    private var isRealtimeDue: Bool { terms.sendsRealtime && realtimeDue <= moment.uptime }

    /// The current values of all stations, where there are newer ones than were sent last.
    private func currentReports() -> [(station: String, report: Report)] {
        let now = moment.uptime
        realtimeDue += Int64(terms.realtimeInterval) * 1000
        // What was missed is not sent: the next one is due an interval from now.
        if realtimeDue <= now { realtimeDue = now + Int64(terms.realtimeInterval) * 1000 }
        let reports = start.stations.flatMap { station -> [(String, Report)] in
            let samples = latest(of: station)
            guard let figures = figures[station.number], let report = figures.realtime(samples),
                case .realtime(let time, _) = report, sentRealtime[station.number].map({ $0 < time }) ?? true
            else { return [] }
            sentRealtime[station.number] = time
            let states = terms.sendsStates ? figures.states(samples) : nil
            return [report, states].compactMap(\.self).map { (station.number, $0) }
        }
        // Without anything new it is looked at again in a second: a device may answer just after the connection was made.
        if reports.isEmpty { realtimeDue = now + 1000 }
        return reports
    }

    func latest(of station: PlatformStation) -> [Facility.Code: [Sample]] {
        Dictionary(station.facilities.map { ($0, site.latest(of: $0).map(\.content)) }) { first, _ in first }
    }

    /// The packets of a key, as the journal has them now; none where it has no good value.
    private func reports(of key: PlatformKey) async throws -> [Report] {
        try await reports(of: key.station, key.interval, in: key.time)
    }

    /// Returns the packet of an interval, and with that of a day the hours for which treatment ran.
    func reports(of station: String, _ interval: Report.Interval, in time: Range<Timestamp>) async throws -> [Report] {
        guard let figures = figures[station] else { return [] }
        let means = try await means(for: figures, interval, in: time)
        let hours = interval == .day ? figures.runHours(day: time.lowerBound, means) : nil
        return [figures.interval(interval, start: time.lowerBound, means), hours].compactMap(\.self)
    }

    private func means(
        for figures: PlatformFigures, _ interval: Report.Interval, in time: Range<Timestamp>
    ) async throws -> IntervalMeans {
        let station = figures.station
        let own = try await means(of: station, Aggregate.Interval(interval), in: time)
        var means = IntervalMeans(whole: Means(own))
        if figures.needsMinutes(interval) {
            means.minutes = interval == .minute ? own : try await self.means(of: station, .minute, in: time)
        }
        if figures.needsHours(interval) { means.hours = try await self.means(of: station, .hour, in: time) }
        return means
    }

    private func means(
        of station: PlatformStation, _ interval: Aggregate.Interval, in time: Range<Timestamp>
    ) async throws -> [Facility.Code: [Aggregate]] {
        var found: [Facility.Code: [Aggregate]] = [:]
        for code in station.facilities { found[code] = try await site.means(of: code, interval, in: time) }
        return found
    }
}

extension Aggregate.Interval {
    /// Creates the interval of the means from which packets are made.
    init(_ interval: Report.Interval) {
        switch interval {
        case .minute: self = .minute
        case .hour: self = .hour
        case .day: self = .day
        }
    }
}
