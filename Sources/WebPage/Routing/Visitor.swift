import Addresses
import Facilities

/// The person behind a request: client address, account, language and the time of the request.
struct Visitor: Sendable {
    var client: ClientAddress
    /// The person who is signed in; nil for the public.
    var person: Operator?
    var time: PageTime
    /// The path and query of the request.
    var target: String

    var now: Timestamp { time.now }
    /// The address for which attempts are counted: an IPv4 address or an IPv6 /64.
    var address: String { client.share.description }
    var language: Language { time.language }
    var answersComplaints: Bool { person?.answersComplaints ?? false }
}
