/// An entry of the ledger: everything that is stored of a facility or of the gateway beside samples, in the order in
/// which it happened.
public enum Entry: Hashable, Sendable {
    case record(Record)
    case finding(Finding.Step, Finding)
    case reminder(Reminder)
    case evidence(Evidence)
    case account(Account)
    case rebuilt(Rebuilding)
    case suspicion(Suspicion)
    /// A loss, of the whole gateway.
    case loss(Loss)
    /// A change of the people who may enter records, of the whole gateway.
    case operatorChange(OperatorChange)
    /// The texts of people that were erased, at any facility.
    case erased(Erasure)
    /// Photographs that were deleted for space, of the whole gateway.
    case photographsRemoved(PhotographRemoval)
    /// The renewal of the chain of all entries by an upgrade.
    case rechained(Rechaining)
    /// A change of the gateway's time, of the whole gateway.
    case clock(ClockChange)
    /// A seal over readings, of the whole gateway.
    case seal(Seal)
    /// The begin of an epoch of sequences, of the whole gateway.
    case epoch(EpochChange)
    /// An entry that this version of the program cannot read.
    case unknown(UnknownEntry)

    /// The kind of the entry. `word` is its name in payloads and in the journal.
    public var kind: Kind {
        switch self {
        case .record: .record
        case .finding(let step, _): .init(step)
        case .reminder: .reminder
        case .evidence: .evidence
        case .account: .account
        case .rebuilt: .rebuilt
        case .suspicion: .suspicion
        case .loss: .loss
        case .operatorChange: .operatorChange
        case .erased: .erased
        case .photographsRemoved: .photographsRemoved
        case .rechained: .rechained
        case .clock: .clock
        case .seal: .seal
        case .epoch: .epoch
        case .unknown: .unknown
        }
    }

    /// The word by which payloads and the journal name it; for an unknown kind the stored one.
    public var word: String { if case .unknown(let entry) = self { entry.word } else { kind.rawValue } }

    /// Whether everybody may see it. A suspicion is for the owner and for inspectors, and the names of workers are
    /// confidential; also where such an entry cannot be read.
    public var isPublic: Bool {
        switch self {
        case .unknown(let entry): !Self.confidential.contains { $0.rawValue == entry.event }
        default: !Self.confidential.contains(kind)
        }
    }

    private static let confidential: Set<Kind> = [.suspicion, .operatorChange, .erased, .photographsRemoved]

    /// The finding, for an entry of one of its steps; nil for other entries.
    public var finding: Finding? {
        if case .finding(_, let finding) = self { finding } else { nil }
    }

    /// The kinds of entry.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case record, raised, changed, acknowledged, rectified, shelved, unshelved, cleared, reminder, evidence
        case account, rebuilt, suspicion, loss, erased, photographsRemoved, rechained, clock, seal, epoch
        case operatorChange = "operator"
        /// Any other word, and any of these with content that cannot be read.
        case unknown

        init(_ step: Finding.Step) {
            self =
                switch step {
                case .raised: .raised
                case .changed: .changed
                case .acknowledged: .acknowledged
                case .rectified: .rectified
                case .shelved: .shelved
                case .unshelved: .unshelved
                case .cleared: .cleared
                }
        }
    }
}

/// The JSON is `{"event": "raised", "finding": {…}}` or `{"event": "record", "from": "local", "id": …, "record": {…}}`. Decoding
/// never fails: what cannot be read is `unknown`, with its fields as they are.
extension Entry: Codable {
    private enum Key: String, CodingKey {
        case event, record, finding, reminder, evidence, account, rebuilt, suspicion, loss, erased, rechained
        case clock, seal
        case photographsRemoved = "removed"
        // `epoch` is that of the entry, in payloads.
        case epoch = "newEpoch"
        case operatorChange = "operator"
        // Of the origin of a record.
        case from, id, role
    }

