/// The subject of a complaint about the air.
public enum ComplaintCategory: String, Codable, Hashable, Sendable, CaseIterable {
    case fume, odour, dust, smoke, noise, other

    /// The category in the form for citizens.
    public var title: Text {
        switch self {
        case .odour: Text(zh: "异味", en: "odour")
        case .fume: Text(zh: "油烟", en: "cooking fume")
        case .dust: Text(zh: "扬尘", en: "dust")
        case .smoke: Text(zh: "黑烟", en: "black smoke")
        case .noise: Text(zh: "噪声", en: "noise")
        case .other: Text(zh: "其他", en: "other")
        }
    }
}
