import Facilities
import Journal
import Rules
import SiteConfiguration
import WebPage

/// What the inspector's screen is read from.
struct InspectionReading: Sendable {
    let journal: Journal
    let verification: Verification
    let utcOffset: Int
    let channels: [Facility.Code: [Channel]]
    /// Where evidence of complaints stands.
    let points: [Facility.Code]

    /// Entries of a facility that are read for a month; and what is listed of one kind.
    private static let most = 5000
    private static let listed = 50
    /// Suspicions that are shown with their curves.
    private static let drawn = 6

    private static let kinds: Set<Entry.Kind> = [
        .record, .raised, .changed, .cleared, .suspicion, .evidence, .account,
    ]

    func inspection(of code: Facility.Code, in month: Month, now: Timestamp) throws(JournalError) -> Inspection {
        let (first, next) = (month.days.lowerBound, month.days.upperBound + 1)
        let (start, end) = (first.start(utcOffset: utcOffset), next.start(utcOffset: utcOffset))
        let entries = try journal.entries(
            of: code, Self.kinds, in: (start - MonthReading.before)..<(end + MonthReading.after), after: 0,
            limit: Self.most)
        // The newest minute is put together some seconds after its end.
        let over = min(end, (now - Aggregation.patience).start(ofInterval: .minutes(1)))
        let reading = MonthReading(
            journal: journal, code: code, configured: channels[code] ?? [], start: start, firstDay: first,
            length: max(0, Int((over - start).milliseconds / 60_000)), entries: entries)
        let head = try journal.ledgerHead()
        let own = entries.filter { (start..<end).contains($0.time) }.reversed()
        return Inspection(
            entries: head.count, sequence: head.sequence, hash: head.hash.description, seal: try journal.lastSeal(),
            completeness: try reading.completeness(), findings: Array(own.filter(\.isFound).prefix(Self.listed)),
            evidence: try evidence(own, of: code, in: start..<end), suspicions: try suspicions(own, of: code),
            visits: Array(own.filter(\.isVisit).prefix(Self.listed)))
    }

    // MARK: Evidence

    /// That of a point's own complaints, or what the points of this gateway have of another facility.
    private func evidence(
        _ own: some Sequence<KeptEntry>, of code: Facility.Code, in time: Range<Timestamp>
    ) throws(JournalError) -> [Inspection.Proof] {
        guard !points.contains(code) else { return Array(own.compactMap(\.proof).prefix(Self.listed)) }
        var proofs: [Inspection.Proof] = []
        for point in points {
            let found = try journal.entries(of: point, [.evidence], in: time, after: 0, limit: Self.most)
            proofs += found.compactMap { $0.proof(of: code) }
        }
        return Array(proofs.sorted { $0.time > $1.time }.prefix(Self.listed))
    }

    // MARK: Suspicions

    private func suspicions(
        _ own: some Sequence<KeptEntry>, of code: Facility.Code
    ) throws(JournalError) -> [Inspection.Doubt] {
        var doubts: [Inspection.Doubt] = []
        for case .suspicion(let suspicion) in own.map(\.content) where doubts.count < Self.listed {
            let curves = doubts.count < Self.drawn ? try self.curves(of: suspicion, at: code) : []
            doubts.append(Inspection.Doubt(suspicion, curves: curves))
        }
        return doubts
    }

    /// The means around its window, of the channels that its cause names.
    private func curves(
        of suspicion: Suspicion, at code: Facility.Code
    ) throws(JournalError) -> [Inspection.Curve] {
        let channels = suspicion.cause.split(separator: " ").compactMap { Channel.ID(named: $0) }
        guard !channels.isEmpty, suspicion.from <= suspicion.until else { return [] }
        let length = suspicion.until - suspicion.from
        let margin = max(.minutes(30), length / 2)
        let time = (suspicion.from - margin)..<(suspicion.until + margin)
        let interval: Aggregate.Interval = length <= .hours(6) ? .minute : length <= .days(4) ? .quarter : .hour
        let means = try journal.aggregates(of: code, interval, in: time)
        return channels.compactMap { channel in
            var unit: PhysicalUnit?
            let points = means.filter { $0.content.device == channel.device }.compactMap { kept in
                let column = kept.content.columns.first { $0.quantity == channel.quantity }
                unit = column?.unit ?? unit
                return column?.values.mean.map { Inspection.Curve.Point(kept.content.start, $0) }
            }
            return unit.map { Inspection.Curve(channel, $0, minutes: interval.minutes, points: points) }
        }
    }
}

extension InspectionReading {
    init(_ configuration: Configuration, journal: Journal, verification: Verification) {
        let facilities = configuration.facilities.map(\.facility)
        self.init(
            journal: journal, verification: verification, utcOffset: configuration.gateway.utcOffset,
            channels: Dictionary(uniqueKeysWithValues: facilities.map { ($0.code, $0.channels) }),
            points: facilities.filter { $0.kind == .complaintPoint }.map(\.code))
    }
}

extension Channel.ID {
    /// Reads `line-1/3/pressureDrop`; nil for what names no channel.
    fileprivate init?(named text: Substring) {
        guard let slash = text.lastIndex(of: "/") else { return nil }
        self.init(DeviceID(String(text[..<slash])), Quantity(rawValue: String(text[text.index(after: slash)...])))
    }
}

extension KeptEntry {
    fileprivate var isFound: Bool {
        if case .finding(let step, _) = content { [.raised, .changed].contains(step) } else { false }
    }

    fileprivate var isVisit: Bool {
        if case .record(let record) = content { record.body is Visit } else { false }
    }

    fileprivate var proof: Inspection.Proof? {
        guard case .evidence(let evidence) = content else { return nil }
        return Inspection.Proof(time: time, evidence: evidence, lines: evidence.details)
    }

    /// What it has of one facility; nil where that has nothing to do with it.
    fileprivate func proof(of code: Facility.Code) -> Inspection.Proof? {
        guard case .evidence(var evidence) = content else { return nil }
        evidence.facilities.removeAll { $0.code != code || !$0.isRelevant }
        evidence.more = nil
        guard !evidence.facilities.isEmpty else { return nil }
        return Inspection.Proof(time: time, evidence: evidence, lines: evidence.details)
    }
}
