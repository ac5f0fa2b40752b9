/// How one line of the standard to reach (洗到什么标准) stands, as the gateway sees it now. A line without a check is not
/// measured.
public struct StandardCheck: Hashable, Sendable {
    public enum Item: String, Hashable, Sendable, CaseIterable {
        case current, pressure, fume, efficiency
        /// The purifier is on while the fan runs.
        case together
        /// The purifier stood still on the day of the cleaning.
        case stood
    }

    public enum State: Hashable, Sendable {
        case passed
        case tooLow, tooHigh
        /// The purifier is off beside the running fan.
        case off
        /// Nothing was kept that today's figure could be compared with: it becomes the baseline.
        case firstCleaning
        /// It can be judged then, if it runs until then.
        case waiting(until: Timestamp)
        /// It can be judged after so many minutes of running; it does not run now.
        case waitingForRun(minutes: Int)
        /// A cleaning was begun and is not on record yet.
        case waitingForRecord
        /// The data do not show it, which is no proof that it was not so.
        case notShown
        /// Of several devices this one gives no value.
        case notMeasured
    }

    public var item: Item
    public var state: State
    /// Where several devices are judged, which one it is: its place, or else its name.
    public var place: String?
    public var figure: Measure?
    /// The baseline or the limit that the figure is compared with.
    public var reference: Measure?
    /// When what the figure is of ended; nil for what is of now.
    public var time: Timestamp?
    /// Whether it was reached since the newest cleaning, where it is not now.
    public var wasReached = false

    public init(
        _ item: Item, _ state: State, figure: Measure? = nil, reference: Measure? = nil, time: Timestamp? = nil
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
