/// What a rule holds against a facility, with the figures that it rests on, so that anybody can check it by hand.
public struct Finding: Codable, Hashable, Sendable {
    public enum Level: String, Codable, Hashable, Sendable, CaseIterable {
        /// The rule cannot judge: what it needs to know is missing.
        case grey
        /// Soon due, or advised.
        case yellow
        /// Overdue, or over the limit.
        case red
    }

    /// `carbon.cycle`
    public var rule: String
    /// What tells two findings of one rule apart, such as the number of a complaint; empty when there is just one.
    public var cause: String
    public var level: Level
    /// Since when it holds.
    public var since: Timestamp
    public var figure: Double?
    public var limit: Double?
    public var unit: PhysicalUnit?
    /// Where the limit stands written.
    public var source: String
    /// Whether the limit was read in that source, or in a maker's manual.
    public var verified: Bool
    public var text: Text

    public init(
        rule: String, cause: String = "", level: Level, since: Timestamp, figure: Double? = nil, limit: Limit,
        text: Text
    ) {
        self.rule = rule
        self.cause = cause
        self.level = level
        self.since = since
        self.figure = figure
        self.limit = limit.value
        unit = limit.unit
        source = limit.source
        verified = limit.verified
        self.text = text
    }

    /// One finding in its life: a rule raises the same one once, and clears it once.
    public struct Identity: Hashable, Sendable {
        var rule: String
        var cause: String
        var level: Level
    }

    public var identity: Identity { Identity(rule: rule, cause: cause, level: level) }
}

/// A figure that must not be passed, and where it stands written.
public struct Limit: Codable, Hashable, Sendable {
    /// By which the site's configuration names it.
    public var name: String
    public var value: Double
    public var unit: PhysicalUnit
    public var source: String
    /// True only when the figure was read in the source itself.
    public var verified: Bool

    public init(_ name: String, _ value: Double, _ unit: PhysicalUnit, source: String, verified: Bool) {
        self.name = name
        self.value = value
        self.unit = unit
        self.source = source
        self.verified = verified
    }
}

/// What somebody has to do next at a facility, and by when.
public struct NextStep: Codable, Hashable, Sendable {
    public enum Action: String, Codable, Hashable, Sendable, CaseIterable {
        case replaceCarbon, inspectCarbon, checkAdsorber, cleanPurifier, switchOnPurifier, checkFume
        case testExhaust, repairEngine, reduceDust, answerComplaint, closeComplaint, completeSettings, checkSensors

        public var title: Text {
            switch self {
            case .replaceCarbon: Text(zh: "更换活性炭", en: "replace the carbon")
            case .inspectCarbon: Text(zh: "进行“四看一测”", en: "inspect the carbon")
            case .checkAdsorber: Text(zh: "检查吸附箱", en: "check the adsorber")
            case .cleanPurifier: Text(zh: "清洗油烟净化器", en: "clean the purifier")
            case .switchOnPurifier: Text(zh: "开启油烟净化器", en: "switch the purifier on")
            case .checkFume: Text(zh: "检查油烟超标原因", en: "find out why the fume is over its limit")
            case .testExhaust: Text(zh: "进行排气检测", en: "have the exhaust tested")
            case .repairEngine: Text(zh: "维修发动机后复测", en: "repair the engine and test again")
            case .reduceDust: Text(zh: "加强降尘措施", en: "reduce the dust")
            case .answerComplaint: Text(zh: "答复投诉", en: "answer the complaint")
            case .closeComplaint: Text(zh: "办结投诉", en: "close the complaint")
            case .completeSettings: Text(zh: "补全设施参数", en: "complete the facility's settings")
            case .checkSensors: Text(zh: "检查传感器", en: "check the sensors")
            }
        }
    }

    public var action: Action
    public var due: Day

    public init(_ action: Action, due: Day) {
        self.action = action
        self.due = due
    }
}
