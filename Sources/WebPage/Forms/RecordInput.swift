import Facilities

/// The fields that a person filled in, as the draft of a record, and the problem of each field.
struct RecordInput: Sendable {
    let kind: RecordKind
    let look: FormLook
    /// The time at which the form was opened.
    let opened: Timestamp
    let utcOffset: Int
    var values: FieldValues

    /// Reads the fields of a form. Photographs are not among them: they are stored first.
    init(_ input: FormInput, of kind: RecordKind, opened: Timestamp, utcOffset: Int) {
        (self.kind, look, self.opened, self.utcOffset) = (kind, .of(kind), opened, utcOffset)
        var values: FieldValues = [:]
        for field in look.fields(of: kind) {
            let isDay = look.days.contains(field.name)
            values[field.name] =
                isDay ? Self.endOfDay(field, in: input, utcOffset) : Self.value(of: field, in: input, utcOffset)
        }
        self.values = values
        original = values.has("corrects") ? input.text(Self.originalField).flatMap(Timestamp.init(rfc3339:)) : nil
        (day, otherDay, clock) = (input.text("at"), input.text("atDay"), input.text("atTime"))
        takeOccurrence()
        dropNone()
    }

    /// The time of the record that this one corrects; nil if it corrects none.
    var original: Timestamp?
    /// The name of the hidden field for it.
    static let originalField = "original"

    /// The chosen option of the time: a day, `now` or `other`.
    private let day: String?
    private let otherDay: String?
    private let clock: String?

    private static func value(of field: RecordField, in input: FormInput, _ utcOffset: Int) -> FieldValue? {
        switch field.content {
        case .number:
            guard let text = input.text(field.name) else { return nil }
            let number = Double(text.replacing("，", with: "").replacing(",", with: ""))
            return number.map(FieldValue.number) ?? .text(text)
        case .text, .choice: return input.text(field.name).map(FieldValue.text)
        case .choices, .photographs:
            let list = (input.texts[field.name] ?? []).map(\.trimmed).filter { !$0.isEmpty }
            return list.isEmpty ? nil : .list(list)
        case .texts, .objects: return nil
        case .time:
            return input.text(field.name).map { .text(Timestamp(onSite: $0, utcOffset: utcOffset)?.description ?? $0) }
        }
    }

    /// Returns the last second of a chosen day.
    private static func endOfDay(_ field: RecordField, in input: FormInput, _ utcOffset: Int) -> FieldValue? {
        input.text(field.name).map { text in
            let end = Day(text).map { ($0 + 1).start(utcOffset: utcOffset) - .seconds(1) }
            return .text(end?.description ?? text)
        }
    }

    /// Returns the draft of the record. It has no time if the record is about the moment at which it is received.
    ///
    /// - Parameters:
    ///   - more: fields that the page sets itself.
    ///   - now: the time at which the form is received.
    func draft(by name: String, more: FieldValues = [:], now: Timestamp) -> RecordDraft {
        var body = values.merging(more) { own, _ in own }
        body["kind"] = .text(kind.rawValue)
        var head: FieldValues = ["by": .text(name)]
        if let time = time(now) { head["at"] = .text(time.description) }
        return RecordDraft(head: head, body: body)
    }

    /// Returns the time at which it was done; nil for the moment at which the form is received, and for a malformed
    /// time.
    private func time(_ now: Timestamp) -> Timestamp? {
        switch look.when {
        case .now, .occurrence: return nil
        case .time: return day == "other" ? otherTime : nil
        case .day:
            // A correction has the time of the record that it corrects, unless the day is changed.
            if let original, chosen == original.day(utcOffset: utcOffset) { return original }
            guard let chosen, chosen != now.day(utcOffset: utcOffset) else { return nil }
            return chosen.start(utcOffset: utcOffset) + .hours(12)
        }
    }

    /// The chosen day; nil if none is given.
    private var chosen: Day? {
        let text = day == "other" ? otherDay : day
        return Day(text ?? "")
    }

    /// The other time that was typed; nil if there is none, or if it is malformed.
    private var otherTime: Timestamp? { otherDay.flatMap { Timestamp(onSite: $0, utcOffset: utcOffset) } }

    /// Sets the time at which a complaint was noticed. A time of day belongs to the day on which the form was
    /// opened.
    private mutating func takeOccurrence() {
        guard look.when == .occurrence, values.text("occurrence") == "earlier", let clock else { return }
        let today = opened.day(utcOffset: utcOffset)
        values["occurred"] = .text(Timestamp(onSite: "\(today)T\(clock)", utcOffset: utcOffset)?.description ?? clock)
    }

    private var hasNoTime: Bool {
        switch look.when {
        case .now, .occurrence: false
        case .day: chosen == nil
        case .time: day == "other" && otherTime == nil
        }
    }

    /// Removes the preset "none" if another damage is ticked.
    private mutating func dropNone() {
        guard kind == Cleaning.kind, case .list(let damage)? = values["damage"], damage.count > 1 else { return }
        values["damage"] = .list(damage.filter { $0 != Cleaning.Damage.none.rawValue })
    }

    // MARK: What is wrong

    /// The problem of each field by itself, in the words of the page.
    var problems: [String: Text] {
        var problems: [String: Text] = [:]
        for field in look.fields(of: kind) { problems[field.name] = field.pageProblem(values[field.name] ?? .nothing) }
        if values.text("by") == "firm", !values.has("firm"), kind == Cleaning.kind {
            problems["firm"] = Text(zh: "请填写清洗公司", en: "Please name the firm")
        }
        if hasNoTime { problems["at"] = Text(zh: "请填写日期或时间", en: "Please give a day or a time") }
        return problems
    }
}
