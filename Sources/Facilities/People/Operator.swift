/// A person who may enter records, in a role, with a secret PIN.
public struct Operator: Codable, Hashable, Sendable {
    /// The name, which is unique on the gateway.
    public var name: String
    /// The role, which decides what the person may enter and see.
    public var role: Role
    /// The facilities at which the person may enter records; empty for all of the gateway. Only an operator may have some.
    public var facilities: [Facility.Code]
    /// The time at which the person was added.
    public var since: Timestamp

    public init(name: String, role: Role, facilities: [Facility.Code] = [], since: Timestamp) {
        self.name = name
        self.role = role
        self.facilities = facilities
        self.since = since
    }

    /// The role of a person.
    public enum Role: String, Codable, Hashable, Sendable, CaseIterable {
        /// Works at some of the facilities, or at all.
        case `operator`
        /// Answers for all facilities of the gateway.
        case owner
        case inspector
        case technician

        public var title: Text {
            switch self {
            case .operator: Text(zh: "操作人员", en: "operator")
            case .owner: Text(zh: "负责人", en: "owner")
            case .inspector: Text(zh: "检查人员", en: "inspector")
            case .technician: Text(zh: "技术人员", en: "technician")
            }
        }
    }

    /// Whether the person may enter records at a facility.
    public func mayEnter(at code: Facility.Code) -> Bool {
        facilities.isEmpty || facilities.contains(code)
    }

    /// The number of characters that a name may have.
    public static let nameLength = 1...60

    /// Whether a text can be a name: 1 to 60 characters, none of them a control character or invisible, and no space at
    /// either end, so that no two names look alike.
    public static func isName(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard nameLength ~= scalars.count else { return false }
        let isEndVisible = [scalars.first, scalars.last].allSatisfy { $0?.properties.isWhitespace == false }
        return isEndVisible && scalars.allSatisfy { !hidden.contains($0.properties.generalCategory) }
    }

    private static let hidden: Set<Unicode.GeneralCategory> = [.control, .format, .lineSeparator, .paragraphSeparator]
}
