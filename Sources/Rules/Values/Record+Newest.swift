import Facilities

extension Record? {
    /// Takes a record in as the newest one of its kind; one that is entered late does not replace a newer one.
    mutating func replace(by record: Record) {
        if let known = self, known.at > record.at { return }
        self = record
    }
}
