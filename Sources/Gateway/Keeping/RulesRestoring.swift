import Facilities
import Foundation
import Journal
import Rules

/// The rules as the last run left them: what they remembered with its last tick, and what came after, seen again.
struct RulesRestoring {
    private(set) var rules: [Facility.Code: FacilityRules]
    /// What could not be read and was rebuilt, to be entered in the ledger.
    private(set) var rebuilt: [(facility: Facility.Code, what: Rebuilding)] = []
    /// Up to which sequence the rules of a facility have seen everything.
    private var seen: [Facility.Code: Int64] = [:]
    private let journal: Journal
    private let timeline: Timeline
    private let key: SecretKey

    private static let page = 500

    /// - Parameter now: the time at which the gateway continues; nil where that is not to be compared.
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

    /// What became of the clock by which a state was kept; nil where it is still right.
    private func shift(at sequence: Int64) throws -> ClockShift? {
        guard var shift = timeline.correction(at: sequence).shift else { return nil }
        shift.given = try journal.timesGiven(since: timeline.firstSequence(ofStartAt: sequence))
        return shift
    }

    /// Whether anything was ever entered there: the rules of a new facility have nothing to remember.
    private func isKnown(_ code: Facility.Code) throws -> Bool {
        try !journal.entries(of: code, limit: 1).isEmpty
    }

    /// Shows fresh rules everything that people entered, and what was measured since the last account of a day, from which
    /// they count on. Without an account they count from zero, and say so.
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

    /// An earlier start of the machine had a clock that was ahead, and nobody knows by how much. What was found then was found by
    /// now, at the latest.
    private mutating func moveBack(_ code: Facility.Code, to now: Timestamp) {
        guard let last = rules[code]?.status.asOf, last > now, let sequence = try? journal.lastSequence() else {
            return
        }
        let from = timeline.firstStamp(at: sequence) ?? now
        rules[code]?.correct(by: ClockShift(from: from, by: now - last))
    }

    /// By the ledger: what was raised there does not disappear with a rule's memory.
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
    /// What the rules had to see of it; nil for what comes out of the rules again, and is kept already.
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
