/// A change of the people who may enter records, as the ledger has it: never with anything of a PIN.
public struct OperatorChange: Codable, Hashable, Sendable {
    public enum Step: String, Codable, Hashable, Sendable, CaseIterable {
        case added, removed

        public var title: Text {
            switch self {
            case .added: Text(zh: "增加人员", en: "added")
            case .removed: Text(zh: "删除人员", en: "removed")
            }
        }
    }

    public var step: Step
    public var name: String
    public var role: Operator.Role
    public var facilities: [Facility.Code]

    public init(_ step: Step, _ person: Operator) {
        self.step = step
        (name, role, facilities) = (person.name, person.role, person.facilities)
    }

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
