import Facilities
import Testing

@Suite struct TypedCodeTests {
    @Test(arguments: ["nj320104c00012d", "ＮＪ３２０１０４Ｃ０００１２Ｄ", " NJ320104 C00012D\n", "ｎｊ320104c00012d　"])
    func lowerCaseFullWidthAndSpacesAreReadAsTheyAreMeant(typed: String) throws {
        #expect(TypedCode(typed).verdict == .right(try #require(Facility.Code("NJ320104C00012D"))))
    }

    @Test func dashesOfAKeyboardAreSeparators() {
        #expect(TypedCode("NJ320104－C00012—D").text == "NJ320104-C00012-D")
    }

    @Test(arguments: ["", "NJ1", "NJ320104,C1", "码上换1", String(repeating: "A", count: 33)]) func otherTextIsNoCode(
        text: String
    ) {
        #expect(TypedCode(text).verdict == .noCode)
    }

    private func mistyped(_ text: String) throws -> Mistyped {
        guard case .mistyped(let mistyped) = TypedCode(text).verdict else { throw Unexpected() }
        return mistyped
    }

    private struct Unexpected: Error {}

    @Test func aWrongCheckCharacterIsSaidWithTheRightOne() throws {
        let text = try mistyped("NJ320104C00012K").text
        #expect(text.zh.hasPrefix("末位校验字符不符，编号可能有误；若其余各位正确，末位应为D：NJ320104C00012D"))
        #expect(text.en.contains("if the others are right, it is D: NJ320104C00012D"))
    }

    @Test func aForgottenCheckCharacterIsSaid() throws {
        #expect(try mistyped("NJ320104C00012").text.zh.contains("若漏写了末位：NJ320104C00012D"))
        // There is no space for one more.
        #expect(try mistyped(String(repeating: "A", count: 31) + "0").lastAdded == nil)
    }

    @Test func twoSwappedNeighboursAreFound() throws {
        let swapped = try mistyped("NJ320140C00012D")
        #expect(swapped.swapped.map(\.description).contains("NJ320104C00012D"))
        #expect(swapped.text.en.contains("if two neighbours were swapped: "))
    }
}
