/// A kind of record: the word by which payloads, commands and the journal name it, and where it is entered.
public struct RecordKind: Sendable {
    /// The word: `replacement`.
    public let rawValue: String
    /// The words that a form shows for the kind.
    public let title: Text
    /// The kinds of facility at which such a record is entered; empty for a record of the whole gateway, such as a
    /// notice.
    public let facilities: Set<Facility.Kind>
    /// Whether it may come from a broker.
    public let broker: BrokerRule
    /// The roles in which a person enters it, where a PIN is given.
    public let roles: Set<Operator.Role>
    /// Whether anybody may enter it without a PIN, such as a citizen's complaint.
    public let isPublic: Bool

    /// Whether a kind of record may come from a broker.
    public enum BrokerRule: Hashable, Sendable {
        /// It may, unless the site's `accept:` does not name it.
        case byDefault
        /// It may where the site's `accept:` names it.
        case ifNamed
        /// It is entered on site only, since it changes the instruments' values.
        case never
    }

    /// The member of a record's body that names its kind.
    static let key = "kind"

    init(
        _ word: String, _ zh: String, _ en: String, at facilities: Set<Facility.Kind>, broker: BrokerRule = .byDefault,
        by roles: Set<Operator.Role> = [.operator, .owner], isPublic: Bool = false
    ) {
        rawValue = word
        title = Text(zh: zh, en: en)
        self.facilities = facilities
        self.broker = broker
        self.roles = roles
        self.isPublic = isPublic
    }

    /// Whether such a record is of the whole gateway, and of no facility.
    public var isOfGateway: Bool { facilities.isEmpty }

    /// The type of its content.
    public var type: any RecordContent.Type {
        // Every kind that there is comes from a type of the list.
        Self.typesByWord[rawValue]!
    }

    private static let typesByWord = Dictionary(uniqueKeysWithValues: types.map { ($0.kind.rawValue, $0) })
}

extension RecordKind: RawRepresentable, CaseIterable, Hashable, Codable {
    /// Nil for a word that names no kind.
    public init?(rawValue: String) {
        guard let type = Self.typesByWord[rawValue] else { return nil }
        self = type.kind
    }

    /// All kinds, in the order in which they are listed.
    public static let allCases = types.map { $0.kind }

    public static func == (left: RecordKind, right: RecordKind) -> Bool { left.rawValue == right.rawValue }

    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
