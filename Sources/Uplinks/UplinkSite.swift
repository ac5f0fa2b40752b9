public import Facilities

/// The part of the gateway that an uplink needs.
public protocol UplinkSite: Sendable {
    /// The present time by the gateway's clock.
    var now: Timestamp { get }
    /// The newest sequence that is stored.
    var lastSequence: Int64 { get }
    /// The epochs of all stored sequences.
    var epochs: Epochs { get }
    /// The status of each facility, in order of code.
    var statuses: [PostedStatus] { get }
    /// Whether an upgrade has just computed the hashes of the ledger again.
    var isRechained: Bool { get }

    /// Returns the newest sample of each device of a facility.
    func latest(of code: Facility.Code) -> [Kept<Sample>]
    /// Returns the head of the ledger up to a sequence; nil if it cannot be read.
    func ledger(upTo sequence: Int64) async -> StatePayload.Ledger?
    /// Returns the hash of the entry with a sequence, as text; nil if no entry has it.
    func ledgerHash(at sequence: Int64) async throws -> String?
    /// Returns the gateway's health for the state message.
    func health() async -> any Encodable & Sendable
    /// Returns warnings about future problems of the connection, such as a certificate that expires.
    func warnings() -> [Text]

    /// Waits for the entry that begins the epoch of this run, if there is one.
    func epochIsKept(within patience: Duration) async
    /// Begins an epoch of sequences, because the broker's state is not from this journal.
    ///
    /// - Parameters:
    ///   - named: the sequence behind which it begins; nil for none.
    ///   - first: the first sequence that may have another meaning in the other journal.
    ///   - before: the previous epoch.
    func beginEpoch(behind named: Int64?, from first: Int64, before: String?) async -> EpochJump

    /// Stores what an uplink must remember, with the next commit.
    func remember(_ memory: UplinkMemory)

    /// Carries out a command, or answers its request.
    func answer(to payload: [UInt8], for target: CommandTarget) async -> CommandAnswer
    /// Returns the answer to a command that is not carried out.
    func refuse(_ payload: [UInt8], _ reason: CommandRefusal) -> CommandAnswer
}

/// The status of a facility, as a status message contains it.
public struct PostedStatus: Sendable {
    /// The status that the rules determined.
    public var status: Status
    /// The newest sequence that was stored with the status.
    public var sequence: Int64
    /// The address of the facility's page.
    public var url: String

    /// Creates a status whose facility has its page at `url`.
    public init(_ status: Status, sequence: Int64, url: String) {
        (self.status, self.sequence, self.url) = (status, sequence, url)
    }
}

/// The facts that an uplink must remember across restarts.
public struct UplinkMemory: Sendable {
    /// The position in the journal; nil if it has not changed.
    public var progress: UplinkProgress?
    /// The samples, means and entries that the broker accepted.
    public var accepted: [Item] = []
    /// The items that the broker refused and that are no longer sent.
    public var quarantined: [Quarantined] = []
    /// The changes to the set of topics under which the broker retains messages.
    public var retained: [RetainedTopic] = []

    /// Creates a memory without content.
    public init() {}
}

/// The target of a command.
public enum CommandTarget: Hashable, Sendable {
    /// A facility; nil if the topic names none that can exist.
    case facility(Facility.Code?)
    /// Every facility that such a record concerns.
    case all
}

/// The answer to a command.
public struct CommandAnswer: Sendable {
    /// The answer as JSON.
    public var json: [UInt8]
    /// The id of the entry; nil if the command has none.
    public var id: String?

    /// Creates an answer; `id` is that of the entry.
    public init(json: [UInt8], id: String?) { (self.json, self.id) = (json, id) }
}

/// The reason why a command is refused without being read.
public enum CommandRefusal: Hashable, Sendable {
    /// It is retained, so that the broker would send it at every connection.
    case retained
    /// Too many commands wait for their answers.
    case tooMany
}
