import Facilities
import Testing

/// What an inspector enters of a visit.
@Suite struct VisitTests {
    private static let now = Timestamp("2026-11-23T02:00:00Z")!

    private func wrong(_ body: FieldValues, at: String? = nil) -> [String] {
        var head: FieldValues = ["by": .text("李科")]
        if let at { head["at"] = .text(at) }
        return RecordForm(Visit.kind).problems(with: RecordDraft(head: head, body: body), now: Self.now).map(\.field)
    }

    private func order(_ deadline: String) -> FieldValues {
        ["result": .text("rectify"), "parts": .list(["operation"]), "deadline": .text(deadline)]
    }

    @Test func everyInspectorEntersItAtEveryKindAndNobodyElseAndNoBroker() {
        #expect(Visit.kind.roles == [.inspector] && Visit.kind.broker == .never && !Visit.kind.isPublic)
        #expect(Visit.kind.facilities == Set(Facility.Kind.allCases))
    }

    @Test(arguments: [
        ("2026-11-23T02:00:00.001Z", true), ("2026-11-23T02:00:00Z", false), ("2026-11-22T15:59:59Z", false),
        ("2027-11-24T02:00:00Z", true), ("2027-11-24T02:00:01Z", false), ("2026-11-31T00:00:00Z", false),
        ("<script>", false),
    ]) func aDeadlineComesAfterTheVisitAndWithinAYear(deadline: String, isRight: Bool) {
        #expect(wrong(order(deadline)).isEmpty == isRight)
    }

    @Test func whoOrdersSomethingSaysByWhenAndNobodyElseDoes() {
        #expect(wrong(["result": .text("rectify"), "parts": .list(["operation"])]) == ["deadline"])
        for result in ["passed", "advised"] {
            var body = order("2026-12-01T00:00:00Z")
            body["result"] = .text(result)
            #expect(wrong(body) == ["deadline"])
            body["deadline"] = nil
            #expect(wrong(body).isEmpty)
        }
    }

    @Test func aVisitThatIsEnteredLateMayHaveADeadlineThatHasPassed() {
        #expect(wrong(order("2026-11-22T00:00:00Z"), at: "2026-11-20T00:00:00Z").isEmpty)
        #expect(wrong(order("2026-11-19T00:00:00Z"), at: "2026-11-20T00:00:00Z") == ["deadline"])
    }

    @Test func somethingWasLookedAt() {
        #expect(wrong(["result": .text("passed")]) == ["parts"])
        #expect(wrong(["result": .text("passed"), "parts": .list(["kitchen"])]) == ["parts"])
        #expect(wrong(["result": .text("good"), "parts": .list(["label"])]) == ["result"])
    }

    @Test func whatWasSeenCanBeErased() throws {
        let field = try #require(Visit.fields.first { $0.name == "text" })
        #expect(field.isPersonal && Visit.fields.filter(\.isPersonal).count == 1)
        let visit = Visit(.advised, [.records], text: "王大姐在场")
        #expect(visit.withoutPeople { $0 }.text == nil)
    }
}
