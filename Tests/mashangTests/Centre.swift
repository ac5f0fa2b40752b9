import TestSupport

/// What a receiver that drops repetitions has: it knows a sample by gateway, epoch and sequence.
struct Centre {
    struct Key: Hashable {
        var epoch: String
        var sequence: Int
    }

    /// The time of each sample.
    private(set) var samples: [Key: Int] = [:]
    /// Keys under which two different samples came: the second was dropped.
    private(set) var dropped: Set<Key> = []

    init(_ messages: [Witness.Message]) {
        for message in messages where message.hasSamples(of: Site.code) {
            let (json, epoch) = (message.json, message.json["epoch"] as? String ?? "none")
            let times = json["time"] as? [Int] ?? []
            for (sequence, time) in zip(json["sequence"] as? [Int] ?? [], times) {
                let key = Key(epoch: epoch, sequence: sequence)
                if samples[key, default: time] != time { dropped.insert(key) }
                samples[key] = samples[key] ?? time
            }
        }
    }

    var epochs: Set<String> { Set(samples.keys.map(\.epoch)) }

    func count(in epoch: String) -> Int { samples.keys.count { $0.epoch == epoch } }
}
