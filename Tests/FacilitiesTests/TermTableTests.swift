import Facilities
import Foundation
import Testing

/// The one table of terms.
@Suite struct TermTableTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
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

    @Test(arguments: [
        (Text(zh: "更换活性碳", en: "replace the carbon"), 1), (Text(zh: "更换活性炭", en: "replace the carbon"), 0),
        (Text(zh: "油烟", en: "Oil smoke"), 1), (Text(zh: "油烟", en: "boil smoked fish"), 0),
        (Text(zh: "油烟", en: ""), 1), (Text(zh: "油烟", en: "油烟"), 1), (Text(zh: "", en: ""), 0),
        (Text(zh: "数值", en: "value："), 1), (Text(zh: "风速", en: "wind"), 0),
    ]) func aTextWithAnAvoidedWordOrWithoutEnglishIsFound(text: Text, faults: Int) {
        #expect(Term.faults(in: text).count == faults, "\(Term.faults(in: text))")
    }
}
