import Facilities

extension RecordProblem {
    static let noName: RecordProblem = {
        let (least, most) = (Operator.nameLength.lowerBound, Operator.nameLength.upperBound)
        return .init(
            "name",
            Text(
                zh: "姓名应为\(least)至\(most)个字符，不含控制字符和不可见字符，首尾没有空格",
                en: "a name has \(least) to \(most) characters, none of them a control character or invisible, and no "
                    + "space at either end"))
    }()

    static func noRole(_ word: String?) -> RecordProblem {
        let named = String((word ?? "").prefix(64))
        let (zh, en) = (
            Operator.Role.allCases.map { "\($0.rawValue)（\($0.title.zh)）" }.joined(separator: "、"),
            Operator.Role.allCases.map(\.rawValue).joined(separator: ", ")
        )
        return .init(
            "role", Text(zh: "没有角色“\(named)”；应为 \(zh) 之一", en: "there is no role '\(named)'; it is one of \(en)"))
    }

    static func noFacilities(_ unknown: [String], _ codes: Set<Facility.Code>) -> RecordProblem {
        let wrong = unknown.map { "“\($0.prefix(64))”" }.joined(separator: ", ")
        let known = codes.map(\.description).sorted().joined(separator: ", ")
        return .init(
            "facilities",
            Text(
                zh: "没有设施\(wrong)；现有：\(known)；不写 facilities 就是全部设施",
                en: "there is no facility \(wrong) here; there are: \(known); without facilities it is all of them"))
    }

    static func facilitiesOf(_ role: Operator.Role) -> RecordProblem {
        .init(
            "facilities",
            Text(
                zh: "只有操作人员可以限定设施；\(role.title.zh)适用于全部设施，请去掉 facilities",
                en: "only an operator has facilities of their own; the role \(role.rawValue) is for all of them: omit "
                    + "facilities"))
    }

    static func nameInUse(_ name: String) -> RecordProblem {
        .init(
            "name",
            Text(
                zh: "已有人员“\(name)”；请换一个姓名，或先删除（忘记PIN时先删除再增加）",
                en: "'\(name)' is in use; choose another name, or remove that person first, also when the PIN is "
                    + "forgotten"))
    }

    static func nobody(_ name: String, _ operators: [Operator]) -> RecordProblem {
        let named = String(name.prefix(64))
        let known = operators.map(\.name).joined(separator: ", ")
        return .init(
            "name",
            known.isEmpty
                ? Text(zh: "没有人员“\(named)”；还没有登记任何人员", en: "there is no '\(named)'; nobody was added yet")
                : Text(zh: "没有人员“\(named)”；现有：\(known)", en: "there is no '\(named)'; there are: \(known)"))
    }

    static func nobodySignedIn(_ kind: RecordKind) -> RecordProblem {
        .init(
            "name",
            Text(
                zh: "“\(kind.title.zh)”须由登记人员登录后登记：没有登记",
                en: "a record of the kind \(kind.rawValue) needs a person who has signed in: nothing was entered"))
    }

    static func noPIN(_ reason: String) -> RecordProblem {
        .init("pin", Text(zh: "无法生成PIN，没有登记：\(reason)", en: "no PIN could be made, and nobody was added: \(reason)"))
    }
}
