import NIOCore

/// What a connection to the page may take, in time and in bytes.
struct ServingLimits: Sendable {
    /// All connections, and never more than a quarter of the descriptors that the process may have: buses, brokers and the journal need
    /// theirs, and libdispatch is aborted where it cannot open the state of one of its threads. The service has 1,024.
    var connections = 256
    /// The connections of one address: a browser opens six, and a household or an office shares an address.
    var perAddress = 32
    /// The connections of a trusted proxy, behind which many people are.
    var perProxy = 200
    /// From the start of a connection, or the end of the answer before, to the end of a request's head. It is also how long an idle
    /// connection stays. A phone that has bad reception sends a head in one or two packets; who needs longer sends it in pieces.
    var head = TimeAmount.seconds(10)
    /// A body brings `bodyBytes` in each of these spans: the slowest mobile line, at 6 kbit/s.
    var bodySpan = TimeAmount.seconds(10)
    var bodyBytes = 8 * 1024
    /// Three photographs of 5 MB at 50 kB/s.
    var body = TimeAmount.minutes(5)
    /// From the beginning of an answer until the client has taken it: a page has 60 kB.
    var answer = TimeAmount.seconds(60)
    /// How long a connection that was refused stays, so that the client can read why.
    var farewell = TimeAmount.seconds(2)
    /// A request's head: browsers send 1 to 4 kB in 20 lines.
    var headBytes = 16 * 1024
    var headLines = 100
    /// A request's target: the longest of the page's own is below 200 bytes.
    var targetBytes = 2 * 1024
}
