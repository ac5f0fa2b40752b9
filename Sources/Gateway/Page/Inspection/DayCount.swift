import Facilities
import WebPage

/// Finds the reasons why channels had no value in some minutes of one day.
struct DayCount {
    let day: Day
    /// The minutes of the day that are over.
    let time: Range<Timestamp>
    let channels: [Channel]
    /// The values that each of them gave, in the same order.
    let seen: [SeenDay]
    /// The evidence about that day.
    let evidence: GapEvidence

    /// The shortest time without any data that counts, in minutes, as in accounts. A shorter one may be chance.
    private static let leastOff = 10

    private var length: Int { Int((time.upperBound - time.lowerBound).milliseconds / 60_000) }

    private func time(_ minute: Int) -> Timestamp {
        Timestamp(milliseconds: time.lowerBound.milliseconds + Int64(minute) * 60_000)
    }

    /// The minutes that each channel gave, and the reasons for the missing ones, in the order of the channels.
    var days: [Completeness.OfDay] {
        let length = length
        guard seen.contains(where: { $0.count < length }) else {
            return seen.map { Completeness.OfDay(day, minutes: $0.count, of: length, gaps: []) }
        }
        let isAnything = union { _ in true }
        let ran = ran(isAnything)
        return channels.indices.map { index in
            let gaps = seen[index].count < length ? gaps(of: index, isAnything, ran) : []
            return Completeness.OfDay(day, minutes: seen[index].count, of: length, gaps: gaps)
        }
    }

    /// Returns the minutes in which at least one of some channels had a value.
    private func union(of isMeant: (Channel) -> Bool) -> [Bool] {
        let meant = channels.indices.filter { isMeant(channels[$0]) }
        return (0..<length).map { minute in meant.contains { seen[$0].isThere[minute] } }
    }

    private func gaps(of index: Int, _ isAnything: [Bool], _ ran: Ran) -> [Completeness.Gap] {
        let (channel, own) = (channels[index], seen[index])
        let device = channel.id.device
        let since = evidence.connection(of: device, on: day)
        let windows = evidence.windows.filter { $0.device == nil || $0.device == device }
        let hasAccount = evidence.accounts[day] != nil
        let isOther = union { $0.id.device == device }
        var (gaps, last): (DayGaps, Int?) = (DayGaps(), nil)
        for minute in isAnything.indices {
            if own.isThere[minute] {
                last = minute
                continue
            }
            let time = time(minute)
            let reason: GapReason
            if own.isNotKept[minute] {
                reason = .notKept
            } else if since.map({ time < $0 }) ?? true {
                reason = .notConnected
            } else if let window = windows.first(where: { $0.time.contains(time) }) {
                reason = window.reason
            } else if let last, minute - last < channel.minutesOfReading {
                reason = .notDue
            } else if isAnything[minute] {
                reason = isOther[minute] ? .unusable : .silent
            } else {
                reason = ran.reason(minute, isSilence: evidence.isSilence(time), hasAccount: hasAccount)
            }
            gaps.add(reason, from: time, until: self.time(minute + 1))
        }
        return gaps.sorted
    }

    // MARK: Whether the gateway ran

    /// Whether the gateway ran while no data came and no entry explains that.
    private enum Ran {
        /// It ran all the time: the account misses no time except that of entries.
        case always
        /// It did not run in these minutes, which are missing in the account. About shorter times the account shows
        /// nothing.
        case notIn(MinuteSet)
        /// It is unknown, because the account does not show it.
        case unknown

        /// Returns the reason for a minute without data.
        ///
        /// - Parameters:
        ///   - isSilence: whether the gateway itself found that no valid data came.
        ///   - hasAccount: whether the day has an account.
        func reason(_ minute: Int, isSilence: @autoclosure () -> Bool, hasAccount: Bool) -> GapReason {
            switch self {
            case .always: .silent
            case .notIn(let minutes) where minutes.contains(minute): .gatewayOff
            case .notIn: isSilence() ? .silent : .unknown
            case .unknown: !hasAccount && isSilence() ? .silent : .unknown
            }
        }
    }

    private func ran(_ isAnything: [Bool]) -> Ran {
        guard let all = evidence.unseenMinutes(of: day) else { return .unknown }
        let windows = isAnything.indices.map { evidence.outage(at: time($0)) }
        // A gateway without power recorded nothing. During a loss it may have run, or not.
        let unseen = max(0, all - Double(windows.count { $0 == .off }))
        if unseen <= Double(Self.leastOff) { return .always }
        let lost = windows.count { $0 == .lost }
        var (empty, count, run) = (MinuteSet(), 0, 0..<0)
        for minute in 0...isAnything.count {
            if minute < isAnything.count, !isAnything[minute], !evidence.explainsAll(time(minute)) {
                run = run.lowerBound..<minute + 1
            } else {
                if run.count > Self.leastOff {
                    empty.insert(run)
                    count += run.count
                }
                run = minute + 1..<minute + 1
            }
        }
        return Double(count + lost) <= unseen + Double(Self.leastOff) ? .notIn(empty) : .unknown
    }
}

/// The gaps of one day by reason.
private struct DayGaps {
    private var gaps: [GapReason: Completeness.Gap] = [:]
    /// The newest gap, to which the next minute most often belongs.
    private var open: Completeness.Gap?

    /// Adds a minute, which must be later than the previous ones.
    mutating func add(_ reason: GapReason, from begin: Timestamp, until end: Timestamp) {
        if open?.reason != reason {
            close()
            open = gaps[reason] ?? Completeness.Gap(reason, minutes: 0, from: begin, until: end)
        }
        open?.minutes += 1
        open?.until = end
    }

    private mutating func close() {
        if let open { gaps[open.reason] = open }
    }

    /// The gaps, the longest first.
    var sorted: [Completeness.Gap] {
        var all = self
        all.close()
        return all.gaps.values.sorted { ($1.minutes, $0.from) < ($0.minutes, $1.from) }
    }
}
