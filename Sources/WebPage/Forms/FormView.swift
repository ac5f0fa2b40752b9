import Facilities

/// What `form.mustache` shows: one act, its fields, and what is wrong with them.
struct FormView {
    var words: Words
    var form: FormWords
    var title, facility, action, token, send: String
    var banner: NoticeBanner?
    var back: String
    /// The same form in the other language.
    var otherURL: String
    var guideURL: String?
    var intro: [String]
    /// What is wrong with the form as a whole, such as a gateway that cannot write now.
    var problems: [String]
    var isWrong: Bool
    var parts: [FormPartView]
    /// What is sent with the form and not asked for.
    var hidden: [Hidden]
    /// Whether script shows one part after the other.
    var isStepwise: Bool
    /// What the ledger still lacks, of a record that it asks much of; nil for others.
    var completeness: CompletenessView?
    /// Under which name a phone keeps what was typed.
    var draftKey: String
    /// Who is signed in, where that is needed.
    var person: String?
    var outro: [String]
    /// Where somebody with a role signs in or out.
    var signInURL: String
}

/// One field of a form. Exactly one of the parts says what kind it is.
struct FormControl {
    var name, label: String
    var help, problem: String?
    var isRequired: Bool
    /// What the ledger calls it, where the ledger asks for it.
    var asked: String?
    var text: Line?
    var area: Line?
    var choice: Choice?
    var photographs: Photographs?

    /// A line of text, a number, a time.
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
        /// Lines beside the options, such as another day.
        var others: [Other]
    }

    struct Option {
        var value, title: String
        var isChosen: Bool
        var picture: String?
        /// What belongs to it. Not named as the help of the field is: a template would take that one where there is none.
        var hint: String?
    }

    struct Other {
        var name, label, type, value: String
    }

    struct Photographs {
        var most: String
        /// Those that are kept already, from the try before.
        var kept: [String]
        var count: String
    }
}

extension FormControl {
    /// The control of a field of a record.
    init(
        _ field: RecordField, value: FieldValue, problem: Text?, help: Text?, asked: LedgerItem?, isDay: Bool,
        time: PageTime,
        picture: (String) -> String?, optionHelp: (String) -> Text?
    ) {
        let language = time.language
        (name, label, isRequired) = (field.name, field.title[language], field.isRequired)
        (self.help, self.problem) = (help?[language], problem?[language])
        // What is required cannot be entered later.
        self.asked = field.isRequired ? nil : asked?.title[language]
        switch field.content {
        case .number(_, let unit):
            text = Line(
                type: "text", value: value.pageText, mode: "decimal", unit: unit == .one ? nil : unit.symbol)
        case .text(let longest) where longest > 200:
            area = Line(type: "", value: value.pageText, longest: "\(longest)")
        case .text(let longest):
            text = Line(
                type: field.name == "phone" ? "tel" : "text", value: value.pageText, longest: "\(longest)",
                completes: field.name == "phone" ? "tel" : "off")
        case .time:
            let shown = Timestamp(rfc3339: value.pageText)?.onSite(utcOffset: time.utcOffset) ?? value.pageText
            text = Line(type: isDay ? "date" : "datetime-local", value: isDay ? String(shown.prefix(10)) : shown)
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
        // No form of the page asks for them: a training comes by command.
        case .texts, .objects: break
        case .photographs(let most):
            let kept = [PhotographID](value) ?? []
            photographs = Photographs(
                most: "\(most)", kept: kept.map(\.rawValue),
                count: kept.isEmpty
                    ? "" : Text(zh: "已上传\(kept.count)张", en: "\(kept.count) sent already")[language])
        }
    }

    /// The question when it was done.
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
    /// As it stands in a line of a form.
    var pageText: String {
        switch self {
        case .number(let number): number.plainText
        case .text(let text): text
        case .list(let values): values.joined(separator: ",")
        case .objects, .nothing, .other: ""
        }
    }

    /// Whether an option is chosen.
    fileprivate func names(_ option: String) -> Bool {
        switch self {
        case .text(let text): text == option
        case .list(let values): values.contains(option)
        case .number, .objects, .nothing, .other: false
        }
    }
}
