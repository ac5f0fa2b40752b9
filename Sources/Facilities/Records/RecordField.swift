/// One field of a record as a person fills it in: its meaning, and its allowed values.
public struct RecordField: Hashable, Sendable {
    /// The allowed values of a field.
    public enum Content: Hashable, Sendable {
        /// A number in the range, ends included, in the unit.
        case number(ClosedRange<Double>, PhysicalUnit)
        /// A text of at least one and at most so many characters.
        case text(Int)
        /// One of the values.
        case choice([Option])
        /// At least one of the values: a list, or a text with commas between them.
        case choices([Option])
        /// A time: `2026-11-23T02:00:00Z`.
        case time
        /// A list with so many texts, of at least one and at most so many characters each.
        case texts(ClosedRange<Int>, Int)
        /// Exactly so many objects, each with these members.
        case objects(Int, [RecordField])
        /// At most so many photographs that the gateway has, each by its SHA-256.
        case photographs(Int)

        /// One of the values of a type.
        static func choice<Value: FieldChoice>(_: Value.Type) -> Content {
            .choice(Value.allCases.map { Option($0.rawValue, $0.title) })
        }

        /// One or more of the values of a type.
        static func choices<Value: FieldChoice>(_: Value.Type) -> Content {
            .choices(Value.allCases.map { Option($0.rawValue, $0.title) })
        }
    }

    /// One of the values of a choice.
    public struct Option: Hashable, Sendable {
        /// The value in the record.
        public var value: String
        /// The words that a form shows for it.
        public var title: Text

        public init(_ value: String, _ title: Text) {
            self.value = value
            self.title = title
        }
    }

    /// The name in the record: `mass`.
    public var name: String
    /// The name that a form shows.
    public var title: Text
    /// The allowed values.
    public var content: Content
    /// Whether a record must have it.
    public var isRequired: Bool
    /// Whether it names a person or is free text: it can be erased, and leaves the gateway only where the site allows
    /// it.
    public var isPersonal: Bool

    init(
        _ name: String, _ zh: String, _ en: String, _ content: Content, required: Bool = false, personal: Bool = false
    ) {
        self.name = name
        title = Text(zh: zh, en: en)
        self.content = content
        isRequired = required
        isPersonal = personal
    }
}

extension RecordField {
    /// Whether its values are photographs.
    public var isPhotographs: Bool { if case .photographs = content { true } else { false } }

    /// Returns what is wrong with a value; nil if nothing is.
    public func problem(with value: FieldValue) -> RecordProblem? {
        if value.isBlank, !isRequired { return nil }
        if value.isBlank { return problem(Text(zh: "必须填写", en: "is missing")) }
        guard allows(value) else { return problem(Text(zh: "不允许", en: "is not allowed")) }
        return nil
    }

    /// Returns a problem with what would be right: `质量“mass”必须填写；应为0–100000 kg`.
    func problem(_ what: Text) -> RecordProblem {
        let right = allowed
        return RecordProblem(
            name,
            Text(
                zh: "\(title.zh)（\(name)）\(what.zh)：应为\(right.zh)", en: "\(title.en) (\(name)) \(what.en): \(right.en)")
        )
    }

