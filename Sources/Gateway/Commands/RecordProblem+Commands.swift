import Facilities

extension RecordProblem {
    static func tooLong(_ bytes: Int) -> RecordProblem {
        let most = Command.largest
        return .init(
            "payload",
            Text(zh: "命令最多\(most)字节，收到\(bytes)字节", en: "a command has at most \(most) bytes; this one has \(bytes)"))
    }

    static let noJSON = RecordProblem("payload", Text(zh: "不是JSON对象", en: "this is no JSON object"))

    static func unknownSchema(_ schema: String?) -> RecordProblem {
        let (named, known) = (schema.map { String($0.prefix(64)) } ?? "", Command.schema)
        return .init(
            "schema",
            Text(zh: "未知的schema“\(named)”；应为\(known)", en: "unknown schema '\(named)'; this gateway knows \(known)"))
    }

    static func unreadable(_ reason: String) -> RecordProblem {
        .init("payload", Text(zh: "无法读取：\(reason)", en: "it cannot be read: \(reason)"))
    }

    static let noRecord = RecordProblem(
        "record",
        Text(zh: "缺少 record：{at, by, body: {kind, …}}", en: "record is missing: write {at, by, body: {kind, …}}")
    )

    static let unknownKind = RecordProblem(
        "kind", Text(zh: "kind 应为 \(kinds) 之一", en: "kind is to be one of \(kinds)")
    )

    private static let kinds = RecordKind.allCases.map(\.rawValue).joined(separator: ", ")

    static let noFacility = RecordProblem("code", Text(zh: "没有这个设施", en: "there is no such facility here"))

    static func notOfAll(_ kind: RecordKind) -> RecordProblem {
        .init(
            "kind",
            Text(
                zh: "“\(kind.title.zh)”属于一个设施，请发到该设施的commands",
                en: "a record of the kind \(kind.rawValue) is of one facility; send it to that facility's commands"
            )
        )
    }

    static func nobodyHere(_ kind: RecordKind) -> RecordProblem {
        let kinds = kind.facilities.map(\.rawValue).sorted().joined(separator: ", ")
        return .init(
            "kind",
            Text(
                zh: "本网关没有适用“\(kind.title.zh)”的设施（\(kinds)）",
                en: "no facility here takes a record of the kind \(kind.rawValue), which is entered at \(kinds)"))
    }

    /// - Parameter accepted: what the uplink accepts.
    static func notAccepted(_ kind: RecordKind, by accepted: AcceptedKinds) -> RecordProblem {
        let words = accepted.sorted.joined(separator: ", ")
        return .init(
            "kind",
            Text(
                zh: "本网关不从服务器接收“\(kind.title.zh)”（\(kind.rawValue)）记录，没有登记；"
                    + "可接收：\(words.isEmpty ? "无" : words)。请在现场登记，或在配置的 accept 中添加",
                en: "a record of the kind \(kind.rawValue) is not accepted from the broker: nothing was entered; "
                    + "accepted are \(words.isEmpty ? "none" : words); enter it on the gateway, or add it to accept in the "
                    + "configuration"
            )
        )
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

    /// The reason why a command was not taken in.
    static let notNow = RecordProblem(
        "journal",
        Text(
            zh: "日志库暂时无法写入，内存已满；没有登记，请在恢复后重新提交",
            en: "the journal cannot be written and memory is full: nothing was entered; send it again when it is mended"
        )
    )

    static let tooMany = RecordProblem(
        "payload",
        Text(
            zh: "等待处理的命令太多；没有登记，请稍后重新发送",
            en: "too many commands wait to be answered: nothing was entered; send it again later")
    )

    /// The reason why a command that the broker keeps for later subscribers is not carried out.
    static let retained = RecordProblem(
        "retain",
        Text(
            zh: "命令不能以保留（retain）方式发布：没有登记；请去掉retain重新发布，"
                + "并向该主题发布一条空的保留消息，清除保留的命令",
            en: "a retained command is not carried out: nothing was entered; publish it without retain, and empty the "
                + "retained topic with an empty retained message")
    )

    /// The reason why a command that was taken in is not kept yet.
    static let pending = RecordProblem(
        "journal",
        Text(
            zh: "日志库暂时无法写入：已收下，等待写入，请勿重复提交；用 mashang export ledger 查看是否已登记",
            en: "the journal cannot be written now: it is taken in and waits; do not send it again, and look with "
                + "'mashang export ledger' whether it was entered")
    )
}
