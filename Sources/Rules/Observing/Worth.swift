/// The readings that a rule accepts.
enum Worth: Sendable {
    /// Every reading with a number, whatever its quality: for dangers, and for whether something runs.
    case numbers
    /// Good readings, those at the end of the instrument's range, and those with an untrusted time: for limits and
    /// means.
    case limits
}
