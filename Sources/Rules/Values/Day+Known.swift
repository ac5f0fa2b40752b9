import Facilities

extension Day {
    /// Returns the day; nil where it is after today, and so not known yet.
    func notAfter(_ today: Day?) -> Day? {
        guard let today, self > today else { return self }
        return nil
    }
}
