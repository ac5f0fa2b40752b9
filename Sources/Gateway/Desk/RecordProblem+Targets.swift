import Facilities

/// The reasons why a command cannot be for the facility whose topic it used.
extension RecordProblem {
    static let noFacility = RecordProblem("code", Text(zh: "没有这个设施", en: "there is no such facility here"))

    /// Returns the refusal of a command that names another facility than its topic.
    ///
    /// - Parameters:
    ///   - named: the facility that the command names.
    ///   - code: the facility of its topic; nil for all.
    static func otherFacility(_ named: Facility.Code?, _ code: Facility.Code?) -> RecordProblem {
        let name = named?.description ?? ""
        return .init(
            "code",
            Text(
                zh: "命令写的是设施\(name)，却发到了\(code.map { "设施\($0)" } ?? "全部设施")的commands：没有登记；请发到\(name)的commands",
                en:
                    "the command is for \(name), and came to the commands of \(code?.description ?? "all facilities"): nothing was "
                    + "entered; send it to the commands of \(name)"))
    }

    static func notOfAll(_ kind: RecordKind) -> RecordProblem {
        .init(
            "kind",
            Text(
                zh: "“\(kind.title.zh)”属于一个设施，请发到该设施的commands",
                en: "a record of the kind \(kind.rawValue) is of one facility; send it to that facility's commands"
            )
        )
    }

    static func ofGateway(_ kind: RecordKind) -> RecordProblem {
        .init(
            "kind",
            Text(
                zh: "“\(kind.title.zh)”属于整个网关，不写设施编号；请发到网关的commands（P/commands）",
                en:
                    "a record of the kind \(kind.rawValue) is of the whole gateway and names no facility; send it to the "
                    + "gateway's commands (P/commands)"))
    }

    static func nobodyHere(_ kind: RecordKind) -> RecordProblem {
        let kinds = kind.facilities.map(\.rawValue).sorted().joined(separator: ", ")
        return .init(
            "kind",
            Text(
                zh: "本网关没有适用“\(kind.title.zh)”的设施（\(kinds)）",
                en: "no facility here takes a record of the kind \(kind.rawValue), which is entered at \(kinds)"))
    }

    static func notHere(_ kind: RecordKind, _ facility: Facility.Kind) -> RecordProblem {
        let kinds = kind.facilities.map(\.rawValue).sorted().joined(separator: ", ")
        return .init(
            "kind",
            Text(
                zh: "\(facility.title.zh)没有“\(kind.title.zh)”记录；适用于 \(kinds)",
                en: "\(kind.rawValue) is not entered at a \(facility.rawValue) but at \(kinds)"
            )
        )
    }
}