    private func allows(_ value: FieldValue) -> Bool {
        switch (content, value) {
        case (.number(let range, _), .number(let number)): range.contains(number)
        case (.text(let longest), .text(let text)):
            Self.isText(text, upTo: longest)
        case (.choice(let options), .text(let text)): options.contains { $0.value == text }
        case (.choices(let options), .list(let values)): isAny(of: options, values)
        case (.choices(let options), .text(let text)):
            isAny(of: options, text.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        case (.time, .text(let text)): Timestamp(rfc3339: text) != nil
        case (.texts(let range, let longest), .list(let texts)):
            range.contains(texts.count)
                && texts.allSatisfy { Self.isText($0, upTo: longest) && !FieldValue.text($0).isBlank }
        case (.objects(let count, let fields), .objects(let objects)):
            objects.count == count && objects.allSatisfy { Self.isObject($0, of: fields) }
        case (.photographs(let most), .list), (.photographs(let most), .text):
            Self.arePhotographs(value, most: most)
        default: false
        }
    }

    private static func arePhotographs(_ value: FieldValue, most: Int) -> Bool {
        guard let photographs = [PhotographID](value) else { return false }
        return photographs.count <= most && photographs.unique.count == photographs.count
    }

    private static func isText(_ text: String, upTo longest: Int) -> Bool {
        // Code points, since one letter may have thousands of marks.
        text.unicodeScalars.count <= longest && text.unicodeScalars.allSatisfy(isPrintable)
    }

    private static func isObject(_ members: FieldValues, of fields: [RecordField]) -> Bool {
        fields.allSatisfy { $0.problem(with: members[$0.name] ?? .nothing) == nil }
            && members.keys.allSatisfy { name in fields.contains { $0.name == name } }
    }

    /// Whether a character can be in a printed ledger: no control characters but line ends, and none that change the
    /// direction of the text after them.
    private static func isPrintable(_ character: Unicode.Scalar) -> Bool {
        switch character {
        case "\n": true
        case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": false
        default: ![.control, .lineSeparator, .paragraphSeparator].contains(character.properties.generalCategory)
        }
    }

    private func isAny(of options: [Option], _ values: [String]) -> Bool {
        values.allSatisfy { value in options.contains { $0.value == value } }
    }

    /// The allowed values in words, for a person: in Chinese each choice with its title, since its word is English.
    public var allowed: Text {
        switch content {
        case .number(let range, let unit):
            let (low, high) = (range.lowerBound.plainText, range.upperBound.plainText)
            let symbol = unit == .one ? "" : " \(unit)"
            return Text(zh: "\(low)至\(high)\(symbol)的数", en: "a number from \(low) to \(high)\(symbol)")
        case .text(let longest):
            return Text(zh: "1至\(longest)个字符的文字", en: "text of 1 to \(longest) characters")
        case .choice(let options):
            let (zh, en) = (options.map(\.named), options.map(\.value))
            return Text(zh: "\(zh.joined(separator: "、")) 之一", en: "one of \(en.joined(separator: ", "))")
        case .choices(let options):
            let (zh, en) = (options.map(\.named), options.map(\.value))
            return Text(
                zh: "\(zh.joined(separator: "、")) 中的一项或几项", en: "one or more of \(en.joined(separator: ", "))")
        case .time:
            return Text(
                zh: "时间，如 2026-11-23T02:00:00Z 或 2026-11-23T10:00:00+08:00",
                en: "a time such as 2026-11-23T02:00:00Z or 2026-11-23T10:00:00+08:00")
        case .texts(let range, let longest):
            let (least, most) = (range.lowerBound, range.upperBound)
            return Text(
                zh: "\(least)至\(most)段文字的列表，每段至多\(longest)个字符",
                en: "a list of \(least) to \(most) texts of at most \(longest) characters each")
        case .objects(let count, let fields):
            let (zh, en) = (fields.map(\.memberText.zh), fields.map(\.memberText.en))
            return Text(
                zh: "恰好\(count)个对象的列表，每个有 \(zh.joined(separator: "；"))",
                en: "a list of exactly \(count) objects, each with \(en.joined(separator: "; "))")
        case .photographs(let most):
            return Text(
                zh: "至多\(most)张不同的照片（SHA-256，64位小写十六进制）",
                en: "at most \(most) different photographs (SHA-256, 64 hexadecimal digits in lower case)")
        }
    }

    /// The member of an object with its allowed values, in words.
    private var memberText: Text {
        let isOptional = isRequired ? Text(zh: "", en: "") : Text(zh: "可不填，", en: "optional, ")
        return Text(
            zh: "\(name)（\(title.zh)，\(isOptional.zh)\(allowed.zh)）",
            en: "\(name) (\(title.en), \(isOptional.en)\(allowed.en))")
    }
}

extension RecordField.Option {
    /// `plates（极板）`, or the word alone where it is the title.
    fileprivate var named: String { title.zh == value ? value : "\(value)（\(title.zh)）" }
}
