/// ISO 7064 MOD 37,36: one character at the end of a code that reveals typing errors. It does not protect from forgery.
///
/// It differs whenever one character differs. It also differs when two different neighbours are swapped, except for one
/// case: characters that follow one another in the alphabet, at one of the 36 states that the characters before them
/// can leave.
public enum CheckCharacter {
    /// The characters of a code in the order of their values.
    public static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// Returns the check character of a code's body; nil where the body has a character that no code has. `-` only separates
    /// groups and does not count.
    public static func of(_ body: some StringProtocol) -> Character? {
        var check = 36
        for character in body where character != "-" {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            check = (check + value) % 36
            check = (check == 0 ? 36 : check) * 2 % 37
        }
        return alphabet[(37 - check) % 36]
    }

    /// Returns whether a code ends with the check character of what precedes it.
    public static func isValid(_ code: some StringProtocol) -> Bool {
        guard code.count >= 2, let last = code.last else { return false }
        return of(code.dropLast()) == last
    }
}

extension Facility.Code {
    /// Whether the code ends with the check character of its other characters.
    public var hasRightCheckCharacter: Bool { CheckCharacter.isValid(description) }

    /// The code with the right check character; nil where its other characters are only separators.
    public var corrected: Facility.Code? {
        CheckCharacter.of(description.dropLast()).flatMap { Facility.Code(description.dropLast() + String($0)) }
    }
}
