import Facilities

// What a form knows before anybody fills it in.

extension RecordKind {
    /// Whether its form begins with what was entered before, or shows what is on record.
    var looksBack: Bool { !FormLook.of(self).remembered.isEmpty || self == Rectification.kind }

    /// What a form says of how things stand: what is in the box and in the store, the limit of a test, the finding that is put right.
    func standing(_ detail: FacilityDetail?, _ values: FieldValues, _ time: PageTime) -> [String] {
        switch self {
        case ExhaustTest.kind: detail?.testLines(time) ?? []
        case Rectification.kind: detail?.findings(of: values, time.language) ?? []
        default: balance(detail, time)
        }
    }

    /// What is in the box and in the store, for the forms of carbon.
    private func balance(_ detail: FacilityDetail?, _ time: PageTime) -> [String] {
        let items: [Gauge.Item] =
            switch self {
            case CarbonReplacement.kind: [.filled]
            case WasteTransfer.kind: [.stored]
            default: []
            }
        return (detail?.gauges ?? []).filter { items.contains($0.item) }.map { $0.line(time) }
    }
}

extension [KeptEntry] {
    /// What the newest record of a kind says in the fields that a form remembers.
    func remembered(by look: FormLook, of kind: RecordKind) -> FieldValues {
        let newest = records(of: kind).max { $0.at < $1.at }
        return newest?.body.values.filter { look.remembered.contains($0.key) && !$0.value.isBlank } ?? [:]
    }

    /// The newest transfer of the day of a replacement or later, by which its spent carbon may have left; nil where there is none, and
    /// without a replacement.
    func transfer(since time: Timestamp?, utcOffset: Int) -> WasteTransfer? {
        guard let day = time?.day(utcOffset: utcOffset) else { return nil }
        let newest = records(of: WasteTransfer.kind).filter { $0.at.day(utcOffset: utcOffset) >= day }.max {
            $0.at < $1.at
        }
        return newest?.body as? WasteTransfer
    }

    func records(of kind: RecordKind) -> [Record] {
        compactMap { entry in
            guard case .record(let record) = entry.content, record.kind == kind else { return nil }
            return record
        }
    }
}

extension Gauge {
    /// `废炭在库：420 kg，2026-03-01起`
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
    /// What a link may fill in: the fields that the form shows, and a number of a complaint or a finding, never what is sent unseen.
    func open(_ query: some Sequence<(key: Substring, value: Substring)>) -> [String: [String]] {
        query.reduce(into: [:]) { texts, one in
            let name = String(one.key)
            guard !carried.contains(name), name != RecordInput.originalField else { return }
            texts[name, default: []].append(String(one.value))
        }
    }
}
