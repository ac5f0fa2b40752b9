/// A check of a whole journal, while it runs.
struct Checking {
    private let isCancelled: @Sendable () -> Bool
    let onProgress: @Sendable (Double) -> Void

    init(
        _ isCancelled: @escaping @Sendable () -> Bool = { false },
        _ onProgress: @escaping @Sendable (Double) -> Void = { _ in }
    ) {
        (self.isCancelled, self.onProgress) = (isCancelled, onProgress)
    }

    /// Ends the check where nobody waits for it any more.
    func pause() throws {
        if isCancelled() { throw CancellationError() }
    }
}
