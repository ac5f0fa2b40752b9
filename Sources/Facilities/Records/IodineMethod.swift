/// How an iodine value was measured. Values of different methods are not compared: GB/T 7702.7-2023 changed the shaking
/// and the precision, GB/T 12496.8 and ASTM D4607 have other doses.
public enum IodineMethod: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
    case gb7702 = "GB/T 7702.7-2023"
    case gb7702Of2008 = "GB/T 7702.7-2008"
    case gb12496 = "GB/T 12496.8-2015"
    case astmD4607 = "ASTM D4607"
    /// Any quick test on site.
    case field

    /// The method, as a form shows it.
    public var title: Text {
        self == .field ? Text(zh: "现场快速检测", en: "quick test on site") : Text(zh: rawValue, en: rawValue)
    }
}
