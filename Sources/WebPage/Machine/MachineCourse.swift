import Facilities

/// How a machine stands by its exhaust tests and repairs, from records alone. That a machine is out of use (停用) is said by no
/// record, so it is no state here.
struct MachineCourse: Hashable, Sendable {
    /// The newest test.
    var last: Record
    var test: ExhaustTest
    var verdict: TestVerdict
    var state: State

    enum State: Hashable, Sendable, CaseIterable {
        /// The newest test was passed, and the one before it was not failed.
        case passed
        /// It was failed, and nobody has entered a repair since.
        case toRectify
        /// A repair was entered as begun.
        case rectifying
        /// A repair was entered as done.
        case toRetest
        /// It was passed, and the one before it was failed.
        case retestPassed

        var title: Text {
            switch self {
            case .passed: Text(zh: "合格", en: "passed")
            case .toRectify: Text(zh: "待整改", en: "to be rectified")
            case .rectifying: Text(zh: "整改中", en: "being rectified")
            case .toRetest: Text(zh: "待复测", en: "to be re-tested")
            case .retestPassed: Text(zh: "复测合格", en: "re-test passed")
            }
        }

        /// Whether the next test is a re-test.
        var needsRetest: Bool {
            switch self {
            case .toRectify, .rectifying, .toRetest: true
            case .passed, .retestPassed: false
            }
        }
    }

    /// Nil without a test.
    ///
    /// - Parameter records: in the order in which they were entered.
    init?(_ records: [Record], _ limits: TestLimits) {
        let ordered = records.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
            \.element)
        let tests = ordered.compactMap { record in (record.body as? ExhaustTest).map { (record: record, test: $0) } }
        guard let newest = tests.last else { return nil }
        (last, test, verdict) = (newest.record, newest.test, limits.verdict(on: newest.test))
        guard verdict == .failed else {
            let before = tests.dropLast().last.map { limits.verdict(on: $0.test) }
            state = before == .failed ? .retestPassed : .passed
            return
        }
        let since = ordered.lastIndex { $0.body is ExhaustTest } ?? 0
        let repairs = ordered[since...].compactMap { $0.body as? Rectification }.filter { repair in
            // The rule judges smoke that is measured while it runs, too.
            repair.rule == Self.rule && repair.cause.map { ["test", "ringelmann"].contains($0) } ?? true
        }
        state = repairs.last.map { $0.isDone ? .toRetest : .rectifying } ?? .toRectify
    }

    /// The rule whose findings a repair puts right.
    static let rule = "machinery.smoke"
}

extension FacilityDetail {
    var testLimits: TestLimits? { TestLimits(ruleLimits[MachineCourse.rule] ?? []) }

    /// How the machine stands by its tests; nil for another kind of facility, and without a test on record.
    var machineCourse: MachineCourse? {
        guard let machine, let testLimits else { return nil }
        return MachineCourse(machine.records, testLimits)
    }
}
