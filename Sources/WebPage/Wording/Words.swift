import Facilities

/// The words that several screens have in common, in one language. The templates name them.
struct Words: Sendable {
    let colon, comma, tag, other, otherTag, overview, figure, limit, source, noFindings, label,
        verified,
        unverified, grade, over, acknowledged, rectified, shelved, noFindingsYet: String

    /// Returns the words of a language.
    static func of(_ language: Language) -> Words {
        switch language {
        case .zh: chinese
        case .en: english
        }
    }

    private static let chinese = Words(
        colon: "：", comma: "、", tag: "zh-Hans", other: "English", otherTag: "en", overview: "本站设施", figure: "数值",
        limit: "限值", source: "依据", noFindings: "已判的各项规则均符合要求。", label: "二维码标签", verified: "已核对原文", unverified: "依据未核实",
        grade: "扬尘评级（自评）", over: "已恢复，待确认：自", acknowledged: "已确认", rectified: "已整改，待数据证实：", shelved: "暂缓提醒至",
        noFindingsYet: "能判的规则均符合要求；其余未监测。"
    )

    private static let english = Words(
        colon: ": ", comma: ", ", tag: "en", other: "中文", otherTag: "zh-Hans", overview: "Facilities here",
        figure: "figure",
        limit: "limit", source: "source", noFindings: "Every rule that is judged is kept.",
        label: "QR label", verified: "read in the source",
        unverified: "source not verified", grade: "Dust grade (self-assessed)",
        over: "over, to be acknowledged: since", acknowledged: "acknowledged",
        rectified: "said to be put right, not yet shown by the data:", shelved: "no reminders until",
        noFindingsYet: "Every rule that is judged is kept; the others are not monitored."
    )
}

extension Finding.Level {
    /// The word beside the colour, for readers who cannot tell colours apart.
    var title: Text {
        switch self {
        case .grey: Text(zh: "无法判定", en: "cannot be judged")
        case .yellow: Text(zh: "提醒", en: "reminder")
        case .red: Text(zh: "超标或逾期", en: "over a limit or overdue")
        }
    }
}

extension Entry.Kind {
    /// The kind in a word or two.
    var title: Text {
        switch self {
        case .record: Text(zh: "记录", en: "record")
        case .raised: Text(zh: "发现", en: "raised")
        case .changed: Text(zh: "变化", en: "changed")
        case .acknowledged: Text(zh: "确认", en: "acknowledged")
        case .rectified: Text(zh: "整改", en: "rectified")
        case .shelved: Text(zh: "暂缓提醒", en: "shelved")
        case .unshelved: Text(zh: "恢复提醒", en: "unshelved")
        case .cleared: Text(zh: "解除", en: "cleared")
        case .reminder: Text(zh: "提醒", en: "reminder")
        case .evidence: Text(zh: "佐证", en: "evidence")
        case .account: Text(zh: "日结", en: "account of the day")
        case .rebuilt: Text(zh: "重建", en: "rebuilt")
        case .suspicion: Text(zh: "疑点", en: "suspicion")
        case .loss: Text(zh: "数据缺失", en: "data lost")
        case .operatorChange: Text(zh: "人员变动", en: "operators changed")
        case .erased: Text(zh: "删除文字", en: "texts erased")
        case .photographsRemoved: Text(zh: "删除照片", en: "photographs deleted")
        case .rechained: Text(zh: "重新校验", en: "chained again")
        case .clock: Text(zh: "时钟", en: "clock")
        case .seal: Text(zh: "封存", en: "sealed")
        case .epoch: Text(zh: "序号纪元", en: "epoch")
        case .unknown: Text(zh: "未知类型", en: "unknown kind")
        }
    }
}
