extension UplinkProgress {
    /// The stretches that are remembered at most; with more the oldest is given up.
    private static let mostAround = 32

    /// Notes that a finding was raised: the samples around it are to be sent.
    public mutating func raised(_ around: Around) {
        guard !self.around.contains(where: { $0.id == around.id }) else { return }
        self.around.append(around)
        if self.around.count > Self.mostAround { self.around.removeFirst() }
    }

    /// Notes that a finding was cleared at a time.
    public mutating func cleared(_ finding: Finding.Identity, at facility: Facility.Code, _ time: Timestamp) {
        for index in around.indices where around[index].facility == facility && around[index].finding == finding {
            around[index].cleared(at: time)
        }
    }

    /// Notes that the samples of a stretch up to a sequence were sent.
    public mutating func sent(_ one: Around.ID, upTo sequence: Int64) {
        guard let index = around.firstIndex(where: { $0.id == one }) else { return }
        around[index].after = max(around[index].after, sequence)
    }

    /// Notes that nothing more of a stretch will be sent.
    public mutating func ended(_ one: Around.ID) { around.removeAll { $0.id == one } }
}
