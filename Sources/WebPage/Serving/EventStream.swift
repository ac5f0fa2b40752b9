/// Responses without an end, which are sent as something happens.
enum EventStream {
    /// The media type of server-sent events, by which a connection recognises such a response.
    static let type = "text/event-stream"
}
