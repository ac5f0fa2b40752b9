import Facilities

/// The facilities that may have to do with a complaint of some category, and the part of each rule in it: states,
/// measurements and overdue steps, but never missing papers. The choice is our own.
struct Relevance: Sendable {
    /// The part of one rule in a complaint.
    struct Part: Sendable {
        var rule: String
        /// The words for its findings: `净化器停机`.
        var word: Text
        /// Whether only an overdue step counts, and no reminder before it.
        var isDuty = false
    }

    let parts: [Facility.Kind: [Part]]

    /// Creates the parts for a category; without one, every rule that measures may have a part.
    init(_ category: ComplaintCategory?) {
        parts =
            switch category ?? .other {
            case .fume: [.fumePurifier: Part.fume]
            case .odour: [.activatedCarbon: Part.carbon, .fumePurifier: Part.fume]
            case .dust: [.dustSite: Part.dust]
            case .smoke: [.nonroadMachinery: Part.smoke]
            case .noise: [.dustSite: Part.noise]
            case .other:
                [
                    .fumePurifier: Part.fume, .activatedCarbon: Part.carbon + Part.bed,
                    .dustSite: Part.dust + Part.noise,
                    .nonroadMachinery: Part.smoke + Part.engine,
                ]
            }
    }

    /// Returns the parts for a kind of facility; nil where it has nothing to do with the complaint.
    func parts(of kind: Facility.Kind) -> [Part]? { parts[kind].map { $0 + Part.unseen } }

    /// Returns a rule's part in any complaint; nil for a rule that has none.
    static func part(of rule: String) -> Part? { all.first { $0.rule == rule } }

    private static let all =
        Part.fume + Part.carbon + Part.bed + Part.dust + Part.noise + Part.smoke + Part.engine + Part.unseen
}

extension Relevance.Part {
    fileprivate init(_ rule: String, _ zh: String, _ en: String, isDuty: Bool = false) {
        self.init(rule: rule, word: Text(zh: zh, en: en), isDuty: isDuty)
    }

    private static let treatment = Self(PowerConditions.id, "生产时治理设施未开", "production without treatment")

    fileprivate static let fume = [
        Self(PurifierOff.id, "净化器停机", "purifier off"), Self(FumeLimit.id, "油烟超限", "fume over its limit"),
        Self(FumeEfficiency.id, "去除率偏低", "too little fume removed"),
        Self(FumeFouling.id, "净化器电流或压差偏离", "purifier's current or pressure drop far from its best"),
        treatment, Self(FumeCleaning.id, "清洗逾期", "cleaning overdue", isDuty: true),
    ]

    fileprivate static let carbon = [
        Self(CarbonBypass.id, "压差过低或为负", "pressure drop low or negative"),
        Self(CarbonEmission.id, "排放超过许可", "outlet over the permit"), treatment,
        Self(CarbonBreakthrough.id, "活性炭穿透", "VOC through the carbon"),
        Self(CarbonLoad.id, "吸附量过高", "carbon loaded"), Self(CarbonPressure.id, "压差超限", "pressure drop over its limit"),
        Self(CarbonCycle.id, "更换逾期", "replacement overdue", isDuty: true),
    ]

    fileprivate static let bed = [
        Self(CarbonTemperature.id, "温度超限", "too hot"), Self(CarbonHumidity.id, "湿度超限", "too humid"),
        Self(CarbonVelocity.id, "过炭面风速超限", "air too fast"),
    ]

    fileprivate static let dust = [
        Self(DustTSP.id, "TSP超限", "TSP over its limit"), Self(DustPM10.id, "PM10超限", "PM10 over its limit"),
        Self(DustSpray.id, "未开喷淋", "spray off"),
    ]

    fileprivate static let noise = [Self(DustNoise.id, "噪声超限", "noise over its limit")]

    fileprivate static let smoke = [
        Self(MachinerySmoke.id, "烟度超过限值或筛查线", "smoke over its limit or the screening line"),
        Self(MachineryDPF.id, "颗粒捕集器故障", "particulate filter out of order"),
    ]

    fileprivate static let engine = [
        Self(MachineryNOx.id, "氮氧化物超限", "NOx over its limit"), Self(MachineryUrea.id, "尿素系统故障", "urea out of order"),
        Self(MachineryExhaust.id, "排气过热", "exhaust too hot"),
    ]

    /// Missing data clear nobody.
    fileprivate static let unseen = [Self(DataSilent.id, "没有数据", "no data")]
}
