/// A change of the people who may enter records, as the ledger has it: never with anything of a PIN.
public struct OperatorChange: Codable, Hashable, Sendable {
    /// The step: whether the person was added or removed.
    public enum Step: String, Codable, Hashable, Sendable, CaseIterable {
        case added, removed

        public var title: Text {
            switch self {
            case .added: Text(zh: "增加人员", en: "added")
            case .removed: Text(zh: "删除人员", en: "removed")
            }
        }
    }

    /// The step: whether the person was added or removed.
    public var step: Step
    /// The name of the person. Personal: it can be erased.
    public var name: String
    /// The role of the person.
    public var role: Operator.Role
    /// The facilities at which the person may enter records; empty for all.
    public var facilities: [Facility.Code]

    public init(_ step: Step, _ person: Operator) {
        self.step = step
        (name, role, facilities) = (person.name, person.role, person.facilities)
    }

    /// The change in words, for the ledger.
    public var text: Text {
        let scope = facilities.scope
        return Text(
            zh: "\(step.title.zh)：\(name)，\(role.title.zh)，\(scope.zh)",
            en: "\(step.title.en): \(name), \(role.title.en), \(scope.en)")
    }
}

extension [Facility.Code] {
    /// The facilities at which a person may enter records, in words.
    public var scope: Text {
        let codes = map(\.description)
        guard !codes.isEmpty else { return Text(zh: "全部设施", en: "all facilities") }
        return Text(zh: codes.joined(separator: "、"), en: codes.joined(separator: ", "))
    }
}
