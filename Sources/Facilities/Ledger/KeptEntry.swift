/// An entry as it is stored in the journal.
public struct KeptEntry: Hashable, Sendable {
    /// The sequence of the gateway.
    public var sequence: Int64
    /// The facility; nil for an entry of the whole gateway, such as a loss.
    public var facility: Facility.Code?
    /// The time at which it was raised or entered.
    public var time: Timestamp
    /// The entry itself.
    public var content: Entry

    public init(sequence: Int64, facility: Facility.Code?, time: Timestamp, _ content: Entry) {
        self.sequence = sequence
        self.facility = facility
        self.time = time
        self.content = content
    }
}
