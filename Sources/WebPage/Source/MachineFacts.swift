public import Facilities

/// The data of a machine beyond its status: its configuration, and the records of its tests, repairs and
/// registration.
public struct MachineFacts: Hashable, Sendable {
    /// The kinds of record that the card needs.
    public static let kinds: Set<RecordKind> = [ExhaustTest.kind, Rectification.kind, Registration.kind]

    /// The settings of the machine in the configuration.
    public var settings: MachinerySettings
    /// The records in the order in which they were entered.
    public var records: [Record]

    public init(_ settings: MachinerySettings, records: [Record]) {
        (self.settings, self.records) = (settings, records)
    }

    /// The registration number (环保登记号码) of the newest registration, or else of the configuration; nil if neither
    /// has one.
    var registration: String? { newest(Registration.self)?.number ?? settings.registration }
    /// The disclosure number (环保信息公开编号), likewise.
    var disclosure: String? { newest(Registration.self)?.disclosure ?? settings.disclosure }
    /// The number of photographs of the newest registration.
    var photographs: Int { newest(Registration.self)?.photographs?.count ?? 0 }

    private func newest<Content: RecordContent>(_: Content.Type) -> Content? {
        // Of two records with the same time the one that was entered later counts.
        let own = records.filter { $0.body is Content }.enumerated()
        let newest = own.max { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        return newest?.element.body as? Content
    }
}
