import Facilities
import Journal
import Rules

/// Computes aggregates from samples as time passes, for all facilities, and determines what must be committed together, so
/// that a restart at any moment neither loses nor repeats anything.
struct Aggregation {
    private var means: [Facility.Code: Means]
    /// The time before which all minutes that began are closed.
    private var closed: Timestamp
    /// The first sample of every minute that is not closed.
    private var firstSample: [Timestamp: Int64] = [:]

    /// The longer means of a corrected time that must still be computed again.
    private var again: [(code: Facility.Code, span: Means.Span)] = []
    /// The number of these that are computed with one minute.
    static let portion = 500

    /// The time after a minute within which its last samples do not count as late.
    static let patience = Duration.seconds(5)

    /// Continues at the journal's mark: the samples after it are processed again.
    init(_ facilities: [Facility], journal: Journal) throws {
        means = Dictionary(
            uniqueKeysWithValues: facilities.map { ($0.code, Means(utcOffset: $0.utcOffset)) })
        // Without a mark no minute was closed: all samples of a new journal are processed.
        let mark =
            try journal.aggregateMark()
            ?? AggregateMark(before: Timestamp(milliseconds: 0), sequence: 0, position: 0)
        closed = mark.before
        for facility in facilities { try noteOpenIntervals(of: facility, at: mark.before, journal) }
        var position = mark.position
        while case let page = try journal.portion(after: position, limit: 500), let last = page.last {
            for case .sample(let kept) in page where kept.sequence > mark.sequence || kept.time >= mark.before {
                take(kept)
            }
            position = last.sequence
        }
    }

    /// Notes the intervals that were open at a time: parts of them were published, but not the interval itself.
    private mutating func noteOpenIntervals(of facility: Facility, at time: Timestamp, _ journal: Journal) throws {
        for interval in Aggregate.Interval.allCases {
            guard let finer = interval.finer else { continue }
            let start = interval.start(of: time, utcOffset: facility.utcOffset)
            for kept in try journal.aggregates(of: facility.code, finer, in: start..<time) {
                means[facility.code]?.note(kept.content)
            }
        }
    }

    /// Notes that the longer means around corrected minutes must be computed again, a portion with each minute.
    mutating func note(corrected minutes: [Kept<Aggregate>]) {
        for (code, minutes) in Dictionary(grouping: minutes, by: \.facility).sorted(by: { $0.key < $1.key }) {
            guard let means = means[code] else { continue }
            again += means.spans(around: minutes.map(\.content)).map { (code, $0) }
        }
    }

    mutating func take(_ kept: Kept<Sample>) {
        // By its position, since a change by key has memory of its own for each sample.
        if let place = means.index(forKey: kept.facility) { means.values[place].take(kept.content) }
        let minute = kept.time.start(ofInterval: .minutes(1))
        if let first = firstSample[minute], first <= kept.sequence { return }
        firstSample[minute] = kept.sequence
    }

    /// Closes the minutes whose samples have arrived by now.
    ///
    /// - Parameters:
    ///   - isOtherTime: whether the clock was set, so that all open intervals belong to a time that is over.
    ///   - sequence: the newest sequence that was given. The closed minutes take further ones.
    mutating func close(
        at now: Timestamp, isOtherTime: Bool = false, sequence: inout Int64, into batch: inout Batch
    ) {
        let before = (now - Self.patience).start(ofInterval: .minutes(1))
        guard closed != before || isOtherTime else { return }
        // After the clock went back, this begins again at the present time with nothing open: otherwise the mark could not
        // show what of the repeated time is in aggregates. Later values of such an interval correct it.
        let isLater = before > closed && !isOtherTime
        let end = isLater ? before : Timestamp(milliseconds: .max)
        closed = before
        let all = means.keys.sorted().map { code in (code, means[code]?.close(before: end) ?? ([], [])) }
        for (code, (minutes, _)) in all {
            for minute in minutes {
                sequence += 1
                batch.minutes.append(Kept(sequence: sequence, facility: code, time: minute.end, minute))
            }
        }
        for (code, (_, ended)) in all {
            for span in ended {
                sequence += 1
                batch.summaries.append(
                    Summary(
                        sequence: sequence, facility: code, device: span.device, interval: span.interval,
                        start: span.start
                    ))
            }
        }
        for (code, span) in again.prefix(Self.portion) where span.end <= now {
            sequence += 1
            batch.summaries.append(
                Summary(
                    sequence: sequence, facility: code, device: span.device, interval: span.interval, start: span.start)
            )
        }
        again.removeFirst(min(Self.portion, again.count))
        firstSample = firstSample.filter { $0.key >= end }
        let position = (firstSample.values.min() ?? sequence + 1) - 1
        batch.aggregateMark = AggregateMark(before: before, sequence: sequence, position: position)
    }
}
