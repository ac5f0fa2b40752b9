import Facilities
import Testing

struct OperatorTests {
    @Test(arguments: ["刘", "刘大姐", "O'Neil Smith", "1", String(repeating: "刘", count: 60)])
    func isAName(text: String) {
        #expect(Operator.isName(text))
    }

    @Test(arguments: [
        "", " ", " 刘", "刘 ", "\u{3000}刘", "刘\n", "刘\u{0}姐", "刘\u{200B}姐", "\u{202E}刘", "刘\u{7F}", "刘\u{2028}姐",
        String(repeating: "刘", count: 61), "刘" + String(repeating: "\u{301}", count: 60),
    ])
    func isNoName(text: String) {
        #expect(!Operator.isName(text))
    }

    @Test func noFacilitiesMeansAllOfThem() {
        let (one, other) = (Facility.Code("NJ320104F000023")!, Facility.Code("NJ320104D000049")!)
        var person = Operator(name: "刘", role: .operator, since: Timestamp(milliseconds: 0))
        #expect(person.mayEnter(at: one) && person.facilities.scope.zh == "全部设施")
        person.facilities = [one]
        #expect(person.mayEnter(at: one) && !person.mayEnter(at: other))
        #expect(OperatorChange(.added, person).text.zh == "增加人员：刘，操作人员，NJ320104F000023")
        #expect(OperatorChange(.removed, person).text.en == "removed: 刘, operator, NJ320104F000023")
    }
}
