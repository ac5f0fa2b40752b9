public import Facilities

/// An item that is to be sent, with what a subscriber needs to see that no item is missing before it.
public struct Chosen: Hashable, Sendable {
    /// The item as the journal has it, with all readings of a sample.
    public var item: Item
    /// The sequence of the item that was chosen before it in its series; nil where there is none, after a change of the choice, and
    /// around a finding.
    public var previous: Int64?
    /// The quantities of a sample that are not sent with it.
    public var omitted: Set<Quantity>
    /// The finding around which a sample is sent that would not be sent otherwise; nil for the usual choice.
    public var about: About?

    /// Creates an item that is sent whole by the usual choice, unless the parameters differ.
    public init(_ item: Item, previous: Int64? = nil, omitted: Set<Quantity> = [], about: About? = nil) {
        (self.item, self.previous, self.omitted, self.about) = (item, previous, omitted, about)
    }

    /// The sequence of the item.
    public var sequence: Int64 { item.sequence }
}

/// The finding around which more samples are sent than usual.
public struct About: Codable, Hashable, Sendable {
    /// The identifier of the rule, such as `complaint.repeat`.
    public var rule: String
    /// The cause of the finding, which tells the findings of one rule apart.
    public var cause: String

    /// Creates the reference to a finding.
    public init(rule: String, cause: String) { (self.rule, self.cause) = (rule, cause) }
}
