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

    /// Four titles have 投诉 in them, and one begins with it: who says no more has a complaint.
    @Test func aWordThatSeveralTitlesHaveIsNotTakenForTheOneThatBeginsWithIt() {
        #expect(RecordKind(named: "投诉")?.rawValue == "complaint")
        #expect(RecordKind(named: "投诉进")?.rawValue == "complaintProgress")
        for kind in RecordKind.allCases where !kind.rawValue.hasSuffix("Start") {
            let word = String(kind.title.zh.prefix(2))
            let having = RecordKind.allCases.filter { $0.title.zh.contains(word) && !$0.rawValue.hasSuffix("Start") }
            let isExact = having.contains { $0.title.zh == word }
            guard having.count > 1, !isExact, word != "投诉" else { continue }
            #expect(RecordKind(named: word) == nil, "\(word)")
        }
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
