import Facilities
import Testing

@testable import mashang

/// A person may write what `record --fields` shows, in either language.
struct RecordNamesTests {
    @Test(arguments: RecordKind.allCases.map(\.rawValue)) func everyKindIsFoundByItsTitles(word: String) throws {
        let kind = try #require(RecordKind(rawValue: word))
        #expect(RecordKind(named: kind.title.zh)?.rawValue == word)
        #expect(RecordKind(named: word)?.rawValue == word)
    }

    @Test func theShortNamesOfCleaningAndReplacementAreUnderstood() {
        #expect(RecordKind(named: "清洗")?.rawValue == "cleaning")
        #expect(RecordKind(named: "更换")?.rawValue == "replacement")
        #expect(RecordKind(named: "") == nil && RecordKind(named: "洗") == nil)
    }

    @Test func everyChoiceIsFoundByItsTitles() {
        for kind in RecordKind.allCases {
            for field in kind.type.fields {
                #expect(kind.field(named: field.title.zh) != nil && kind.field(named: field.name)?.name == field.name)
                guard let options = field.options else { continue }
                for option in options {
                    #expect(options.value(of: option.value) == option.value)
                    #expect(options.value(of: option.title.zh) == option.value, "\(kind.rawValue) \(field.name)")
                }
                #expect(options.value(of: "别的") == "别的")
            }
        }
    }
}

extension RecordField {
    fileprivate var options: [Option]? {
        switch content {
        case .choice(let options), .choices(let options): options
        default: nil
        }
    }
}
