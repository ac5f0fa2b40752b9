import Facilities

/// The values of `notices.mustache`: the notices in force and of the last 30 days; for the owner and inspectors
/// also the number of readers.
struct NoticesView {
    var words: Words
    var notices: NoticeWords
    var title, otherURL, signInURL: String
    var form: FormWords
    var person: String?
    var groups: [Group]
    var isEmpty: Bool
    /// The address of the form of a notice; nil for people who may not post one.
    var postURL: String?

    struct Group {
        var heading: String
        var items: [Item]
    }

    struct Item {
        var tag, head, url, time, whom: String
        /// The number of readers by role; nil for people who may not see it.
        var receipts: String?
        var results: String?
    }

    init(_ all: Notices, _ visitor: Visitor) {
        let (language, now) = (visitor.language, visitor.now)
        (words, form) = (.of(language), .of(language))
        notices = NoticeWords(language)
        title = notices.title
        otherURL = "/notices?lang=\(words.otherTag)"
        signInURL = "/signin?next=/notices"
        person = visitor.person?.name
        let seesAll = visitor.postsNotices
        let found = [
            (notices.inForce, all.inForce(at: now)), (notices.toCome, seesAll ? all.toCome(at: now) : []),
            (notices.over, all.over(at: now).filter { seesAll || $0.isPublic(at: now) }),
        ]
        groups = found.filter { !$0.1.isEmpty }.map { heading, posted in
            Group(heading: heading, items: posted.map { Item($0, seesAll: seesAll, visitor.time) })
        }
        isEmpty = groups.isEmpty
        postURL = seesAll ? NoticeFormRoutes.path : nil
    }
}

extension NoticesView.Item {
    fileprivate init(_ posted: PostedNotice, seesAll: Bool, _ time: PageTime) {
        let language = time.language
        tag = posted.isTraining ? NoticeWords.training[language] : NoticeWords.notice[language]
        (head, url) = (posted.notice.title, posted.path)
        self.time = posted.span(time)
        whom = posted.whom[language]
        guard seesAll else { return }
        receipts = posted.receiptText[language]
        results = posted.isTraining ? posted.resultText[language] : nil
    }
}

extension PostedNotice {
    /// Returns the time for which the notice is in force, and how it ended: `11月26日 – 12月3日`.
    func span(_ time: PageTime) -> String {
        let (begin, end) = (time.short(from), time.short(notice.until))
        guard notice.until <= time.now else { return "\(begin) – \(end)" }
        // The beginning of a notice that was ended early may be its end, so it is not shown.
        if isWithdrawn { return "\(Text(zh: "提前结束", en: "ended early")[time.language]) \(end)" }
        return "\(begin) – \(end) · \(Text(zh: "已结束", en: "over")[time.language])"
    }

    /// The kinds of facility that the notice is for, and the role that posted it.
    var whom: Text {
        let kinds = Facility.Kind.allCases.filter { notice.kinds?.contains($0) ?? false }
        var names = Text(zh: "全部设施", en: "all facilities")
        if !kinds.isEmpty {
            names = Text(
                zh: kinds.map(\.title.zh).joined(separator: "、"), en: kinds.map(\.title.en).joined(separator: ", "))
        }
        return Text(zh: "\(names.zh) · \(poster.zh)", en: "\(names.en) · \(poster.en)")
    }

    private var poster: Text {
        switch origin {
        case let origin? where origin.role != nil:
            Text(zh: "\(origin.role!.title.zh)发布", en: "posted by the \(origin.role!.title.en)")
        case let origin? where origin.from != "local" && origin.from != "page":
            Text(zh: "由 \(origin.from) 下发", en: "sent by \(origin.from)")
        default: Text(zh: "网关上登记，身份未核实", en: "entered on the gateway, not verified who")
        }
    }

    /// The number of readers by role: `已读3人：操作人员2、检查人员1`.
    var receiptText: Text {
        let counts = Self.counts(readers)
        guard let counts else { return Text(zh: "还没有人登记已读", en: "nobody has entered that they read it") }
        return Text(zh: "已读\(readers.count)人：\(counts.zh)", en: "read by \(readers.count): \(counts.en)")
    }

    /// The number of people who passed the training: `培训通过1人：操作人员1；答过未通过2人`.
    var resultText: Text {
        let passed = learners.filter(\.hasPassed)
        let others = learners.count - passed.count
        var first = Text(zh: "还没有人通过培训", en: "nobody has passed the training")
        if let counts = Self.counts(passed.map(\.reader)) {
            first = Text(zh: "培训通过\(passed.count)人：\(counts.zh)", en: "passed by \(passed.count): \(counts.en)")
        }
        guard others > 0 else { return first }
        return Text(zh: "\(first.zh)；答过未通过\(others)人", en: "\(first.en); answered and not passed by \(others)")
    }

    /// Returns the number of people of each role; nil if there are none.
    private static func counts(_ readers: [Reader]) -> Text? {
        let counts = Operator.Role.allCases.compactMap { role -> Text? in
            let count = readers.count { $0.role == role }
            guard count > 0 else { return nil }
            return Text(zh: "\(role.title.zh)\(count)", en: "\(role.title.en) \(count)")
        }
        guard !counts.isEmpty else { return nil }
        return Text(
            zh: counts.map(\.zh).joined(separator: "、"), en: counts.map(\.en).joined(separator: ", "))
    }
}