    public init(from decoder: any Decoder) throws {
        do {
            self = try Self.known(from: decoder)
        } catch {
            self = .unknown(UnknownEntry(from: decoder))
        }
    }

    private static func known(from decoder: any Decoder) throws -> Entry {
        let container = try decoder.container(keyedBy: Key.self)
        let kind = try container.decode(Kind.self, forKey: .event)
        switch kind {
        case .record:
            var record = try container.decode(Record.self, forKey: .record)
            record.origin = try origin(container)
            return .record(record)
        case .reminder: return .reminder(try container.decode(Reminder.self, forKey: .reminder))
        case .evidence: return .evidence(try container.decode(Evidence.self, forKey: .evidence))
        case .account: return .account(try container.decode(Account.self, forKey: .account))
        case .rebuilt: return .rebuilt(try container.decode(Rebuilding.self, forKey: .rebuilt))
        case .suspicion: return .suspicion(try container.decode(Suspicion.self, forKey: .suspicion))
        case .loss: return .loss(try container.decode(Loss.self, forKey: .loss))
        case .operatorChange:
            return .operatorChange(try container.decode(OperatorChange.self, forKey: .operatorChange))
        case .erased: return .erased(try container.decode(Erasure.self, forKey: .erased))
        case .photographsRemoved:
            return .photographsRemoved(try container.decode(PhotographRemoval.self, forKey: .photographsRemoved))
        case .rechained: return .rechained(try container.decode(Rechaining.self, forKey: .rechained))
        case .clock: return .clock(try container.decode(ClockChange.self, forKey: .clock))
        case .seal: return .seal(try container.decode(Seal.self, forKey: .seal))
        case .epoch: return .epoch(try container.decode(EpochChange.self, forKey: .epoch))
        case .raised, .changed, .acknowledged, .rectified, .shelved, .unshelved, .cleared:
            let step = try container.decode(Finding.Step.self, forKey: .event)
            return .finding(step, try container.decode(Finding.self, forKey: .finding))
        case .unknown: return .unknown(UnknownEntry(from: decoder))
        }
    }

    private static func origin(_ container: KeyedDecodingContainer<Key>) throws -> Origin? {
        guard let from = try container.decodeIfPresent(String.self, forKey: .from) else { return nil }
        return Origin(
            from: from, id: try container.decodeIfPresent(String.self, forKey: .id),
            role: try container.decodeIfPresent(Operator.Role.self, forKey: .role))
    }

    public func encode(to encoder: any Encoder) throws {
        if case .unknown(let entry) = self { return try entry.encode(to: encoder) }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .event)
        switch self {
        case .record(let record):
            try container.encode(record, forKey: .record)
            try container.encodeIfPresent(record.origin?.from, forKey: .from)
            try container.encodeIfPresent(record.origin?.id, forKey: .id)
            try container.encodeIfPresent(record.origin?.role, forKey: .role)
        case .finding(_, let finding): try container.encode(finding, forKey: .finding)
        case .reminder(let reminder): try container.encode(reminder, forKey: .reminder)
        case .evidence(let evidence): try container.encode(evidence, forKey: .evidence)
        case .account(let account): try container.encode(account, forKey: .account)
        case .rebuilt(let rebuilding): try container.encode(rebuilding, forKey: .rebuilt)
        case .suspicion(let suspicion): try container.encode(suspicion, forKey: .suspicion)
        case .loss(let loss): try container.encode(loss, forKey: .loss)
        case .operatorChange(let change): try container.encode(change, forKey: .operatorChange)
        case .erased(let erasure): try container.encode(erasure, forKey: .erased)
        case .photographsRemoved(let removal): try container.encode(removal, forKey: .photographsRemoved)
        case .rechained(let rechaining): try container.encode(rechaining, forKey: .rechained)
        case .clock(let change): try container.encode(change, forKey: .clock)
        case .seal(let seal): try container.encode(seal, forKey: .seal)
        case .epoch(let change): try container.encode(change, forKey: .epoch)
        case .unknown: break
        }
    }
}
