import NIOCore

/// The limits of connections to the page, in time and in bytes.
struct ServingLimits: Sendable {
    /// The largest number of connections. It is also limited to a quarter of the descriptors that the process may
    /// have (1,024 for the service), since buses, brokers and the journal need theirs, and libdispatch aborts if it
    /// cannot open a file for one of its threads.
    var connections = 256
    /// The largest number of connections of one address. A browser opens six, and a household or an office has one
    /// address.
    var perAddress = 32
    /// The largest number of connections of a trusted proxy, which serves many people.
    var perProxy = 200
    /// The longest time from the start of a connection, or the end of the previous answer, to the end of a
    /// request's head. It is also how long an idle connection stays open. Even with bad reception a phone sends a
    /// head in one or two packets.
    var head = TimeAmount.seconds(10)
    /// The span in which at least `bodyBytes` of a body must arrive: 6 kbit/s, the slowest mobile line.
    var bodySpan = TimeAmount.seconds(10)
    /// The bytes of a body that must arrive in each `bodySpan`.
    var bodyBytes = 8 * 1024
    /// The longest time for a body: three photographs of 5 MB at 50 kB/s.
    var body = TimeAmount.minutes(5)
    /// The longest time from the beginning of an answer until the client has received it. A page has up to 60 kB.
    var answer = TimeAmount.seconds(60)
    /// The time for which a refused connection stays open, so that the client can read the answer.
    var farewell = TimeAmount.seconds(2)
    /// The largest head of a request in bytes. Browsers send 1 to 4 kB in 20 lines.
    var headBytes = 16 * 1024
    var headLines = 100
    /// The longest target of a request in bytes. The longest of the page itself is below 200 bytes.
    var targetBytes = 2 * 1024
}
