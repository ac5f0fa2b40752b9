import Facilities

/// One field of a form. Exactly one of `text`, `area`, `choice` and `photographs` is set.
struct FormControl {
    var name, label: String
    var help, problem: String?
    var isRequired: Bool
    /// The ledger's name for the field; nil if the ledger does not ask for it.
    var asked: String?
    var text: Line?
    var area: Line?
    var choice: Choice?
    var photographs: Photographs?

    /// An input for a text, a number or a time.
    struct Line {
        var type, value: String
        var mode: String?
        var unit: String?
        var longest: String?
        var completes: String?
    }

    struct Choice {
        var type: String
        var options: [Option]
        /// Inputs beside the options, such as another day.
        var others: [Other]
    }

    struct Option {
        var value, title: String
        var isChosen: Bool
        var picture: String?
        /// The hint of the option; nil for none. It is not called `help`, since a template would then show the help
        /// of the field instead.
        var hint: String?
    }

    struct Other {
        var name, label, type, value: String
    }

    struct Photographs {
        var most: String
        /// The ids of the photographs that were stored at the last attempt.
        var kept: [String]
        var count: String
    }
}

extension FormControl {
    /// Makes the control of a field of a record.
    ///
    /// - Parameters:
    ///   - isDay: whether a time field asks for a day only.
    ///   - picture: returns the drawing of an option by `field.option`; nil for none.
    ///   - optionHelp: returns the hint of an option; nil for none.
    init(
        _ field: RecordField, value: FieldValue, problem: Text?, help: Text?, asked: LedgerItem?, isDay: Bool,
        time: PageTime,
        picture: (String) -> String?, optionHelp: (String) -> Text?
    ) {
        let language = time.language
        (name, label, isRequired) = (field.name, field.title[language], field.isRequired)
        (self.help, self.problem) = (help?[language], problem?[language])
        // A required field cannot be entered later.
        self.asked = field.isRequired ? nil : asked?.title[language]
        switch field.content {
        case .number(_, let unit):
            text = Line(
                type: "text", value: value.pageText, mode: "decimal", unit: unit == .one ? nil : unit.symbol)
        case .text(let longest) where longest > 200:
            area = Line(type: "", value: value.pageText, longest: "\(longest)")
        case .text(let longest):
            let isPhone = field.name == "phone"
            text = Line(
                type: isPhone ? "tel" : "text", value: value.pageText, longest: "\(longest)",
                completes: isPhone ? "tel" : "off")
        case .time:
            let shown = Timestamp(rfc3339: value.pageText)?.onSite(utcOffset: time.utcOffset) ?? value.pageText
            text = Line(type: "datetime-local", value: shown)
            if isDay { text = Line(type: "date", value: String(shown.prefix(10))) }
        case .choice(let options), .choices(let options):
            let isOne = if case .choice = field.content { true } else { false }
            choice = Choice(
                type: isOne ? "radio" : "checkbox",
                options: options.map { option in
                    Option(
                        value: option.value, title: option.title[language], isChosen: value.names(option.value),
                        picture: picture("\(field.name).\(option.value)"),
                        hint: optionHelp(option.value)?[language])
                }, others: [])
        // No form of the page asks for these: trainings are posted by command only.
        case .texts, .objects: break
        case .photographs(let most):
            let kept = [PhotographID](value) ?? []
            let count = Text(zh: "已上传\(kept.count)张", en: "\(kept.count) sent already")[language]
            photographs = Photographs(
                most: "\(most)", kept: kept.map(\.rawValue), count: kept.isEmpty ? "" : count)
        }
    }

    /// Makes the question when something was done.
    ///
    /// - Parameters:
    ///   - day: the chosen option: a day, `now` or `other`; nil for the usual one.
    ///   - opened: the time at which the form was opened.
    init(
        at day: String?, otherDay: String?, _ look: FormLook, opened: Timestamp, problem: Text?,
        time: PageTime
    ) {
        let (language, today) = (time.language, opened.day(utcOffset: time.utcOffset))
        let yesterday = Day(number: today.number - 1)
        (name, isRequired, help) = ("at", true, nil)
        label = Text(zh: "什么时候", en: "When")[language]
        self.problem = problem?[language]
        let chosen = day ?? (look.when == .day ? today.description : "now")
        func option(_ value: String, _ title: Text) -> Option {
            Option(value: value, title: title[language], isChosen: chosen == value)
        }
        if look.when == .day {
            choice = Choice(
                type: "radio",
                options: [
                    option(today.description, Text(zh: "今天", en: "today")),
                    option(yesterday.description, Text(zh: "昨天", en: "yesterday")),
                    option("other", Text(zh: "其他日期", en: "another day")),
                ],
                others: [
                    Other(
                        name: "atDay", label: Text(zh: "其他日期", en: "another day")[language], type: "date",
                        value: otherDay ?? "")
                ])
        } else {
            choice = Choice(
                type: "radio",
                options: [
                    option("now", Text(zh: "现在", en: "now")), option("other", Text(zh: "其他时间", en: "another time")),
                ],
                others: [
                    Other(
                        name: "atDay", label: Text(zh: "其他时间", en: "another time")[language],
                        type: "datetime-local", value: otherDay ?? "")
                ])
        }
    }
}

extension FieldValue {
    /// Whether the value contains an option.
    fileprivate func names(_ option: String) -> Bool {
        switch self {
        case .text(let text): text == option
        case .list(let values): values.contains(option)
        case .number, .objects, .nothing, .other: false
        }
    }
}
