/// Answers without an end, which are sent as something happens.
enum EventStream {
    /// The media type of server-sent events, by which a connection knows that its answer is one.
    static let type = "text/event-stream"
}
