import Facilities
import WebPage

/// Counts the minutes of a month in which channels had a good value, from the means that are kept, and finds out why there was none in
/// the others.
struct CompletenessCount {
    /// Midnight of the first day.
    let start: Timestamp
    let firstDay: Day
    /// Minutes from `start` that are over.
    let length: Int
    /// Minutes with a value, by the hour from `start`.
    var hours: [Channel.ID: [Int: Int]]
    /// The minutes from `start` with a value, of hours in which some have none.
    var minutes: [Channel.ID: Set<Int>]
    var evidence: GapEvidence
    var channels: [Channel]

    /// A shorter time without anything may be chance. As accounts count it.
    private static let leastOff = 10

    var completeness: Completeness {
        let days = (0..<(length + 1439) / 1440).map { firstDay + $0 }
        var found = channels.map { Completeness.OfChannel($0.id, place: $0.place, days: []) }
        for (index, day) in days.enumerated() {
            let base = index * 1440
            let counted = counts(from: base, of: min(1440, length - base), day)
            for place in found.indices { found[place].days.append(counted[place]) }
        }
        return Completeness(days: days, channels: found)
    }

    /// One day of all channels.
    private func counts(from base: Int, of length: Int, _ day: Day) -> [Completeness.OfDay] {
        let seen = channels.map { SeenDay(hours[$0.id] ?? [:], minutes[$0.id] ?? [], from: base, of: length) }
        guard seen.contains(where: { $0.count < length }) else {
            return seen.map { Completeness.OfDay(day, minutes: $0.count, of: length, gaps: []) }
        }
        let isAnything = (0..<length).map { minute in seen.contains { $0.isThere[minute] } }
        let ran = ran(isAnything, from: base, day)
        return channels.indices.map { index in
            var gaps = DayGaps()
            for minute in 0..<length where !seen[index].isThere[minute] {
                let reason: GapReason =
                    seen[index].isNotKept[minute]
                    ? .notKept : reason(minute, index, seen, isAnything: isAnything[minute], ran, from: base, day)
                gaps.add(reason, at: start + .minutes(base + minute))
            }
            return Completeness.OfDay(day, minutes: seen[index].count, of: length, gaps: gaps.sorted)
        }
    }

    private func reason(
        _ minute: Int, _ index: Int, _ seen: [SeenDay], isAnything: Bool, _ ran: Ran, from base: Int, _ day: Day
    ) -> GapReason {
        let (device, time) = (channels[index].id.device, start + .minutes(base + minute))
        if evidence.isBeforeConnection(device, at: time, of: day) { return .notConnected }
        if let window = evidence.window(at: time, device) { return window.reason }
        let period = Int((channels[index].period.inSeconds / 60).rounded(.up))
        if period > 1, seen[index].isWithin(period, after: minute) { return .notDue }
        if isAnything {
            let isOther = channels.indices.contains { channels[$0].id.device == device && seen[$0].isThere[minute] }
            return isOther ? .unusable : .silent
        }
        switch ran {
        case .always: return .silent
        case .notIn(let minutes) where minutes.contains(minute): return .gatewayOff
        case .notIn: return evidence.isSilence(time) ? .silent : .unknown
        case .unknown: return evidence.accounts[day] == nil && evidence.isSilence(time) ? .silent : .unknown
        }
    }

    /// Whether the gateway ran while nothing came, and no entry explains that.
    private enum Ran {
        /// The account misses no time but that of entries.
        case always
        /// All of these minutes are missing in the account. Of shorter times it says nothing.
        case notIn(Set<Int>)
        /// The account does not tell.
        case unknown
    }

    private func ran(_ isAnything: [Bool], from base: Int, _ day: Day) -> Ran {
        guard let all = evidence.unseenMinutes(of: day) else { return .unknown }
        let windows = isAnything.indices.map { evidence.outages(at: start + .minutes(base + $0)) }
        // A gateway without power saw nothing. While something was lost it may have run, or not.
        let unseen = max(0, all - Double(windows.count { $0.isOff }))
        if unseen <= Double(Self.leastOff) { return .always }
        let lost = windows.count { !$0.isOff && $0.isLost }
        var (empty, run): (Set<Int>, [Int]) = ([], [])
        for minute in 0...isAnything.count {
            let isEmpty =
                minute < isAnything.count && !isAnything[minute] && !isExplained(start + .minutes(base + minute))
            if isEmpty {
                run.append(minute)
            } else {
                if run.count > Self.leastOff { empty.formUnion(run) }
                run = []
            }
        }
        return Double(empty.count + lost) <= unseen + Double(Self.leastOff) ? .notIn(empty) : .unknown
    }

    private func isExplained(_ time: Timestamp) -> Bool {
        evidence.windows.contains { $0.device == nil && $0.time.contains(time) }
    }
}

/// What one channel gave on one day.
private struct SeenDay {
    var isThere: [Bool]
    /// Minutes of hours of which only the number is kept.
    var isNotKept: [Bool]
    var count: Int

    init(_ hours: [Int: Int], _ minutes: Set<Int>, from base: Int, of length: Int) {
        isThere = Array(repeating: false, count: length)
        isNotKept = isThere
        count = 0
        for hour in stride(from: 0, to: length, by: 60) {
            let time = hour..<min(hour + 60, length)
            let known = hours[(base + hour) / 60] ?? 0
            if known >= time.count {
                for minute in time { isThere[minute] = true }
                count += time.count
                continue
            }
            for minute in time where minutes.contains(base + minute) { isThere[minute] = true }
            let found = time.count { isThere[$0] }
            count += max(found, known)
            guard known > found else { continue }
            for minute in time {
                (isThere[minute], isNotKept[minute]) = (minute - hour < known, minute - hour >= known)
            }
        }
    }

    /// Whether a value came within so many minutes before a minute.
    func isWithin(_ period: Int, after minute: Int) -> Bool {
        (max(0, minute - period + 1)..<minute).contains { isThere[$0] }
    }
}

/// The gaps of one day by reason.
private struct DayGaps {
    private var gaps: [GapReason: Completeness.Gap] = [:]

    mutating func add(_ reason: GapReason, at time: Timestamp) {
        var gap = gaps[reason] ?? Completeness.Gap(reason, minutes: 0, from: time, until: time)
        gap.minutes += 1
        gap.until = time + .minutes(1)
        gaps[reason] = gap
    }

    var sorted: [Completeness.Gap] {
        gaps.values.sorted { ($1.minutes, $0.from) < ($0.minutes, $1.from) }
    }
}
