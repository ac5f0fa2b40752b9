import Facilities
import Testing

@testable import WebPage

/// What templates get of a view.
struct ViewValuesTests {
    private struct Inner {
        var title: String
        var hint: String?
    }

    private struct View {
        var isWrong = false
        var count = 3
        var none: Inner?
        var one: Inner? = Inner(title: "a", hint: nil)
        var all = [Inner(title: "b", hint: "c"), Inner(title: "d", hint: nil)]
        var texts = ["e"]
    }

    @Test func membersAreThereByNameAndWhatIsNilIsNot() throws {
        let values = try #require(ViewValues.of(View()) as? [String: Any])
        #expect(values.keys.sorted() == ["all", "count", "isWrong", "one", "texts"])
        #expect(values["isWrong"] as? Bool == false && values["count"] as? Int == 3)
        #expect(values["one"] as? [String: String] == ["title": "a"])
        let all = try #require(values["all"] as? [Any]).compactMap { $0 as? [String: String] }
        #expect(all == [["title": "b", "hint": "c"], ["title": "d"]])
        #expect(values["texts"] as? [String] == ["e"])
    }

    @Test func suspicionsAreShownToTheOwnerAndToNobodyElse() throws {
        let suspicion = Suspicion(
            rule: "data.tampering", kind: .tooSmooth, cause: "b/1/vocIn", from: FixedSource.noon,
            until: FixedSource.noon, figure: 0, limit: .ownDefault("tamperingTurning", 5, .percent),
            text: Text(zh: "数值一直不变", en: "a value never changes"))
        var detail = FacilityDetail.adsorber()
        detail.suspicions = [suspicion]
        let time = PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)
        let templates = try Templates()
        for role in Operator.Role.allCases {
            let person = Operator(name: "王", role: role, since: FixedSource.noon)
            let page = templates.text(FacilityView(detail, person, time: time), with: "facility")
            #expect(page.contains("数值一直不变") == [.owner, .inspector].contains(role), "\(role)")
        }
        #expect(!templates.text(FacilityView(detail, time: time), with: "facility").contains("疑点"))
    }
}
