import Facilities

extension RecordField {
    /// Returns the problem of a value in words without field names, for the person who fills in the form; nil if it
    /// is right.
    func pageProblem(_ value: FieldValue) -> Text? {
        if value.isBlank {
            guard isRequired else { return nil }
            return switch content {
            case .choice: Text(zh: "请选一项", en: "Please choose one")
            case .choices: Text(zh: "请至少选一项", en: "Please choose at least one")
            case .photographs: Text(zh: "请拍照片", en: "Please take a photograph")
            case .number, .text, .time, .texts, .objects: Text(zh: "请填写", en: "Please fill this in")
            }
        }
        guard problem(with: value) != nil else { return nil }
        switch content {
        case .number(let range, let unit):
            let (low, high) = (range.lowerBound.plainText, range.upperBound.plainText)
            let symbol = unit == .one ? "" : " \(unit.symbol)"
            return Text(zh: "应为\(low)至\(high)\(symbol)的数", en: "A number from \(low) to \(high)\(symbol)")
        case .text(let longest):
            return Text(
                zh: "最多\(longest)个字，不能有控制字符", en: "At most \(longest) characters, and no control characters")
        case .choice, .choices: return Text(zh: "请在给出的选项中选", en: "Please choose from what is offered")
        case .time: return Text(zh: "应为日期和时间", en: "A date and a time")
        case .texts, .objects: return allowed
        case .photographs(let most):
            return Text(zh: "最多\(most)张不同的照片", en: "At most \(most) different photographs")
        }
    }
}
