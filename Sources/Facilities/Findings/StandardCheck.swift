/// The state of one line of the standard for the work (洗到什么标准), as the gateway sees it now. A line without a check is
/// not measured.
public struct StandardCheck: Hashable, Sendable {
    /// The line of the standard.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case current, pressure, fume, efficiency
        /// The purifier is on while the fan runs.
        case together
        /// The purifier stood still on the day of the cleaning.
        case stood
    }

    /// The result of a check.
    public enum State: Hashable, Sendable {
        case passed
        case tooLow, tooHigh
        /// The purifier is off beside the running fan.
        case off
        /// There is nothing to compare today's figure with: it becomes the baseline.
        case firstCleaning
        /// The check is possible at that time, if the equipment runs until then.
        case waiting(until: Timestamp)
        /// The check is possible after some minutes of running; the equipment does not run now.
        case waitingForRun(minutes: Int)
        /// A cleaning was begun and is not on record yet.
        case waitingForRecord
        /// The data do not show it, which is no proof of the contrary.
        case notShown
        /// The device is one of several, and gives no value.
        case notMeasured
    }

    /// The line that is checked.
    public var item: Kind
    /// The result.
    public var state: State
    /// The place of the device, or else its name, where several are judged.
    public var place: String?
    /// The measured figure; nil where there is none yet.
    public var figure: Measure?
    /// The baseline or the limit that the figure is compared with.
    public var reference: Measure?
    /// The end of the interval of the figure; nil for a figure of now.
    public var time: Timestamp?
    /// Whether it was reached since the newest cleaning, where it is not reached now.
    public var wasReached = false

    public init(
        _ item: Kind, _ state: State, figure: Measure? = nil, reference: Measure? = nil, time: Timestamp? = nil
    ) {
        (self.item, self.state, self.figure, self.reference, self.time) = (item, state, figure, reference, time)
    }

    /// The same check of one of several devices.
    public func at(_ place: String) -> StandardCheck {
        var check = self
        check.place = place
        return check
    }
}
