/// A code whose check character is wrong, and the codes that may have been meant.
public struct Mistyped: Hashable, Sendable {
    /// The code as it was typed.
    public let code: Facility.Code

    init(_ code: Facility.Code) {
        self.code = code
    }

    /// The code if only its last character is wrong.
    public var lastReplaced: Facility.Code? { code.corrected }

    /// The code if its check character was forgotten; nil where it would be too long.
    public var lastAdded: Facility.Code? {
        CheckCharacter.of(code.description).flatMap { Facility.Code(code.description + String($0)) }
    }

    /// The codes that a swap of two neighbours makes right.
    public var swapped: [Facility.Code] {
        let characters = Array(code.description)
        return characters.indices.dropLast().compactMap { index in
            guard characters[index] != characters[index + 1] else { return nil }
            var swapped = characters
            swapped.swapAt(index, index + 1)
            return Facility.Code(String(swapped)).flatMap { $0.hasRightCheckCharacter ? $0 : nil }
        }
    }

    /// The error in words, and what would be right.
    public var text: Text {
        let last = lastReplaced.map { ($0.description.last.map(String.init) ?? "", $0) }
        var parts = [
            Text(
                zh: "末位校验字符不符，编号可能有误", en: "its last character, the check character, does not fit: it may be mistyped")
        ]
        if let (character, code) = last {
            parts.append(
                Text(zh: "若其余各位正确，末位应为\(character)：\(code)", en: "if the others are right, it is \(character): \(code)")
            )
        }
        if let code = lastAdded {
            parts.append(Text(zh: "若漏写了末位：\(code)", en: "if the last one was forgotten: \(code)"))
        }
        if !swapped.isEmpty {
            let codes = swapped.map(\.description)
            parts.append(
                Text(
                    zh: "若相邻两位写反了：\(codes.joined(separator: "或"))",
                    en: "if two neighbours were swapped: \(codes.joined(separator: " or "))"))
        }
        return Text(zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
    }
}
