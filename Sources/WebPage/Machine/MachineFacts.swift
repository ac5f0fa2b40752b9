public import Facilities

/// What is known of a machine beside its status: what the configuration says, and the records of its tests, repairs and registration.
public struct MachineFacts: Hashable, Sendable {
    /// The kinds of record that its card rests on.
    public static let kinds: Set<RecordKind> = [ExhaustTest.kind, Rectification.kind, Registration.kind]

    public var settings: MachinerySettings
    /// In the order in which they were entered.
    public var records: [Record]

    public init(_ settings: MachinerySettings, records: [Record]) {
        (self.settings, self.records) = (settings, records)
    }

    /// 环保登记号码: of the newest record, or else of the configuration.
    var registration: String? { newest(Registration.self)?.number ?? settings.registration }
    var disclosure: String? { newest(Registration.self)?.disclosure ?? settings.disclosure }
    /// The photographs of the newest registration.
    var photographs: Int { newest(Registration.self)?.photographs?.count ?? 0 }

    private func newest<Content: RecordContent>(_: Content.Type) -> Content? {
        // Of two of one time the one that was entered later counts.
        records.filter { $0.body is Content }.enumerated().max {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        .flatMap { $0.element.body as? Content }
    }
}
