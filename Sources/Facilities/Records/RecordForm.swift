/// The fields of a kind of record, and whether what somebody filled in is a record at all.
public struct RecordForm: Sendable {
    public let kind: Record.Body.Kind

    public init(_ kind: Record.Body.Kind) {
        self.kind = kind
    }

    /// Beside `kind`, which says which form it is.
    public var fields: [RecordField] {
        switch kind {
        case .replacement: Self.replacement
        case .wasteTransfer: Self.wasteTransfer
        case .inspection: Self.inspection
        case .replacementStart, .cleaningStart: [Self.remark]
        case .cleaning: Self.cleaning
        case .exhaustTest: Self.exhaustTest
        case .registration: Self.registration
        case .cityAir: Self.cityAir
        case .complaint: Self.complaint
        case .complaintAnswer, .complaintClosing: Self.complaintStep
        case .complaintProgress: Self.complaintProgress
        case .acknowledgement, .rectification: Self.finding + [Self.remark]
        case .shelving: Self.finding + [Self.until("暂缓至", "shelved until"), Self.reason]
        case .maintenance: Self.maintenance
        case .calibration: Self.calibration
        }
    }

    /// When and by whom, in every record.
    public static let head = [
        RecordField("at", "时间", "when", .time, required: true),
        RecordField("by", "填写人", "by whom", .text(60), required: true),
    ]

    /// Everything that is wrong with the head and the body of a record: nothing is entered unless all of it is right.
    ///
    /// - Parameter now: nobody can tell of what is still to come; five minutes are left for clocks that differ.
    public func problems(head: [String: FieldValue], body: [String: FieldValue], now: Timestamp) -> [RecordProblem] {
        let body = body.filter { $0.key != "kind" }
        var problems = Self.problems(in: head, of: Self.head) + Self.problems(in: body, of: fields)
        if let at = head.time("at"), at > now + .minutes(5) {
            problems.append(.init("at", Text(zh: "时间（at）不能晚于现在", en: "when (at) is in the future")))
        }
        return problems + together(body, at: head.time("at")) + hour(body, now: now)
    }

    /// The city's air is of one hour of the clock, which must be over.
    private func hour(_ body: [String: FieldValue], now: Timestamp) -> [RecordProblem] {
        guard kind == .cityAir, let from = body.time("from"), let to = body.time("to") else { return [] }
        guard from == from.start(ofInterval: CityAir.length), to - from == CityAir.length else {
            let text = Text(
                zh: "起止时间（from、to）应为一个整点小时，如09:00至10:00",
                en: "from and to are one hour of the clock, such as 09:00 to 10:00")
            return [.init("to", text)]
        }
        guard to > now + .minutes(5) else { return [] }
        return [.init("to", Text(zh: "该小时（to）尚未结束", en: "that hour is not over yet (to)"))]
    }

    private static func problems(in values: [String: FieldValue], of fields: [RecordField]) -> [RecordProblem] {
        let wrong = fields.compactMap { $0.problem(with: values[$0.name] ?? .nothing) }
        let known = fields.map(\.name)
        let unknown = values.keys.filter { !known.contains($0) }.sorted().map { name in
            let names = known.joined(separator: ", ")
            return RecordProblem(
                name, Text(zh: "没有“\(name)”这个字段；可填：\(names)", en: "there is no field \(name); there are \(names)")
            )
        }
        return wrong + unknown
    }

    /// What is wrong between fields that are right by themselves.
    private func together(_ body: [String: FieldValue], at time: Timestamp?) -> [RecordProblem] {
        if body.has("iodineValue"), !body.has("iodineMethod") {
            let text = Text(zh: "填写碘值须注明检测方法（iodineMethod）", en: "an iodine value needs its method (iodineMethod)")
            return [.init("iodineMethod", text)]
        }
        guard let time, let until = body.time("until") else { return [] }
        let longest = kind == .shelving ? Shelving.longest : Maintenance.longest
        if until - time > longest {
            let days = longest.inDays.plainText
            return [
                .init(
                    "until", Text(zh: "最长\(days)天（until）", en: "at most \(days) days after the record's time (until)"))
            ]
        }
        guard kind == .shelving, until <= time else { return [] }
        return [.init("until", Text(zh: "应晚于记录时间（until）", en: "must be after the record's time (until)"))]
    }
}

extension [String: FieldValue] {
    fileprivate func has(_ name: String) -> Bool { self[name].map { !$0.isBlank } ?? false }

    fileprivate func time(_ name: String) -> Timestamp? {
        if case .text(let text)? = self[name] { Timestamp(text) } else { nil }
    }
}
