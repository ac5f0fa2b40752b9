public import Facilities

/// The gateway, as far as an uplink needs it.
public protocol UplinkSite: Sendable {
    /// The gateway's clock.
    var now: Timestamp { get }
    /// The newest sequence that is kept.
    var lastSequence: Int64 { get }
    /// The epochs of all sequences that are kept.
    var epochs: Epochs { get }
    /// How each facility stands, in order of code.
    var statuses: [PostedStatus] { get }
    /// Whether an upgrade has just made the hashes of the ledger again.
    var isRechained: Bool { get }

    /// The newest sample of each device of a facility.
    func latest(of code: Facility.Code) -> [Kept<Sample>]
    /// How far the ledger is up to a sequence; nil where it cannot be read.
    func ledger(upTo sequence: Int64) async -> StatePayload.Ledger?
    /// Returns the hash of the entry with a sequence, as text; nil where no entry has it.
    func ledgerHash(at sequence: Int64) async throws -> String?
    /// How the gateway is, for the state message.
    func health() async -> any Encodable & Sendable
    /// What will go wrong with the connection, such as a certificate that expires.
    func warnings() -> [Text]

    /// Waits for the entry that begins the epoch of this run, if there is one.
    func epochIsKept(within patience: Duration) async
    /// Begins an epoch of sequences, because the broker's state is not from this journal.
    ///
    /// - Parameters:
    ///   - named: the sequence behind which it begins; nil for none.
    ///   - first: the sequence from which on what is here may be something else elsewhere.
    ///   - before: the epoch before.
    func beginEpoch(behind named: Int64?, from first: Int64, before: String?) async -> EpochJump

    /// Keeps what an uplink has to remember, with the next commit.
    func remember(_ memory: UplinkMemory)

    /// Carries out a command, or asks for what it asks for.
    func answer(to payload: [UInt8], for target: CommandTarget) async -> CommandAnswer
    /// Answers a command that is not carried out.
    func refuse(_ payload: [UInt8], _ reason: CommandRefusal) -> CommandAnswer
}

/// How a facility stands, as a status message says it.
public struct PostedStatus: Sendable {
    public var status: Status
    /// The newest sequence that was kept with it.
    public var sequence: Int64
    /// The address of its page.
    public var url: String

    public init(_ status: Status, sequence: Int64, url: String) {
        (self.status, self.sequence, self.url) = (status, sequence, url)
    }
}

/// What an uplink has to remember over a restart.
public struct UplinkMemory: Sendable {
    public var progress: UplinkProgress?
    /// Samples, means and entries that were accepted.
    public var accepted: [[Item]] = []
    public var quarantined: [Quarantined] = []
    public var retained: [RetainedTopic] = []

    public init() {}
}

/// Whom a command is for.
public enum CommandTarget: Hashable, Sendable {
    /// A facility; nil for a topic that names none that could be one.
    case facility(Facility.Code?)
    /// Every facility that such a record concerns.
    case all
}

/// The answer to a command.
public struct CommandAnswer: Sendable {
    public var json: [UInt8]
    /// The id of the entry; nil where the command has none.
    public var id: String?

    public init(json: [UInt8], id: String?) { (self.json, self.id) = (json, id) }
}

/// Why a command is not even looked at.
public enum CommandRefusal: Hashable, Sendable {
    /// The broker would send it at every connection.
    case retained
    /// Too many wait for their answers.
    case tooMany
}
