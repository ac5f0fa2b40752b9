import DeviceProfiles
import Facilities
import StrictYAML
import TestSupport

/// A profile with these points, each one line of YAML, and everything else as short as can be.
func profile(_ points: String..., head: String = "") throws(SourceErrorsOfTest) -> DeviceProfile {
    do {
        return try DeviceProfile(yaml: yaml(points, head: head), file: "p.yaml")
    } catch {
        let isInBoth = error.errors.allSatisfy { $0.text.zh.isChinese }
        throw SourceErrorsOfTest(description: isInBoth ? "\(error)" : "only in English: \(error)")
    }
}

struct SourceErrorsOfTest: Error, Equatable, CustomStringConvertible {
    var description: String
}

/// The points begin on line 6.
func yaml(_ points: [String], head: String = "") -> String {
    """
    profile: test
    name: {zh: 测试, en: test}
    source: "made up"
    verified: false
    \(head.isEmpty ? "" : head + "\n")points:
      \(points.joined(separator: "\n  "))
    """
}

extension DeviceProfile {
    /// The reading of the first point, from its own words.
    func reading(_ words: UInt16...) -> Reading {
        readings(in: ReadBlock([points[0]]), words: words)[0]
    }
}
