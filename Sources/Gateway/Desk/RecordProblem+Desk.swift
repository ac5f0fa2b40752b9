import Facilities
import SiteConfiguration

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

    static let noRecord = RecordProblem(
        "record",
        Text(zh: "缺少 record：{at, by, body: {kind, …}}", en: "record is missing: write {at, by, body: {kind, …}}")
    )

    static let unknownKind = RecordProblem(
        "kind", Text(zh: "kind 应为 \(kinds) 之一", en: "kind is to be one of \(kinds)")
    )

    private static let kinds = RecordKind.allCases.map(\.rawValue).joined(separator: ", ")

    /// Returns the refusal of a kind of record.
    ///
    /// - Parameter accepted: the kinds that the uplink accepts.
    static func notAccepted(_ kind: RecordKind, by accepted: AcceptedKinds) -> RecordProblem {
        guard kind.broker != .never else { return onSiteOnly(kind) }
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

    private static func onSiteOnly(_ kind: RecordKind) -> RecordProblem {
        .init(
            "kind",
            Text(
                zh: "“\(kind.title.zh)”（\(kind.rawValue)）只能在现场的网关上登记（mashang record）：没有登记",
                en:
                    "a record of the kind \(kind.rawValue) is entered on the gateway itself (mashang record), never by a broker: "
                    + "nothing was entered"))
    }

    /// The reason why a record with a time is refused while the gateway does not know the time to compare it with.
    static let clockNotSet = RecordProblem(
        "at", isNotNow: true,
        Text(
            zh: "网关时钟未校准，无法核对时间；请先校准时钟，或不填时间（at）",
            en: "the gateway's clock is not set, so that the time cannot be checked; set the clock first, or leave "
                + "the time (at) out"
        ))

    /// The reason why a command was not accepted.
    static let notNow = RecordProblem(
        "journal", isNotNow: true,
        Text(
            zh: "日志库暂时无法写入，内存已满；没有登记，请在恢复后重新提交",
            en: "the journal cannot be written and memory is full: nothing was entered; send it again when it is mended"
        )
    )

    static let tooMany = RecordProblem(
        "later", isNotNow: true,
        Text(
            zh: "等待处理的命令太多；没有登记，请稍后重新发送",
            en: "too many commands wait to be answered: nothing was entered; send it again later")
    )

    /// The reason why a command that the broker retains is not carried out.
    static let retained = RecordProblem(
        "retain",
        Text(
            zh: "命令不能以保留（retain）方式发布：没有登记；请去掉retain重新发布，"
                + "并向该主题发布一条空的保留消息，清除保留的命令",
            en: "a retained command is not carried out: nothing was entered; publish it without retain, and empty the "
                + "retained topic with an empty retained message")
    )

    /// The reason why an accepted command is not stored yet.
    static let pending = RecordProblem(
        "journal",
        Text(
            zh: "日志库暂时无法写入：已收下，等待写入；用同一编号（id）再次提交即可查询，只会登记一次",
            en: "the journal cannot be written now: it is taken in and waits; send it again under the same id to learn "
                + "what became of it; it is entered once")
    )

    static func unknownMember(_ name: String, known: [String]) -> RecordProblem {
        let (named, names) = (String(name.prefix(64)), known.joined(separator: ", "))
        return .init(
            named, Text(zh: "命令没有“\(named)”；可写：\(names)", en: "a command has no member \(named); it has \(names)"))
    }

    static let noID = RecordProblem(
        "id",
        Text(
            zh: "id 应为1至64个字符（0-9、A-Z、a-z、. _ : -），每条记录各不相同，如UUID",
            en:
                "id is 1 to 64 of the characters 0-9, A-Z, a-z, . _ : and -, another one for each record, such as a UUID"
        ))

    static let noPIN = RecordProblem("pin", Text(zh: "pin 应为文字", en: "pin is a text"))

    /// The reason why a record is refused that could not be distinguished from its own repetition.
    static let neitherIDNorTime = RecordProblem(
        "id",
        Text(
            zh: "缺少 id 和 at：重复收到时无法识别，没有登记；请在命令中加一行 \"id\": \"…\"（每条记录各不相同，如UUID），或在 record 中写 at",
            en: "neither id nor at: a repetition could not be told from another record, and nothing was entered; add "
                + "\"id\": \"…\" to the command (another one for each record, such as a UUID), or at to its record"))

    /// Returns the refusal of a record because the gateway cannot look up whether it was entered before.
    static func unreadable(_ reason: Text) -> RecordProblem {
        .init(
            "later", isNotNow: true,
            Text(
                zh: "日志库暂时无法读取，不能确认是否已登记：没有登记，请稍后用同一 id 重新提交（\(reason.zh)）",
                en:
                    "the journal cannot be read now, so that nobody knows whether it was entered before: nothing was entered; "
                    + "send it again later under the same id (\(reason.en))"))
    }

    static let publicShareUsed = RecordProblem(
        "later", isNotNow: true,
        Text(
            zh: "公众投诉的存储额度已用完：没有登记；请直接联系主管部门（12345、12369）",
            en:
                "the space for entries by the public is used up: nothing was entered; call the authority (12345 or 12369)"
        ))

    /// Returns the refusal of a notice that links to a foreign host.
    ///
    /// - Parameter allowed: the hosts to which notices may link.
    static func foreignLink(_ host: String, allowed: Set<String>) -> RecordProblem {
        let (named, hosts) = (String(host.prefix(64)), allowed.sorted().joined(separator: ", "))
        return .init(
            "link",
            Text(
                zh: "本站不允许链接到 \(named)：没有登记；可链接：\(hosts.isEmpty ? "无" : hosts)。其他主机须在网关配置的 page.noticeHosts 中写明",
                en: "this site allows no link to \(named): nothing was entered; allowed are "
                    + "\(hosts.isEmpty ? "none" : hosts); others are named by page.noticeHosts in the gateway's configuration"
            ))
    }

    static func latched(_ source: Source) -> RecordProblem {
        .init(
            "rule",
            Text(
                zh: "该事项须有人在现场查看后才能确认，不能由“\(source.word)”确认：没有登记；请在现场登记",
                en:
                    "this finding is acknowledged on site, after somebody has looked, and not by '\(source.word)': nothing was "
                    + "entered; enter it on the gateway"))
    }

    static func notInRole(_ kind: RecordKind, _ person: Operator) -> RecordProblem {
        let roles = Operator.Role.allCases.filter(kind.roles.contains)
        let (zh, en) = (roles.map(\.title.zh).joined(separator: "、"), roles.map(\.title.en).joined(separator: ", "))
        return .init(
            "kind",
            Text(
                zh: "“\(kind.title.zh)”由\(zh)登记；\(person.name)是\(person.role.title.zh)",
                en:
                    "a record of the kind \(kind.rawValue) is entered by: \(en); \(person.name) is \(person.role.title.en)"
            ))
    }

    static func notAtFacility(_ code: Facility.Code, _ person: Operator) -> RecordProblem {
        .init(
            "code",
            Text(
                zh: "\(person.name)不能在设施 \(code) 登记；可登记：\(person.facilities.scope.zh)",
                en: "\(person.name) may not enter records at \(code), but at \(person.facilities.scope.en)"))
    }
}
