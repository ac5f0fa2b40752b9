import Facilities
import Journal
import Rules
import WebPage

/// Reads from a journal the completeness of a facility's data in a month or on a day.
struct CompletenessReading {
    let journal: Journal
    let code: Facility.Code
    /// The channels of the configuration.
    let configured: [Channel]
    let time: Range<Timestamp>
    let firstDay: Day
    /// The number of minutes of the month that are over.
    let length: Int

    private var start: Timestamp { time.lowerBound }

    /// The longest distance in time between a missing value and an entry that explains it, before and after. Announced work
    /// lasts at most a week; how long data may be missing is unknown.
    private static let before = Duration.days(8)
    private static let after = Duration.days(2)
    private static let longestSilence = Duration.days(31)

    /// The number of entries that are read of one kind. No month of a working gateway has as many.
    private static let most = 5000

    func count() throws(JournalError) -> CompletenessCount {
        guard length > 0 else { return CompletenessCount(start: start, firstDay: firstDay, length: 0) }
        let end = start + .minutes(length)
        let hours = try journal.aggregates(of: code, .hour, in: start..<end).reduce(into: [Channel.ID: [Int: Int]]()) {
            hours, kept in
            let hour = minute(kept.content.start) / 60
            for column in kept.content.columns {
                let id = Channel.ID(kept.content.device, column.quantity)
                hours[id, default: [:]][hour] = max(hours[id]?[hour] ?? 0, column.minutes)
            }
        }
        var count = CompletenessCount(
            start: start, firstDay: firstDay, length: length, hours: hours, channels: channels(with: hours))
        // Without channels no data is missing.
        if !count.channels.isEmpty {
            count.minutes = try minutes(count.channels, hours)
            count.evidence = try evidence(until: end)
        }
        return count
    }

    /// Returns the channels of the configuration, followed by those that gave values in the month and are no longer in it.
    private func channels(with hours: [Channel.ID: [Int: Int]]) -> [Channel] {
        let known = Set(configured.map(\.id))
        let others = hours.filter { !known.contains($0.key) && $0.value.values.contains { $0 > 0 } }.keys
        return configured + others.sorted { $0.description < $1.description }.map { Channel($0.device, $0.quantity) }
    }

    private func minute(_ time: Timestamp) -> Int { Int((time - start).milliseconds / 60_000) }

    // MARK: Minutes

    /// Returns the minutes with a value, for hours in which a channel of the same device has some and not all, and for
    /// those without a mean yet.
    private func minutes(
        _ channels: [Channel], _ hours: [Channel.ID: [Int: Int]]
    ) throws(JournalError) -> [Channel.ID: MinuteSet] {
        var minutes: [Channel.ID: MinuteSet] = [:]
        for device in channels.map(\.id.device).unique {
            let own = channels.filter { $0.id.device == device }.map { hours[$0.id] ?? [:] }
            let open = (0..<(length + 59) / 60).filter { hour in
                let all = min(60, length - hour * 60)
                return own.contains { counts in
                    guard let count = counts[hour] else { return true }
                    return 0 < count && count < all
                }
            }
            for stretch in open.stretches {
                let time =
                    (start + Duration.hours(stretch.lowerBound))..<(start + Duration.hours(stretch.upperBound + 1))
                for (quantity, found) in try journal.minutes(of: code, device, in: time) {
                    minutes[Channel.ID(device, quantity), default: MinuteSet()].insert(found.lazy.map(minute))
                }
            }
        }
        return minutes
    }

    // MARK: Reasons

    private func evidence(until end: Timestamp) throws(JournalError) -> GapEvidence {
        var evidence = GapEvidence()
        let around = (start - Self.before)..<(time.upperBound + Self.after)
        let works = try entries([.record], in: around, having: Maintenance.kind.inBody, where: \.isWork)
        evidence.windows = WorkTime(works).stretches.map(GapEvidence.Window.init) + (try losses(until: end))
        evidence.beginnings = try journal.beginnings(of: code)
        let long = (time.lowerBound - Self.longestSilence)..<(time.upperBound + Self.longestSilence)
        let silences = try entries([.raised, .cleared], in: long, having: DataSilent.id) {
            $0.content.finding?.rule == DataSilent.id
        }
        evidence.silences = GapEvidence.silences(silences, until: end)
        for entry in try entries([.account], in: start..<(time.upperBound + Self.after)) {
            if case .account(let account) = entry.content { evidence.accounts[account.day] = account }
        }
        return evidence
    }

    /// Returns the entries at the facility in a range of time, in order. Each kind is read separately, so that none is cut off by
    /// another.
    private func entries(
        _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, having text: String? = nil,
        where isMeant: (KeptEntry) -> Bool = { _ in true }
    ) throws(JournalError) -> [KeptEntry] {
        try journal.entries(of: code, kinds, in: time, after: 0, limit: Self.most, having: text, where: isMeant)
    }

    /// Returns the times before an entry that records a loss, or a start of the machine.
    private func losses(until end: Timestamp) throws(JournalError) -> [GapEvidence.Window] {
        let found = try journal.entries(
            of: nil, [.loss, .clock], in: start..<(time.upperBound + Self.after), after: 0, limit: Self.most,
            where: \.isOutage)
        var (lost, starts): ([GapEvidence.Window], [GapEvidence.Window]) = ([], [])
        for entry in found {
            switch entry.content {
            case .loss(let loss) where !loss.reason.leavesMeans:
                guard let last = try journal.lastTime(before: min(loss.from, entry.sequence)), last < entry.time else {
                    continue
                }
                let reason: GapReason = loss.reason == .power ? .power : .lost(loss.reason)
                lost.append(.init(time: last..<entry.time, reason: reason))
            case .clock(let change) where change.step == .started:
                guard let last = try journal.lastTime(before: entry.sequence), last < entry.time else { continue }
                starts.append(.init(time: last..<entry.time, reason: .restarted))
            default: continue
            }
        }
        return lost + starts
    }
}

extension KeptEntry {
    /// Whether it announces maintenance or calibration.
    fileprivate var isWork: Bool {
        if case .record(let record) = content { record.body is Maintenance } else { false }
    }

    /// Whether it records that the gateway was off, or a loss that leaves no means.
    fileprivate var isOutage: Bool {
        switch content {
        case .loss(let loss): !loss.reason.leavesMeans
        case .clock(let change): change.step == .started
        default: false
        }
    }
}

extension [Int] {
    /// The consecutive numbers as ranges, in order.
    fileprivate var stretches: [ClosedRange<Int>] {
        reduce(into: []) { stretches, number in
            if let last = stretches.last, last.upperBound + 1 == number {
                stretches[stretches.count - 1] = last.lowerBound...number
            } else {
                stretches.append(number...number)
            }
        }
    }
}
