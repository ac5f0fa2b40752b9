extension Configuration {
    /// Whether subscribers find the gateway at the same place, over the same kind of connection, when the next configuration
    /// is applied: then it stays online for them.
    func publishes(where next: Configuration) -> Bool {
        guard let mqtt else { return false }
        return gateway.id == next.gateway.id && mqtt == next.mqtt
    }
}
