/// The content between `CP=&&` and `&&`: groups with `;` between them, each of fields with `,` between them (6.3.4.1).
///
/// Any text can be read, and is written again as it was.
public struct Content: Hashable, Sendable, CustomStringConvertible {
    /// A name with its value.
    public struct Field: Hashable, Sendable, CustomStringConvertible {
        public var name: String
        /// The value; nil if there is no `=`: a log entry is a code alone (`i11001`, table C.40).
        public var value: String?

        public init(_ name: String, _ value: String? = nil) {
            self.name = name
            self.value = value
        }

        init(text: Substring) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            name = String(parts[0])
            value = parts.count > 1 ? String(parts[1]) : nil
        }

        /// `a34001-Rtd=0.600`
        public var description: String {
            guard let value else { return name }
            return "\(name)=\(value)"
        }
    }

    /// Fields that belong together, such as those of one factor.
    public struct Group: Hashable, Sendable, CustomStringConvertible {
        public var fields: [Field]

        public init(_ fields: [Field]) {
            self.fields = fields
        }

        public var description: String { fields.map(\.description).joined(separator: ",") }
    }

    public var groups: [Group]

    public init(_ groups: [Group] = []) {
        self.groups = groups
    }

    /// One field a group.
    public init(_ fields: Field...) {
        groups = fields.map { Group([$0]) }
    }

    /// - Parameter text: without `&&` around it.
    public init(text: String) {
        guard !text.isEmpty else {
            groups = []
            return
        }
        groups = text.split(separator: ";", omittingEmptySubsequences: false).map { group in
            Group(group.split(separator: ",", omittingEmptySubsequences: false).map(Field.init(text:)))
        }
    }

    /// The text without `&&` around it.
    public var description: String { groups.map(\.description).joined(separator: ";") }

    /// The value of the first field of a name, in whatever group. Platforms write `BeginTime=…,EndTime=…` as well as
    /// `BeginTime=…;EndTime=…`, and so do tables C.23 and C.41. Case does not count. Nil without such a field, and without a value.
    public subscript(name: String) -> String? {
        fields.first { $0.name.isEqual(ignoringCase: name) }?.value
    }

    /// All fields that are not empty, in the order of the text.
    var fields: some Sequence<Field> {
        groups.lazy.flatMap(\.fields).filter { !$0.name.isEmpty }
    }
}

extension StringProtocol {
    /// Letters of ASCII only.
    func isEqual(ignoringCase other: some StringProtocol) -> Bool {
        utf8.elementsEqual(other.utf8) { left, right in
            left == right || left ^ right == 0x20 && UInt8(ascii: "a")...UInt8(ascii: "z") ~= left | 0x20
        }
    }
}
