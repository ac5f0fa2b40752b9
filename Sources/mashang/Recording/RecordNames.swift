import Facilities

extension RecordKind {
    /// By its word, or by a title as people say it: `cleaning`, 清洗净化器, 清洗.
    init?(named text: String) {
        if let kind = RecordKind(rawValue: text) {
            self = kind
            return
        }
        let named = RecordKind.allCases.first { $0.title.zh == text || $0.title.en == text }
        guard let kind = named ?? Self.shortNames[text] ?? Self.begun(with: text) else { return nil }
        self = kind
    }

    /// What people say for short where several titles have the word.
    private static let shortNames = ["投诉": Complaint.kind]

    /// The kind whose title begins with a text; nil where other titles have the text too, since it may mean one of these.
    private static func begun(with text: String) -> RecordKind? {
        let having = allCases.filter { $0.title.zh.contains(text) && !$0.rawValue.hasSuffix("Start") }
        guard having.count == 1, let kind = having.first, kind.title.zh.hasPrefix(text) else { return nil }
        return kind
    }

    /// A field by its word or by its title.
    func field(named text: String) -> RecordField? {
        type.fields.first { $0.name == text } ?? type.fields.first { $0.title.zh == text || $0.title.en == text }
    }

    /// Fields that a person must fill in, at a terminal as on the page, though a program need not.
    var asked: Set<String> {
        switch rawValue {
        case "cleaning": ["parts"]
        case "inspection": ["state"]
        case "complaint": ["category"]
        default: []
        }
    }
}

extension [RecordField.Option] {
    /// The value of a choice that somebody has written by its word or by its title; what is neither stays as it is.
    func value(of text: String) -> String {
        first { $0.value == text || $0.title.zh == text || $0.title.en == text }?.value ?? text
    }
}
