import Facilities

/// The card of the next action: a verb, a deadline and one button.
struct DoNow: Hashable {
    /// The words before the verb: to do now, or next.
    var lead: String
    var verb, deadline: String
    var isOverdue: Bool
    /// The form of the action; nil if it is not entered.
    var formURL, formTitle: String?
    /// A second form, such as the start of a cleaning; nil for none.
    var startURL, startTitle: String?
    var guideURL: String
    /// Whether the button leads to the form. Otherwise it leads to the guide.
    var hasForm: Bool

    /// Makes the card; nil if nothing is to be done.
    init?(_ status: Status, _ records: [KeptEntry], time: PageTime) {
        guard let next = status.next else { return nil }
        let language = time.language
        verb = next.action.title[language]
        let isNow =
            next.due <= time.now.day(utcOffset: time.utcOffset) || status.light == .red || status.light == .yellow
        lead = (isNow ? Text(zh: "现在要做", en: "To do now") : Text(zh: "接下来", en: "Next"))[language]
        let isRed = status.findings.contains { $0.level == .red }
        let today = time.now.day(utcOffset: time.utcOffset)
        isOverdue = next.due < today
        if next.due <= today, isRed {
            deadline = Text(zh: "立即", en: "now")[language]
        } else if next.due <= today {
            deadline = Text(zh: "今天", en: "today")[language]
        } else {
            deadline = Text(zh: "\(time.day(next.due, .zh))前", en: "by \(time.day(next.due, .en))")[language]
        }
        guideURL = "/q/\(status.code)/guide/\(next.action.rawValue)"
        let form = next.action.form(status, language)
        hasForm = form != nil
        (formURL, formTitle) = (form?.url, form?.title)
        let start = next.action.startForm(status, records, time)
        (startURL, startTitle) = (start?.url, start?.title)
    }
}
