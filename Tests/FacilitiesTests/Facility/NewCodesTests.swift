import Facilities
import TestSupport
import Testing

@Suite struct NewCodesTests {
    private func codes(_ count: Int, kind: Facility.Kind = .fumePurifier, prefix: String = "NJ320104") throws
        -> [Facility.Code]
    {
        var generator = SystemRandomNumberGenerator()
        return try #require(NewCodes(prefix: prefix, kind: kind)).make(count, besides: [], using: &generator)
    }

    @Test(arguments: Facility.Kind.allCases) func everyCodeIsRightAndSaysItsKind(kind: Facility.Kind) throws {
        let codes = try codes(500, kind: kind)
        #expect(codes.count == 500 && Set(codes).count == 500)
        #expect(codes.allSatisfy { $0.hasRightCheckCharacter && $0.description.hasPrefix("NJ320104\(kind.letter)") })
        #expect(Set(Facility.Kind.allCases.map(\.letter)).count == 5)
    }

    @Test func noCharacterThatIsTakenForAnotherIsAdded() throws {
        #expect(try codes(500).allSatisfy { !$0.description.dropFirst(9).contains { "0O1IL".contains($0) } })
    }

    @Test func everyWrongCharacterOfACodeIsNoticed() throws {
        for code in try codes(20) {
            let characters = Array(code.description)
            for index in characters.indices {
                for other in CheckCharacter.alphabet where other != characters[index] {
                    var wrong = characters
                    wrong[index] = other
                    #expect(!CheckCharacter.isValid(String(wrong)), "\(String(wrong)) for \(code)")
                }
            }
        }
    }

    @Test func everySwapOfDifferentNeighboursBehindThePrefixIsNoticed() throws {
        for code in try codes(1000) {
            let characters = Array(code.description)
            for index in 8..<characters.count - 1 where characters[index] != characters[index + 1] {
                var swapped = characters
                swapped.swapAt(index, index + 1)
                #expect(!CheckCharacter.isValid(String(swapped)), "\(String(swapped)) for \(code)")
            }
        }
    }

    @Test func aCodeThatIsUsedIsNotGivenAgain() throws {
        let maker = try #require(NewCodes(prefix: "NJ", kind: .dustSite))
        var (first, second) = (SplitMix(seed: 1), SplitMix(seed: 1))
        let used = Set(maker.make(50, besides: [], using: &first))
        let others = maker.make(50, besides: used, using: &second)
        #expect(others.count == 50 && used.isDisjoint(with: others))
    }

    @Test(arguments: ["码", "nj", "A B", String(repeating: "A", count: 21)]) func aPrefixThatNoCodeHasIsRefused(
        prefix: String
    ) {
        #expect(NewCodes(prefix: prefix, kind: .dustSite) == nil)
    }

    @Test func theLongestPrefixStillMakesACode() throws {
        #expect(try codes(10, prefix: String(repeating: "A", count: NewCodes.longestPrefix)).count == 10)
    }
}
