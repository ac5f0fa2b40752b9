/// Makes codes of facilities: a prefix, the letter of the kind, six random characters, and the check character.
///
/// The random characters and the check character are none of 0, O, 1, I and L, which are taken for one another. Every swap of
/// two different neighbours among them changes the check character, which the standard alone does not ensure.
public struct NewCodes: Sendable {
    /// The characters that all codes begin with.
    public let prefix: String
    /// The kind of facility, whose letter follows the prefix.
    public let kind: Facility.Kind

    /// The characters of the random part, and the check characters that are accepted.
    public static let clear = CheckCharacter.alphabet.filter { !"0O1IL".contains($0) }

    /// How long a prefix may be.
    public static let longestPrefix = 20

    static let randomLength = 6

    /// Creates a generator; nil for a prefix that is too long or has characters other than 0-9, A-Z and -.
    public init?(prefix: String, kind: Facility.Kind) {
        guard prefix.utf8.count <= Self.longestPrefix,
            prefix.allSatisfy({ CheckCharacter.alphabet.contains($0) || $0 == "-" })
        else { return nil }
        (self.prefix, self.kind) = (prefix, kind)
    }

    /// Returns codes that differ from one another and from those that are used; fewer than asked for where none is left to find.
    public func make(
        _ count: Int, besides used: Set<Facility.Code>, using generator: inout some RandomNumberGenerator
    ) -> [Facility.Code] {
        var (made, taken) = ([Facility.Code](), used)
        // More than nine of ten random parts are accepted with a clear check character at the first attempts.
        for _ in 0..<count * 100 where made.count < count {
            guard let code = candidate(using: &generator), taken.insert(code).inserted else { continue }
            made.append(code)
        }
        return made
    }

    private func candidate(using generator: inout some RandomNumberGenerator) -> Facility.Code? {
        let random = (0..<Self.randomLength).compactMap { _ in Self.clear.randomElement(using: &generator) }
        let body = prefix + String(kind.letter) + String(random)
        guard let check = CheckCharacter.of(body), Self.clear.contains(check),
            let code = Facility.Code(body + String(check)),
            noticesSwaps(in: code)
        else { return nil }
        return code
    }

    /// Returns whether the check character notices every swap behind the prefix.
    private func noticesSwaps(in code: Facility.Code) -> Bool {
        let characters = Array(code.description)
        return (prefix.count..<characters.count - 1).allSatisfy { index in
            var swapped = characters
            swapped.swapAt(index, index + 1)
            return swapped == characters || !CheckCharacter.isValid(String(swapped))
        }
    }
}

extension Facility.Kind {
    /// The letter that stands for the kind in codes that this program makes.
    public var letter: Character {
        switch self {
        case .activatedCarbon: "C"
        case .fumePurifier: "F"
        case .nonroadMachinery: "M"
        case .dustSite: "D"
        case .complaintPoint: "T"
        }
    }
}
