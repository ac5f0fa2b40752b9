/// The content of a record of one kind. A kind is one file, with its struct, its fields and what is checked between them, and one
/// line in `RecordKind.types`; forms, `--fields`, validation, JSON and JSON Schemas are made from the fields.
public protocol RecordContent: Codable, Hashable, Sendable {
    /// The kind: its word, its title, and where such a record is entered.
    static var kind: RecordKind { get }

    /// The fields, in the order of the form. Their names are those of the JSON.
    static var form: [BoundField<Self>] { get }

    /// The names of fields that were personal texts in an older version of the program.
    static var formerPersonalFields: [String] { get }

    /// Creates a value whose fields `form` fills in.
    init()

    /// Returns the content without names and free text, as rules see it.
    ///
    /// - Parameter pseudonym: returns what stands for a text that rules compare with others.
    func withoutPeople(_ pseudonym: (String) -> String) -> Self

    /// Returns what is wrong between fields, whether or not they are right by themselves.
    ///
    /// - Parameters:
    ///   - time: The time of the record; nil where it has no valid one.
    ///   - now: The time at which it is entered.
    static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem]

    /// Returns the fields of a record of an older version of the program as this version has them.
    ///
    /// - Parameter time: The time of the record.
    static func modernised(_ values: FieldValues, at time: Timestamp) -> FieldValues
}

extension RecordContent {
    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        []
    }

    public static func modernised(_ values: FieldValues, at time: Timestamp) -> FieldValues { values }

    public static var formerPersonalFields: [String] { [] }

    public func withoutPeople(_ pseudonym: (String) -> String) -> Self { withoutPersonalTexts }

    /// The content with empty texts in place of personal ones.
    var withoutPersonalTexts: Self {
        var values = values
        for field in Self.fields where field.isPersonal {
            values[field.name] = field.isRequired ? .text("") : nil
        }
        // What was filled in before can be filled in again.
        return (try? Self(values)) ?? self
    }

    /// The fields as a form shows them.
    public static var fields: [RecordField] { form.map(\.field) }

    /// Creates the content from the values of its fields.
    ///
    /// - Throws: The problem of the first field that is required and missing, or whose value is of another type. Ranges
    ///   are not checked: a record in the journal has passed `RecordForm` when it was entered.
    public init(_ values: FieldValues) throws(RecordProblem) {
        self.init()
        for field in Self.form { try field.fill(&self, from: values) }
    }

    /// The values of the fields that are filled in.
    public var values: FieldValues {
        Self.form.reduce(into: [:]) { values, field in
            let value = field.value(of: self)
            if value != .nothing { values[field.field.name] = value }
        }
    }
}

/// The JSON is the object of its fields, without absent ones.
extension RecordContent {
    public init(from decoder: any Decoder) throws {
        let values = try FieldValues(from: decoder, of: Self.kind)
        do {
            try self.init(values)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: error.text.en, underlyingError: error))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FieldName.self)
        for (name, value) in values { try container.encode(value, forKey: FieldName(name)) }
    }
}

extension [String: FieldValue] {
    /// Reads the fields of a record's body, without its `kind`.
    init(from decoder: any Decoder, of kind: RecordKind) throws {
        guard let fields = try JSONValue(from: decoder).fields else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(kind.rawValue) is no JSON object"))
        }
        self = fields.filter { $0.key != RecordKind.key }
    }
}
