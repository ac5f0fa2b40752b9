import Facilities

/// What must stay the same from one release to the next, a line each: which rule found what, since when, by which figure,
/// and what people said of it. Causes have other names since 0.2.0, accounts of a day are new, and the light follows from
/// more than findings.
struct Lines: Hashable {
    var restored: Set<String>
    var entries: Set<String>
    var afterwards: Set<String>

    /// - Parameter known: rules that find something else on purpose; they are left aside.
    init(_ expected: GoldenFile.Expected, _ known: [String]) {
        restored = Self.lines(expected.restored, known)
        afterwards = Self.lines(expected.afterwards, known)
        entries = Set(
            expected.entries.filter { $0.isComparable && !known.contains($0.rule ?? "") }.map { step in
                "\(step.at) \(step.kind) \(step.rule ?? "") \(step.level.map { "\($0)" } ?? "") "
                    + "since \(Self.since(step.since, step.rule, step.level)) \(step.days.map { "\($0) d" } ?? "")"
            })
    }

    private static func lines(_ verdict: Verdict, _ known: [String]) -> Set<String> {
        let findings = verdict.findings.filter { !known.contains($0.rule) }.map { found -> String in
            let since = since(found.since, found.rule, found.level)
            return "\(found.rule) \(found.level) since \(since) over \(found.over?.description ?? "") "
                + "\(found.acknowledged?.at.description ?? "") \(found.rectified?.at.description ?? "") \(found.shelvedUntil?.description ?? "")"
        }
        return Set(findings)
    }

    /// Duties that 0.1.0 said to be overdue since it had noticed, and that are so since the day due.
    private static let duties = [
        "carbon.cycle", "carbon.waste", "fume.cleaning", "machinery.test", "machinery.registration",
    ]

    /// Returns since when it holds, where that is comparable: carbon is not inspected since it was filled in.
    private static func since(_ time: Timestamp?, _ rule: String?, _ level: Finding.Level?) -> String {
        guard let time, let rule, !duties.contains(rule), rule != "carbon.quality" || level != .grey else { return "" }
        return time.description
    }
}

/// Rules whose verdicts differ from those of 0.1.0 on purpose, by situation, and why.
enum KnownDifferences {
    static func of(_ situation: String) -> [String] { rules[situation] ?? [] }

    private static let rules: [String: [String]] = [
        // What people enter afterwards names the cause as 0.1.0 called it. The bed's iodine value is of a sample taken
        // months after the filling, which is judged as one of used carbon.
        "carbon-bed": ["carbon.temperature", "carbon.quality"], "carbon-bypass": ["carbon.bypass"],
        // A supplier's iodine value is no inspection.
        "carbon-hours": ["carbon.quality"],
        // Carbon was filled in that is far from the design mass, and the shares that pass are our own limits, which only warn.
        "carbon-loaded": ["carbon.record", "carbon.breakthrough"], "carbon-replaced": ["carbon.record"],
        // A purifier's current decides over its contact, and that they disagree is a finding of its own.
        "fume-dirty": ["fume.purifierOff", "data.contradiction"],
        "fume-sensor": ["fume.purifierOff", "data.contradiction"],
        // A purifier's current is missed while nobody knows whether the fan runs.
        // That the fan is missing is said by one rule more.
        "fume-missing": ["fume.fouling", "fume.idle"],
        // A clock that nobody set puts no value in doubt.
        "carbon-corrected": ["data.silent", "carbon.pressure"], "carbon-instruments": ["data.silent"],
        "dust-instruments": ["data.silent"], "fume-instruments": ["data.silent"],
        // During maintenance the engine's speed still tells that it runs, so that a missing mean of the smoke stays told.
        "machinery-instruments": ["machinery.smoke", "data.silent"],
        // Live smoke is a screening, and yellow.
        "machinery-smoke": ["machinery.smoke"],
        // A limit of a named source is red.
        "carbon-delays": ["carbon.humidity"],
        // A spray that is off is a state, red, and sites start it at 100 µg/m³ of PM10 instead of 150.
        "dust-hour": ["dust.spray"], "dust-night": ["dust.spray"],
    ]
}

extension Step {
    /// 0.1.0 had no accounts, and did not remind on the day itself.
    fileprivate var isComparable: Bool { kind != .account && !(kind == .reminder && days == 0) }
}

extension Set<String> {
    /// What is gone, and what is new.
    func changes(from before: Set<String>) -> [String] {
        before.subtracting(self).sorted().map { "- \($0)" } + subtracting(before).sorted().map { "+ \($0)" }
    }
}
