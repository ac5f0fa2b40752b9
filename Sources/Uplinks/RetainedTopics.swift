import Facilities

/// The topics under which the broker retains messages of this gateway, as far as known.
struct RetainedTopics {
    private let uplink: String
    private(set) var all: Set<String>

    init(_ all: Set<String>, of uplink: String) { (self.all, self.uplink) = (all, uplink) }

    /// Notes that a retained message is being sent. Returns the change to remember; nil if it is known.
    mutating func sent(_ topic: String, isEmpty: Bool) -> RetainedTopic? {
        guard !isEmpty, all.insert(topic).inserted else { return nil }
        return RetainedTopic(uplink: uplink, topic: topic, isRetained: true)
    }

    /// Notes that the broker has received an empty message. Returns the change to remember; nil if it is known.
    mutating func emptied(_ topic: String) -> RetainedTopic? {
        guard all.remove(topic) != nil else { return nil }
        return RetainedTopic(uplink: uplink, topic: topic, isRetained: false)
    }

    /// Returns the topics that this gateway no longer publishes, in order.
    func old(besides wanted: Set<String>) -> [String] { all.subtracting(wanted).sorted() }
}
