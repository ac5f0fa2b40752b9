import Facilities
import Journal
import Rules
import SiteConfiguration
import WebPage

/// Reads the content of the inspector's screen.
struct InspectionReading: Sendable {
    let journal: Journal
    let verification: Verification
    let utcOffset: Int
    let channels: [Facility.Code: [Channel]]
    /// The complaint points, whose entries contain the evidence of complaints.
    let points: [Facility.Code]

    /// One more than the page lists of a kind, so that it can show that there are more.
    private static let most = Inspection.listed + 1

    func inspection(of code: Facility.Code, in month: Month, now: Timestamp) throws(JournalError) -> Inspection {
        let (start, end) = (
            month.days.lowerBound.start(utcOffset: utcOffset), (month.days.upperBound + 1).start(utcOffset: utcOffset)
        )
        let reading = reading(of: code, month.days, now: now)
        let head = try journal.ledgerHead()
        func newest(
            _ kinds: Set<Entry.Kind>, having text: String? = nil, where isMeant: (KeptEntry) -> Bool = { _ in true }
        ) throws(JournalError) -> [KeptEntry] {
            try journal.entries(
                of: code, kinds, in: start..<end, after: 0, limit: Self.most, isNewestFirst: true, having: text,
                where: isMeant)
        }
        return Inspection(
            entries: head.count, sequence: head.sequence, hash: head.hash.description, seal: try journal.lastSeal(),
            completeness: try reading.count().completeness, findings: try newest([.raised, .changed]),
            evidence: try evidence(of: code, in: start..<end),
            suspicions: try suspicions(newest([.suspicion]), of: code),
            visits: try newest([.record], having: Visit.kind.inBody, where: \.isVisit))
    }

    /// Returns the minutes that each device gave on a day so far, and the reasons for the missing ones.
    func devices(of code: Facility.Code, on day: Day, now: Timestamp) throws(JournalError) -> [DeviceMinutes] {
        let completeness = try reading(of: code, day...day, now: now).count().byDevice.completeness
        return completeness.channels.compactMap { channel in
            channel.days.first.map { DeviceMinutes(channel.id.device, $0) }
        }
    }

    private func reading(of code: Facility.Code, _ days: ClosedRange<Day>, now: Timestamp) -> CompletenessReading {
        let (start, end) = (
            days.lowerBound.start(utcOffset: utcOffset), (days.upperBound + 1).start(utcOffset: utcOffset)
        )
        // The newest minute is computed some seconds after its end.
        let over = min(end, (now - Aggregation.patience).start(ofInterval: .minutes(1)))
        return CompletenessReading(
            journal: journal, code: code, configured: channels[code] ?? [], time: start..<end,
            firstDay: days.lowerBound, length: max(0, Int((over - start).milliseconds / 60_000)))
    }

    // MARK: Evidence

    /// Returns the evidence of a point's own complaints, or that of this gateway's points about another facility.
    private func evidence(
        of code: Facility.Code, in time: Range<Timestamp>
    ) throws(JournalError) -> [Inspection.Proof] {
        let isPoint = points.contains(code)
        func proof(_ entry: KeptEntry) -> Inspection.Proof? { isPoint ? entry.proof : entry.proof(of: code) }
        // An entry has some thousand bytes, and many points may have one about this facility. No more are decoded than are
        // listed.
        let found = try journal.entries(
            ofAny: isPoint ? [code] : points, [.evidence], in: time, after: 0, limit: Self.most, isNewestFirst: true,
            having: isPoint ? nil : code.description, where: { proof($0) != nil })
        return found.compactMap(proof)
    }

    // MARK: Suspicions

    private func suspicions(
        _ found: [KeptEntry], of code: Facility.Code
    ) throws(JournalError) -> [Inspection.Doubt] {
        var doubts: [Inspection.Doubt] = []
        for case .suspicion(let suspicion) in found.map(\.content) {
            let curves = doubts.count < Inspection.drawn ? try self.curves(of: suspicion, at: code) : []
            doubts.append(Inspection.Doubt(suspicion, curves: curves))
        }
        return doubts
    }

    /// Returns the means around its window, for the channels that its cause names.
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
    /// Reads a name such as `line-1/3/pressureDrop`; nil if it names no channel.
    fileprivate init?(named text: Substring) {
        guard let slash = text.lastIndex(of: "/"),
            let quantity = Quantity(known: String(text[text.index(after: slash)...]))
        else { return nil }
        self.init(DeviceID(String(text[..<slash])), quantity)
    }
}

extension RecordKind {
    /// The text that the stored JSON of a record of this kind contains.
    var inBody: String { #""kind":"\#(rawValue)""# }
}

extension KeptEntry {
    fileprivate var isVisit: Bool {
        if case .record(let record) = content { record.body is Visit } else { false }
    }

    fileprivate var proof: Inspection.Proof? {
        guard case .evidence(let evidence) = content else { return nil }
        return Inspection.Proof(time: time, evidence: evidence, lines: evidence.details)
    }

    /// Returns its part about one facility; nil if that facility is not in it.
    fileprivate func proof(of code: Facility.Code) -> Inspection.Proof? {
        guard case .evidence(var evidence) = content else { return nil }
        evidence.facilities.removeAll { $0.code != code || !$0.isRelevant }
        evidence.more = nil
        guard !evidence.facilities.isEmpty else { return nil }
        return Inspection.Proof(time: time, evidence: evidence, lines: evidence.details)
    }
}
