/// What has arrived while the demo ran.
struct DemoSeen {
    /// The newest light of each facility.
    var lights: [String: String] = [:]
    /// What was shown of each last.
    var lines: [String: String] = [:]
    /// What the QR codes say.
    var addresses: [String: String] = [:]
    /// Where people complain.
    var complaintPoints: Set<String> = []
    /// The facilities whose page shows the light that the broker has.
    var shown: Set<String> = []
    var samples: [String: Int] = [:]
    var sequences: Set<Int64> = []

    /// How many sequences between the first and the last one have not arrived.
    var missing: Int {
        guard let first = sequences.min(), let last = sequences.max() else { return 0 }
        return Int(last - first) + 1 - sequences.count
    }

    /// Whether the three lights are there, and no grey one.
    var hasEveryLight: Bool { Set(lights.values) == ["green", "yellow", "red"] }

    /// Whether nothing is missing, so that the demo ends with 0.
    func isComplete(of codes: [String]) -> Bool {
        shown == Set(codes) && sequences.min() == 1 && missing == 0 && hasEveryLight
    }
}
