/// The progress and the cancellation of a running check.
struct Checking {
    private let isCancelled: @Sendable () -> Bool
    let onProgress: @Sendable (Double) -> Void

    init(
        _ isCancelled: @escaping @Sendable () -> Bool = { false },
        _ onProgress: @escaping @Sendable (Double) -> Void = { _ in }
    ) {
        (self.isCancelled, self.onProgress) = (isCancelled, onProgress)
    }

    /// Ends the check if it was cancelled.
    ///
    /// - Throws: `CancellationError`.
    func pause() throws {
        if isCancelled() { throw CancellationError() }
    }
}
