import Facilities

extension RecordKind {
    /// Finds a kind by its word, or by a title as people say it: `cleaning`, 清洗净化器, 清洗. Nil if none is named so.
    init?(named text: String) {
        if let kind = RecordKind(rawValue: text) {
            self = kind
            return
        }
        let named = RecordKind.allCases.first { $0.title.zh == text || $0.title.en == text }
        guard let kind = named ?? Self.shortNames[text] ?? Self.begun(with: text) else { return nil }
        self = kind
    }

    /// The kinds that people name by a short word that occurs in several titles.
    private static let shortNames = ["投诉": Complaint.kind]

    /// Returns the kind whose title begins with a text; nil if other titles contain the text too, because it may mean
    /// one of those.
    private static func begun(with text: String) -> RecordKind? {
        let having = allCases.filter { $0.title.zh.contains(text) && !$0.rawValue.hasSuffix("Start") }
        guard having.count == 1, let kind = having.first, kind.title.zh.hasPrefix(text) else { return nil }
        return kind
    }

    /// Returns a field by its word or by its title; nil if there is none.
    func field(named text: String) -> RecordField? {
        type.fields.first { $0.name == text } ?? type.fields.first { $0.title.zh == text || $0.title.en == text }
    }

    /// The fields that a person must fill in, at a terminal as on the page, although a program need not.
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
    /// Returns the value of a choice that somebody wrote by its word or by its title; any other text is returned
    /// unchanged.
    func value(of text: String) -> String {
        first { $0.value == text || $0.title.zh == text || $0.title.en == text }?.value ?? text
    }
}
