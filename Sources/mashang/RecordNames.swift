import Facilities

extension RecordKind {
    /// By its word, or by a title as people say it: `cleaning`, 清洗净化器, 清洗.
    init?(named text: String) {
        if let kind = RecordKind(rawValue: text) {
            self = kind
            return
        }
        // A short name must name one kind.
        let named = RecordKind.allCases.filter { $0.title.zh == text || $0.title.en == text }
        let begun = RecordKind.allCases.filter { $0.title.zh.hasPrefix(text) && !$0.rawValue.hasSuffix("Start") }
        guard !text.isEmpty, let kind = named.first ?? (begun.count == 1 ? begun.first : nil) else { return nil }
        self = kind
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
