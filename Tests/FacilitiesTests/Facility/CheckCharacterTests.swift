import Facilities
import Foundation
import TestSupport
import Testing

@Suite struct CheckCharacterTests {
    private func randomBody() -> String {
        String((0..<Int.random(in: 3...31)).compactMap { _ in CheckCharacter.alphabet.randomElement() })
    }

    @Test func theCheckCharacterIsTheStandards() async throws {
        #expect(CheckCharacter.of("A12425GABC1234002") == "M")
        let bodies = (0..<200).map { _ in randomBody() }
        let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
        let program = """
            import sys
            from stdnum.iso7064 import mod_37_36
            print("".join(mod_37_36.calc_check_digit(body) for body in sys.argv[1:]))
            """
        let expected = try await output(of: python, ["-c", program] + bodies)
        #expect(String(bodies.compactMap { CheckCharacter.of($0) }) + "\n" == expected)
    }

    @Test func aWrongCharacterIsNoticed() throws {
        let code = Array("NJ320104C00012D")
        #expect(CheckCharacter.isValid(String(code)))
        for index in code.indices {
            for other in CheckCharacter.alphabet where other != code[index] {
                var wrong = code
                wrong[index] = other
                #expect(!CheckCharacter.isValid(String(wrong)))
            }
        }
    }

    /// 0 and 1 follow one another in the alphabet, and NJ32 leaves the state in which the standard cannot tell them apart.
    @Test func oneSwapOfCharactersThatFollowOneAnotherIsNotNoticed() {
        #expect(CheckCharacter.isValid("NJ320104C00012D") && CheckCharacter.isValid("NJ321004C00012D"))
    }

    @Test func otherSwapsAreNoticed() {
        let characters = Array("NJ320104C00012D")
        let missed = characters.indices.dropLast().filter { index in
            var swapped = characters
            swapped.swapAt(index, index + 1)
            return swapped != characters && CheckCharacter.isValid(String(swapped))
        }
        #expect(missed == [4])
    }

    @Test func groupsDoNotCount() {
        #expect(CheckCharacter.isValid("NJ-320104-C0001-2D"))
    }

    @Test(arguments: ["", "A", "a1", "码上", "NJ 32"]) func whatIsNoCodeIsNotRight(text: String) {
        #expect(!CheckCharacter.isValid(text))
    }
}
