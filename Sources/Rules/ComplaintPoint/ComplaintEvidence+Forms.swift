import Facilities

extension ComplaintEvidence {
    /// What form 1 remembered, and form 0, which had the same.
    struct First: Decodable {
        struct Seen: Decodable {
            var complaint: String
            var at: Timestamp
            var hours: Double
            var count: Int
            var faulty: [Text]
            var unjudged: [String]
        }

        var complaints: OpenComplaints
        var seen: [Seen]

        var state: State {
            let seen = seen.map { seen in
                let all = Evidence.OfKind(
                    kind: nil, all: seen.count, faulty: seen.faulty.count, unjudged: seen.unjudged.count)
                return ComplaintEvidence.Seen(
                    complaint: seen.complaint, at: seen.at, hours: seen.hours, kinds: seen.count == 0 ? [] : [all],
                    lines: [], texts: Array(seen.faulty.prefix(mostLines)))
            }
            return State(complaints: complaints, seen: seen)
        }
    }

    /// What form 2 remembered.
    struct Second: Decodable {
        struct Seen: Decodable {
            var complaint: String
            var at: Timestamp
            var hours: Double
            var kinds: [Evidence.OfKind]
            var lines: [Text]
        }

        var complaints: OpenComplaints
        var seen: [Seen]

        var state: State {
            let seen = seen.map { seen in
                ComplaintEvidence.Seen(
                    complaint: seen.complaint, at: seen.at, hours: seen.hours, kinds: seen.kinds, lines: [],
                    texts: Array(seen.lines.prefix(mostLines)))
            }
            return State(complaints: complaints, seen: seen)
        }
    }
}
