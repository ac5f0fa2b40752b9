/// The change of samples since they were sealed.
public enum Change: Hashable, Sendable {
    /// This number of samples was deleted.
    case deleted(Int64)
    /// This number of samples was inserted.
    case inserted(Int64)
    /// There are as many samples as were sealed, but they differ.
    case altered
}

extension Change {
    /// Compares the number of samples that exist with the number that was sealed.
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
