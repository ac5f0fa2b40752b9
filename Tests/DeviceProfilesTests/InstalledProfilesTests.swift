import DeviceProfiles
import Facilities
import Foundation
import Testing

/// The profiles in `device-profiles/`, all of them.
struct InstalledProfilesTests {
    static let folder = URL(filePath: #filePath).appending(path: "../../../device-profiles").standardized
    static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.sorted()

    @Test func thereAreProfiles() {
        #expect(Self.files.filter { !$0.hasPrefix("mashang-") }.count >= 90)
    }

    @Test(arguments: files)
    func itLoadsAndIsNamedAsItsFile(file: String) throws {
        let profile = try profile(file)
        #expect("\(profile.id).yaml" == file)
        #expect(profile.warnings.isEmpty, "\(profile.warnings)")
        #expect(!profile.source.isEmpty && !profile.points.isEmpty && !profile.samples.isEmpty)
    }

    @Test(arguments: files)
    func itsSamplesHoldWhenReadAsTheGatewayReads(file: String) throws {
        let profile = try profile(file)
        for sample in profile.samples {
            let answers = profile.readPlan.flatMap { profile.readings(in: $0, words: sample.words(of: $0)) }
            var checks = ReadingChecks(profile)
            let readings = checks.check(answers, at: Timestamp(seconds: 0))
            for (name, wanted) in sample.gives {
                let value = try #require(readings.first { $0.quantity.rawValue == name }).value
                #expect(isNear(value, wanted), "\(name)")
            }
            for (name, wanted) in sample.quality {
                #expect(readings.first { $0.quantity.rawValue == name }?.quality == wanted, "\(name)")
            }
        }
    }

    @Test(arguments: files)
    func everyPointReadsBackWhatIsWrittenForIt(file: String) throws {
        let profile = try profile(file)
        for point in profile.points {
            let value = try #require(profile.samples.compactMap { $0.gives[point.name] ?? nil }.first ?? 1)
            let words = try #require(profile.words(for: point, value: value), "\(point.name)")
            let reading = profile.readings(in: ReadBlock([point]), words: words)[0]
            #expect(isNear(reading.value, value) && reading.quality == .good, "\(point.name)")
        }
    }

    @Test(arguments: files)
    func itsPlanKeepsToTheLimitsAndReadsEveryPointOnce(file: String) throws {
        let profile = try profile(file)
        let plan = profile.readPlan
        #expect(plan.flatMap(\.points).map(\.name).sorted() == profile.points.map(\.name).sorted())
        #expect(plan.allSatisfy { $0.count <= profile.limits.maxRegisters })
    }

    @Test(arguments: files)
    func itsCaveatsAndNamesAreInBothLanguages(file: String) throws {
        let profile = try profile(file)
        for text in [profile.name] + profile.caveats + profile.parameters.map(\.title) {
            #expect(text.zh.unicodeScalars.contains { $0.properties.isIdeographic }, "\(text.zh)")
            #expect(!text.en.unicodeScalars.contains { $0.properties.isIdeographic }, "\(text.en)")
        }
    }

    @Test(arguments: files)
    func theCatalogueListsIt(file: String) throws {
        let profile = try profile(file)
        let row = "| `\(profile.id)` | \(profile.name.zh) | \(profile.name.en) | \(profile.verified ? "✓" : "–") |"
        #expect(try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8).contains(row))
    }

    @Test func theSchemaKnowsEveryUnitAndMeaning() throws {
        let file = Self.folder.appending(path: "../docs/schemas/device-profile.schema.json")
        let schema = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        let definitions = try #require(schema?["$defs"] as? [String: [String: Any]])
        let units = try #require(definitions["unit"]?["enum"] as? [Any]).compactMap { $0 as? String }
        #expect(Set(units).isSuperset(of: PhysicalUnit.symbols))
        #expect(units.allSatisfy { PhysicalUnit($0) != nil })
        #expect(definitions["meaning"]?["enum"] as? [String] == StatusWord.Meaning.allCases.map(\.rawValue))
    }

    @Test func togetherTheyUseAllFourTables() throws {
        let tables = try Self.files.flatMap { try profile($0).points.map(\.register.table) }
        #expect(Set(tables) == Set(RegisterTable.allCases))
    }

    private func profile(_ file: String) throws -> DeviceProfile {
        try DeviceProfile(yaml: String(contentsOf: Self.folder.appending(path: file), encoding: .utf8), file: file)
    }

    private func isNear(_ value: Double?, _ wanted: Double?) -> Bool {
        guard let value, let wanted else { return value == wanted }
        return (value - wanted).magnitude <= 1e-4 * max(1, wanted.magnitude)
    }
}

extension ProfileSample {
    /// The block as a device with this sample in its registers answers it; what the sample lacks is 0.
    fileprivate func words(of block: ReadBlock) -> [UInt16] {
        (0..<block.count).map { offset in
            let address = Int(block.address) + offset
            for (start, words) in words where start.table == block.table {
                let index = address - Int(start.address)
                if words.indices.contains(index) { return words[index] }
            }
            return 0
        }
    }
}
