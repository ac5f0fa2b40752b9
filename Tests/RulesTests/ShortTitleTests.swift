import Facilities
import Testing

@testable import Rules

/// A finding has a few words for a list, in both languages.
struct ShortTitleTests {
    private func finding(_ rule: String, _ level: Finding.Level) -> Finding {
        Finding(
            rule: rule, level: level, since: Timestamp(seconds: 0), limit: .ownDefault("x", 0, .one),
            text: Text(zh: "", en: ""))
    }

    @Test(arguments: Facility.Kind.allCases, Finding.Level.allCases)
    func everyRuleHasOneOfEveryLevel(kind: Facility.Kind, level: Finding.Level) {
        for rule in RuleTable.rules(of: kind) {
            let short = finding(rule.name, level).short
            #expect(!short.zh.contains(".") && short.zh != rule.name && 2...12 ~= short.zh.count, "\(rule.name)")
            #expect(!short.en.isEmpty && short.en != rule.name, "\(rule.name)")
        }
    }

    @Test func ofAThresholdOfTheSiteItIsTheSameForAll() {
        #expect(finding("own.hot", .red).short.zh == "超出自定阈值")
    }

    @Test func ofAnUnknownRuleItIsItsId() { #expect(finding("new.rule", .red).short.zh == "new.rule") }
}
