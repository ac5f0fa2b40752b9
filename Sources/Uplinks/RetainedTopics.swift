import Facilities

/// The topics under which the broker retains something of this gateway, as far as it knows.
struct RetainedTopics {
    private let uplink: String
    private(set) var all: Set<String>

    init(_ all: Set<String>, of uplink: String) { (self.all, self.uplink) = (all, uplink) }

    /// A retained message is being sent. Returns what is to be remembered; nil where it is known.
    mutating func sent(_ topic: String, isEmpty: Bool) -> RetainedTopic? {
        guard !isEmpty, all.insert(topic).inserted else { return nil }
        return RetainedTopic(uplink: uplink, topic: topic, isRetained: true)
    }

    /// The broker has an empty message. Returns what is to be remembered; nil where it is known.
    mutating func emptied(_ topic: String) -> RetainedTopic? {
        guard all.remove(topic) != nil else { return nil }
        return RetainedTopic(uplink: uplink, topic: topic, isRetained: false)
    }

    /// Those that this gateway publishes no more, in order.
    func old(besides wanted: Set<String>) -> [String] { all.subtracting(wanted).sorted() }
}
