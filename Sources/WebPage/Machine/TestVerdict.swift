import Facilities

/// The verdict on an exhaust test by its limits.
enum TestVerdict: Hashable, Sendable {
    case passed, failed

    var title: Text {
        switch self {
        case .passed: Text(zh: "合格", en: "passed")
        case .failed: Text(zh: "不合格", en: "failed")
        }
    }
}
