import Facilities

/// The data of the trends of a facility.
struct TrendData {
    /// Means of the span's interval or of shorter ones. Each minute is in one of them only.
    var means: [Aggregate]
    var work: WorkTime
    /// The records of the time, newest first.
    var acts: [Record]
}
