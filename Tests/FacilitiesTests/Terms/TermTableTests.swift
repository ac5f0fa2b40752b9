import Facilities
import Foundation
import TestSupport
import Testing

/// The one table of terms.
@Suite struct TermTableTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func thePageOfTheTermsIsTheTable() throws {
        let page = try String(contentsOf: Self.repository.appending(path: "docs/terms.md"), encoding: .utf8)
        #expect(page == TermTable().markdown, "write it again: mashang rules --terms > docs/terms.md")
    }

    @Test func eachTermStandsThereOnceAndAvoidsNoWordOfItsOwn() {
        #expect(Set(Term.all.map(\.zh)).count == Term.all.count)
        for term in Term.all {
            for avoided in term.avoid where avoided.exception == nil {
                #expect(!term.zh.contains(avoided.word) && !term.en.contains(avoided.word), "\(avoided.word)")
            }
        }
    }

    /// Programs, settings and guides name a device profile and a unit alike.
    @Test func theWordsOfDevicesAreTheSameEverywhere() throws {
        let avoided = Term.all.filter { ["设备档案（档案）", "站号"].contains($0.zh) }.flatMap(\.avoid).map(\.word)
            .filter(\.isChinese)
        #expect(avoided.count >= 4)
        for folder in ["Sources", "docs", "systemd", "device-profiles", "README.zh-Hans.md"] {
            for file in try Self.files(of: folder)
            where !file.path.contains("/Terms/") && file.lastPathComponent != "terms.md" {
                guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
                for word in avoided { #expect(!text.contains(word), "\(word) in \(file.path)") }
            }
        }
    }

    /// A file by its name, or the texts of a folder.
    private static func files(of name: String) throws -> [URL] {
        let place = repository.appending(path: name)
        guard !name.hasSuffix(".md") else { return [place] }
        let names = try FileManager.default.subpathsOfDirectory(atPath: place.path)
        let endings = ["swift", "md", "yaml", "mustache", "1"]
        return names.filter { endings.contains(URL(filePath: $0).pathExtension) }.map { place.appending(path: $0) }
    }

    @Test(arguments: [
        (Text(zh: "更换活性碳", en: "replace the carbon"), 1), (Text(zh: "更换活性炭", en: "replace the carbon"), 0),
        (Text(zh: "油烟", en: "Oil smoke"), 1), (Text(zh: "油烟", en: "boil smoked fish"), 0),
        (Text(zh: "油烟", en: ""), 1), (Text(zh: "油烟", en: "油烟"), 1), (Text(zh: "", en: ""), 0),
        (Text(zh: "数值", en: "value："), 1), (Text(zh: "风速", en: "wind"), 0),
    ]) func aTextWithAnAvoidedWordOrWithoutEnglishIsFound(text: Text, faults: Int) {
        #expect(Term.faults(in: text).count == faults, "\(Term.faults(in: text))")
    }
}
