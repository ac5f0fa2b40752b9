/// A reminder to the person who has to do something: 7, 3 and 1 days before it is due, on that day, and every day
/// after.
public struct Reminder: Codable, Hashable, Sendable {
    /// The rule that asks for the step: `carbon.cycle`.
    public var rule: String
    /// The step to take.
    public var step: NextStep
    /// The days until the step is due: 0 on the day itself, negative when it is overdue.
    public var days: Int

    public init(rule: String, step: NextStep, days: Int) {
        self.rule = rule
        self.step = step
        self.days = days
    }

    /// The reminder in a sentence.
    public var text: Text {
        let what = step.action.title
        switch days {
        case 0: return Text(zh: "\(what.zh)：今天（\(step.due)）到期", en: "\(what.en): due today, \(step.due)")
        case 1...:
            return Text(
                zh: "\(what.zh)：还有\(days)天，\(step.due)到期", en: "\(what.en): due in \(days) d, on \(step.due)")
        default:
            return Text(
                zh: "\(what.zh)：已逾期\(-days)天，应于\(step.due)前完成",
                en: "\(what.en): overdue by \(-days) d, since \(step.due)")
        }
    }
}
