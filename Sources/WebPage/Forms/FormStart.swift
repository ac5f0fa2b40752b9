import Facilities

// The values of a form before anybody fills it in.

extension RecordKind {
    /// Whether the form is prefilled from earlier records, or shows what is on record.
    var looksBack: Bool { !FormLook.of(self).remembered.isEmpty || self == Rectification.kind }

    /// Returns the lines about the present state: amounts in the box and in store, the limit of a test, or the
    /// finding that is put right.
    func standing(_ detail: FacilityDetail?, _ values: FieldValues, _ time: PageTime) -> [String] {
        switch self {
        case ExhaustTest.kind: detail?.testLines(time) ?? []
        case Rectification.kind: detail?.findings(of: values, time.language) ?? []
        default: balance(detail, time)
        }
    }

    /// Returns the amounts of carbon in the box or in store, for the forms about carbon.
    private func balance(_ detail: FacilityDetail?, _ time: PageTime) -> [String] {
        let items: [Gauge.Kind] =
            switch self {
            case CarbonReplacement.kind: [.filled]
            case WasteTransfer.kind: [.stored]
            default: []
            }
        return (detail?.gauges ?? []).filter { items.contains($0.item) }.map { $0.line(time) }
    }
}

extension [KeptEntry] {
    /// Returns the remembered fields of a form from the newest record of a kind.
    func remembered(by look: FormLook, of kind: RecordKind) -> FieldValues {
        let newest = records(of: kind).max { $0.at < $1.at }
        return newest?.body.values.filter { look.remembered.contains($0.key) && !$0.value.isBlank } ?? [:]
    }

    /// Returns the newest transfer since the day of a replacement, by which its spent carbon may have left the
    /// site; nil if there is none, or for nil.
    func transfer(since time: Timestamp?, utcOffset: Int) -> WasteTransfer? {
        guard let day = time?.day(utcOffset: utcOffset) else { return nil }
        let later = records(of: WasteTransfer.kind).filter { $0.at.day(utcOffset: utcOffset) >= day }
        let newest = later.max { $0.at < $1.at }
        return newest?.body as? WasteTransfer
    }
}

extension Gauge {
    /// Returns the figure in a line: `废炭在库：420 kg，2026-03-01起`.
    func line(_ time: PageTime) -> String {
        let language = time.language
        let parts = [
            figure?.pageText,
            since.map { Text(zh: "\(time.day($0, .zh))起", en: "since \(time.day($0, .en))")[language] },
            note?[language],
        ]
        return item.title[language] + Words.of(language).colon
            + parts.compactMap(\.self).joined(separator: language == .zh ? "，" : ", ")
    }
}

extension FormLook {
    /// Returns the values that a link may fill in: all query parameters except hidden fields.
    func open(_ query: some Sequence<(key: Substring, value: Substring)>) -> [String: [String]] {
        query.reduce(into: [:]) { texts, one in
            let name = String(one.key)
            guard !carried.contains(name), name != RecordInput.originalField else { return }
            texts[name, default: []].append(String(one.value))
        }
    }
}
