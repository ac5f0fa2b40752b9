/// The measures of a building site against dust, or its permit to work at night (登记措施).
public struct SiteMeasure: RecordContent {
    public static let kind = RecordKind(
        "measure", "防尘措施", "site measures", at: [.dustSite], broker: .ifNamed)

    /// A measure.
    public enum Item: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case fence, board, paved, wash, cover, stock, spray, cannon, sprinkle, sweep, wet, closed, stop, night, monitor
    }

    /// The part of the site.
    public enum Place: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case gate, earthworks, stockyard, road, other
    }

    /// The measures that were taken.
    public var measures: Set<Item>
    /// The part of the site; nil where nobody chose one.
    public var place: Place?
    /// The photographs that show them.
    public var photographs: [PhotographID]?
    /// A remark. Personal.
    public var remark: String?
    /// The number of a night-work permit.
    public var permit: String?
    /// The begin of permitted night work; nil for the record's own time.
    public var permitFrom: Timestamp?
    /// The end of permitted night work; nil without a permit.
    public var permitUntil: Timestamp?

    public init(_ measures: Set<Item>, place: Place? = nil, remark: String? = nil) {
        (self.measures, self.place, self.remark) = (measures, place, remark)
    }

    public init() { self.init([]) }

    public static let form: [BoundField<Self>] = [
        .required("measures", "哪些措施", "which measures", \.measures, .choices(Item.self)),
        .optional("place", "在哪", "where", \.place, .choice(Place.self)),
        .optional("photographs", "照片", "photographs", \.photographs, .photographs(3)),
        .optional("permit", "夜间施工许可编号", "number of the night-work permit", \.permit, .text(60)),
        .optional("permitFrom", "许可从", "permitted from", \.permitFrom, .time),
        .optional("permitUntil", "许可到", "permitted until", \.permitUntil, .time),
        .optional("remark", "备注", "remark", \.remark, .text(1000), personal: true),
    ]

    /// Returns the problems of a permit without a number, without an end, or without `night` among the measures.
    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        var problems: [RecordProblem] = []
        let hasPermit = ["permit", "permitFrom", "permitUntil"].contains { values.has($0) }
        guard hasPermit else { return [] }
        if values["measures"].flatMap(Set<Item>.init)?.contains(.night) != true {
            problems.append(
                .init(
                    "measures",
                    Text(zh: "填了许可，措施（measures）里要选“夜间施工许可”", en: "a permit needs night among the measures (measures)")
                ))
        }
        if !values.has("permit") {
            problems.append(.init("permit", Text(zh: "请填许可编号（permit）", en: "the permit (permit) needs its number")))
        }
        guard let until = values.time("permitUntil") else {
            return problems + [
                .init("permitUntil", Text(zh: "请填许可到什么时候（permitUntil）", en: "until when (permitUntil) is missing"))
            ]
        }
        guard let from = values.time("permitFrom") ?? time, until <= from else { return problems }
        let text = Text(zh: "许可的结束（permitUntil）应晚于开始", en: "the end of the permit (permitUntil) is after its beginning")
        return problems + [.init("permitUntil", text)]
    }
}

extension SiteMeasure {
    /// Returns the time in which a permit of this record allows night work; nil without one.
    ///
    /// - Parameter time: The time of the record.
    public func nightWork(at time: Timestamp) -> Range<Timestamp>? {
        guard measures.contains(.night), permit != nil, let permitUntil else { return nil }
        let from = permitFrom ?? time
        return from < permitUntil ? from..<permitUntil : nil
    }
}

extension SiteMeasure.Item {
    public var title: Text {
        switch self {
        case .fence: Text(zh: "围挡完好", en: "fence whole")
        case .board: Text(zh: "公示牌", en: "notice board")
        case .paved: Text(zh: "道路硬化", en: "paved roads")
        case .wash: Text(zh: "车辆冲洗", en: "lorry washing")
        case .cover: Text(zh: "裸土覆盖", en: "bare soil covered")
        case .stock: Text(zh: "物料覆盖", en: "heaps covered")
        case .spray: Text(zh: "围挡喷淋", en: "fence spray")
        case .cannon: Text(zh: "雾炮", en: "mist cannon")
        case .sprinkle: Text(zh: "洒水", en: "sprinkling")
        case .sweep: Text(zh: "清扫保洁", en: "sweeping")
        case .wet: Text(zh: "湿法作业", en: "wet working")
        case .closed: Text(zh: "密闭运输", en: "closed transport")
        case .stop: Text(zh: "停止土方", en: "earthworks stopped")
        case .night: Text(zh: "夜间施工许可", en: "night-work permit")
        case .monitor: Text(zh: "监测设备维护", en: "monitor serviced")
        }
    }

    /// The required content of its photograph.
    public var view: Text {
        switch self {
        case .fence: Text(zh: "拍全长和底边", en: "whole length, bottom edge")
        case .board: Text(zh: "字要看得清", en: "readable board")
        case .paved: Text(zh: "拍大门和主路", en: "gate and main road")
        case .wash: Text(zh: "车在冲洗台，拍车轮", en: "lorry on the wash bay, wheels")
        case .cover: Text(zh: "从高处拍，没有破洞", en: "from above, no holes")
        case .stock: Text(zh: "料堆盖在网下", en: "heap under net")
        case .spray: Text(zh: "拍出水的喷头", en: "running nozzles")
        case .cannon: Text(zh: "对着作业面拍", en: "at the work face")
        case .sprinkle: Text(zh: "拍湿路面和洒水车", en: "wet road, lorry")
        case .sweep: Text(zh: "拍大门和门外50米", en: "gate and 50 m of road outside")
        case .wet: Text(zh: "工具和水一起拍", en: "tool and water together")
        case .closed: Text(zh: "拍盖严的车厢", en: "lid shut")
        case .stop: Text(zh: "拍停下的机械", en: "still machine")
        case .night: Text(zh: "拍许可和公告", en: "permit and its notice")
        case .monitor: Text(zh: "拍站房和进气口", en: "station and inlet")
        }
    }

    /// Whether it may reduce the dust within a quarter of an hour.
    public var actsOnDust: Bool {
        switch self {
        case .wash, .cover, .stock, .spray, .cannon, .sprinkle, .sweep, .wet, .stop: true
        case .fence, .board, .paved, .closed, .night, .monitor: false
        }
    }
}

extension SiteMeasure.Place {
    public var title: Text {
        switch self {
        case .gate: Text(zh: "入口", en: "gate")
        case .earthworks: Text(zh: "土方区", en: "earthworks")
        case .stockyard: Text(zh: "料场", en: "stockyard")
        case .road: Text(zh: "道路", en: "road")
        case .other: Text(zh: "其他", en: "elsewhere")
        }
    }
}
