import Facilities
import StrictYAML

extension ScenarioReader {
    func records(_ value: YAMLValue?) -> [Scenario.Entered] {
        (value?.sequence ?? []).flatMap(entered).sorted { $0.at < $1.at }
    }

    /// The keys of a line other than the fields of its kind of record.
    private static let own = ["at", "by", "kind", "entered", "every", "last"]

    /// Reads one record, or a record that is repeated: `every: 1h, last: 2026-05-03 23:00`.
    private func entered(_ value: YAMLValue) -> [Scenario.Entered] {
        guard let entries = value.entries else { return [] }
        var line: [String: YAMLValue] = [:]
        for (key, value) in entries { line[key.string ?? ""] = value }
        for key in ["at", "by", "kind"] where line[key] == nil {
            value.error(Text(zh: "缺少 \(key)", en: "missing key '\(key)'"))
        }
        let at = line["at"].flatMap(time)
        let entered = line["entered"].map(time) ?? at
        guard let at, let entered, let kind = line["kind"]?.choice(RecordKind.self) else { return [] }
        guard !kind.isOfGateway else {
            line["kind"]?.error(
                Text(
                    zh: "\(kind.rawValue) 是整个网关的记录，不是一处设施的",
                    en: "\(kind.rawValue) is of the whole gateway, and not of a facility"))
            return []
        }
        guard kind.facilities.contains(facility.kind) else {
            let kinds = kind.facilities.map(\.rawValue).sorted()
            line["kind"]?.error(
                Text(
                    zh: "\(kind.rawValue) 用于 \(kinds.joined(separator: "、"))，不用于 \(facility.kind.rawValue)",
                    en: "\(kind.rawValue) is entered at \(kinds.joined(separator: ", ")), not at "
                        + facility.kind.rawValue))
            return []
        }
        guard let times = times(from: at, line) else { return [] }
        return times.compactMap { time in
            record(line, at: value, kind, time: time).map { .init(at: time + (entered - at), record: $0) }
        }
    }

    private func times(from at: Timestamp, _ line: [String: YAMLValue]) -> [Timestamp]? {
        guard let every = line["every"] else { return [at] }
        let period = every.parse(Text(zh: "时间，如 1h、1d", en: "a duration such as 1h or 1d")) {
            Duration($0).flatMap { $0 > .zero ? $0 : nil }
        }
        guard let period, let last = line["last"].map(time) ?? end else { return nil }
        return stride(from: at.milliseconds, through: last.milliseconds, by: Int(period.milliseconds)).map(
            Timestamp.init(milliseconds:))
    }

    private func record(
        _ line: [String: YAMLValue], at value: YAMLValue, _ kind: RecordKind, time: Timestamp
    ) -> Record? {
        let form = RecordForm(kind)
        var head: [String: FieldValue] = ["at": .text(time.description)]
        head["by"] = line["by"]?.string.map(FieldValue.text)
        var body: [String: FieldValue] = ["kind": .text(kind.rawValue)]
        for (name, value) in line where !Self.own.contains(name) {
            body[name] = field(value, form.fields.first { $0.name == name }, at: time)
        }
        do {
            return try form.record(RecordDraft(head: head, body: body), now: end)
        } catch {
            for problem in error.problems { (line[problem.field] ?? value).error(problem.text) }
            return nil
        }
    }

    /// Reads a field of a record. A time may be written relative to the record's own: `-1h`, `+0h`.
    private func field(_ value: YAMLValue, _ field: RecordField?, at record: Timestamp) -> FieldValue? {
        switch field?.content {
        case .number: value.double.map(FieldValue.number)
        case .time where value.string.map { $0.hasPrefix("-") || $0.hasPrefix("+") } ?? false:
            offset(value).map { .text((record + $0).description) }
        case .time: time(value).map { .text($0.description) }
        case .choices:
            value.sequence.map { FieldValue.list($0.compactMap(\.string)) }
        default: value.string.map(FieldValue.text)
        }
    }

    private func offset(_ value: YAMLValue) -> Duration? {
        value.parse(Text(zh: "带正负号的时间，如 -1h", en: "a duration with a sign, such as -1h")) { text in
            Duration(String(text.dropFirst())).map { text.hasPrefix("-") ? .zero - $0 : $0 }
        }
    }
}
