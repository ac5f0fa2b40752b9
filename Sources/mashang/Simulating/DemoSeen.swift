/// Everything that was received while the demo ran.
struct DemoSeen {
    /// The newest light of each facility, by code.
    var lights: [String: String] = [:]
    /// The last line that was printed for each facility, by code.
    var lines: [String: String] = [:]
    /// The addresses in the QR codes, by code.
    var addresses: [String: String] = [:]
    /// The facilities at which people complain.
    var complaintPoints: Set<String> = []
    /// The facilities whose page shows the same light as the broker.
    var shown: Set<String> = []
    var samples: [String: Int] = [:]
    var sequences: Set<Int64> = []

    /// The number of sequences between the first and the last one that have not arrived.
    var missing: Int {
        guard let first = sequences.min(), let last = sequences.max() else { return 0 }
        return Int(last - first) + 1 - sequences.count
    }

    /// Whether there are green, yellow and red lights, and no grey one.
    var hasEveryLight: Bool { Set(lights.values) == ["green", "yellow", "red"] }

    /// Returns whether nothing is missing, so that the demo ends with 0.
    func isComplete(of codes: [String]) -> Bool {
        shown == Set(codes) && sequences.min() == 1 && missing == 0 && hasEveryLight
    }
}
