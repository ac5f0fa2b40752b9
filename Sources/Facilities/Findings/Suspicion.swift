/// A pattern in the data or the records that honest ones hardly ever show. It accuses nobody: it describes what was
/// seen, in which window, and what a person should check. It never changes a light, is not part of a status, and is not
/// public.
public struct Suspicion: Codable, Hashable, Sendable {
    /// The pattern.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// Values stop at one highest value, at the end of the range or just within a limit.
        case flatTop
        /// Two channels move alike.
        case sameCurve
        /// Values move as no instrument's do.
        case tooSmooth
        /// An instrument measures operation while what it measures is off.
        case whileOff
        /// Maintenance or a calibration was entered just when a limit was passed.
        case timelyMark
        /// A calibration takes values back within a limit.
        case correctedAway
        /// What somebody entered does not show in the data.
        case unseenRecord

        public var title: Text {
            switch self {
            case .flatTop: Text(zh: "平顶", en: "flat top")
            case .sameCurve: Text(zh: "曲线相同", en: "same curve")
            case .tooSmooth: Text(zh: "过于平滑", en: "too smooth")
            case .whileOff: Text(zh: "停机有数据", en: "data while off")
            case .timelyMark: Text(zh: "超限时标记", en: "mark at a limit")
            case .correctedAway: Text(zh: "校准后不超限", en: "calibrated within a limit")
            case .unseenRecord: Text(zh: "数据未见记录", en: "record not in the data")
            }
        }
    }

    /// The rule that found it: `data.tampering`.
    public var rule: String
    /// The pattern that was found.
    public var kind: Kind
    /// The cause that distinguishes suspicions of one kind, such as the channel.
    public var cause: String
    /// The begin of the window.
    public var from: Timestamp
    /// The end of the window.
    public var until: Timestamp
    /// The figure that was found, in `unit`.
    public var figure: Double
    /// The limit of the figure, in `unit`.
    public var limit: Double
    /// The unit of `figure` and `limit`.
    public var unit: PhysicalUnit
    /// The suspicion in a sentence.
    public var text: Text

    public init(
        rule: String, kind: Kind, cause: String, from: Timestamp, until: Timestamp, figure: Double, limit: Limit,
        text: Text
    ) {
        self.rule = rule
        self.kind = kind
        self.cause = cause
        self.from = from
        self.until = until
        self.figure = figure
        self.limit = limit.value
        unit = limit.unit
        self.text = text
    }

    /// Whether another suspicion is the same one in a later window.
    public func isAgain(_ other: Suspicion) -> Bool {
        rule == other.rule && kind == other.kind && cause == other.cause
    }
}
