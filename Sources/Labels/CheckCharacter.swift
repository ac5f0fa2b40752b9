/// ISO 7064 MOD 37,36: one character behind a code that gives typing errors away. It is no protection from forgery.
public enum CheckCharacter {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// The check character of a code's body. `-` only parts groups and does not count.
    public static func of(_ body: String) throws(LabelError) -> Character {
        var check = 36
        for character in body where character != "-" {
            guard let value = alphabet.firstIndex(of: character) else { throw .noCode(body) }
            check = (check + value) % 36
            check = (check == 0 ? 36 : check) * 2 % 37
        }
        return alphabet[(37 - check) % 36]
    }

    /// Whether a code ends in the check character of what stands before.
    public static func isValid(_ code: String) -> Bool {
        guard code.count >= 2, let last = code.last else { return false }
        return (try? of(String(code.dropLast()))) == last
    }
}
