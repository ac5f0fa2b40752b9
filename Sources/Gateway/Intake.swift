import Facilities
import Foundation
import Journal
import Logging
import Rules

/// Something that came in, and where it belongs.
struct Arrival: Sendable {
    var facility: Facility.Code
    var event: Event
}

/// The one way in. Every event, from a bus, a command or the clock, is judged and then kept; what it led to is published
/// from the journal, never before.
actor Intake {
    private var rules: [Facility.Code: FacilityRules]
    private let journal: Journal
    private let logger: Logger
    private let onCommit: @Sendable () -> Void
    private var sequence: Int64
    private var batch = Batch()
    private var committing: Task<Bool, Never>?
    private var isFailing = false
    private var touched: Set<Facility.Code> = []
    /// How the facilities stand by what is kept.
    private(set) var statuses: [Facility.Code: (status: Status, sequence: Int64)] = [:]

    /// The newest sample of each device, of what is kept.
    private var latest: [Facility.Code: [DeviceID: Sample]] = [:]

    /// Samples that wait in memory at most while the journal cannot be written.
    private static let bound = 200_000

    /// Goes on where the last run ended: restores what the rules remember, and lets them see again what came after.
    init(_ facilities: [Facility], journal: Journal, logger: Logger, onCommit: @escaping @Sendable () -> Void) throws {
        self.journal = journal
        self.logger = logger
        self.onCommit = onCommit
        sequence = try journal.lastSequence()
        rules = try Self.restored(facilities, from: journal)
    }

    private static func restored(_ facilities: [Facility], from journal: Journal) throws -> [Facility.Code:
        FacilityRules]
    {
        var rules = Dictionary(uniqueKeysWithValues: facilities.map { ($0.code, FacilityRules(for: $0)) })
        var seen: [Facility.Code: Int64] = [:]
        for facility in facilities {
            guard let kept = try journal.ruleState(of: facility.code) else { continue }
            try rules[facility.code]?.restore(json: kept.state)
            seen[facility.code] = kept.sequence
        }
        guard var position = seen.values.min() else { return rules }
        while case let page = try journal.page(after: position, limit: 500), let last = page.last {
            for item in page { replay(item, into: &rules, seen: seen) }
            position = last.sequence
        }
        return rules
    }

    private static func replay(
        _ item: Item, into rules: inout [Facility.Code: FacilityRules], seen: [Facility.Code: Int64]
    ) {
        switch item {
        case .sample(let kept) where kept.sequence > seen[kept.facility] ?? .max:
            _ = rules[kept.facility]?.consider(.sample(kept.content))
        case .entry(let kept) where kept.sequence > seen[kept.facility] ?? .max:
            // What was raised and cleared comes out of the rules again; it is kept already.
            if case .record(let record) = kept.content { _ = rules[kept.facility]?.consider(.record(record)) }
        default: break
        }
    }

    // MARK: In

    /// Judges and keeps. Findings are committed at once, samples with the next flush.
    func take(_ arrivals: [Arrival]) async {
        for arrival in arrivals { add(arrival, at: arrival.event.time) }
        if batch.durable || batch.samples.count >= 1000 { await flush() }
    }

    /// A person's record; returns its sequence when it is safe from a power cut, nil when it could not be kept.
    ///
    /// - Parameter now: when it was entered, which may be long after what it tells of.
    func enter(_ record: Record, at code: Facility.Code, now: Timestamp) async -> Int64? {
        add(Arrival(facility: code, event: .record(record)), at: now)
        let own = sequence
        return await flush() ? own : nil
    }

    /// Time passed: rules that wait for a deadline look at it, and what all rules remember is kept.
    func tick(_ time: Timestamp) async {
        for code in rules.keys.sorted() { add(Arrival(facility: code, event: .tick(time)), at: time) }
        batch.ruleStates = rules.map { code, rules in
            RuleState(facility: code, sequence: sequence, state: rules.json)
        }
        touched.formUnion(rules.keys)
        await flush()
    }

    func acknowledged(_ progress: UplinkProgress, by uplink: String) {
        batch.progress[uplink] = progress
    }

    private func add(_ arrival: Arrival, at time: Timestamp) {
        switch arrival.event {
        case .sample(let sample):
            batch.samples.append(Kept(sequence: next(), facility: arrival.facility, time: time, sample))
        case .record(let record): keep(.record(record), at: arrival.facility, time)
        case .tick: break
        }
        for entry in rules[arrival.facility]?.consider(arrival.event) ?? [] { keep(entry, at: arrival.facility, time) }
    }

    private func keep(_ entry: Entry, at code: Facility.Code, _ time: Timestamp) {
        batch.entries.append(Kept(sequence: next(), facility: code, time: time, entry))
        batch.durable = true
        touched.insert(code)
    }

    private func next() -> Int64 {
        sequence += 1
        return sequence
    }

    // MARK: Kept

    /// Commits what has come in so far; false when the journal would not have it, and it waits in memory.
    @discardableResult func flush() async -> Bool {
        // One commit at a time, in order of sequence: an actor is re-entered while it awaits.
        while let running = committing { _ = await running.value }
        guard !batch.isEmpty else { return true }
        let task = Task { await self.commit() }
        committing = task
        return await task.value
    }

    private func commit() async -> Bool {
        defer { committing = nil }
        let going = batch
        let standing = touched.compactMap { code in rules[code].map { (code, $0.status) } }
        let last = sequence
        (batch, touched) = (Batch(), [])
        do {
            try await journal.commit(going)
        } catch {
            await keepWaiting(going, standing.map(\.0), error)
            return false
        }
        if isFailing { logger.notice("The journal can be written again") }
        isFailing = false
        for (code, status) in standing { statuses[code] = (status, last) }
        for kept in going.samples { latest[kept.facility, default: [:]][kept.content.device] = kept.content }
        onCommit()
        return true
    }

    /// The newest sample of every device.
    func latestSamples() -> [DeviceID: Sample] {
        latest.values.reduce(into: [:]) { all, samples in all.merge(samples) { _, new in new } }
    }

    /// The newest sequence that is kept or about to be.
    var lastSequence: Int64 { sequence }

    /// The newest sample of each device of a facility, in order of device.
    func latestSamples(of code: Facility.Code) -> [Sample] {
        (latest[code] ?? [:]).values.sorted { $0.device.description < $1.device.description }
    }

    private func keepWaiting(_ failed: Batch, _ codes: [Facility.Code], _ error: JournalError) async {
        if !isFailing { logger.error("Cannot keep data", metadata: ["reason": "\(error)"]) }
        isFailing = true
        var waiting = failed
        waiting.append(batch)
        let surplus = waiting.samples.count - Self.bound
        if surplus > 0 { waiting.samples.removeFirst(surplus) }
        batch = waiting
        touched.formUnion(codes)
        guard case .full = error, let dropped = try? await journal.dropOldestSamples() else { return }
        logger.warning(
            "Dropped the oldest samples to make room",
            metadata: ["sequences": "\(dropped.sequences)", "count": "\(dropped.count)"]
        )
    }
}

extension FacilityRules {
    fileprivate var json: String {
        // Rule states are plain values: encoding them cannot fail.
        (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    fileprivate mutating func restore(json: String) throws {
        try restore(from: JSONDecoder().decode(CapturedDecoder.self, from: Data(json.utf8)).decoder)
    }
}

/// Hands out the decoder itself, for a value that is changed in place.
private struct CapturedDecoder: Decodable {
    let decoder: any Decoder

    init(from decoder: any Decoder) throws {
        self.decoder = decoder
    }
}
