import Facilities

/// The state of a machine by the records of its exhaust tests and repairs. No record says that a machine is out of
/// use (停用), so that is no state here.
struct MachineCourse: Hashable, Sendable {
    /// The record of the newest test.
    var last: Record
    var test: ExhaustTest
    var verdict: TestVerdict
    var state: State

    enum State: Hashable, Sendable, CaseIterable {
        /// The newest test was passed, and the one before was not failed.
        case passed
        /// The newest test was failed, and no repair has been entered since.
        case toRectify
        /// A repair was entered as begun.
        case rectifying
        /// A repair was entered as done.
        case toRetest
        /// The newest test was passed, and the one before was failed.
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

    /// Nil if there is no test on record.
    ///
    /// - Parameter records: the records in the order in which they were entered.
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
        let repairs = ordered[since...].compactMap { $0.body as? Rectification }
        guard let repair = repairs.last(where: Self.isForTest) else {
            state = .toRectify
            return
        }
        state = repair.isDone ? .toRetest : .rectifying
    }

    /// Whether a repair puts a failed test right. The rule also judges smoke that is measured while the machine runs;
    /// repairs for that do not count.
    private static func isForTest(_ repair: Rectification) -> Bool {
        guard repair.rule == rule else { return false }
        guard let cause = repair.cause else { return true }
        return ["test", "ringelmann"].contains(cause)
    }

    /// The rule whose findings a repair puts right.
    static let rule = "machinery.smoke"
}

extension FacilityDetail {
    /// The limits of an exhaust test; nil if they are not known.
    var testLimits: TestLimits? { TestLimits(ruleLimits[MachineCourse.rule] ?? []) }

    /// The state by the tests; nil for other kinds of facility, or if there is no test on record.
    var machineCourse: MachineCourse? {
        guard let machine, let testLimits else { return nil }
        return MachineCourse(machine.records, testLimits)
    }
}
