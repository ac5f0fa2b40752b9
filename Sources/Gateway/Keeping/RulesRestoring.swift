import Facilities
import Foundation
import Journal
import Rules

/// Restores the rules as the last run left them: from their states at its last tick, and from the events that came after.
struct RulesRestoring {
    private(set) var rules: [Facility.Code: FacilityRules]
    /// The states that could not be read and were rebuilt, which are entered in the ledger.
    private(set) var rebuilt: [(facility: Facility.Code, what: Rebuilding)] = []
    /// The sequence up to which the rules of a facility have seen everything.
    private var seen: [Facility.Code: Int64] = [:]
    private let journal: Journal
    private let timeline: Timeline
    private let key: SecretKey

    private static let page = 500

    /// Restores the rules.
    ///
    /// - Parameter now: the time at which the gateway continues; nil if it must not be compared.
    init(_ facilities: [Facility], from journal: Journal, now: Timestamp? = nil) throws {
        (self.journal, timeline) = (journal, journal.timeline)
        key = try journal.secretKey()
        rules = Dictionary(uniqueKeysWithValues: facilities.map { ($0.code, FacilityRules(for: $0)) })
        for facility in facilities { try restore(facility) }
        try replay()
        if let now { for code in rules.keys { moveBack(code, to: now) } }
        for (code, what) in rebuilt {
            let findings = try findingsInForce(at: code)
            rules[code]?.restore(findings, of: what.rules)
        }
    }

    private mutating func restore(_ facility: Facility) throws {
        let code = facility.code
        let kept = try journal.ruleState(of: code)
        let unreadable: Unreadable?
        if let kept {
            let shift = try shift(at: kept.sequence)
            unreadable = rules[code]?.restore(json: kept.state, shift)
        } else {
            unreadable = try isKnown(code) ? FacilityRules(for: facility).nothing("there is none") : nil
        }
        let end = try kept?.sequence ?? journal.lastSequence()
        if kept != nil || unreadable != nil { seen[code] = end }
        if let unreadable { try rebuild(facility, unreadable, upTo: end) }
    }

    /// Returns the correction of the clock by which a state was stored; nil if the clock is still right.
    private func shift(at sequence: Int64) throws -> ClockShift? {
        guard var shift = timeline.correction(at: sequence).shift else { return nil }
        shift.given = try journal.timesGiven(since: timeline.firstSequence(ofStartAt: sequence))
        return shift
    }

    /// Returns whether anything was ever entered at a facility: the rules of a new one have no state.
    private func isKnown(_ code: Facility.Code) throws -> Bool {
        try !journal.entries(of: code, limit: 1).isEmpty
    }

    /// Shows new rules everything that people entered, and all samples since the last account of a day, from which they
    /// continue counting. Without an account they count from zero, and report that.
    private mutating func rebuild(_ facility: Facility, _ unreadable: Unreadable, upTo end: Int64) throws {
        var fresh = FacilityRules(for: facility)
        var account: Kept<Account>?
        try eachEntry(of: facility.code, upTo: end) { kept in
            switch kept.content {
            case .account(let day):
                fresh.restore(day)
                account = Kept(sequence: kept.sequence, facility: facility.code, time: kept.time, day)
            case .record, .evidence, .finding, .reminder, .rebuilt, .suspicion, .loss, .erased, .photographsRemoved,
                .rechained,
                .operatorChange, .clock, .seal, .epoch, .unknown:
                if let event = kept.content.event(key) { _ = fresh.consider(event) }
            }
        }
        if let account { try eachSample(of: facility.code, after: account.sequence, upTo: end) { fresh.see($0) } }
        rules[facility.code]?.adopt(unreadable, from: fresh, counted: account != nil)
        rebuilt.append(
            (
                facility.code,
                Rebuilding(rules: unreadable.rules, from: account?.content.day, reason: unreadable.reason)
            ))
    }

    /// Corrects a state from an earlier start of the machine whose clock was ahead by an unknown time. What was found then
    /// was found by now at the latest.
    private mutating func moveBack(_ code: Facility.Code, to now: Timestamp) {
        guard let last = rules[code]?.status.asOf, last > now, let sequence = try? journal.lastSequence() else {
            return
        }
        let from = timeline.firstStamp(at: sequence) ?? now
        rules[code]?.correct(by: ClockShift(from: from, by: now - last))
    }

    /// Returns the findings in force by the ledger: a finding that was raised there does not disappear with the state of a
    /// rule.
    private func findingsInForce(at code: Facility.Code) throws -> [Finding] {
        var findings: [Finding] = []
        try eachEntry(of: code, upTo: .max) { kept in
            guard case .finding(let step, let finding) = kept.content else { return }
            findings.removeAll { $0.identity == finding.identity }
            if step != .cleared { findings.append(finding) }
        }
        return findings
    }

    private func eachEntry(
        of code: Facility.Code, upTo end: Int64, _ body: (KeptEntry) -> Void
    ) throws {
        var position: Int64 = 0
        while case let page = try journal.entries(of: code, after: position, upTo: end, limit: Self.page),
            let last = page.last
        {
            for kept in page { body(kept) }
            position = last.sequence
        }
    }

    private func eachSample(
        of code: Facility.Code, after start: Int64, upTo end: Int64, _ body: (Sample) -> Void
    ) throws {
        var position = start
        while case let page = try journal.portion(after: position, upTo: end, limit: Self.page), let last = page.last {
            for case .sample(let kept) in page where kept.facility == code { body(kept.content) }
            position = last.sequence
        }
    }

    private mutating func replay() throws {
        guard var position = seen.values.min() else { return }
        while case let page = try journal.portion(after: position, limit: Self.page), let last = page.last {
            for item in page { replay(item) }
            position = last.sequence
        }
    }

    private mutating func replay(_ item: Item) {
        switch item {
        case .sample(let kept) where kept.sequence > seen[kept.facility] ?? .max:
            _ = rules[kept.facility]?.consider(.sample(kept.content))
        case .entry(let kept):
            guard let code = kept.facility, kept.sequence > seen[code] ?? .max else { return }
            if let event = kept.content.event(key) { _ = rules[code]?.consider(event) }
        default: break
        }
    }
}

extension Entry {
    /// The event that the rules must see of it; nil for what the rules produce themselves, which is stored already.
    fileprivate func event(_ key: SecretKey) -> Event? {
        switch self {
        case .record(let record): .record(record.withoutPeople(key.hash))
        case .evidence(let evidence): .evidence(evidence)
        case .finding, .reminder, .account, .rebuilt, .suspicion, .loss, .erased, .photographsRemoved, .rechained,
            .operatorChange, .clock,
            .seal, .epoch, .unknown:
            nil
        }
    }
}

extension FacilityRules {
    fileprivate mutating func see(_ sample: Sample) { _ = consider(.sample(sample)) }
}
