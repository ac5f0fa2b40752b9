/// The colour that a person sees after scanning.
public enum Light: String, Codable, Hashable, Sendable, CaseIterable {
    case green, yellow, red
    /// The gateway cannot judge. Missing data is never green.
    case grey
}

extension Light {
    /// Creates the light of some findings: red before grey before yellow before green. A known violation is shown
    /// whatever else cannot be judged, and missing data keep the light from green and yellow.
    ///
    /// - Parameter isBlocked: Whether a rule that the facility's kind needs is not judged.
    public init(_ findings: some Sequence<Finding>, isBlocked: Bool = false) {
        var (hasRed, hasYellow, hasGrey) = (false, false, isBlocked)
        for finding in findings {
            switch finding.level {
            case .red: hasRed = true
            case .yellow: hasYellow = true
            case .grey: hasGrey = true
            }
        }
        if hasRed {
            self = .red
        } else if hasGrey {
            self = .grey
        } else {
            self = hasYellow ? .yellow : .green
        }
    }

    /// The meaning of the light, as the head of a page shows it.
    public var title: Text {
        switch self {
        case .green: Text(zh: "正常", en: "In order")
        case .yellow: Text(zh: "需要关注", en: "Needs attention")
        case .red: Text(zh: "超标或逾期", en: "Over a limit or overdue")
        case .grey: Text(zh: "无法判定", en: "Cannot be judged")
        }
    }
}

extension Light {
    /// The name of the light: `绿灯`.
    public var name: Text {
        switch self {
        case .green: Text(zh: "绿灯", en: "green")
        case .yellow: Text(zh: "黄灯", en: "yellow")
        case .red: Text(zh: "红灯", en: "red")
        case .grey: Text(zh: "灰灯", en: "grey")
        }
    }
}
