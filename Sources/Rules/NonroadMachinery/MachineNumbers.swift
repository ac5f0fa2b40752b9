import Facilities

/// The forms of a machine's numbers.
enum MachineNumbers {
    /// Returns the problems of a 环保登记号码; none for a right one. Its exact form was not found, so that any possible one
    /// passes: up to 24 capital letters, digits, Chinese characters, `·` and `-`.
    static func problems(withRegistration number: String) -> [Text] {
        var problems: [Text] = []
        if number.isEmpty { problems.append(Text(zh: "为空", en: "it is empty")) }
        if number.count > 24 {
            problems.append(Text(zh: "有\(number.count)个字符，最多24个", en: "it has \(number.count) characters, at most 24"))
        }
        return problems
            + notAllowed(in: number) {
                isCapitalOrDigit($0) || $0.properties.isIdeographic || $0 == "·" || $0 == "-"
            }
    }

    /// Returns the problems of a 环保信息公开编号; none for a right one. By a maker's page it has 24 characters: `CN`, `FJ` for
    /// non-road engines and machines, the stage such as `G3`, `00` for the noise stage that they do not have, four of
    /// the maker, six digits of the type.
    static func problems(withDisclosure number: String) -> [Text] {
        let characters = Array(number)
        guard characters.count == 24 else {
            return [Text(zh: "有\(characters.count)个字符，应为24个", en: "it has \(characters.count) characters, not 24")]
        }
        func part(_ range: ClosedRange<Int>) -> String { String(characters[range.lowerBound - 1..<range.upperBound]) }
        func isDigits(_ text: String) -> Bool { text.allSatisfy { $0.isASCII && $0.isNumber } }
        let parts: [(ClosedRange<Int>, Text, Bool)] = [
            (1...2, Text(zh: "CN", en: "CN"), part(1...2) == "CN"),
            (3...4, Text(zh: "FJ（非道路）", en: "FJ (non-road)"), part(3...4) == "FJ"),
            (
                5...6, Text(zh: "G加阶段数字", en: "G and the digit of the stage"),
                part(5...5) == "G" && isDigits(part(6...6))
            ),
            (7...8, Text(zh: "00", en: "00"), part(7...8) == "00"),
            (13...18, Text(zh: "数字", en: "digits"), isDigits(part(13...18))),
        ]
        let wrong = parts.filter { !$0.2 }.map { range, right, _ in
            let (from, to, is_) = (range.lowerBound, range.upperBound, part(range))
            return Text(
                zh: "第\(from)–\(to)位为“\(is_)”，应为\(right.zh)",
                en: "characters \(from)–\(to) are \(is_) and should be \(right.en)"
            )
        }
        return wrong + notAllowed(in: number, but: isCapitalOrDigit)
    }

    private static func isCapitalOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        "0"..."9" ~= scalar || "A"..."Z" ~= scalar
    }

    private static func notAllowed(in number: String, but isAllowed: (Unicode.Scalar) -> Bool) -> [Text] {
        let wrong = String(number.unicodeScalars.filter { !isAllowed($0) })
        guard !wrong.isEmpty else { return [] }
        return [Text(zh: "含有不允许的字符“\(wrong)”", en: "“\(wrong)” is not allowed in it")]
    }
}
