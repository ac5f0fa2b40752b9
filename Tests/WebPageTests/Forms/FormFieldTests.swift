import Facilities
import Testing

@testable import WebPage

/// The names of the fields that forms have.
struct FormFieldTests {
    /// A browser sends all fields of one name together: the token would be taken for what somebody chose.
    @Test(arguments: RecordKind.allCases) func noFieldOfARecordHasTheNameOfOneOfThePage(kind: RecordKind) {
        let names = Set(FormLook.of(kind).fields(of: kind).map(\.name))
        #expect(names.isDisjoint(with: [FormToken.field, "at", "atDay", "atTime"]))
    }
}
