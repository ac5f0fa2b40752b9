/// What happened to readings since they were sealed.
public enum Change: Hashable, Sendable {
    case deleted(Int64)
    case inserted(Int64)
    /// There are as many as were sealed, and they are not the same.
    case altered
}

extension Change {
    init(there: Int64, sealed: Int64) {
        self =
            if there < sealed {
                .deleted(sealed - there)
            } else if there > sealed {
                .inserted(there - sealed)
            } else {
                .altered
            }
    }
}
