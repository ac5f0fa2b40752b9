import DeviceProfiles
import Facilities
import Foundation
import Testing

/// The examples in `device-profiles/README.md` are read as profiles, so that their samples are checked.
struct ReadmeExampleTests {
    private static let file = URL(filePath: #filePath).appending(path: "../../../device-profiles/README.md")
        .standardized

    private static func examples() throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).matches(of: /(?s)```yaml\n(.*?)```/).map { String($0.output.1) }
    }

    private func profile(_ example: String) throws -> DeviceProfile {
        let head = "profile: example\nname: {zh: 例子, en: example}\nsource: \"made up\"\nverified: false\n"
        return try DeviceProfile(
            yaml: (example.contains("profile:") ? "" : head) + example,
            file: example.contains("profile:") ? "novus-np785.yaml" : "example.yaml")
    }

    @Test func everyExampleIsAProfileWhoseSamplesHold() throws {
        let examples = try Self.examples()
        #expect(examples.count >= 8)
        for example in examples {
            let profile = try profile(example)
            #expect(!profile.samples.isEmpty && profile.warnings.isEmpty, "\(example)")
        }
    }

    /// A wrong number in any of their samples would be noticed.
    @Test func theirSamplesAreChecked() throws {
        for example in try Self.examples() {
            let wrong = example.replacing(/(gives:.*?: )-?[0-9.]+/.dotMatchesNewlines(), maxReplacements: 1) {
                "\($0.output.1)98765"
            }
            #expect(wrong != example)
            #expect(throws: (any Error).self, "\(example)") { try profile(wrong) }
        }
    }

    @Test func everyConstructHasOne() throws {
        let all = try Self.examples().joined()
        let constructs = [
            "plus:", "scaleFrom:", "negativeIf:", "variants:", "repeat:", "names:", "count:", "write: true",
            "alone: true",
            "int8", "int24", "length:", "..: on", "0x80..", "notAvailable: [..", "status:", "parameters:", "times:",
        ]
        for construct in constructs { #expect(all.contains(construct), "\(construct)") }
    }
}
