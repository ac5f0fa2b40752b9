import Facilities
import Journal
import Rules

/// Turns samples into aggregates as time passes, for all facilities, and says what is to be committed together: then a
/// restart at any moment neither loses nor doubles anything.
struct Aggregation {
    private var means: [Facility.Code: Means]
    /// Every minute that began before is closed.
    private var closed: Timestamp
    /// The first sample of every minute that is not.
    private var firstSample: [Timestamp: Int64] = [:]

    /// Longer means of a corrected stretch that are still to be put together again.
    private var again: [(code: Facility.Code, span: Means.Span)] = []
    /// How many of these are put together with one minute.
    static let portion = 500

    /// How long after a minute its last samples may come before they count as late.
    static let patience = Duration.seconds(5)

    /// Continues where the journal's mark says: samples after it are taken in again.
    init(_ facilities: [Facility], journal: Journal) throws {
        means = Dictionary(
            uniqueKeysWithValues: facilities.map { ($0.code, Means(utcOffset: $0.utcOffset)) })
        // Without a mark nothing has been closed: all samples of a new journal are taken in.
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

    /// The intervals that were open then: something of them was given out, and they have not been put together.
    private mutating func noteOpenIntervals(of facility: Facility, at time: Timestamp, _ journal: Journal) throws {
        for interval in Aggregate.Interval.allCases {
            guard let finer = interval.finer else { continue }
            let start = interval.start(of: time, utcOffset: facility.utcOffset)
            for kept in try journal.aggregates(of: facility.code, finer, in: start..<time) {
                means[facility.code]?.note(kept.content)
            }
        }
    }

    /// The longer means around corrected minutes are to be put together again, a portion with each minute.
    mutating func note(corrected minutes: [Kept<Aggregate>]) {
        for (code, minutes) in Dictionary(grouping: minutes, by: \.facility).sorted(by: { $0.key < $1.key }) {
            guard let means = means[code] else { continue }
            again += means.spans(around: minutes.map(\.content)).map { (code, $0) }
        }
    }

    mutating func take(_ kept: Kept<Sample>) {
        means[kept.facility]?.take(kept.content)
        let minute = kept.time.start(ofInterval: .minutes(1))
        firstSample[minute] = min(firstSample[minute] ?? kept.sequence, kept.sequence)
    }

    /// Closes the minutes whose samples have come by now.
    ///
    /// - Parameters:
    ///   - isOtherTime: whether the clock was set, so that everything that is open belongs to a time which is over.
    ///   - sequence: the newest that was given; more are taken for what is closed.
    mutating func close(
        at now: Timestamp, isOtherTime: Bool = false, sequence: inout Int64, into batch: inout Batch
    ) {
        let before = (now - Self.patience).start(ofInterval: .minutes(1))
        guard closed != before || isOtherTime else { return }
        // A clock that went back begins again from where it stands, with nothing open: else the mark could not tell what of
        // the time that comes a second time is in aggregates. What belongs to an interval later corrects it.
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
