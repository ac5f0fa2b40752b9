import Facilities

extension FieldValue {
    /// The value as the text of an input.
    var pageText: String {
        switch self {
        case .number(let number): number.plainText
        case .text(let text): text
        case .list(let values): values.joined(separator: ",")
        case .objects, .nothing, .other: ""
        }
    }
}
